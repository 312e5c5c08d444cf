"""A sales office on a database of its own: a project, its people, and their commands at hand.

office = SalesOffice(database("inventory").engine)
[unit] = office.on_sale(1)
deal = office.reserve(unit, office.customer())
office.reserve(unit, office.customer(other), by=other)      # raises unit_taken
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from inspect import unwrap
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, text

from common import clock
from common.actor import Actor
from common.consent.models import Approval
from contracts.inventory.changes import amendments
from contracts.inventory.changes import change_orders as change_operations
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.control import claims as claims_contract
from contracts.inventory.control import imports as import_operations
from contracts.inventory.control import releases as release_operations
from contracts.inventory.control import settings_changes as settings_operations
from contracts.inventory.money import receipts as receipt_operations
from contracts.inventory.register import projects as project_operations
from contracts.inventory.selling import signing as signing_operations
from contracts.inventory.selling import subscriptions
from contracts.office.roles import Role
from contracts.operation import Operation
from contracts.schema import Ask, new_id
from contracts.workbook import read_price_list, write_price_list
from contracts.workbooks import Row
from contracts.workbooks.tables import Table
from services.inventory.changes.amendments import commands as changes
from services.inventory.changes.change_orders.commands import order as change_orders
from services.inventory.control.claims.commands import claim as claims
from services.inventory.control.imports import commands as imports
from services.inventory.control.releases import commands as releases
from services.inventory.control.settings_changes import commands as settings_changes
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.register.customers import commands as customers
from services.inventory.register.projects import commands as projects
from services.inventory.register.units.models import Unit
from services.inventory.selling.signing import commands as signing
from services.inventory.selling.subscriptions import commands as deals
from services.inventory.selling.subscriptions.entrypoints import Deals
from services.inventory.service import SERVICE
from tests.commands import Bench, answered, asked
from tests.inventory.consenting import DECISIONS
from tests.tokens import actor_for

LIST_PRICE = Decimal("1000000.00")


def row(number: int, **cells: Any) -> dict[str, Any]:
    """One row of a price list: 1,000 units to a building, 10 to a floor, a million yuan."""
    floor = number % 1000 // 10 + 1
    return {
        "building": str(number // 1000 + 1),
        "stair": "1",
        "floor": floor,
        "number": f"{floor}{number % 10:02d}",
        "house_type": "A",
        "gross_area": 100,
        "inner_area": 80,
        "orientation": "南",
        "list_rate": 10000,
        "filed_rate": 11000,
        "manager_floor_rate": 9800,
        "director_floor_rate": 9700,
    } | cells


@lru_cache(maxsize=64)
def _read_back(rows: tuple[tuple[tuple[str, Any], ...], ...]) -> tuple[Row, ...]:
    """The rows out of a workbook that they were written to; most scenes have the same."""
    return tuple(read_price_list(write_price_list(map(dict, rows))).rows)


class SalesOffice(Bench):
    def __init__(self, engine: Engine, *, settings: Mapping[str, Any] | None = None) -> None:
        super().__init__(engine, SERVICE)
        self.project = new_id()
        self.team = new_id()
        self.director = actor_for(Role.SALES_DIRECTOR)
        self.general_manager = actor_for(Role.GENERAL_MANAGER)
        self.manager = self.posted_as(Role.SALES_MANAGER)
        self.clerk = self.posted_as(Role.CONTROL_CLERK)
        self.reviewer = self.posted_as(Role.CONTROL_SUPERVISOR)
        self.finance = self.posted_as(Role.FINANCE)
        self.consultant = self.posted_as(Role.CONSULTANT)
        self.do(
            projects.create,
            project_operations.create_project,
            self.director,
            id=str(self.project),
            code=f"P{self.project.hex[-10:].upper()}",
            name="鹭鸣北湖名邸",
            developer="开发商",
            presale_permit="510108202366120",
        )
        if settings:
            self.give_settings(settings)

    def give_settings(self, settings: Mapping[str, Any], *, at: datetime | None = None) -> None:
        """As the manager asks for and the general manager consents to."""
        change = self.do(
            settings_changes.request,
            settings_operations.request_settings_change,
            self.manager,
            at,
            project_id=str(self.project),
            settings=dict(settings),
            reason="公司规定",
        )
        decision = {"approval_id": change["approval_id"], "verdict": "approve"}
        self.do(DECISIONS.decide, CONSENT.decide, self.general_manager, at, **decision)

    def posted_as(self, *roles: Role, project: UUID | None = None) -> Actor:
        at = [project or self.project]
        return actor_for(
            [str(role) for role in roles], projects=at, region_projects=at, team=self.team
        )

    def do(
        self,
        command: Any,
        operation: Operation,
        by: Actor,
        at: datetime | None = None,
        **payload: Any,
    ) -> Any:
        """Run a command in a transaction; answers what its caller would get."""
        ask = asked(operation, **payload)
        with self.transaction() as session:
            return answered(operation, command(session, ask, by=by, at=at or clock.now()))

    def imported(self, rows: Iterable[Mapping[str, Any]], **options: Any) -> dict[str, Any]:
        """Through a real workbook."""
        read = _read_back(tuple(tuple(row.items()) for row in rows))
        table = Table([row._replace(cells=dict(row.cells)) for row in read], sheets=[])

        def command(session: Any, ask: Ask, *, by: Actor, at: datetime) -> Any:
            ask.table = table
            return imports.import_price_list(session, ask, by=by, at=at)

        operation = import_operations.import_price_list
        payload = {"project_id": str(self.project), "workbook": "AAAA"} | options
        answer: dict[str, Any] = self.do(command, operation, self.clerk, **payload)
        return answer

    def review(self, decision: str = "approve", **chosen: Any) -> Any:
        payload = {"project_id": str(self.project), "decision": decision} | (
            chosen or {"all": True}
        )
        return self.do(releases.review, release_operations.review_units, self.reviewer, **payload)

    def release(self, **chosen: Any) -> Any:
        payload = {"project_id": str(self.project)} | (chosen or {"all": True})
        return self.do(releases.release, release_operations.release_units, self.manager, **payload)

    def on_sale(self, count: int, **cells: Any) -> list[UUID]:
        """That many released units, in the order of their numbers."""
        self.imported(row(number, **cells) for number in range(count))
        self.review()
        self.release()
        with self.transaction() as session:
            return list(session.scalars(select(Unit.id).order_by(Unit.id)))

    def customer(self, of: Actor | None = None) -> UUID:
        """A new customer of that consultant, as crm would have told."""
        owner = of or self.consultant
        told = Ask(customer_id=new_id(), owner_id=owner.staff_id, team_id=owner.team_id)
        with self.transaction() as session:
            customers.keep(session, told, version=1)
        customer_id: UUID = told.customer_id
        return customer_id

    def lock(self, unit: UUID, *, by: Actor | None = None, at: datetime | None = None) -> Any:
        return self.do(
            claims.lock, claims_contract.lock_unit, by or self.consultant, at, unit_id=str(unit)
        )

    def unlock(self, unit: UUID, *, by: Actor | None = None, at: datetime | None = None) -> Any:
        return self.do(
            claims.unlock, claims_contract.unlock_unit, by or self.consultant, at, unit_id=str(unit)
        )

    def reserve(
        self,
        unit: UUID,
        customer: UUID,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Any:
        payload = {"unit_id": str(unit), "customer_id": str(customer)} | more
        operation = subscriptions.reserve_unit
        return self.do(deals.reserve, operation, by or self.consultant, at, **payload)

    def subscribe(
        self,
        unit: UUID,
        customer: UUID,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Any:
        payload = {
            "unit_id": str(unit),
            "customer_id": str(customer),
            "payment_method": "lump_sum",
            "handover_date": (clock.business_day(clock.now()) + timedelta(days=365)).isoformat(),
        } | more
        operation = subscriptions.subscribe_unit
        return self.do(deals.subscribe, operation, by or self.consultant, at, **payload)

    def deal(self, deal: Any, *, by: Actor | None = None) -> Any:
        operation = subscriptions.read_deal
        ask = asked(operation, deal_id=deal["id"])
        with self.transaction() as session:
            read = unwrap(Deals.read_deal)
            return answered(operation, read(None, session, ask, by or self.manager, clock.now()))

    def extend(self, deal: Any, *, at: datetime | None = None, **more: Any) -> Any:
        operation = amendments.extend_reservation
        return self.do(changes.extend, operation, self.manager, at, deal_id=deal["id"], **more)

    def cancel(self, deal: Any, *, by: Actor | None = None, at: datetime | None = None) -> Any:
        """Give up a reservation; anything further on is undone by an order."""
        payload = {"deal_id": deal["id"], "reason": "客户改变主意"}
        operation = amendments.cancel_deal
        return self.do(changes.cancel, operation, by or self.manager, at, **payload)

    def undo(self, deal: Any, **terms: Any) -> None:
        """Cancel a subscription or a sale by an approved order (退房)."""
        self.consent(self.request_change(deal, "cancellation", **terms))

    def request_change(
        self,
        deal: Any,
        kind: str,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **terms: Any,
    ) -> Any:
        payload = {"deal_id": deal["id"], "kind": kind, "reason": "客户书面申请"} | terms
        operation = change_operations.request_change_order
        return self.do(change_orders.request, operation, by or self.consultant, at, **payload)

    def consent(self, asked_for: Any, *, at: datetime | None = None) -> None:
        """Everybody whose consent it takes gives it."""
        deciders = {
            "sales_manager": self.manager,
            "sales_director": self.director,
            "general_manager": self.general_manager,
            "finance": self.finance,
        }
        for need in self.needs(asked_for):
            self.decide_change(asked_for, deciders[need], at=at)

    def needs(self, asked_for: Any) -> list[str]:
        """All whose consents it takes, also those that its asker is not told of."""
        with self.transaction() as session:
            return list(session.get_one(Approval, UUID(str(asked_for["approval_id"]))).needs)

    def decide_change(
        self, asked_for: Any, by: Actor, *, at: datetime | None = None, verdict: str = "approve"
    ) -> Any:
        payload = {
            "approval_id": asked_for["approval_id"],
            "verdict": verdict,
            "comment": "见附件",
        }
        operation = CONSENT.decide
        return self.do(DECISIONS.decide, operation, by, at, **payload)

    def withdraw(self, asked_for: Any) -> Any:
        """The consultant takes the request back."""
        operation = CONSENT.withdraw
        payload = {"approval_id": asked_for["approval_id"]}
        return self.do(DECISIONS.withdraw, operation, self.consultant, **payload)

    def check_documents(self, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
        payload = {"deal_id": deal["id"], "complete": True} | more
        operation = signing_operations.check_documents
        return self.do(signing.check_documents, operation, by or self.clerk, **payload)

    def sign_off(self, deal: Any, *, by: Actor | None = None) -> Any:
        operation = signing_operations.sign_subscription
        by = by or self.manager
        return self.do(signing.sign_subscription, operation, by, deal_id=deal["id"])

    def request_receipt(self, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
        operation = receipt_operations.request_receipt
        payload = {"deal_id": deal["id"]} | more
        return self.do(receipts.request, operation, by or self.consultant, **payload)

    def request_deposit(self, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
        return self.request_receipt(deal, by=by, kind="deposit", **more)

    def endorse(self, receipt: Any, *, by: Actor | None = None) -> Any:
        operation = receipt_operations.endorse_receipt
        return self.do(receipts.endorse, operation, by or self.manager, receipt_id=receipt["id"])

    def confirm(self, receipt: Any, *, by: Actor | None = None, **more: Any) -> Any:
        """Finance confirms, after the manager has where that is still to be done."""
        if receipt["status"] == "requested":
            receipt = self.endorse(receipt)
        operation = receipt_operations.confirm_receipt
        payload = {"receipt_id": receipt["id"]} | more
        return self.do(receipts.confirm, operation, by or self.finance, **payload)

    def received(self, deal: Any, **more: Any) -> Any:
        """Money that was requested and confirmed; by default the oldest unpaid instalment."""
        return self.confirm(self.request_receipt(deal, **more))

    def made_ready(self, deal: Any) -> None:
        """Everything that a contract needs."""
        self.confirm(self.request_deposit(deal))
        self.check_documents(deal)
        self.sign_off(deal)

    def sign(self, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
        operation = signing_operations.sign_contract
        payload = {"deal_id": deal["id"], "without_text": True} | more
        return self.do(signing.sign_contract, operation, by or self.manager, **payload)

    def status_of(self, unit: UUID) -> str:
        with self.engine.connect() as connection:
            found = connection.scalar(select(Unit.status).where(Unit.id == unit))
        assert found is not None
        return found

    def moves_of(self, unit: UUID) -> Sequence[tuple[str, str, str]]:
        """The unit's history: move, from, to."""
        statement = text(
            "SELECT move, coalesce(from_status, ''), to_status FROM unit_history"
            " WHERE unit_id = :unit ORDER BY id"
        )
        with self.engine.connect() as connection:
            return [tuple(found) for found in connection.execute(statement, {"unit": unit})]

    def started(self, kind: str) -> list[dict[str, Any]]:
        """The deadlines of a kind that began, each with its deal's facts."""
        told = [event["data"] for event in self.told("deadlines_started")]
        each = [data | one for data in told for one in data["deadlines"]]
        return [deadline for deadline in each if deadline["kind"] == kind]

    def told_of(self, unit: UUID) -> list[str]:
        """The names of the unit's events, oldest first."""
        return [event["type"] for event in self.told() if event["aggregate_id"] == str(unit)]
