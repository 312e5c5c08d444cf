"""Appending to the log: positions and hashes are given together, under one lock."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from services.office.log.events import rules
from services.office.log.events.models import LoggedEvent, LogHead
from services.office.log.events.rules import Entry

_LOCK = 7_301_457


def append(session: Session, entries: Sequence[Entry]) -> int:
    """Log those of `entries` that are not logged yet, in their order; answers how many.

    Under a lock until the transaction ends: two writers take turns. The head follows by a trigger.
    """
    session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    head = session.execute(select(LogHead.position, LogHead.hash)).one()
    by_id = {entry.id: entry for entry in reversed(entries)}
    known = session.scalars(select(LoggedEvent.id).where(LoggedEvent.id.in_(by_id))).all()
    fresh = [e for e in entries if by_id[e.id] is e and e.id not in set(known)]
    rows = rules.numbered(head.position, head.hash, fresh)
    if rows:
        session.connection().execute(insert(LoggedEvent), rows)
    return len(rows)
