"""A copy of every service's approvals, for one list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.reminders.base import Base


class OpenApproval(Base):
    """An approval of `service` as its last event told it. One that is decided stays, so that an
    event that comes late does not open it again."""

    __tablename__ = "open_approval"
    __table_args__ = (
        Index(
            "ix_open_approval_requested_at",
            "requested_at",
            "id",
            postgresql_where=text("status = 'pending'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(String(20))
    project_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(12))
    needs: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    still_needs: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
    decide_by: Mapped[datetime | None]
    version: Mapped[int]
