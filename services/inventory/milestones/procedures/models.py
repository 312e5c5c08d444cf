from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

_PARTS = {
    "open": "ended_at IS NULL",
    "over": "ended_at IS NOT NULL",
    "given_up": "status IN ('revoked', 'dropped')",
}


def in_order_of_days(table: str) -> list[Index]:
    """The indexes of a table of cases: those that are open, those that are over, and the few among
    them that came to nothing, each by the day on which they are due."""
    return [
        Index(f"ix_{table}_{part}", "due_on", "id", postgresql_where=text(which))
        for part, which in _PARTS.items()
    ]


class Case:
    """The columns of every milestone's case. `due_on` is the business day by whose end it is to be
    done, `missing` the documents it lacks, `handled_by` who took its last step."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    deal_id: Mapped[UUID] = mapped_column(ForeignKey("deal.id"))
    status: Mapped[str] = mapped_column(String(12))
    due_on: Mapped[date]
    missing: Mapped[list[str]] = mapped_column(ARRAY(String(60)), server_default=text("'{}'"))
    handled_by: Mapped[UUID | None]
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    version: Mapped[int]
