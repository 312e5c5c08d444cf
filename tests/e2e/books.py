"""What the platform's books say after the dust has settled: sales, report, event log.

Everything is asked over HTTP; only the event log's chain is checked by the operator's command.
"""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from common import clock
from contracts.office.roles import Role
from deploy.local.settings import ROOT, SERVICES
from tests.e2e.sales_office import PRICE, SalesOffice
from tests.stack import Stack


@dataclass(frozen=True)
class Books:
    stack: Stack
    office: SalesOffice

    def sold(self) -> set[str]:
        """Deals whose contract inventory has committed."""
        path = f"/deals?project_id={self.office.project}&stage=sold&page_size=200"
        return {deal["id"] for deal in self._all(Role.SALES_MANAGER, path)}

    def check_report(self, sold: set[str]) -> None:
        """Every committed sale is in the report and in the commission exactly once."""
        today = clock.business_day(clock.now())
        path = f"/reports/daily?day={today}&project_id={self.office.project}"
        told = self.office.ask(Role.SALES_MANAGER, "GET", path)["total"]
        assert told["sold_units"] == len(sold)
        assert Decimal(told["sold_amount"]) == len(sold) * PRICE
        assert told["receipts"] >= len(sold)
        path = f"/commission/accruals?period={today:%Y-%m}&page_size=200"
        accrued = Counter(line["deal_id"] for line in self._all(Role.CONSULTANT, path))
        assert accrued == Counter(sold)

    def check_log(self, sold: set[str]) -> None:
        """The event log has every sale once and no gap."""
        events = self.events()
        assert [event["position"] for event in events] == list(range(1, len(events) + 1))
        assert len({event["id"] for event in events}) == len(events)
        told = Counter(e["data"]["deal_id"] for e in events if e["type"] == "unit_sold")
        assert told == Counter(sold)

    def check_chain(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "services.office.log.check_log"], cwd=ROOT, text=True,
            capture_output=True, env=self.stack.variables("office"),
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def check_nothing_is_parked(self) -> None:
        for service in SERVICES:
            path = f"/parked-messages/{service}"
            assert self.office.ask(Role.OPERATOR, "GET", path)["items"] == []

    def events(self) -> list[dict[str, Any]]:
        """The whole log in its order."""
        found: list[dict[str, Any]] = []
        after = 0
        while True:
            path = f"/events?after={after}&page_size=1000"
            page = self.office.ask(Role.OPERATOR, "GET", path)
            found += page["items"]
            if page["next"] is None:
                return found
            after = page["next"]

    def purchases(self, customer: Any) -> list[dict[str, Any]]:
        path = f"/customers/{customer}/purchases"
        return list(self.office.ask(Role.CONSULTANT, "GET", path)["items"])

    def _all(self, role: Role, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.office.ask(role, "GET", path + cursor)
            found += page["items"]
            if page["next"] is None:
                return found
            cursor = f"&cursor={page['next']}"
