"""Deadlines: one row per kind and subject, whatever order its events come in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.reminders.base import Base


class Deadline(Base):
    """`terms_version` is the version of the event that it follows. `responsible_id` is who is
    reminded, null where the staff of a role are. `next_notice_at` is null when nothing is left to
    remind of. `due_at` is null where a signing was over before its day was known."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", name="uq_deadline_kind_subject_id"),
        Index(
            "ix_deadline_next_notice_at",
            "next_notice_at",
            postgresql_where=text("next_notice_at IS NOT NULL"),
        ),
        Index("ix_deadline_consultant_id", "consultant_id", "id"),
        Index("ix_deadline_responsible_id", "responsible_id", "id"),
        Index("ix_deadline_project_id", "project_id", "id"),
        Index("ix_deadline_subject_id", "subject_id"),
        Index("ix_deadline_kind", "kind", "id"),
        Index("ix_deadline_open", "id", postgresql_where=text("status = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID]
    deal_id: Mapped[UUID | None] = mapped_column(index=True)
    unit_id: Mapped[UUID | None]
    unit_number: Mapped[str | None] = mapped_column(String(20))
    project_id: Mapped[UUID | None]
    consultant_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    responsible_id: Mapped[UUID | None]
    due_at: Mapped[datetime | None]
    terms_version: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str | None] = mapped_column(String(12))
    next_notice_at: Mapped[datetime | None]
