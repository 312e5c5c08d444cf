"""Purchases, one row per deal of inventory."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.crm.base import Base


class Purchase(Base):
    """What is known of a deal. `version` is that of the unit's newest event about it;
    `buyer_version` and `price_version` are those of the deal's own events that changed the buyer
    (更名) and the price (改价), 0 before. There is no foreign key to the
    customer: an event must not fail because of what is still on the way."""

    __tablename__ = "purchase"
    __table_args__ = (
        Index("ix_purchase_customer_id", "customer_id"),
        Index("ix_purchase_project_id", "project_id", "customer_id"),
    )

    deal_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    project_id: Mapped[UUID | None]
    consultant_id: Mapped[UUID | None]
    stage: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal | None]
    area: Mapped[Decimal | None]
    contract_number: Mapped[str | None] = mapped_column(String(60))
    reserved_on: Mapped[date | None]
    subscribed_on: Mapped[date | None]
    sold_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    version: Mapped[int]
    buyer_version: Mapped[int] = mapped_column(server_default=text("0"))
    price_version: Mapped[int] = mapped_column(server_default=text("0"))
