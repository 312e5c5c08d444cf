from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Hold(Base):
    """A hold from its request on. While it runs, the unit's `held_for` and `expires_at` are its
    `customer_id` and `expires_at`."""

    __tablename__ = "hold"
    __table_args__ = (
        Index(
            "uq_hold_requested",
            "unit_id",
            "customer_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        Index("ix_hold_requested_at", "requested_at", "id"),
        Index("ix_hold_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_hold_requested_by_requested_at", "requested_by", "requested_at", "id"),
        Index("ix_hold_customer_id", "customer_id"),
        Index(
            "ix_hold_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'granted'"),
        ),
        Index("ix_hold_expires_at", "expires_at", postgresql_where=text("status = 'granted'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    customer_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(String(200))
    days: Mapped[int]
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[UUID]
    team_id: Mapped[UUID | None]
    requested_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
