"""Start, move and end deadlines: one statement and one event with the next version each. The caller
has locked the subject."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from common import outbox, recordset
from common.actor import Actor
from common.deadlines import table
from common.deadlines.rules import About, Due, responsible
from contracts.deadlines import KINDS, DeadlineKind, DeadlineStatus
from contracts.schema import new_id


def start(session: Session, about: About, dues: Sequence[Due], *, by: Actor, at: datetime) -> None:
    """New deadlines of one service, in one event. Raises `ValueError` when nobody is responsible
    for one."""
    if dues:
        rows = [_row(about, due) for due in dues]
        table.START.later(session, recordset.given(rows))
        _record_start(session, rows, by=by, at=at)


def watch(session: Session, about: About, due: Due, *, by: Actor, at: datetime) -> None:
    """Creates or moves a deadline; reopens a closed one. Otherwise a no-op. Raises `ValueError`
    when nobody is responsible for it."""
    for row in table.WATCH.rows(session, recordset.given([_row(about, due)])):
        if row.version == 1:
            _record_start(session, [row._asdict()], by=by, at=at)
        else:
            _record_change(session, row, by=by, at=at)


def met(session: Session, kind: DeadlineKind, subject_id: UUID, *, by: Actor, at: datetime) -> None:
    """The matter is done. Without an open deadline a no-op."""
    _end(session, kind, subject_id, DeadlineStatus.MET, by=by, at=at)


def drop(
    session: Session, kind: DeadlineKind, subject_id: UUID, *, by: Actor, at: datetime
) -> None:
    """The matter need not be done any more. Without an open deadline a no-op."""
    _end(session, kind, subject_id, DeadlineStatus.DROPPED, by=by, at=at)


def drop_all(
    session: Session, deal_id: UUID, *kinds: DeadlineKind, by: Actor, at: datetime
) -> None:
    """A deal has ended, and its open deadlines of these kinds with it."""
    ended = {
        "deal": deal_id,
        "kinds": [kind.name for kind in kinds],
        "ending": DeadlineStatus.DROPPED,
    }
    for row in table.END_ALL.rows(session, ended):
        _record_change(session, row, by=by, at=at)


def _row(about: About, due: Due) -> dict[str, Any]:
    return vars(about) | {
        "id": new_id(),
        "kind": due.kind.name,
        "subject_id": due.subject_id,
        "responsible_id": responsible(about, due),
        "due_at": due.due_at,
        "status": DeadlineStatus.OPEN,
        "version": 1,
    }


def _end(
    session: Session,
    kind: DeadlineKind,
    subject_id: UUID,
    status: DeadlineStatus,
    *,
    by: Actor,
    at: datetime,
) -> None:
    ended = {"of_kind": kind.name, "subject": subject_id, "ending": status}
    for row in table.END.rows(session, ended):
        _record_change(session, row, by=by, at=at)


def _record_start(
    session: Session, rows: Sequence[Mapping[str, Any]], *, by: Actor, at: datetime
) -> None:
    first = rows[0]
    outbox.record(
        session,
        KINDS[first["kind"]].events.started,
        aggregate_id=first["deal_id"] or first["subject_id"],
        version=1,
        project_id=first["project_id"],
        data={**first, "deadlines": rows},
        by=by,
        at=at,
    )


def _record_change(session: Session, row: Any, *, by: Actor, at: datetime) -> None:
    events = KINDS[row.kind].events
    outbox.record(
        session,
        events.set if row.status == DeadlineStatus.OPEN else events.met,
        aggregate_id=row.id,
        version=row.version,
        project_id=row.project_id,
        data=row._asdict(),
        by=by,
        at=at,
    )
