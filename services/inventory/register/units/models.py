from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.register.units.rules import Position


class Unit(Base):
    """A unit (房源) and the claim on it, if there is one: `locked_by` (consultant) of a lock,
    `held_for` (customer) of a hold, `deal_id` and `buyer_id` (customer) of a deal; `expires_at` of
    lock, hold and reservation. `bound_to` is the home that a parking space or storage room goes
    with. Rates are in the project's price basis, prices are totals."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("stair_id", "number", name="uq_unit_number"),
        CheckConstraint("gross_area > 0 AND inner_area <= gross_area", name="areas"),
        CheckConstraint("list_price <= filed_price", name="filed_price_is_ceiling"),
        CheckConstraint(
            "manager_floor <= list_price AND director_floor <= list_price"
            " AND director_floor <= manager_floor",
            name="floors_below_list_price",
        ),
        CheckConstraint(
            "channel_price <= list_price AND director_floor <= channel_price",
            name="channel_price_between",
        ),
        CheckConstraint(
            "(status IN ('locked', 'held', 'reserved')) = (expires_at IS NOT NULL)",
            name="short_claims_expire",
        ),
        CheckConstraint(
            "(status IN ('reserved', 'subscribed', 'sold', 'delivered')) = (deal_id IS NOT NULL)",
            name="deal_behind_claim",
        ),
        Index("ix_unit_project_id", "project_id", "id"),
        Index("ix_unit_project_id_status", "project_id", "status", "id"),
        Index(
            "ix_unit_building_id_number",
            "building_id",
            text("upper(number) text_pattern_ops"),
        ),
        Index(
            "ix_unit_free",
            "house_type_id",
            "building_id",
            "floor",
            "id",
            postgresql_where=text("status = 'available'"),
        ),
        Index("ix_unit_bound_to", "bound_to", postgresql_where=text("bound_to IS NOT NULL")),
        Index("ix_unit_expires_at", "expires_at", postgresql_where=text("expires_at IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    building_id: Mapped[UUID] = mapped_column(ForeignKey("building.id"))
    stair_id: Mapped[UUID] = mapped_column(ForeignKey("stair.id"))
    house_type_id: Mapped[UUID] = mapped_column(ForeignKey("house_type.id"))
    floor: Mapped[int]
    number: Mapped[str] = mapped_column(String(20))
    usage: Mapped[str] = mapped_column(String(20))
    gross_area: Mapped[Decimal]
    inner_area: Mapped[Decimal | None]
    orientation: Mapped[str | None] = mapped_column(String(20))
    discount_policy: Mapped[str | None] = mapped_column(String(200))
    list_rate: Mapped[Decimal | None]
    filed_rate: Mapped[Decimal | None]
    manager_floor_rate: Mapped[Decimal | None]
    director_floor_rate: Mapped[Decimal | None]
    channel_rate: Mapped[Decimal | None]
    list_price: Mapped[Decimal | None]
    filed_price: Mapped[Decimal | None]
    manager_floor: Mapped[Decimal | None]
    director_floor: Mapped[Decimal | None]
    channel_price: Mapped[Decimal | None]
    review_note: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    locked_by: Mapped[UUID | None]
    held_for: Mapped[UUID | None]
    buyer_id: Mapped[UUID | None]
    deal_id: Mapped[UUID | None]
    expires_at: Mapped[datetime | None]
    bound_to: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))

    @property
    def position(self) -> Position:
        return Position.of(self)


class UnitChange(Base):
    """One entry of a unit's history (I-07): who, when, why, from, to."""

    __tablename__ = "unit_history"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    version: Mapped[int]
    move: Mapped[str] = mapped_column(String(12))
    from_status: Mapped[str | None] = mapped_column(String(12))
    to_status: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(200))
    deal_id: Mapped[UUID | None]
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
