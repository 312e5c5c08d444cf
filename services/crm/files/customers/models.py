"""Customer files. Their phone and identity numbers are sealed in `personal_number`; names are
plain, so that any part of them can be searched."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from services.crm.base import Base


class Customer(Base):
    """One person across all projects. `project_id` is the project of first contact; `team_id` the
    owner's team."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_owner_id", "owner_id", "id"),
        Index("ix_customer_project_id", "project_id", "id"),
        Index("ix_customer_next_due_at", "next_due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    grade: Mapped[str] = mapped_column(String(1))
    source: Mapped[str] = mapped_column(String(30))
    owner_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    project_id: Mapped[UUID]
    identity_kind: Mapped[str | None] = mapped_column(String(20))
    email_agreed: Mapped[bool] = mapped_column(server_default=false())
    budget_min: Mapped[Decimal | None]
    budget_max: Mapped[Decimal | None]
    district: Mapped[str | None] = mapped_column(String(60))
    layout: Mapped[str | None] = mapped_column(String(60))
    area_min: Mapped[Decimal | None]
    area_max: Mapped[Decimal | None]
    purpose: Mapped[str | None] = mapped_column(String(20))
    registered_by: Mapped[str] = mapped_column(String(60))
    registered_at: Mapped[datetime]
    last_contact_at: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]
    version: Mapped[int]
