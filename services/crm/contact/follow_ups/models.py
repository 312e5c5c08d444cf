"""Contacts with customers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from services.crm.base import Base


class FollowUp(Base):
    """One contact; `content` is free text and stays in this table."""

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_customer_id", "customer_id", "contacted_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    staff_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[str] = mapped_column(Text)
    contacted_at: Mapped[datetime]
    next_due_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
