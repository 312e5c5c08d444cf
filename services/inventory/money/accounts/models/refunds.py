from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Refund(Base):
    """Money that the company owes back to a deal's customer (退款). One matter (`cause` and
    `source_id`) causes one refund."""

    __tablename__ = "refund"
    __table_args__ = (
        Index(
            "uq_refund_source",
            "source_id",
            "cause",
            unique=True,
            postgresql_where=text("status <> 'cancelled'"),
        ),
        Index("ix_refund_owed_at", "owed_at", "id"),
        Index("ix_refund_project_id_owed_at", "project_id", "owed_at", "id"),
        Index("ix_refund_consultant_id_owed_at", "consultant_id", "owed_at", "id"),
        Index(
            "ix_refund_status",
            "status",
            "owed_at",
            "id",
            postgresql_where=text("status <> 'paid'"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(
            "(status = 'paid') = (paid_on IS NOT NULL AND payment_ref IS NOT NULL)", name="paid"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    project_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    consultant_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    cause: Mapped[str] = mapped_column(String(20))
    source_id: Mapped[UUID | None]
    amount: Mapped[Decimal]
    status: Mapped[str] = mapped_column(String(12))
    owed_at: Mapped[datetime]
    owed_by: Mapped[str] = mapped_column(String(60))
    payee_note: Mapped[str | None] = mapped_column(String(200))
    requested_at: Mapped[datetime | None]
    requested_by: Mapped[str | None] = mapped_column(String(60))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(String(60))
    paid_at: Mapped[datetime | None]
    paid_by: Mapped[str | None] = mapped_column(String(60))
    paid_on: Mapped[date | None]
    payment_ref: Mapped[str | None] = mapped_column(String(60))
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str | None] = mapped_column(String(60))
    cancel_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
