from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Allocation(Base):
    """What of a receipt pays which instalment. Undone by deleting: the receipt itself stays."""

    __tablename__ = "allocation"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(index=True)
    receipt_id: Mapped[UUID] = mapped_column(ForeignKey("receipt.id"), index=True)
    instalment_id: Mapped[UUID] = mapped_column(ForeignKey("instalment.id"), index=True)
    amount: Mapped[Decimal]
    allocated_at: Mapped[datetime]
