from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ChangeOrder(Base):
    """A change that was asked for (变更单): `terms`, what it was foreseen to do, and the `basis` on
    which that was said. One at a time waits per deal; `id` is the subject of its approval,
    `hold_id` what keeps the unit that the buyer wants instead."""

    __tablename__ = "change_order"
    __table_args__ = (
        Index(
            "uq_change_order_requested",
            "deal_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        Index("ix_change_order_requested_at", "requested_at", "id"),
        Index("ix_change_order_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_change_order_kind_requested_at", "kind", "requested_at", "id"),
        Index(
            "ix_change_order_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'done'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(12))
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    consequences: Mapped[dict[str, Any]] = mapped_column(JSONB)
    basis: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    approval_id: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("hold.id"))
    new_deal_id: Mapped[UUID | None]
    refund_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)
