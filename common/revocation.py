"""Revoked sessions: every service keeps whose tokens are void, and since when (design §7)."""

from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID, uuid5

from sqlalchemy import Column, DateTime, Engine, MetaData, Table, Uuid, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.office.roles import SystemRole
from contracts.refusals import token_expired

REFRESH_SECONDS = 0.5
KEPT = timedelta(hours=1)
"""Longer than any token lives: older revocations have nothing left to revoke."""


def revocation_table(metadata: MetaData) -> Table:
    """Tokens of `subject_id`, a person, one session of theirs or a service, issued before
    `not_before` are void."""
    return Table(
        "session_revocation",
        metadata,
        Column("subject_id", Uuid, primary_key=True),
        Column("not_before", DateTime(timezone=True), nullable=False),
    )


_table = revocation_table(MetaData())
_SYSTEMS = UUID("6f1d0c2e-53f0-4c8b-9a39-0d3b7a51c0de")


@cache
def system_subject(role: SystemRole) -> UUID:
    """The id under which a service's tokens are revoked."""
    return uuid5(_SYSTEMS, role.value)


def revoke(session: Session, subject_id: UUID, not_before: datetime) -> None:
    """Void the tokens that a person, one session or a service got before `not_before`; an older
    moment changes nothing."""
    fresh = insert(_table).values(subject_id=subject_id, not_before=not_before)
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[_table.c.subject_id],
            set_={"not_before": func.greatest(_table.c.not_before, fresh.excluded.not_before)},
        )
    )


def forget_old(session: Session, at: datetime) -> None:
    """Drop revocations that no living token can be older than."""
    session.execute(delete(_table).where(_table.c.not_before < at - KEPT))


class Revocations:
    """The table held in memory, reread at most twice a second."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._not_before: dict[UUID, datetime] = {}
        self._read_at = datetime.min.replace(tzinfo=UTC)

    def check(self, actor: Actor, at: datetime) -> None:
        """Raises `token_expired` for a token issued before its owner or session was revoked."""
        if (at - self._read_at).total_seconds() >= REFRESH_SECONDS:
            self._read_at = at
            with self._engine.connect() as connection:
                rows = connection.execute(select(_table.c.subject_id, _table.c.not_before))
                self._not_before = {row.subject_id: row.not_before for row in rows}
        if not self._not_before:
            return
        for subject in _subjects(actor):
            moment = self._not_before.get(subject) if subject else None
            if moment is not None and actor.issued_at < moment.timestamp():
                raise token_expired()


def _subjects(actor: Actor) -> tuple[UUID | None, ...]:
    if actor.is_system:
        return (system_subject(SystemRole(actor.id)),)
    return (actor.staff_id, actor.session_id)
