from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Letter(Base):
    """A letter from or to an authority (公文)."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_recorded_at", "recorded_at", "id"),
        Index("ix_letter_project_id_recorded_at", "project_id", "recorded_at", "id"),
        Index("ix_letter_direction_recorded_at", "direction", "recorded_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    direction: Mapped[str] = mapped_column(String(12))
    authority: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(String(200))
    number: Mapped[str | None] = mapped_column(String(60))
    dated: Mapped[date]
    note: Mapped[str | None] = mapped_column(String(500))
    recorded_by: Mapped[str] = mapped_column(String(60))
    recorded_at: Mapped[datetime]
