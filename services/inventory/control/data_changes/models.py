from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class DataChange(Base):
    """A correction from its request on. `before` and `after` hold the facts that change, as plain
    JSON; `changes` is what people read of them; `unit_version` is the unit's once it is made."""

    __tablename__ = "data_change"
    __table_args__ = (
        Index(
            "uq_data_change_requested",
            "unit_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        Index("ix_data_change_unit_id_unit_version", "unit_id", "unit_version"),
        Index("ix_data_change_requested_at", "requested_at", "id"),
        Index("ix_data_change_project_id_requested_at", "project_id", "requested_at", "id"),
        Index(
            "ix_data_change_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'made'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[UUID]
    requested_at: Mapped[datetime]
    unit_version: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
