"""What money is asked for, who may confirm it, and what is there to take back (I-19; seeds 002,
003)."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.inventory.money.receipts import (
    ReceiptStatus,
    money_gone,
    nothing_due,
    receipt_open,
    receipt_wrong_status,
)
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.deals import deposit_above_cap
from contracts.refusals import not_found
from services.inventory.money.instalments.rules.schedule import Claim
from services.inventory.pricing.payment_plans.rules import NOTHING

TOLD = (ReceiptStatus.ENDORSED, ReceiptStatus.CONFIRMED)
"""What the customer is told of."""

OPEN = (ReceiptStatus.TAKEN, ReceiptStatus.REQUESTED, ReceiptStatus.ENDORSED)


def may_confirm(staff: UUID | None, *, consultant: UUID, requested_by: str) -> bool:
    """Never the deal's consultant, never who asked for it."""
    return staff is not None and staff != consultant and str(staff) != requested_by


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
