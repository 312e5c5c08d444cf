"""Teams, regions, and a copy of which project belongs to which region."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class Region(Base):
    __tablename__ = "region"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    version: Mapped[int]


class Team(Base):
    """`leader_id` supervises everybody else in the team."""

    __tablename__ = "team"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    leader_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id", use_alter=True))
    version: Mapped[int]


class Project(Base):
    """Inventory's projects, copied from its events: a region's right means its projects."""

    __tablename__ = "project"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    region_id: Mapped[UUID | None] = mapped_column(index=True)
    version: Mapped[int]
