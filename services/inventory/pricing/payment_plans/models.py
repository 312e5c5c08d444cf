from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class PaymentPlan(Base):
    """A plan never changes: deals and quotations refer to it. `lines` as
    `contracts.inventory.payment_plans.PlanLineAnswer` writes them."""

    __tablename__ = "payment_plan"
    __table_args__ = (
        Index("ix_payment_plan_project_id_payment_method", "project_id", "payment_method"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(60))
    payment_method: Mapped[str] = mapped_column(String(20))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    loan_multiple: Mapped[Decimal]
    status: Mapped[str] = mapped_column(String(12))
    created_by: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
