"""The table of deadlines, and the statements that change it. All but `START` answer the rows that
they changed."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Update,
    Uuid,
    bindparam,
    text,
    update,
)

from common import recordset
from common.prepared import Prepared
from contracts.deadlines import DeadlineStatus


def deadline_table(metadata: MetaData) -> Table:
    """By when a matter must be done; `version` counts its events."""
    return Table(
        "deadline",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("kind", String(20), nullable=False),
        Column("subject_id", Uuid, nullable=False),
        Column("responsible_id", Uuid),
        Column("due_at", DateTime(timezone=True), nullable=False),
        Column("status", String(12), nullable=False),
        Column("version", Integer, nullable=False),
        Column("project_id", Uuid),
        Column("deal_id", Uuid),
        Column("unit_id", Uuid),
        Column("unit_number", String(20)),
        Column("consultant_id", Uuid),
        Column("team_id", Uuid),
        UniqueConstraint("kind", "subject_id", name="uq_deadline_kind_subject_id"),
        Index("ix_deadline_open", "deal_id", postgresql_where=text("status = 'open'")),
    )


TABLE = deadline_table(MetaData())
_COLUMNS = TABLE.c.keys()
_KEPT = ("id", "kind", "subject_id", "version")
_OPEN = DeadlineStatus.OPEN.value
_taken_over = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _KEPT)

START = Prepared(recordset.insertion("deadline", _COLUMNS))
WATCH = Prepared(
    recordset.insertion(
        "deadline",
        _COLUMNS,
        f"(kind, subject_id) DO UPDATE SET {_taken_over}, version = deadline.version + 1"
        " WHERE (deadline.due_at, deadline.status, deadline.responsible_id)"
        " IS DISTINCT FROM (excluded.due_at, excluded.status, excluded.responsible_id)"
        f" RETURNING {', '.join(f'deadline.{name}' for name in _COLUMNS)}",
    ).columns(*TABLE.c)
)


def _ending(*which: Any) -> Update:
    return (
        update(TABLE)
        .where(TABLE.c.status == _OPEN, *which)
        .values(status=bindparam("ending", type_=String), version=TABLE.c.version + 1)
        .returning(*TABLE.c)
    )


END = Prepared(
    _ending(
        TABLE.c.kind == bindparam("of_kind", type_=String),
        TABLE.c.subject_id == bindparam("subject", type_=Uuid),
    )
)
END_ALL = Prepared(
    _ending(
        TABLE.c.kind == bindparam("kinds", type_=ARRAY(String)).any_(),
        TABLE.c.deal_id == bindparam("deal", type_=Uuid),
    )
)
