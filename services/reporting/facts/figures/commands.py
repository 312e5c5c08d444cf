"""Facts are counted once by event id, in any order (design §5.5)."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from common import recordset
from contracts.event import Event, EventType
from contracts.inventory.changes import amendments
from contracts.inventory.milestones.procedures import HANDOVER_DONE, LOAN_PAID_OUT
from contracts.inventory.money import receipts
from contracts.inventory.money.refunds import REFUND_PAID, RefundCause
from contracts.inventory.register import units
from services.reporting.facts.figures import rules
from services.reporting.facts.figures.models import Fact
from services.reporting.facts.figures.rules import FactKind

COUNTED: dict[EventType, FactKind] = {
    units.UNIT_SUBSCRIBED: FactKind.SUBSCRIBED,
    units.UNIT_SOLD: FactKind.SOLD,
    amendments.DEAL_REPRICED: FactKind.REPRICED,
    units.SALE_CANCELLED: FactKind.CANCELLED,
    receipts.RECEIPT_CONFIRMED: FactKind.RECEIVED,
    receipts.RECEIPT_REVERSED: FactKind.REVERSED,
    REFUND_PAID: FactKind.REFUNDED,
    LOAN_PAID_OUT: FactKind.PAID_OUT,
    HANDOVER_DONE: FactKind.DELIVERED,
}
"""The events that count, and as what; of a deal's loans the last one."""

_GIVEN_BACK = (FactKind.REVERSED, FactKind.REFUNDED, FactKind.AREA_REFUND)
_WHOSE = ("business_day", "project_id", "team_id", "consultant_id")
_SUMS = (*_WHOSE, *rules.NOTHING)


_FACT = Fact.__table__.columns.keys()
_NOTE = recordset.insertion("fact", _FACT, "DO NOTHING RETURNING event_id")
_ADDED = ", ".join(f"{name} = day_figures.{name} + EXCLUDED.{name}" for name in rules.NOTHING)
_ADD = recordset.insertion(
    "day_figures", _SUMS, f"ON CONSTRAINT uq_day_figures_whose DO UPDATE SET {_ADDED}"
)


def count(session: Session, *told: Event) -> None:
    """Note the facts that the events tell and add them to their days. Whose a fact is, and on which
    business day, its event says; a fact already noted adds nothing."""
    facts = {str(event.id): _fact(event) for event in told if _counts(event)}
    if not facts:
        return
    noted = session.execute(_NOTE, recordset.given(facts.values())).scalars()
    sums: dict[tuple[Any, ...], rules.Sums] = {}
    for fact in map(facts.__getitem__, map(str, noted)):
        whose = tuple(fact[name] for name in _WHOSE)
        sums[whose] = rules.added(sums.get(whose, rules.NOTHING), _contribution(fact))
    if sums:
        added = [dict(zip(_WHOSE, whose, strict=True)) | adds for whose, adds in sums.items()]
        session.execute(_ADD, recordset.given(added))


def _counts(event: Event) -> bool:
    return event.type is not LOAN_PAID_OUT or bool(event.data.is_last)


def _fact(event: Event) -> dict[str, Any]:
    told = event.data
    kind, price_before = _kind(event), getattr(told, "old_amount", None)
    return {
        "event_id": event.id,
        "kind": kind,
        "business_day": told.business_day,
        "project_id": event.project_id,
        "team_id": told.team_id,
        "consultant_id": told.consultant_id,
        "deal_id": told.deal_id,
        "unit_id": told.unit_id,
        "amount": _amount(kind, told),
        "area": getattr(told, "area", None),
        "sold_on": getattr(told, "sold_on", None),
        "price_before": price_before,
    }


def _kind(event: Event) -> FactKind:
    if event.type is REFUND_PAID and event.data.cause == RefundCause.AREA_SETTLEMENT:
        return FactKind.AREA_REFUND
    return COUNTED[event.type]


def _amount(kind: FactKind, told: Any) -> Decimal:
    if kind is FactKind.REPRICED:
        return Decimal(told.new_amount - told.old_amount)
    if kind is FactKind.DELIVERED:
        return Decimal(told.settlement)
    return Decimal(-told.amount if kind in _GIVEN_BACK else told.amount)


def _contribution(fact: dict[str, Any]) -> rules.Sums:
    signed = fact["sold_on"] is not None
    return rules.contribution(fact["kind"], fact["amount"], fact["area"], signed=signed)
