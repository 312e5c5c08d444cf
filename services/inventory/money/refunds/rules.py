"""How much may go back, and who takes which step (I-19; seed 003: nobody pays what they asked
for)."""

from decimal import Decimal
from typing import Protocol

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.money.refunds import (
    OPEN,
    RefundStatus,
    cancel_refund,
    confirm_refund,
    invoice_to_reverse,
    pay_refund,
    refund_above_balance,
    refund_same_person,
    refund_wrong_status,
    request_refund,
)


class Refund(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...
    @property
    def requested_by(self) -> str | None: ...
    @property
    def confirmed_by(self) -> str | None: ...


def check_request(refund: Refund, by: Actor) -> None:
    """Raises `refund_wrong_status`."""
    _require(refund, RefundStatus.OWED)


def check_confirmation(refund: Refund, by: Actor) -> None:
    """Raises `refund_wrong_status`, `refund_same_person`."""
    _require(refund, RefundStatus.REQUESTED)
    _check_other_person(by, refund.requested_by)


def check_payment(refund: Refund, by: Actor) -> None:
    """Raises `refund_wrong_status`, `refund_same_person`."""
    _require(refund, RefundStatus.CONFIRMED)
    _check_other_person(by, refund.requested_by, refund.confirmed_by)


def check_cancellation(refund: Refund, by: Actor) -> None:
    """Raises `refund_wrong_status`."""
    _require(refund, *OPEN)


OFFERS = Offers[Refund](
    "Refund",
    Offer(request_refund, check_request),
    Offer(confirm_refund, check_confirmation, near=(refund_same_person,)),
    Offer(pay_refund, check_payment, near=(refund_same_person,)),
    Offer(cancel_refund, check_cancellation),
)


def check_amount(amount: Decimal, most: Decimal) -> None:
    """Raises `refund_above_balance`."""
    if not 0 < amount <= most:
        raise refund_above_balance(field="amount", most=f"{most:.2f}")


def _require(refund: Refund, *allowed: RefundStatus) -> None:
    if refund.status not in allowed:
        raise refund_wrong_status(status=refund.status, allowed=list(allowed))


def _check_other_person(by: Actor, *earlier: str | None) -> None:
    """Nobody takes a second step."""
    if by.id in earlier:
        raise refund_same_person()


def check_invoiced(invoiced: Decimal, left: Decimal) -> None:
    """What is invoiced stays covered by what the company keeps; the rest is reversed first (红冲).
    Raises `invoice_to_reverse`."""
    if invoiced > left:
        raise invoice_to_reverse(amount=f"{invoiced - left:.2f}")
