"""What differs between two versions, or between a version and what units cost now."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.price_lists.queries import rows
from services.inventory.pricing.price_lists.queries import versions as price_lists
from services.inventory.pricing.price_lists.rules import rows as rules
from services.inventory.pricing.price_lists.rules.rows import PricedUnit


def compare(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Unit by unit old, new and difference; sums and averages per tier. Raises `not_found` for a
    version of another project too."""
    new = price_lists.price_list(session, ask.price_list_id, by, "price_list.read")
    old = None
    if ask.with_id is not None:
        old = price_lists.price_list(session, ask.with_id, by, "price_list.read")
        if old.project_id != new.project_id:
            raise not_found(what="price_list")
    seen = price_lists.tiers_seen(by, new.project_id)
    pairs = rows.pairs(session, new, old)
    differing = [pair for pair in pairs if _differs(pair, seen)]
    shown = differing if ask.changed else pairs
    items, after = paging.of_list(shown, ask, lambda pair: pair[1].unit_id)
    return {
        "items": [_compared(pair, seen) for pair in items],
        "next": after,
        "tiers": [rules.tier_change(tier, pairs) for tier in seen],
        "changed": len(differing),
    }


def _differs(pair: tuple[PricedUnit, PricedUnit], seen: Collection[str]) -> bool:
    old, new = pair
    return rules.totals_seen(old, seen) != rules.totals_seen(new, seen)


def _compared(pair: tuple[PricedUnit, PricedUnit], seen: Collection[str]) -> dict[str, Any]:
    old, new = (rules.totals_seen(unit, seen) for unit in pair)
    return pair[1].facts | {"old": old, "new": new, "difference": rules.differences(old, new)}
