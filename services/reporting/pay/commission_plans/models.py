"""Commission plans, and requests for them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Numeric, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.reporting.base import Base


class CommissionPlan(Base):
    """A project's plan from the month `effective_from` on, until its next plan. `tiers` lists
    `{"up_to", "including", "rate"}`, rates and bounds as decimal strings."""

    __tablename__ = "commission_plan"
    __table_args__ = (
        UniqueConstraint("project_id", "effective_from", name="uq_commission_plan_month"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    project_id: Mapped[UUID]
    effective_from: Mapped[str] = mapped_column(String(7))
    tiers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    condition_receipts: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    payout: Mapped[dict[str, str]] = mapped_column(JSONB)


class CommissionPlanRequest(Base):
    """A plan that somebody asks for; with consent it is written as `CommissionPlan`."""

    __tablename__ = "commission_plan_request"
    __table_args__ = (
        Index("ix_commission_plan_request_project_id_requested_at", "project_id", "requested_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    project_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(12))
    effective_from: Mapped[str] = mapped_column(String(7))
    tiers: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    condition_receipts: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    payout: Mapped[dict[str, str]] = mapped_column(JSONB)
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
