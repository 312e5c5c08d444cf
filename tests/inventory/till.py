"""Money at a sales office: what is due, taken, handed in, reversed.

till = Till(database("inventory").engine)
deal = till.subscribed()
till.received(deal, amount="5000.00")
till.account(deal)["received"]          # "5000.00"
"""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.money import instalments as instalment_operations
from contracts.inventory.money import receipts as receipt_operations
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.instalments.queries import schedule as queries
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.money.receipts.commands import reversal as reversals
from services.inventory.money.receipts.commands import taking as takings
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


class Till(SalesOffice):
    def subscribed(self, **more: Any) -> Any:
        [unit] = self.on_sale(1)
        return self.subscribe(unit, self.customer(), **more)

    def schedule(self, deal: Any) -> list[Any]:
        return list(self.books(deal)["instalments"])

    def account(self, deal: Any) -> Any:
        return self.books(deal)["account"]

    def books(self, deal: Any) -> Any:
        """`instalments` and `account` as they are at one moment."""
        operation = instalment_operations.read_schedule
        with self.transaction() as session:
            ask = asked(operation, deal_id=deal["id"])
            found = queries.read_schedule(session, ask, by=self.finance, at=clock.now())
            return answered(operation, found)

    def agree(self, deal: Any, *lines: Line) -> None:
        with self.transaction() as session:
            instalments.agree(session, _locked(session, deal), lines, by=self.manager, at=_now())

    def claim(self, deal: Any, line: Line) -> None:
        with self.transaction() as session:
            instalments.add(session, _locked(session, deal), line, by=self.manager, at=_now())

    def end(self, deal: Any) -> None:
        with self.transaction() as session:
            instalments.end(session, _locked(session, deal), by=self.manager, at=_now())

    def transfer(self, deal: Any, other: Any, amount: str) -> None:
        with self.transaction() as session:
            pair = _locked(session, deal), _locked(session, other)
            receipts.transfer(session, *pair, Decimal(amount), by=self.manager, at=_now())

    def take(self, deal: Any, **more: Any) -> Any:
        operation = receipt_operations.take_money
        payload: dict[str, Any] = {
            "deal_id": deal["id"],
            "reason": "客户深夜到访，坚持付现",
            "method": "cash",
        } | more
        return self.do(takings.take, operation, self.consultant, **payload)

    def hand_in(self, receipt: Any) -> Any:
        operation = receipt_operations.hand_in_money
        return self.do(takings.hand_in, operation, self.consultant, receipt_id=receipt["id"])

    def reject(self, receipt: Any, *, by: Actor | None = None) -> Any:
        operation = receipt_operations.reject_receipt
        payload = {"receipt_id": receipt["id"], "reason": "金额不符"}
        return self.do(receipts.reject, operation, by or self.manager, **payload)

    def ask_reversal(self, receipt: Any, *, by: Actor | None = None) -> Any:
        operation = receipt_operations.reverse_receipt
        payload = {"receipt_id": receipt["id"], "reason": "支票被拒付"}
        return self.do(reversals.request, operation, by or self.finance, **payload)

    def decide(self, counter: Any, *, by: Actor | None = None, verdict: str = "approve") -> Any:
        """On a counter-entry that waits for consent."""
        payload: dict[str, Any] = {
            "approval_id": counter["approval_id"],
            "verdict": verdict,
            "comment": "见附件",
        }
        operation = CONSENT.decide
        return self.do(DECISIONS.decide, operation, by or self.manager, **payload)

    def reversed(self, receipt: Any) -> None:
        self.decide(self.ask_reversal(receipt))


def _locked(session: Session, deal: Any) -> Deal:
    return session.get_one(Deal, UUID(deal["id"]), with_for_update=True)


def _now() -> Any:
    return clock.now()
