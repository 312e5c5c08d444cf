from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class RefusedPrice(Base):
    """A price that was refused as beyond somebody's authority: many of them look for the floors."""

    __tablename__ = "refused_price"
    __table_args__ = (
        Index("ix_refused_price_project_id_refused_at", "project_id", "refused_at"),
        Index(
            "ix_refused_price_unchecked",
            "project_id",
            "staff_id",
            "refused_at",
            postgresql_where=text("checked_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    staff_id: Mapped[UUID]
    price: Mapped[Decimal]
    refused_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    checked_by: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(200))
