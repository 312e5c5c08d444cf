from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Attachment(Base):
    """A kept file's facts. `file_key` names the file in the storage; what is removed is only not
    shown any more."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("file_key", name="uq_attachment_file_key"),
        Index("ix_attachment_subject_subject_id", "subject", "subject_id"),
        CheckConstraint("size > 0", name="size"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    subject: Mapped[str] = mapped_column(String(12))
    subject_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    file_key: Mapped[UUID]
    uploaded_by: Mapped[str] = mapped_column(String(60))
    uploaded_at: Mapped[datetime]
    removed_by: Mapped[str | None] = mapped_column(String(60))
    removed_at: Mapped[datetime | None]
