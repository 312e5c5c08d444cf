from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.milestones.procedures.models import Case, in_order_of_days


class TitleCase(Case, Base):
    """The title of a unit that was handed over; `number` is the certificate's (不动产权证号)."""

    __tablename__ = "title_case"
    __table_args__ = (
        UniqueConstraint("deal_id", name="uq_title_case_deal_id"),
        *in_order_of_days("title_case"),
    )

    number: Mapped[str | None] = mapped_column(String(60))
    submitted_on: Mapped[date | None]
    issued_on: Mapped[date | None]
