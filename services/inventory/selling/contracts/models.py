from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class ContractDraft(Base):
    """One text of a deal's contract, and the `terms` it was drafted with. `template_id` is null for
    the standard template."""

    __tablename__ = "contract_draft"
    __table_args__ = (UniqueConstraint("deal_id", "number", name="uq_contract_draft_number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"))
    number: Mapped[int]
    attachment_id: Mapped[UUID] = mapped_column(ForeignKey("attachment.id"))
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("contract_template.id"))
    terms: Mapped[dict[str, Any]] = mapped_column(JSONB)
    drafted_by: Mapped[str] = mapped_column(String(60))
    drafted_at: Mapped[datetime]


class SignedContract(Base):
    """What the manager confirmed when signing: `deviations` as
    `contracts.inventory.contracts.Deviation` writes them; perhaps that there was no text."""

    __tablename__ = "signed_contract"
    __table_args__ = (
        Index(
            "ix_signed_contract_deviating",
            "deal_id",
            postgresql_where=text("jsonb_array_length(deviations) > 0"),
        ),
    )

    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), primary_key=True)
    project_id: Mapped[UUID] = mapped_column(index=True)
    deviations: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    without_text: Mapped[bool]
    confirmed_by: Mapped[str] = mapped_column(String(60))
    confirmed_at: Mapped[datetime]


class ContractCounter(Base):
    """The last contract number of a project's year; numbers may have gaps."""

    __tablename__ = "contract_counter"

    project_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
