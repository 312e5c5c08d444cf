from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.register.projects.places import called


class Project(Base):
    """A project (楼盘). `settings` is complete: defaults are filled in when it is opened."""

    __tablename__ = "project"
    __table_args__ = (UniqueConstraint("code", name="uq_project_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(100))
    region_id: Mapped[UUID | None] = mapped_column(index=True)
    developer: Mapped[str] = mapped_column(String(100))
    district: Mapped[str | None] = mapped_column(String(40))
    address: Mapped[str | None] = mapped_column(String(200))
    presale_permit: Mapped[str | None] = mapped_column(String(60))
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Building(Base):
    """A building (楼栋), in a phase (期) where the project has several: each numbers its buildings
    anew."""

    __tablename__ = "building"
    __table_args__ = (
        Index("uq_building_name", "project_id", text("coalesce(phase, '')"), "name", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    name: Mapped[str] = mapped_column(String(40))
    phase: Mapped[str | None] = mapped_column(String(40))

    @hybrid_property
    def place(self) -> str:
        """Phase and name, as in `places.called`."""
        return called(self.phase, self.name)

    @place.inplace.expression
    @classmethod
    def _place_in_sql(cls) -> ColumnElement[str]:
        return func.concat_ws(" ", func.nullif(cls.phase, ""), cls.name)


class Stair(Base):
    """A stair (单元) of a building."""

    __tablename__ = "stair"
    __table_args__ = (UniqueConstraint("building_id", "name", name="uq_stair_name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    building_id: Mapped[UUID] = mapped_column(ForeignKey("building.id"))
    name: Mapped[str] = mapped_column(String(40))


class HouseType(Base):
    """A house type (户型), for example A1 with 三室两厅."""

    __tablename__ = "house_type"
    __table_args__ = (UniqueConstraint("project_id", "name", name="uq_house_type_name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    name: Mapped[str] = mapped_column(String(40))
    layout: Mapped[str | None] = mapped_column(String(60))
    usage: Mapped[str] = mapped_column(String(20))
    gross_area: Mapped[Decimal | None]
