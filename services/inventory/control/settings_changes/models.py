from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class SettingsChange(Base):
    """A change from its request on. `before` and `after` hold the settings that differ, by path,
    as the project stores them."""

    __tablename__ = "settings_change"
    __table_args__ = (
        Index("ix_settings_change_project_id_requested_at", "project_id", "requested_at"),
        Index(
            "ix_settings_change_agreed",
            "effective_at",
            postgresql_where=text("status = 'agreed'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    status: Mapped[str] = mapped_column(String(12))
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(String(200))
    effective_at: Mapped[datetime | None]
    in_force_since: Mapped[datetime | None]
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
