"""Facts are counted once by event id, in any order (design §5.5)."""

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


def count(session: Session, event: Event) -> None:
    """Note the fact that `event` tells and add it to its day. Whose it is, and on which business
    day, the event says; a fact already noted adds nothing."""
    kind, told = COUNTED[event.type], event.data
    whose = {
        "business_day": told.business_day,
        "project_id": event.project_id,
        "team_id": told.team_id,
        "consultant_id": told.consultant_id,
    }
    area = getattr(told, "area", None)
    sold_on = getattr(told, "sold_on", None)
    fact = whose | {
        "event_id": event.id,
        "kind": kind,
        "deal_id": told.deal_id,
        "unit_id": told.unit_id,
        "amount": told.amount,
        "area": area,
        "sold_on": sold_on,
    }
    if session.execute(_NOTE, fact).first() is None:
        return
    adds = rules.contribution(kind, told.amount, area, signed=sold_on is not None)
    session.execute(_ADD, whose | dict(rules.NOTHING) | adds)
