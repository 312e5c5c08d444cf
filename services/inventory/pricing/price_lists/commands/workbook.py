"""Prices of a draft from a workbook: all rows or none."""

from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.schema import Ask
from contracts.workbooks.tables import Table
from services.inventory.pricing.price_lists.commands import rows as rows_of
from services.inventory.pricing.price_lists.queries import versions as price_lists
from services.inventory.pricing.price_lists.rules import workbook
from services.inventory.pricing.price_lists.rules.rows import require_seen
from services.inventory.pricing.price_lists.rules.sheet import refuse
from services.inventory.pricing.price_lists.rules.versions import RATES


def table_read(ask: Ask) -> Table:
    """What was read of the request's workbook. Raises `NotKnownYet`."""
    table = vars(ask).get("table")
    if table is None:
        raise NotKnownYet("workbook")
    assert isinstance(table, Table)
    return table


def upload(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """The rates that a workbook's rows give; an empty cell leaves the price as it is. Raises
    `not_found`, `price_list_wrong_status`, `stale_version`, `tier_not_yours`, `rows_rejected`, or
    `NotKnownYet` while the workbook is not read."""
    draft, settings = rows_of.draft_of(session, ask, by)
    table = table_read(ask)
    seen = price_lists.tiers_seen(by, draft.project_id)
    require_seen({tier for row in table.rows for tier in row.cells.keys() & RATES.keys()}, seen)
    units = {unit.place: unit for unit in rows_of.units_of(session, draft).values()}
    changed, faults = workbook.from_rows(
        table.rows, units, seen, basis=settings.price_basis, gap=settings.min_tier_gap
    )
    refuse(faults)
    return rows_of.keep(session, draft, changed, seen, settings) | {"sheets": table.sheets}
