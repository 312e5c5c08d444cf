from datetime import date

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.milestones.procedures.models import Case, in_order_of_days


class FilingCase(Case, Base):
    """The filing of a deal's contract. A filing that was revoked keeps its number."""

    __tablename__ = "filing_case"
    __table_args__ = (
        UniqueConstraint("deal_id", name="uq_filing_case_deal_id"),
        Index("uq_filing_case_number", "number", unique=True),
        *in_order_of_days("filing_case"),
    )

    number: Mapped[str | None] = mapped_column(String(40))
    submitted_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    revoked_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(String(200))
