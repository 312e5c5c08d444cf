"""Business to report on: sales of one consultant, told as inventory tells them.

team = Team()                       # project, team, consultant: fresh ids
sale = team.sale("1280000.00", sold_on=date(2026, 11, 3))
tell(session, sale.sold(), sale.received("400000.00"), sale.cancelled(date(2026, 12, 1)))
"""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from sqlalchemy.orm import Session

from common.actor import system
from common.outbox import row_of
from contracts import event as events
from contracts.event import EventType
from contracts.inventory.changes.amendments import DEAL_REPRICED
from contracts.inventory.milestones.procedures import HANDOVER_DONE, LOAN_PAID_OUT
from contracts.inventory.money.receipts import RECEIPT_CONFIRMED, RECEIPT_REVERSED
from contracts.inventory.money.refunds import REFUND_PAID
from contracts.inventory.register.units import SALE_CANCELLED, UNIT_SOLD, UNIT_SUBSCRIBED
from contracts.schema import new_id
from services.reporting.facts.figures.commands import count

AT = datetime(2026, 11, 3, 4, tzinfo=UTC)
Envelope = dict[str, Any]


@dataclass(frozen=True)
class Sale:
    """One deal; each fact is an envelope with an id of its own."""

    project: UUID
    team: UUID | None
    consultant: UUID
    amount: str
    sold_on: date
    deal: UUID = field(default_factory=new_id)
    unit: UUID = field(default_factory=new_id)
    customer: UUID = field(default_factory=new_id)

    def subscribed(self, on: date | None = None) -> Envelope:
        facts = {"status": "subscribed", "deposit": "50000.00", "sign_by": AT}
        return self._told(UNIT_SUBSCRIBED, on or self.sold_on, facts | self._claim())

    def sold(self) -> Envelope:
        facts = {"status": "sold", "contract_number": "HX-1", "list_amount": self.amount}
        return self._told(UNIT_SOLD, self.sold_on, facts | self._claim())

    def repriced(self, on: date, amount: str, *, signed: bool = True) -> tuple[Envelope, Self]:
        """The change of the price, and the sale as it is from then on."""
        facts = {"old_amount": self.amount, "new_amount": amount}
        told = self._told(DEAL_REPRICED, on, facts | {"sold_on": self.sold_on if signed else None})
        return told, replace(self, amount=amount)

    def cancelled(self, on: date, *, signed: bool = True) -> Envelope:
        facts: dict[str, Any] = {
            "status": "unreleased",
            "stage": "sold" if signed else "subscribed",
        }
        facts["sold_on"] = self.sold_on if signed else None
        return self._told(SALE_CANCELLED, on, facts | self._claim())

    def received(self, amount: str, on: date | None = None) -> Envelope:
        facts = {"receipt_id": new_id(), "amount": amount, "kind": "down_payment"}
        return self._told(RECEIPT_CONFIRMED, on or self.sold_on, facts)

    def reversed(self, amount: str, on: date | None = None) -> Envelope:
        facts = {"receipt_id": new_id(), "amount": amount, "kind": "down_payment"}
        return self._told(RECEIPT_REVERSED, on or self.sold_on, facts | {"reverses_id": new_id()})

    def refunded(
        self, amount: str, on: date | None = None, cause: str = "cancellation"
    ) -> Envelope:
        facts = {"refund_id": new_id(), "amount": amount, "cause": cause, "status": "paid"}
        return self._told(REFUND_PAID, on or self.sold_on, facts)

    def paid_out(self, *, is_last: bool = True) -> Envelope:
        facts = {"kind": "commercial_loan", "amount": "300000.00", "is_last": is_last}
        return self._told(LOAN_PAID_OUT, self.sold_on, facts)

    def handed_over(self, settlement: str = "-1500.00") -> Envelope:
        facts = {"amount": self.amount, "settlement": settlement}
        return self._told(HANDOVER_DONE, self.sold_on, facts)

    def _claim(self) -> dict[str, Any]:
        return {"amount": self.amount, "area": "100.50"}

    def _told(self, event: EventType, on: date, facts: dict[str, Any]) -> Envelope:
        whose = {
            "unit_id": self.unit,
            "deal_id": self.deal,
            "customer_id": self.customer,
            "consultant_id": self.consultant,
            "team_id": self.team,
            "business_day": on,
        }
        row = row_of(
            event,
            aggregate_id=self.unit,
            version=1,
            data=whose | facts,
            by=system("inventory"),
            at=AT,
            project_id=self.project,
            request_id=None,
        )
        envelope: Envelope = json.loads(row["body"])
        return envelope


@dataclass(frozen=True)
class Team:
    """One consultant in a team at a project."""

    project: UUID = field(default_factory=new_id)
    team: UUID | None = field(default_factory=new_id)
    consultant: UUID = field(default_factory=new_id)

    def sale(self, amount: str = "1000000.00", *, sold_on: date = date(2026, 11, 3)) -> Sale:
        assert Decimal(amount) > 0
        return Sale(self.project, self.team, self.consultant, amount, sold_on)


def tell(session: Session, *told: Envelope) -> None:
    """Have the events counted, in this order, in one transaction each."""
    for envelope in told:
        count(session, events.read(envelope))
        session.commit()
