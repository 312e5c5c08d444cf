from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base

ACTIVE = "stage IN ('reserved', 'subscribed', 'sold')"
NUMBER_IN_YEAR = "regexp_replace(contract_number, '^.*-', '')"


class Deal(Base):
    """One customer's way to one unit. `uq_deal_active_unit` is the second wall against a double
    sale. `project_id` and `payment_plan_id` have no foreign key: every claim would lock that one
    row. Without `payment_plan_id` it is the payment method's default plan."""

    __tablename__ = "deal"
    __table_args__ = (
        Index("uq_deal_active_unit", "unit_id", unique=True, postgresql_where=text(ACTIVE)),
        Index("uq_deal_contract_number", "contract_number", unique=True),
        Index("ix_deal_created_at", "created_at", "id"),
        Index("ix_deal_project_id_created_at", "project_id", "created_at", "id"),
        Index(
            "ix_deal_open",
            "stage",
            "created_at",
            "id",
            postgresql_where=text("stage IN ('reserved', 'subscribed')"),
        ),
        Index(
            "ix_deal_contract_number_start",
            text("upper(contract_number) text_pattern_ops"),
            postgresql_where=text("contract_number IS NOT NULL"),
        ),
        Index(
            "ix_deal_contract_number_end",
            text(f"{NUMBER_IN_YEAR} text_pattern_ops"),
            postgresql_where=text("contract_number IS NOT NULL"),
        ),
        Index("ix_deal_customer_id", "customer_id"),
        Index("ix_deal_consultant_id_created_at", "consultant_id", "created_at", "id"),
        Index(
            "ix_deal_sign_by",
            "sign_by",
            postgresql_where=text("stage = 'subscribed' AND overdue_told_at IS NULL"),
        ),
        CheckConstraint("price <= list_price AND price > 0", name="price"),
        CheckConstraint("deposit <= price * 0.20", name="deposit_cap"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    customer_id: Mapped[UUID]
    consultant_id: Mapped[UUID]
    team_id: Mapped[UUID | None]
    stage: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    list_price: Mapped[Decimal]
    price: Mapped[Decimal]
    discount: Mapped[Decimal] = mapped_column(Numeric(7, 6))
    area: Mapped[Decimal]
    price_story: Mapped[dict[str, Any]] = mapped_column(JSONB)
    deposit: Mapped[Decimal | None]
    payment_method: Mapped[str | None] = mapped_column(String(20))
    payment_plan_id: Mapped[UUID | None]
    quotation_id: Mapped[UUID | None]
    handover_date: Mapped[date | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    subscribed_at: Mapped[datetime | None]
    sign_by: Mapped[datetime | None]
    overdue_told_at: Mapped[datetime | None]
    documents_missing: Mapped[list[str]] = mapped_column(
        ARRAY(String(60)), server_default=text("'{}'")
    )
    documents_checked_at: Mapped[datetime | None]
    documents_checked_by: Mapped[str | None] = mapped_column(String(60))
    signed_off_at: Mapped[datetime | None]
    signed_off_by: Mapped[str | None] = mapped_column(String(60))
    deposit_confirmed_at: Mapped[datetime | None]
    contract_number: Mapped[str | None] = mapped_column(String(40))
    signed_on: Mapped[date | None]
    signed_by: Mapped[str | None] = mapped_column(String(60))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(200))
