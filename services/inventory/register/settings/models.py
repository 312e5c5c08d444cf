from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ProjectSettings(Base):
    """A version of a project's settings, in force from `since` until the next one. The newest are
    those of `project.settings`. `change_id`: the change that brought it, none for the first."""

    __tablename__ = "project_settings"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB)
    since: Mapped[datetime]
    change_id: Mapped[UUID | None]
