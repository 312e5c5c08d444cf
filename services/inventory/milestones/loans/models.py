from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.milestones.procedures.models import Case, in_order_of_days


class LoanCase(Case, Base):
    """A loan that a deal's buyer takes out; one of a kind at a time. Amounts in yuan."""

    __tablename__ = "loan_case"
    __table_args__ = (
        Index(
            "uq_loan_case_open",
            "deal_id",
            "kind",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_loan_case_deal_id", "deal_id"),
        *in_order_of_days("loan_case"),
        CheckConstraint("applied > 0 AND granted > 0 AND granted <= applied", name="amounts"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    lender: Mapped[str | None] = mapped_column(String(60))
    applied: Mapped[Decimal | None]
    granted: Mapped[Decimal | None]
    submitted_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    paid_out_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(200))
