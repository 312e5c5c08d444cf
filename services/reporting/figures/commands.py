"""Facts are counted once by event id, in any order (design §5.5)."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from contracts.event import Event, EventType
from contracts.inventory import events
from services.reporting.figures import rules
from services.reporting.figures.models import DayFigures, Fact
from services.reporting.figures.rules import FactKind

COUNTED: dict[EventType, FactKind] = {
    events.UNIT_SUBSCRIBED: FactKind.SUBSCRIBED,
    events.UNIT_SOLD: FactKind.SOLD,
    events.SALE_CANCELLED: FactKind.CANCELLED,
    events.RECEIPT_CONFIRMED: FactKind.RECEIVED,
}
"""The events that count, and as what."""

# Core, not ORM: these two statements run for every event.
_facts: Table = Fact.metadata.tables["fact"]
_days: Table = DayFigures.metadata.tables["day_figures"]
_fresh = insert(_days)
_NOTE = insert(_facts).on_conflict_do_nothing().returning(_facts.c.event_id)
_ADD = _fresh.on_conflict_do_update(
    constraint="uq_day_figures_whose",
    set_={name: _days.c[name] + _fresh.excluded[name] for name in rules.NOTHING},
)
_WHOSE = ("business_day", "project_id", "team_id", "consultant_id")


def count(session: Session, *told: Event) -> None:
    """Note the facts that the events tell and add them to their days. Whose a fact is, and on which
    business day, its event says; a fact already noted adds nothing."""
    facts = {event.id: _fact(event) for event in told}
    if not facts:
        return
    noted = session.execute(_NOTE, list(facts.values())).scalars()
    sums: dict[tuple[Any, ...], rules.Sums] = {}
    for fact in map(facts.__getitem__, noted):
        whose = tuple(fact[name] for name in _WHOSE)
        sums[whose] = rules.added(sums.get(whose, rules.NOTHING), _contribution(fact))
    if sums:
        added = [dict(zip(_WHOSE, whose, strict=True)) | adds for whose, adds in sums.items()]
        session.execute(_ADD, added)


def _fact(event: Event) -> dict[str, Any]:
    told = event.data
    return {
        "event_id": event.id,
        "kind": COUNTED[event.type],
        "business_day": told.business_day,
        "project_id": event.project_id,
        "team_id": told.team_id,
        "consultant_id": told.consultant_id,
        "deal_id": told.deal_id,
        "unit_id": told.unit_id,
        "amount": told.amount,
        "area": getattr(told, "area", None),
        "sold_on": getattr(told, "sold_on", None),
    }


def _contribution(fact: dict[str, Any]) -> rules.Sums:
    signed = fact["sold_on"] is not None
    return rules.contribution(fact["kind"], fact["amount"], fact["area"], signed=signed)
