from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from services.inventory.base import Base


class Instalment(Base):
    """One claim of a deal's schedule (应收). `paid` is the sum of its allocations; `ended_at` says
    that a new schedule has replaced it or that nothing is due any more. `rest` is kept so that
    the planner knows how few have one."""

    __tablename__ = "instalment"
    __table_args__ = (
        Index("ix_instalment_deal_id", "deal_id"),
        Index("ix_instalment_project_id", "project_id"),
        Index(
            "ix_instalment_overdue",
            "due_on",
            "id",
            postgresql_where=text("ended_at IS NULL AND rest > 0"),
        ),
        Index(
            "ix_instalment_project_id_due_on",
            "project_id",
            "due_on",
            "id",
            postgresql_where=text("ended_at IS NULL AND rest > 0"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("paid >= 0 AND paid <= amount", name="paid"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"))
    project_id: Mapped[UUID]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal]
    due_on: Mapped[date | None]
    paid: Mapped[Decimal] = mapped_column(default=Decimal(0))
    rest: Mapped[Decimal] = mapped_column(Computed("amount - paid", persisted=True))
    agreed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Allocation(Base):
    """What of a receipt pays which instalment. Undone by deleting: the receipt itself stays."""

    __tablename__ = "allocation"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(index=True)
    receipt_id: Mapped[UUID] = mapped_column(ForeignKey("receipt.id"), index=True)
    instalment_id: Mapped[UUID] = mapped_column(ForeignKey("instalment.id"), index=True)
    amount: Mapped[Decimal]
    allocated_at: Mapped[datetime]
