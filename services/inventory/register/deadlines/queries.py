"""What deadlines are about in inventory: a deal and its unit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from common.deadlines.rules import About
from services.inventory.register.deals.models import Deal
from services.inventory.register.units.models import Unit

_FACTS = ("project_id", "unit_id", "consultant_id", "team_id")


def about(session: Session, deal: Deal) -> About:
    """A deal that is there."""
    row = {name: getattr(deal, name) for name in ("id", *_FACTS)}
    return about_row(row, session.get_one(Unit, deal.unit_id).number)


def about_row(deal: Mapping[str, Any], unit_number: str) -> About:
    """A deal given as its row, which may wait to be written."""
    facts = {name: deal[name] for name in _FACTS}
    return About(deal_id=deal["id"], unit_number=unit_number, **facts)
