from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Deadline(Base):
    """By when a matter of a deal must be done; `version` counts what was told of it."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", name="uq_deadline_kind_subject_id"),
        Index("ix_deadline_open", "deal_id", postgresql_where=text("status = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID]
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"))
    responsible_id: Mapped[UUID]
    due_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(12))
    version: Mapped[int]
