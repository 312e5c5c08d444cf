from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ContractTemplate(Base):
    """A project's own template of a kind of document (`DocumentKind`), while `replaced_at` is null;
    without one the standard is used."""

    __tablename__ = "contract_template"
    __table_args__ = (
        Index(
            "uq_contract_template_in_use",
            "project_id",
            "document",
            unique=True,
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    document: Mapped[str] = mapped_column(String(20))
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"))
    since: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    replaced_by: Mapped[str | None] = mapped_column(String(60))
