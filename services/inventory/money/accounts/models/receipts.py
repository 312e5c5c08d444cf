from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Uuid,
    case,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Receipt(Base):
    """Money for a deal (收款): requested by sales, endorsed, confirmed by finance. A counter-entry
    (冲销) takes `amount` away again: `reverses_id` is the receipt that it undoes, if it is one.
    `hand_in_by` is set for money that a consultant had to take (代收款)."""

    __tablename__ = "receipt"
    __table_args__ = (
        Index(
            "uq_receipt_open_deposit",
            "deal_id",
            unique=True,
            postgresql_where=text(
                "kind = 'deposit' AND status IN ('taken', 'requested', 'endorsed') AND NOT counter"
            ),
        ),
        Index(
            "uq_receipt_reversed_once",
            "reverses_id",
            unique=True,
            postgresql_where=text("status <> 'rejected'"),
        ),
        Index(
            "ix_receipt_hand_in_by",
            "hand_in_by",
            postgresql_where=text("status = 'taken'"),
        ),
        Index("ix_receipt_requested_at", "requested_at", "id"),
        Index("ix_receipt_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_receipt_consultant_id_requested_at", "consultant_id", "requested_at", "id"),
        Index(
            "ix_receipt_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'confirmed'"),
        ),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    unit_id: Mapped[UUID]
    project_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    consultant_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal]
    status: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    requested_at: Mapped[datetime]
    requested_by: Mapped[str] = mapped_column(String(60))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(String(60))
    received_on: Mapped[date | None]
    method: Mapped[str] = mapped_column(String(12), server_default="transfer")
    instalment_ids: Mapped[list[UUID]] = mapped_column(
        ARRAY(Uuid), default=list, server_default=text("'{}'")
    )
    endorsed_at: Mapped[datetime | None]
    endorsed_by: Mapped[str | None] = mapped_column(String(60))
    rejected_at: Mapped[datetime | None]
    rejected_by: Mapped[str | None] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(String(200))
    counter: Mapped[bool] = mapped_column(default=False, server_default=false())
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("receipt.id"))
    reversed_at: Mapped[datetime | None]
    hand_in_by: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]


def signed_amount() -> ColumnElement[Decimal]:
    """A receipt's amount as it counts: a counter-entry's is negative."""
    return case((Receipt.counter, -Receipt.amount), else_=Receipt.amount)
