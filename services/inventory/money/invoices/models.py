from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Invoice(Base):
    """An invoice of a deal (发票), blue or red. A title names a company; without one it is made out
    to the customer, whose name is in crm only. Paper invoices have a `code`, others ''."""

    __tablename__ = "invoice"
    __table_args__ = (
        Index(
            "uq_invoice_number",
            "code",
            "number",
            unique=True,
            postgresql_where=text("number IS NOT NULL"),
        ),
        Index("ix_invoice_requested_at", "requested_at", "id"),
        Index("ix_invoice_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_invoice_consultant_id_requested_at", "consultant_id", "requested_at", "id"),
        Index(
            "ix_invoice_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status NOT IN ('issued', 'signed')"),
        ),
        Index(
            "ix_invoice_red",
            "requested_at",
            "id",
            postgresql_where=text("kind = 'red'"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(kind = 'red') = (reverses_id IS NOT NULL)", name="reverses"),
        CheckConstraint("(title IS NULL) = (tax_number IS NULL)", name="title"),
        CheckConstraint(
            "(status IN ('issued', 'signed')) = (number IS NOT NULL AND issued_on IS NOT NULL)",
            name="issued",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    project_id: Mapped[UUID]
    customer_id: Mapped[UUID]
    consultant_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(4))
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    amount: Mapped[Decimal]
    title: Mapped[str | None] = mapped_column(String(100))
    tax_number: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12))
    requested_at: Mapped[datetime]
    requested_by: Mapped[str] = mapped_column(String(60))
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str | None] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(12), default="")
    number: Mapped[str | None] = mapped_column(String(20))
    issued_on: Mapped[date | None]
    issued_by: Mapped[str | None] = mapped_column(String(60))
    signed_on: Mapped[date | None]
    signed_by: Mapped[str | None] = mapped_column(String(60))
    rejected_by: Mapped[str | None] = mapped_column(String(60))
    reject_reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)
