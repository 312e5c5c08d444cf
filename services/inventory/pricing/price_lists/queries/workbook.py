"""What a workbook of a version says to its reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.schema import Ask
from services.inventory.pricing.price_lists.queries import rows as rows_of
from services.inventory.pricing.price_lists.queries import versions as price_lists
from services.inventory.pricing.price_lists.rules import workbook
from services.inventory.register.projects.models import Project


@dataclass(frozen=True)
class Sheet:
    """A workbook before it is written: its name, the fields of its columns, its rows."""

    file_name: str
    fields: Sequence[str]
    rows: Sequence[dict[str, Any]]


def sheet(session: Session, ask: Ask, *, by: Actor) -> Sheet:
    """A version without the tiers that are not the caller's to see. Raises `not_found`."""
    version = price_lists.price_list(session, ask.price_list_id, by, "price_list.read")
    seen = price_lists.tiers_seen(by, version.project_id)
    project = session.get_one(Project, version.project_id)
    units = rows_of.priced_units(session, version)
    return Sheet(
        file_name=f"价格表-{project.code}-{version.number}.xlsx",
        fields=(*workbook.facts_of(units), *seen),
        rows=[workbook.cells(unit, seen) for unit in units],
    )
