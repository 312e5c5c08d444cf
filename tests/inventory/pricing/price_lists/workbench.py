"""A sales office that keeps its prices in versions.

prices = Prices(office)
draft = prices.draft()
prices.adjust(draft, tiers=["list_rate"], share="-0.01")
prices.in_force(draft)                       # submitted, approved, its time has come
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from common import clock
from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.pricing import price_lists as operations
from contracts.inventory.pricing import price_lists as row_operations
from contracts.office.roles import Role
from contracts.workbook import read_price_list, write_price_list
from services.inventory.pricing.price_lists.commands import rows
from services.inventory.pricing.price_lists.commands import versions as commands
from services.inventory.pricing.price_lists.commands import workbook as workbooks
from services.inventory.pricing.price_lists.queries import comparison as comparisons
from services.inventory.pricing.price_lists.queries import rows as row_queries
from services.inventory.pricing.price_lists.queries import versions as queries
from services.inventory.pricing.price_lists.queries import workbook as workbook_queries
from services.inventory.pricing.repricing import commands as repricing
from services.inventory.register.units.models import Unit
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice

ALL = ["list_rate", "filed_rate", "manager_floor_rate", "director_floor_rate", "channel_rate"]


class Prices:
    def __init__(self, office: SalesOffice) -> None:
        self.office = office
        self.planner = office.posted_as(Role.PLANNER)

    def draft(self, *, by: Actor | None = None, **more: Any) -> Any:
        payload = {"project_id": str(self.office.project), "name": "十二月调价"} | more
        by = by or self.office.manager
        return self.office.do(commands.create, operations.create_price_list, by, **payload)

    def set(self, draft: Any, *prices: Mapping[str, Any], by: Actor | None = None) -> Any:
        return self._change(rows.set_prices, row_operations.set_prices, draft, by, prices=prices)

    def adjust(self, draft: Any, *, by: Actor | None = None, **how: Any) -> Any:
        return self._change(rows.adjust, row_operations.adjust_prices, draft, by, **how)

    def _change(
        self, command: Any, operation: Any, draft: Any, by: Actor | None, **payload: Any
    ) -> Any:
        def change(session: Any, ask: Any, *, by: Actor, at: datetime) -> Any:
            return command(session, ask, by=by)

        asked_for = {"price_list_id": draft["id"]} | payload
        return self.office.do(change, operation, by or self.office.manager, **asked_for)

    def upload(self, draft: Any, cells: list[dict[str, Any]], *, by: Actor | None = None) -> Any:
        """Through a real workbook."""
        content = write_price_list(cells)

        def command(session: Any, ask: Any, *, by: Actor, at: datetime) -> Any:
            ask.table = read_price_list(content)
            return workbooks.upload(session, ask, by=by)

        payload = {"price_list_id": draft["id"], "workbook": "AAAA"}
        by = by or self.office.manager
        return self.office.do(command, row_operations.upload_prices, by, **payload)

    def submit(self, draft: Any, *, by: Actor | None = None, **more: Any) -> Any:
        payload = {"price_list_id": draft["id"]} | more
        by = by or self.office.manager
        return self.office.do(commands.submit, operations.submit_price_list, by, **payload)

    def decide(self, submitted: Any, *, by: Actor | None = None, **more: Any) -> Any:
        payload = {"approval_id": submitted["approval_id"], "verdict": "approve"} | more
        operation = CONSENT.decide
        return self.office.do(DECISIONS.decide, operation, by or self.office.director, **payload)

    def approve(self, draft: Any, **more: Any) -> None:
        self.decide(self.submit(draft, **more))

    def end(self, version: Any) -> Any:
        def command(session: Any, ask: Any, *, by: Actor, at: datetime) -> Any:
            return commands.end(session, ask, by=by)

        by, operation = self.office.manager, operations.end_price_list
        return self.office.do(command, operation, by, price_list_id=version["id"])

    def tick(self, at: datetime | None = None) -> int:
        with self.office.transaction() as session:
            return repricing.bring_into_force(session, at=at or clock.now())

    def in_force(self, draft: Any) -> None:
        self.approve(draft)
        assert self.tick(clock.now() + timedelta(seconds=1)) == 1

    def lowered(self, share: str = "-0.01") -> Any:
        """A version in force with all tiers but the filed price lower by a share."""
        draft = self.draft()
        tiers = [tier for tier in ALL if tier != "filed_rate"]
        self.adjust(draft, tiers=tiers, share=share)
        self.in_force(draft)
        return draft

    def read(self, version: Any, *, by: Actor | None = None) -> Any:
        return self._asked(queries.read_price_list, operations.read_price_list, version, by)

    def rows(self, version: Any, *, by: Actor | None = None, **more: Any) -> list[Any]:
        operation = row_operations.list_prices
        return self._asked(row_queries.list_prices, operation, version, by, **more)["items"]

    def foresee(self, version: Any, *, by: Actor | None = None, **how: Any) -> Any:
        operation = row_operations.foresee_adjustment
        return self._asked(row_queries.foresee, operation, version, by, **how)

    def compare(self, version: Any, *, by: Actor | None = None, **more: Any) -> Any:
        operation = row_operations.compare_price_lists
        return self._asked(comparisons.compare, operation, version, by, **more)

    def sheet(self, version: Any, *, by: Actor | None = None) -> workbook_queries.Sheet:
        ask = asked(row_operations.download_prices, price_list_id=version["id"])
        with self.office.transaction() as session:
            return workbook_queries.sheet(session, ask, by=by or self.office.manager)

    def _asked(
        self, query: Any, operation: Any, version: Any, by: Actor | None, **more: Any
    ) -> Any:
        ask = asked(operation, price_list_id=version["id"], **more)
        with self.office.transaction() as session:
            return answered(operation, query(session, ask, by=by or self.office.manager))

    def list_price(self, unit: UUID) -> Decimal | None:
        with self.office.engine.connect() as connection:
            return connection.scalar(select(Unit.list_price).where(Unit.id == unit))
