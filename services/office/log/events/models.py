"""The log's table, which nothing changes or deletes: a trigger of the database refuses (O-08)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, BigInteger, CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class LoggedEvent(Base):
    """One event at its position. `body` is the envelope as canonical JSON, `hash` covers it and
    the hash before; the other columns repeat what queries ask for."""

    __tablename__ = "event_log"
    __table_args__ = (
        Index("ix_event_log_type", "type", "position"),
        Index("ix_event_log_project_id", "project_id", "position"),
        Index("ix_event_log_aggregate_id", "aggregate_id", "position"),
    )

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(unique=True)
    source: Mapped[str] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    aggregate_id: Mapped[UUID]
    project_id: Mapped[UUID | None]
    occurred_at: Mapped[datetime]
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(CHAR(64))


class LogHead(Base):
    """The newest position and its hash: one row, moved by a trigger of `event_log`, which refuses
    positions with a gap; and a witness when the log's end is cut off."""

    __tablename__ = "event_log_head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(CHAR(64))


class LogSeal(Base):
    """The head as it was at a moment, signed with the writer's Ed25519 key `kid`."""

    __tablename__ = "event_log_seal"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(CHAR(64))
    sealed_at: Mapped[datetime]
    kid: Mapped[str] = mapped_column(String(60))
    signature: Mapped[bytes] = mapped_column(LargeBinary)
