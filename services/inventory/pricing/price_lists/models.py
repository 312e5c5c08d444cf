from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class PriceList(Base):
    """A version of a project's price list (价格表版本); one at most is in force.

    `effective_at` is when it shall come into force (nothing: as soon as it is approved),
    `in_force_since` and `in_force_until` when it did and was superseded.
    """

    __tablename__ = "price_list"
    __table_args__ = (
        UniqueConstraint("project_id", "number", name="uq_price_list_number"),
        Index(
            "uq_price_list_effective",
            "project_id",
            unique=True,
            postgresql_where=text("status = 'effective'"),
        ),
        Index(
            "ix_price_list_effective_at",
            "effective_at",
            postgresql_where=text("status = 'approved'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    status: Mapped[str] = mapped_column(String(12))
    based_on_id: Mapped[UUID | None] = mapped_column(ForeignKey("price_list.id"))
    effective_at: Mapped[datetime | None]
    in_force_since: Mapped[datetime | None]
    in_force_until: Mapped[datetime | None]
    created_by: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class ListedPrice(Base):
    """What one unit costs in a version: rates in the project's price basis, prices as totals, and
    the `area` by which the one leads to the other (1 per unit). Without a list price the version
    says nothing about the unit."""

    __tablename__ = "listed_price"

    price_list_id: Mapped[UUID] = mapped_column(ForeignKey("price_list.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    area: Mapped[Decimal | None]
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
