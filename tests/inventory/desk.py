"""The service desk (客服) of a sales office: what follows the contract.

desk = Desk(database("inventory").engine)
deal = desk.signed(payment_method="commercial_loan")
[loan] = desk.read(deal)["loans"]
desk.collected(deal, "commercial_loan")
desk.step("submit_loan", loan, lender="建设银行", amount="700000.00")
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from common import clock
from common.actor import Actor
from contracts.inventory.milestones import area_settlements as area_operations
from contracts.inventory.milestones import area_settlements as correction_operations
from contracts.inventory.milestones import filings as filing_operations
from contracts.inventory.milestones import handovers as handover_operations
from contracts.inventory.milestones import loans as loan_operations
from contracts.inventory.milestones import milestones as operations
from contracts.inventory.milestones import titles as title_operations
from contracts.inventory.milestones.procedures import MilestoneKind
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.office.roles import Role
from services.inventory.changes.amendments import commands as changes
from services.inventory.milestones.area_settlements import queries as area_queries
from services.inventory.milestones.area_settlements.commands import correction as area_corrections
from services.inventory.milestones.area_settlements.commands import settlement as area_settlements
from services.inventory.milestones.filings import commands as filings
from services.inventory.milestones.handovers.commands import deviation as deviations
from services.inventory.milestones.handovers.commands import handover as handovers
from services.inventory.milestones.loans import commands as loans
from services.inventory.milestones.milestones import commands, queries
from services.inventory.milestones.titles import commands as titles
from services.inventory.pricing.payment_plans.rules import default_plan, lines_for
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.till import Till

_STEPS: Mapping[str, tuple[Any, Any]] = {
    "submit_loan": (loans.submit, loan_operations.submit_loan),
    "approve_loan": (loans.approve, loan_operations.approve_loan),
    "reject_loan": (loans.reject, loan_operations.reject_loan),
    "pay_out_loan": (loans.pay_out, loan_operations.pay_out_loan),
    "reapply_loan": (loans.reapply, loan_operations.reapply_loan),
    "submit_filing": (filings.submit, filing_operations.submit_filing),
    "record_filing": (filings.record, filing_operations.record_filing),
    "revoke_filing": (filings.revoke, filing_operations.revoke_filing),
    "notify": (handovers.notify, handover_operations.notify_handover),
    "inspect": (handovers.inspect, handover_operations.inspect_handover),
    "rectify": (handovers.rectify, handover_operations.rectify_defect),
    "fees": (handovers.record_fees, handover_operations.record_handover_fees),
    "settle": (area_settlements.settle_area, area_operations.settle_area),
    "correct": (area_corrections.request, correction_operations.request_area_correction),
    "deviate": (deviations.request, handover_operations.request_deviation),
    "hand_over": (handovers.hand_over, handover_operations.hand_over_unit),
    "submit_title": (titles.submit, title_operations.submit_title),
    "issue_title": (titles.issue, title_operations.issue_title),
    "documents": (commands.note_documents, operations.note_milestone_documents),
    "obstacle": (commands.report_obstacle, operations.report_obstacle),
    "resolve": (commands.resolve_obstacle, operations.resolve_obstacle),
}


class Desk(Till):
    def __init__(self, engine: Engine, **more: Any) -> None:
        super().__init__(engine, **more)
        self.service = self.posted_as(Role.SERVICE_SUPERVISOR)

    def signed(self, unit: UUID | None = None, **more: Any) -> Any:
        deal = self.subscribe(unit or self.on_sale(1)[0], self.customer(), **more)
        self.made_ready(deal)
        return self.sign(deal)

    def step(
        self,
        name: str,
        what: Any = None,
        /,
        *,
        by: Actor | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> Any:
        """A step of the deal or of the loan `what`."""
        command, operation = _STEPS[name]
        key = "loan_id" if "loan_id" in operation.request_schema.fields else "deal_id"
        named = {} if what is None else {key: what["id"]}
        return self.do(command, operation, by or self.service, at, **named, **more)

    def collected(self, deal: Any, kind: str, missing: tuple[str, ...] = ()) -> Any:
        return self.step("documents", deal, kind=kind, missing=list(missing))

    def paid_out(self, deal: Any) -> None:
        """Every loan of the deal, for 350,000 yuan each."""
        for loan in self.read(deal)["loans"]:
            self.collected(deal, loan["kind"])
            self.step("submit_loan", loan, lender="建设银行", amount="350000.00")
            self.step("approve_loan", loan)
            self.step("pay_out_loan", loan)

    def ready(self, deal: Any, **areas: Any) -> None:
        """Everything that a handover needs, but the money."""
        self.step("notify", deal, appointed_on=str(clock.business_day(clock.now())))
        self.step("inspect", deal)
        self.collected(deal, "handover")
        self.step("settle", deal, **({"gross_area": "100.00"} | areas))

    def paid(self, deal: Any) -> None:
        """All that is unpaid, claim by claim."""
        for claim in self.schedule(deal):
            rest = float(claim["amount"]) - float(claim["paid"])
            if rest:
                self.received(deal, kind=claim["kind"])

    def previewed(self, deal: Any, **areas: str) -> Any:
        operation = area_operations.preview_area_settlement
        with self.transaction() as session:
            ask = asked(operation, deal_id=deal["id"], **areas)
            return answered(operation, area_queries.preview(session, ask, by=self.service))

    def read(self, deal: Any, *, by: Actor | None = None, at: datetime | None = None) -> Any:
        operation = operations.read_milestones
        with self.transaction() as session:
            ask = asked(operation, deal_id=deal["id"])
            found = queries.read_milestones(
                session, ask, by=by or self.service, at=at or clock.now()
            )
            return answered(operation, found)

    def listed(self, *, by: Actor | None = None, at: datetime | None = None, **asks: Any) -> Any:
        operation = operations.list_milestones
        with self.transaction() as session:
            ask = asked(operation, **asks)
            found = queries.list_milestones(
                session, ask, by=by or self.service, at=at or clock.now()
            )
            return answered(operation, found)

    def replanned(self, deal: Any, method: PaymentMethod) -> None:
        """As an approved change order would have it, by the default plan of the method."""
        with self.transaction() as session:
            found = session.get_one(Deal, UUID(deal["id"]))
            plan = default_plan(method, Decimal("0.30"))
            day = clock.business_day(clock.now())
            lines = lines_for(
                plan, found.price, found.deposit, subscribed_on=day, signed_on=found.signed_on
            )
            changes.replan(session, found, plan, lines, by=self.manager, at=clock.now())

    def ended(self, deal: Any) -> None:
        """What a cancellation does to the milestones."""
        with self.transaction() as session:
            found = session.scalars(select(Deal).where(Deal.id == UUID(deal["id"]))).one()
            commands.drop_all(session, found, by=self.manager, at=clock.now())

    def deadlines(self, deal: Any) -> dict[str, str]:
        """The newest state of the deadline of each of the deal's milestones, as it was told."""
        told: dict[str, str] = {}
        for event in self.told():
            match event["type"]:
                case "deadlines_started":
                    now = {each["kind"]: "open" for each in event["data"]["deadlines"]}
                case "deadline_set" | "deadline_met":
                    now = {event["data"]["kind"]: event["data"]["status"]}
                case _:
                    continue
            if event["data"]["deal_id"] == deal["id"]:
                told |= now
        return {kind: status for kind, status in told.items() if kind in set(MilestoneKind)}
