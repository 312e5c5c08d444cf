"""Messages to customers, one per event of inventory."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.crm.base import Base


class CustomerMessage(Base):
    """`id` is the event's. `source_id` is the receipt or refund, `source_version` its version then.
    `due_at` is the next attempt by e-mail, pushed ahead while one is being made; null once that is
    over. Names and addresses are not kept here, and there is no foreign key to the customer: an
    event must not fail because of what is still on the way."""

    __tablename__ = "customer_message"
    __table_args__ = (
        Index("ix_customer_message_occurred_at", "occurred_at", "id"),
        Index("ix_customer_message_customer_id", "customer_id", "occurred_at", "id"),
        Index(
            "ix_customer_message_status",
            "status",
            "occurred_at",
            "id",
            postgresql_where=text("status <> 'told'"),
        ),
        Index("ix_customer_message_deal_id", "deal_id"),
        Index("ix_customer_message_source_id", "source_id"),
        Index("ix_customer_message_due_at", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    deal_id: Mapped[UUID]
    project_id: Mapped[UUID | None]
    source_id: Mapped[UUID]
    source_version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(4000))
    amount: Mapped[Decimal]
    occurred_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(200))
    due_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    told_by: Mapped[str | None] = mapped_column(String(60))
    told_how: Mapped[str | None] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
