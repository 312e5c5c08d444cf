"""How a deal's dates move (design §8)."""

from datetime import date, datetime, timedelta

from common import clock
from common.actor import Actor
from common.offers import Offer
from contracts.inventory.changes.amendments import (
    already_extended,
    cancel_deal,
    extend_reservation,
)
from contracts.inventory.changes.change_terms import needs_change_order
from contracts.inventory.register.deals import DealStage
from services.inventory.register.deals.rules import OFFERS, Deal, Staged, require_stage


def check_extension(deal: Deal, by: Actor) -> None:
    """Raises `deal_wrong_stage`, `already_extended`."""
    require_stage(deal, DealStage.RESERVED)
    if deal.extended_at is not None:
        raise already_extended()


def check_cancellation(deal: Staged, by: Actor) -> None:
    """A reservation is simply given up. Raises `needs_change_order`, `deal_wrong_stage`."""
    if deal.stage in (DealStage.SUBSCRIBED, DealStage.SOLD):
        raise needs_change_order()
    require_stage(deal, DealStage.RESERVED)


OFFERS.add(Offer(extend_reservation, check_extension), Offer(cancel_deal, check_cancellation))


def extended(expires_at: datetime, hours: int | None, most: timedelta) -> datetime:
    """The new end of a reservation: `hours` longer, at most the project's reservation time."""
    return expires_at + (most if hours is None else min(most, timedelta(hours=hours)))


def signing_moved(sign_by: datetime, days: int, at: datetime) -> datetime:
    """The new end of a subscription: `days` after its day, or after today when that has passed."""
    since = max(_last_day(sign_by), clock.business_day(at))
    return clock.end_of(since + timedelta(days=days))


def days_beyond(sign_by: datetime, subscribed_on: date, sign_days: int) -> int:
    """By how many days a signing day lies after the first one, all extensions together."""
    return (_last_day(sign_by) - subscribed_on).days - sign_days


def _last_day(sign_by: datetime) -> date:
    """`sign_by` is the first moment after it."""
    return clock.business_day(sign_by - timedelta(microseconds=1))
