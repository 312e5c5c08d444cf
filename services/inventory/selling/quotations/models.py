from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Quotation(Base):
    """A quotation for one customer and unit. `calculation` is what was answered when it was worked
    out; from the review on nothing of it changes. `reviewed_by` are the roles that consented."""

    __tablename__ = "quotation"
    __table_args__ = (
        Index("uq_quotation_number", "number", unique=True),
        Index("ix_quotation_created_at", "created_at", "id"),
        Index("ix_quotation_project_id_created_at", "project_id", "created_at", "id"),
        Index("ix_quotation_consultant_id_created_at", "consultant_id", "created_at", "id"),
        Index(
            "ix_quotation_unused",
            "status",
            "valid_until",
            postgresql_where=text("status <> 'used'"),
        ),
        Index("ix_quotation_customer_id", "customer_id"),
        CheckConstraint("price > 0 AND price <= list_price", name="price"),
        CheckConstraint("(status = 'used') = (deal_id IS NOT NULL)", name="used_by_a_deal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    customer_id: Mapped[UUID]
    consultant_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    status: Mapped[str] = mapped_column(String(12))
    list_price: Mapped[Decimal]
    price: Mapped[Decimal]
    discount: Mapped[Decimal] = mapped_column(Numeric(7, 6))
    payment_method: Mapped[str] = mapped_column(String(20))
    payment_plan_id: Mapped[UUID | None]
    deposit: Mapped[Decimal]
    loan: Mapped[Decimal]
    calculation: Mapped[dict[str, Any]] = mapped_column(JSONB)
    valid_until: Mapped[date]
    created_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    deal_id: Mapped[UUID | None]
    used_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class QuotationCounter(Base):
    """The last quotation number of a project's year; numbers may have gaps."""

    __tablename__ = "quotation_counter"

    project_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
