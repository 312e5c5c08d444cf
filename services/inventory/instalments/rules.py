"""Schedules that sum to the cent, and which money pays what (I-17, I-19; design §3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.inventory.instalments import InstalmentKind, schedule_sum_wrong

BEYOND_THE_PRICE = (InstalmentKind.AREA_SETTLEMENT, InstalmentKind.LATE_FEE)
"""Claims that no replanning of the price touches."""

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Line:
    """One claim to be agreed on. `due_on` is `None` while it hangs on something to come."""

    name: str
    kind: InstalmentKind
    amount: Decimal
    due_on: date | None


@dataclass(frozen=True)
class Claim:
    """What is still unpaid of an instalment."""

    instalment_id: UUID
    kind: str
    number: int
    due_on: date | None
    rest: Decimal


@dataclass(frozen=True)
class Money:
    """What no claim has used yet of a receipt; the payer may have `named` instalments."""

    receipt_id: UUID
    kind: str
    named: Sequence[UUID]
    rest: Decimal


@dataclass(frozen=True)
class Share:
    receipt_id: UUID
    instalment_id: UUID
    amount: Decimal


def check_sum(lines: Iterable[Line], price: Decimal) -> None:
    """Raises `schedule_sum_wrong` unless the lines sum to the price to the cent."""
    total = sum((line.amount for line in lines), NOTHING)
    if total != price:
        raise schedule_sum_wrong(total=f"{total:.2f}", price=f"{price:.2f}")


def spread(claims: Iterable[Claim], moneys: Iterable[Money], most: Decimal) -> list[Share]:
    """Which money pays which claim, money in the given order: first the named claims, then those of
    the money's kind, then the oldest. Never more than a claim's rest, a receipt's rest, or `most`
    in all."""
    rests = {claim: claim.rest for claim in claims}
    shares = []
    for money in moneys:
        left = money.rest
        for claim in sorted(rests, key=lambda claim: _turn(claim, money)):
            part = min(left, rests[claim], most)
            if part > 0:
                shares.append(Share(money.receipt_id, claim.instalment_id, part))
                rests[claim] -= part
                left -= part
                most -= part
    return shares


def _turn(claim: Claim, money: Money) -> tuple[bool, bool, date, int]:
    return (
        claim.instalment_id not in money.named,
        claim.kind != money.kind,
        claim.due_on or date.max,
        claim.number,
    )


def overdue(amount: Decimal, paid: Decimal, due_on: date | None, on: date) -> Decimal:
    """What is unpaid after its due day."""
    return amount - paid if due_on is not None and due_on < on else NOTHING
