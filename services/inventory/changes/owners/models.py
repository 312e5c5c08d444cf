from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class DealOwner(Base):
    """Who owns which share (产权份额). A deal without such rows is its customer's alone; with them,
    one is the customer's, and the shares sum to one."""

    __tablename__ = "deal_owner"
    __table_args__ = (CheckConstraint("share > 0 AND share <= 1", name="share"),)

    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), primary_key=True)
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    share: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    since: Mapped[datetime]
