"""Which money pays what (I-19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.inventory.money.instalments.rules.schedule import Claim


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
