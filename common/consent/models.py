"""The tables of consent, the same in every service's database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, String, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from common.database import COLUMN_TYPES, NAMES


class ConsentBase(DeclarativeBase):
    """The kit's own models; `consent_tables` gives a service's metadata its tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = COLUMN_TYPES


class Approval(ConsentBase):
    """A request for consent. `needs` are the roles that must all give it. One pending request per
    kind and subject."""

    __tablename__ = "approval"
    __table_args__ = (
        Index(
            "uq_approval_pending",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=text("status = 'pending'"),
        ),
        Index("ix_approval_requested_at", "requested_at", "id"),
        Index("ix_approval_project_id_requested_at", "project_id", "requested_at", "id"),
        Index("ix_approval_kind_requested_at", "kind", "requested_at", "id"),
        Index("ix_approval_requested_by_requested_at", "requested_by", "requested_at", "id"),
        Index(
            "ix_approval_status",
            "status",
            "requested_at",
            "id",
            postgresql_where=text("status <> 'approved'"),
        ),
        CheckConstraint("cardinality(needs) > 0", name="needs"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(12))
    needs: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str | None] = mapped_column(String(500))
    requested_by: Mapped[str] = mapped_column(String(60))
    requested_at: Mapped[datetime]
    decide_by: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class ApprovalDecision(ConsentBase):
    """One person's verdict, given as `role`, perhaps in place of who delegated it. The role's place
    in `needs` is filled once."""

    __tablename__ = "approval_decision"

    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    by: Mapped[str] = mapped_column(String(60))
    in_place_of: Mapped[UUID | None]
    verdict: Mapped[str] = mapped_column(String(12))
    comment: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime]


class Delegation(ConsentBase):
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


def consent_tables(metadata: MetaData) -> None:
    """Add approvals, their decisions and delegations to a service's `metadata`."""
    for table in ConsentBase.metadata.sorted_tables:
        table.to_metadata(metadata)
