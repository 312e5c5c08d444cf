from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base
from services.inventory.milestones.procedures.models import Case, in_order_of_days


class HandoverCase(Case, Base):
    """The handover of a deal's unit. `missing` are documents of the project's list;
    `accepted_missing` those that a consent lets be missing. `fees` and `settlement` are plain JSON
    in the shapes of `contracts.inventory.handovers`."""

    __tablename__ = "handover_case"
    __table_args__ = (
        UniqueConstraint("deal_id", name="uq_handover_case_deal_id"),
        *in_order_of_days("handover_case"),
    )

    notified_on: Mapped[date | None]
    appointed_on: Mapped[date | None]
    inspected_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    fees: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=text("'[]'"))
    settlement: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(60))
    accepted_missing: Mapped[list[str]] = mapped_column(
        ARRAY(String(60)), server_default=text("'{}'")
    )


class Defect(Base):
    """What an inspection found wrong (缺陷). `accepted`: a consent lets it be open at the
    handover."""

    __tablename__ = "handover_defect"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    handover_id: Mapped[UUID] = mapped_column(ForeignKey("handover_case.id"), index=True)
    what: Mapped[str] = mapped_column(String(200))
    severity: Mapped[str] = mapped_column(String(12))
    found_on: Mapped[date]
    rectified_on: Mapped[date | None]
    accepted: Mapped[bool] = mapped_column(server_default=text("false"))
