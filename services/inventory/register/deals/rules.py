"""A deal's deposit and dates (design §8; seeds 001, 003)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Protocol

from common import clock
from common.money import CENT, YUAN
from common.offers import Offers
from contracts.inventory.register.deals import (
    DealStage,
    date_out_of_range,
    deal_wrong_stage,
    deposit_above_cap,
    handover_in_past,
)


class Staged(Protocol):
    @property
    def stage(self) -> str: ...


class Deal(Staged, Protocol):
    """What a step looks at."""

    @property
    def deposit(self) -> Decimal | None: ...
    @property
    def deposit_confirmed_at(self) -> object: ...
    @property
    def documents_missing(self) -> Sequence[str]: ...
    @property
    def documents_checked_at(self) -> object: ...
    @property
    def signed_off_at(self) -> object: ...
    @property
    def extended_at(self) -> object: ...


OFFERS = Offers[Deal]("Deal")
"""What may be done with a deal; every operation is added by its own topic."""


def require_stage(deal: Staged, *allowed: DealStage) -> None:
    """Raises `deal_wrong_stage`."""
    if deal.stage not in allowed:
        raise deal_wrong_stage(stage=deal.stage, allowed=list(allowed))


def deposit_due(
    asked: Decimal | None, price: Decimal, *, default: Decimal, cap: Decimal
) -> Decimal:
    """The deposit (定金): at most `cap` of the price, by law 20 %. Raises `deposit_above_cap`."""
    most = (price * cap).quantize(CENT, ROUND_FLOOR)
    if asked is None:
        return min(default, most.quantize(YUAN, ROUND_FLOOR).quantize(CENT))
    if asked > most:
        raise deposit_above_cap(field="deposit", most=f"{most:.2f}")
    return asked


def check_handover(handover: date, at: datetime) -> None:
    """Raises `handover_in_past`."""
    if handover < clock.business_day(at):
        raise handover_in_past(field="handover_date")


def sign_by(at: datetime, days: int) -> datetime:
    """Until when the contract must be signed: the end of the business day `days` after today."""
    return clock.end_of(clock.business_day(at) + timedelta(days=days))


def business_day_between(asked: date | None, *, field: str, first: date, at: datetime) -> date:
    """`asked`, today by default, from `first` to today. Raises `date_out_of_range`."""
    today = clock.business_day(at)
    day = today if asked is None else asked
    if not first <= day <= today:
        raise date_out_of_range(field=field, first=first.isoformat(), last=today.isoformat())
    return day


ACTIVE = (DealStage.RESERVED, DealStage.SUBSCRIBED, DealStage.SOLD)
