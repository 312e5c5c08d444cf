"""Staff, as posted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.office.base import Base


class Staff(Base):
    """`project_ids` are postings, `region_ids` the regions that somebody leads."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'left')", name="status"),
        CheckConstraint("cardinality(roles) > 0", name="roles"),
        Index("ix_staff_roles", "roles", postgresql_using="gin"),
        Index("ix_staff_project_ids", "project_ids", postgresql_using="gin"),
        Index("ix_staff_region_ids", "region_ids", postgresql_using="gin"),
        Index("ix_staff_status", "status", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(20))
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    project_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    region_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    status: Mapped[str] = mapped_column(String(10))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    version: Mapped[int]
