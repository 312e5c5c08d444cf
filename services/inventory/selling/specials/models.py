from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class SpecialDiscount(Base):
    """A price asked for beyond authority. Granted, it serves one deal of this customer on this unit
    until `valid_until`; `authority` is the highest role whose consent it needs."""

    __tablename__ = "special_discount"
    __table_args__ = (
        Index(
            "uq_special_discount_requested",
            "unit_id",
            "customer_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        Index("ix_special_discount_requested_at", "requested_at", "id"),
        Index("ix_special_discount_project_id_requested_at", "project_id", "requested_at", "id"),
        Index(
            "ix_special_discount_requested_by_requested_at", "requested_by", "requested_at", "id"
        ),
        Index("ix_special_discount_customer_id", "customer_id"),
        Index(
            "ix_special_discount_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'used'"),
        ),
        CheckConstraint("price > 0", name="price"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    customer_id: Mapped[UUID]
    price: Mapped[Decimal]
    reason: Mapped[str] = mapped_column(String(500))
    hours: Mapped[int]
    authority: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    valid_until: Mapped[datetime | None]
    deal_id: Mapped[UUID | None]
    used_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
