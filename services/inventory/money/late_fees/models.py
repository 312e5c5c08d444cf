from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class LateFee(Base):
    """The fee of the days `from_on` to `through` on an instalment, charged as the claim
    `claim_id`. No day is charged twice: the next fee begins where this one ends, once."""

    __tablename__ = "late_fee"
    __table_args__ = (
        UniqueConstraint("instalment_id", "from_on", name="uq_late_fee_days"),
        CheckConstraint("from_on <= through", name="days"),
        CheckConstraint("amount > 0 AND waived >= 0 AND waived <= amount", name="amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"), index=True)
    instalment_id: Mapped[UUID] = mapped_column(ForeignKey("instalment.id"))
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("instalment.id"))
    from_on: Mapped[date]
    through: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric(7, 6))
    amount: Mapped[Decimal]
    waived: Mapped[Decimal]
    charged_at: Mapped[datetime]
    charged_by: Mapped[str] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(default=1)


class LateFeeWaiver(Base):
    """Somebody asks for a fee to be waived (减免); one request at a time."""

    __tablename__ = "late_fee_waiver"
    __table_args__ = (
        Index(
            "uq_late_fee_waiver_requested",
            "late_fee_id",
            unique=True,
            postgresql_where=text("status = 'requested'"),
        ),
        CheckConstraint("amount > 0", name="amount"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    late_fee_id: Mapped[UUID] = mapped_column(ForeignKey("late_fee.id"), index=True)
    amount: Mapped[Decimal]
    reason: Mapped[str] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(12))
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
