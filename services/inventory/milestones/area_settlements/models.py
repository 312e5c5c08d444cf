from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class AreaCorrection(Base):
    """A correction from its request on: the areas that it is about, and the settlement `before`
    and `after` it, in the shape of `contracts.inventory.area_settlements`. One waits at a time."""

    __tablename__ = "area_correction"
    __table_args__ = (
        Index(
            "uq_area_correction_requested",
            "deal_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    gross_area: Mapped[Decimal | None]
    inner_area: Mapped[Decimal | None]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
