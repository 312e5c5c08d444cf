"""What money is asked for, who may confirm it, and what is there to take back (I-19; seeds 002,
003)."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.money.receipts import (
    ReceiptKind,
    ReceiptStatus,
    confirm_receipt,
    endorse_receipt,
    hand_in_money,
    money_gone,
    nothing_due,
    receipt_by_consultant,
    receipt_confirmed_already,
    receipt_not_reversible,
    receipt_open,
    receipt_reversed_already,
    receipt_same_person,
    receipt_wrong_status,
    reject_receipt,
    request_receipt,
    reverse_receipt,
)
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.deals import DealStage, deposit_above_cap
from contracts.refusals import not_found
from services.inventory.money.instalments.rules.schedule import Claim
from services.inventory.pricing.payment_plans.rules import NOTHING
from services.inventory.register.deals import rules as deals

TOLD = (ReceiptStatus.ENDORSED, ReceiptStatus.CONFIRMED)
"""What the customer is told of."""

OPEN = (ReceiptStatus.TAKEN, ReceiptStatus.REQUESTED, ReceiptStatus.ENDORSED)


class Receipt(Protocol):
    """What a step looks at."""

    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def counter(self) -> bool: ...
    @property
    def consultant_id(self) -> UUID: ...
    @property
    def requested_by(self) -> str: ...
    @property
    def endorsed_by(self) -> str | None: ...
    @property
    def reversed_at(self) -> object: ...


def check_request(deal: deals.Staged, by: Actor) -> None:
    """Raises `deal_wrong_stage`."""
    deals.require_stage(deal, DealStage.SUBSCRIBED, DealStage.SOLD)


def check_hand_in(receipt: Receipt, by: Actor) -> None:
    """Raises `receipt_wrong_status`."""
    require(receipt.status, ReceiptStatus.TAKEN)


def check_endorsement(receipt: Receipt, by: Actor) -> None:
    """Neither the requester nor the deal's consultant. Raises `receipt_wrong_status`,
    `receipt_by_consultant`."""
    require(receipt.status, ReceiptStatus.REQUESTED)
    _check_person(receipt, by)


def check_confirmation(receipt: Receipt, by: Actor) -> None:
    """Nor whoever endorsed it. Raises `receipt_confirmed_already`, `receipt_wrong_status`,
    `receipt_by_consultant`, `receipt_same_person`."""
    if receipt.status == ReceiptStatus.CONFIRMED:
        raise receipt_confirmed_already()
    require(receipt.status, ReceiptStatus.ENDORSED)
    _check_person(receipt, by)
    if receipt.endorsed_by == by.id:
        raise receipt_same_person()


def check_rejection(receipt: Receipt, by: Actor) -> None:
    """Raises `receipt_wrong_status`."""
    require(receipt.status, *OPEN)


def check_reversal(receipt: Receipt, by: Actor) -> None:
    """Raises `receipt_not_reversible`, `receipt_reversed_already`, `receipt_wrong_status`."""
    if receipt.kind == ReceiptKind.TRANSFER:
        raise receipt_not_reversible()
    if receipt.reversed_at is not None:
        raise receipt_reversed_already()
    require(receipt.status, ReceiptStatus.CONFIRMED)


def _check_person(receipt: Receipt, by: Actor) -> None:
    if by.staff_id in (None, receipt.consultant_id) or by.id == receipt.requested_by:
        raise receipt_by_consultant()


deals.OFFERS.add(Offer(request_receipt, check_request))

_OFFERS = Offers[Receipt](
    "Receipt",
    Offer(hand_in_money, check_hand_in),
    Offer(endorse_receipt, check_endorsement, near=(receipt_by_consultant,)),
    Offer(confirm_receipt, check_confirmation, near=(receipt_by_consultant, receipt_same_person)),
    Offer(reject_receipt, check_rejection),
    Offer(reverse_receipt, check_reversal),
)


def offers(receipt: Receipt, by: Actor) -> list[dict[str, Any]]:
    """What `by` may do with it now; a counter-entry is nobody's to change."""
    return [] if receipt.counter else _OFFERS.of(receipt, by)


def asked_for(
    claims: Sequence[Claim], kind: str | None, amount: Decimal | None, named: Collection[UUID]
) -> tuple[str, Decimal]:
    """Kind and amount of a request: by default all that is unpaid of the named claims, or of the
    oldest of that kind. Of a deposit never more than is unpaid.

    Raises `not_found`, `nothing_due`, `receipt_open`, `deposit_above_cap`.
    """
    if not {claim.instalment_id for claim in claims} >= set(named):
        raise not_found(what="instalment")
    chosen = _chosen([claim for claim in claims if claim.rest > 0], kind, named)
    kind = kind or (chosen[0].kind if chosen else None)
    if kind == InstalmentKind.DEPOSIT:
        _check_deposit(claims, amount)
    wanted = amount or sum((claim.rest for claim in chosen), NOTHING)
    if kind is None or wanted == 0:
        raise nothing_due(field="kind")
    return kind, wanted


def for_customer(claims: Sequence[Claim], kind: str, named: Collection[UUID]) -> dict[str, Any]:
    """What is unpaid of a deal, the next day of it, and what a receipt is to pay (`AskedFor`)."""
    unpaid = [claim for claim in claims if claim.rest > 0]
    days = [claim.due_on for claim in unpaid if claim.due_on is not None]
    asks = [
        {"number": one.number, "kind": one.kind, "amount": one.rest, "due_on": one.due_on}
        for one in _chosen(unpaid, kind, named)
    ]
    return {
        "open_amount": sum((claim.rest for claim in unpaid), NOTHING),
        "due_on": min(days, default=None),
        "asks": asks,
    }


def _chosen(unpaid: Sequence[Claim], kind: str | None, named: Collection[UUID]) -> list[Claim]:
    if named:
        return [claim for claim in unpaid if claim.instalment_id in named]
    of_the_kind = [claim for claim in unpaid if kind in (None, claim.kind)]
    return sorted(of_the_kind, key=lambda claim: (claim.due_on or date.max, claim.number))[:1]


def _check_deposit(claims: Sequence[Claim], amount: Decimal | None) -> None:
    most = sum((one.rest for one in claims if one.kind == InstalmentKind.DEPOSIT), NOTHING)
    if most == 0:
        raise receipt_open()
    if amount is not None and amount > most:
        raise deposit_above_cap(field="amount", most=f"{most:.2f}")


def require(status: str, *allowed: ReceiptStatus) -> None:
    """Raises `receipt_wrong_status`."""
    if status not in allowed:
        raise receipt_wrong_status(status=status, allowed=list(allowed))


def check_there(amount: Decimal, most: Decimal) -> None:
    """`most` is what the company holds for the deal and doesn't owe back. Raises `money_gone`."""
    if amount > most:
        raise money_gone(most=f"{most:.2f}")
