from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ArchivedDocument(Base):
    """A document of a deal on its shelf. `source_id` is the order that it came from, if one did;
    without a `place` it still has to be put away."""

    __tablename__ = "archived_document"
    __table_args__ = (
        UniqueConstraint("source_id", name="uq_archived_document_source_id"),
        Index("ix_archived_document_filed_at", "filed_at", "id"),
        Index("ix_archived_document_project_id_filed_at", "project_id", "filed_at", "id"),
        Index("ix_archived_document_kind_filed_at", "kind", "filed_at", "id"),
        CheckConstraint("copies > 0", name="copies"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    project_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(100))
    copies: Mapped[int]
    place: Mapped[str | None] = mapped_column(String(60))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))
    source_id: Mapped[UUID | None]
    filed_by: Mapped[str] = mapped_column(String(60))
    filed_at: Mapped[datetime]


class Borrowing(Base):
    """Somebody's wish to borrow a document, and what became of it. Of all that are consented to and
    not back there is one per document."""

    __tablename__ = "borrowing"
    __table_args__ = (
        Index(
            "uq_borrowing_out",
            "document_id",
            unique=True,
            postgresql_where=text("status IN ('granted', 'lent')"),
        ),
        Index("ix_borrowing_requested_at", "requested_at", "id"),
        Index("ix_borrowing_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_borrowing_borrower_id_requested_at", "borrower_id", "requested_at", "id"),
        Index(
            "ix_borrowing_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'returned'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("archived_document.id"), index=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    project_id: Mapped[UUID]
    purpose: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(12))
    borrower_id: Mapped[UUID]
    requested_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(String(60))
    decided_at: Mapped[datetime | None]
    lent_by: Mapped[str | None] = mapped_column(String(60))
    lent_at: Mapped[datetime | None]
    returned_to: Mapped[str | None] = mapped_column(String(60))
    returned_at: Mapped[datetime | None]
    remark: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
