from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Promise(Base):
    """What a deal's customer was promised beside the price, from the request on."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_requested_at", "requested_at", "id"),
        Index(
            "ix_promise_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'promised'"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(amount IS NULL) = (payment_form IS NULL)", name="payment_form"),
        CheckConstraint(
            "(status = 'breached') = (loss IS NOT NULL AND attributed_to IS NOT NULL)",
            name="breach",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(500))
    amount: Mapped[Decimal | None]
    payment_form: Mapped[str | None] = mapped_column(String(12))
    form_set_by: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    promised_at: Mapped[datetime | None]
    breached_at: Mapped[datetime | None]
    loss: Mapped[Decimal | None]
    attributed_to: Mapped[UUID | None]
    breach_note: Mapped[str | None] = mapped_column(String(500))
    version: Mapped[int] = mapped_column(default=1)
