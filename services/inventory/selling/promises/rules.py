"""Whose consent a promise takes (I-23; seed 003)."""

from decimal import Decimal
from typing import Protocol

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.selling.promises import (
    PromiseStatus,
    promise_costs_nothing,
    promise_wrong_status,
    record_breach,
    request_promise,
    set_payment_form,
)
from contracts.office.roles import Role
from services.inventory.register.deals import rules as deals


class Promise(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...
    @property
    def amount(self) -> Decimal | None: ...


def check_request(deal: deals.Staged, by: Actor) -> None:
    """Raises `deal_wrong_stage`."""
    deals.require_stage(deal, *deals.ACTIVE)


def check_form(promise: Promise, by: Actor) -> None:
    """Raises `promise_wrong_status`, `promise_costs_nothing`."""
    _require(promise, PromiseStatus.REQUESTED)
    if promise.amount is None:
        raise promise_costs_nothing()


def check_breach(promise: Promise, by: Actor) -> None:
    """Raises `promise_wrong_status`."""
    _require(promise, PromiseStatus.PROMISED)


def _require(promise: Promise, allowed: PromiseStatus) -> None:
    if promise.status != allowed:
        raise promise_wrong_status(status=promise.status, allowed=[allowed])


deals.OFFERS.add(Offer(request_promise, check_request))

OFFERS = Offers[Promise](
    "Promise", Offer(set_payment_form, check_form), Offer(record_breach, check_breach)
)


def consents_needed(amount: Decimal | None) -> list[Role]:
    """The manager's before it is made; where it costs money, the general manager decides how it is
    paid."""
    return [Role.SALES_MANAGER] + ([Role.GENERAL_MANAGER] if amount else [])
