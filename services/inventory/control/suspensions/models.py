from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Suspension(Base):
    """A request to suspend: named units, those of a building, or (neither given) all that fit when
    it is decided."""

    __tablename__ = "suspension"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_ids: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    building_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(String(200))
    requested_at: Mapped[datetime]
