"""Targets, one per level, subject and period, and requests to change one."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.reporting.base import Base


class Target(Base):
    """`project_id` is null for the company, `subject_id` is set for teams and consultants only.
    The period is kept as written, and as its first and last business day."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint(
            "period",
            "level",
            "project_id",
            "subject_id",
            name="uq_target_whose",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("units IS NOT NULL OR amount IS NOT NULL", name="says_something"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    level: Mapped[str] = mapped_column(String(12))
    project_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    period: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date]
    last_day: Mapped[date]
    units: Mapped[int | None]
    amount: Mapped[Decimal | None]


class TargetRequest(Base):
    """A consultant's target for a month with sales; with consent it is written as `Target`."""

    __tablename__ = "target_request"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[str] = mapped_column(String(12))
    level: Mapped[str] = mapped_column(String(12))
    project_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    period: Mapped[str] = mapped_column(String(8))
    units: Mapped[int | None]
    amount: Mapped[Decimal | None]
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
