from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Receipt(Base):
    """Money for a deal (收款): requested by sales, then confirmed by finance."""

    __tablename__ = "receipt"
    __table_args__ = (
        Index(
            "uq_receipt_open",
            "deal_id",
            "kind",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        Index("ix_receipt_project_id_requested_at", "project_id", "requested_at"),
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
