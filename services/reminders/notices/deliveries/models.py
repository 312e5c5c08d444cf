"""Deliveries of notices, one per channel."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.reminders.base import Base


class Delivery(Base):
    """`due_at` is the next attempt, pushed ahead while one is being made; null once it is over.
    Addresses are asked for at each attempt and kept nowhere."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel", name="uq_delivery_notice_id"),
        Index("ix_delivery_status", "status", "id", postgresql_where=text("status <> 'sent'")),
        Index("ix_delivery_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("notice.id"))
    recipient_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int]
    last_error: Mapped[str | None] = mapped_column(String(200))
    due_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
