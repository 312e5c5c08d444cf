"""Facts as they were told, and their sums per business day."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.reporting.base import Base


class Fact(Base):
    """One event of inventory that counts. The event's id is the key, so that no fact counts twice
    however often it arrives. `sold_on` is set for cancellations and price changes of signed
    contracts. The `amount` of a price change is the difference, from `price_before`; that of money
    taken or paid back is negative; that of a handover is what was settled for the area."""

    __tablename__ = "fact"
    __table_args__ = (
        Index(None, "business_day", "kind"),
        Index(None, "deal_id"),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    business_day: Mapped[date]
    project_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    consultant_id: Mapped[UUID]
    deal_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    amount: Mapped[Decimal]
    area: Mapped[Decimal | None]
    sold_on: Mapped[date | None]
    price_before: Mapped[Decimal | None]


class DayFigures(Base):
    """The sums of one consultant's facts on one business day in one project and team."""

    __tablename__ = "day_figures"
    __table_args__ = (
        UniqueConstraint(
            "business_day",
            "project_id",
            "consultant_id",
            "team_id",
            name="uq_day_figures_whose",
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "project_id", "business_day"),
        Index(None, "consultant_id", "business_day"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    business_day: Mapped[date]
    project_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    consultant_id: Mapped[UUID]
    subscribed_units: Mapped[int]
    subscribed_amount: Mapped[Decimal]
    sold_units: Mapped[int]
    sold_amount: Mapped[Decimal]
    sold_area: Mapped[Decimal]
    cancelled_units: Mapped[int]
    cancelled_amount: Mapped[Decimal]
    cancelled_signed_units: Mapped[int]
    cancelled_signed_amount: Mapped[Decimal]
    repriced_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    repriced_signed_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    receipts: Mapped[int]
    received_amount: Mapped[Decimal]
    refunded_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
    delivered_units: Mapped[int] = mapped_column(server_default=text("0"))
    settled_amount: Mapped[Decimal] = mapped_column(server_default=text("0"))
