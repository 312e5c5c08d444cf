from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, String, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Delegation(Base):
    """`to_staff_id` decides in place of `from_staff_id` for a time, with the roles and projects
    that the latter had when delegating."""

    __tablename__ = "approval_delegation"
    __table_args__ = (CheckConstraint("from_staff_id <> to_staff_id", name="two_people"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    from_staff_id: Mapped[UUID] = mapped_column(index=True)
    to_staff_id: Mapped[UUID] = mapped_column(index=True)
    roles: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    project_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    since: Mapped[datetime]
    until: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
