"""Notices: what was said to whom, and whether they acknowledged it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.reminders.base import Base


class Notice(Base):
    """`origin_id` is the notice at level 0 (itself, at level 0). `occasion` is the moment of the
    deadline's schedule that it belongs to. `escalate_at` is null once nobody further is to be told.
    `title` and `body` are `{"zh": …, "en": …}` as they were sent."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint(
            "deadline_id", "occasion", "level", "recipient_id", name="uq_notice_deadline_id"
        ),
        UniqueConstraint("origin_id", "level", "recipient_id", name="uq_notice_origin_id"),
        Index(
            "ix_notice_escalate_at", "escalate_at", postgresql_where=text("escalate_at IS NOT NULL")
        ),
        Index("ix_notice_sent_at", "sent_at", "id"),
        Index("ix_notice_recipient_id", "recipient_id", "sent_at", "id"),
        Index("ix_notice_project_id", "project_id", "sent_at", "id"),
        Index("ix_notice_subject_id", "subject_id"),
        Index("ix_notice_open", "sent_at", "id", postgresql_where=text("status = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    origin_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"))
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[int]
    status: Mapped[str] = mapped_column(String(12))
    recipient_id: Mapped[UUID]
    sender_id: Mapped[UUID | None]
    deadline_id: Mapped[UUID | None] = mapped_column(ForeignKey("deadline.id"))
    occasion: Mapped[datetime | None]
    subject_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    project_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    title: Mapped[dict[str, str]] = mapped_column(JSONB)
    body: Mapped[dict[str, str]] = mapped_column(JSONB)
    due_at: Mapped[datetime | None]
    sent_at: Mapped[datetime]
    acknowledge_by: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    escalate_at: Mapped[datetime | None]
