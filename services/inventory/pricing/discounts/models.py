from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, String, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Discount(Base):
    """A discount policy of a project (优惠方案). Empty lists of who is eligible mean everybody."""

    __tablename__ = "discount"
    __table_args__ = (
        CheckConstraint("(rate IS NULL) <> (amount IS NULL)", name="rate_or_amount"),
        CheckConstraint("rate > 0 AND rate < 1", name="rate"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_discount_project_id", "project_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(12))
    mode: Mapped[str] = mapped_column(String(12))
    rate: Mapped[Decimal | None] = mapped_column(Numeric(7, 6))
    amount: Mapped[Decimal | None]
    position: Mapped[int]
    stackable: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    payment_methods: Mapped[list[str]] = mapped_column(ARRAY(String(20)))
    house_type_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    status: Mapped[str] = mapped_column(String(12))
    authority: Mapped[str | None] = mapped_column(String(40))
    created_by: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
