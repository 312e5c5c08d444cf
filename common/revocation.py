"""Revoked sessions: every service keeps who must log in again and since when (design §7)."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Column, DateTime, Engine, MetaData, Table, Uuid, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.refusals import token_expired

REFRESH_SECONDS = 1.0


def revocation_table(metadata: MetaData) -> Table:
    """Tokens of `staff_id` issued before `not_before` are void."""
    return Table(
        "session_revocation",
        metadata,
        Column("staff_id", Uuid, primary_key=True),
        Column("not_before", DateTime(timezone=True), nullable=False),
    )


_table = revocation_table(MetaData())


def revoke(session: Session, staff_id: UUID, not_before: datetime) -> None:
    """Void the tokens that `staff_id` got before `not_before`; an older moment changes nothing."""
    fresh = insert(_table).values(staff_id=staff_id, not_before=not_before)
    session.execute(
        fresh.on_conflict_do_update(
            index_elements=[_table.c.staff_id],
            set_={"not_before": func.greatest(_table.c.not_before, fresh.excluded.not_before)},
        )
    )


class Revocations:
    """The table held in memory, reread at most every second."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._not_before: dict[UUID, datetime] = {}
        self._read_at = datetime.min.replace(tzinfo=UTC)

    def check(self, actor: Actor, at: datetime) -> None:
        """Raises `token_expired` for a token issued before its owner's sessions were revoked."""
        if (at - self._read_at).total_seconds() >= REFRESH_SECONDS:
            self._read_at = at
            with self._engine.connect() as connection:
                rows = connection.execute(select(_table.c.staff_id, _table.c.not_before))
                self._not_before = dict(rows.tuples().all())
        staff_id = actor.staff_id
        moment = self._not_before.get(staff_id) if staff_id else None
        if moment is not None and actor.issued_at < moment.timestamp():
            raise token_expired()
