from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Obstacle(Base):
    """What stands in a milestone's way (障碍), until it is resolved."""

    __tablename__ = "obstacle"
    __table_args__ = (
        Index("ix_obstacle_open", "case_id", postgresql_where=text("resolved_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    case_id: Mapped[UUID]
    what: Mapped[str] = mapped_column(String(300))
    since: Mapped[date]
    reported_by: Mapped[str] = mapped_column(String(60))
    reported_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None] = mapped_column(String(60))
    resolution: Mapped[str | None] = mapped_column(String(300))
