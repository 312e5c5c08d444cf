"""Schedules that sum to the cent (I-17; design §3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from contracts.inventory.money.instalments import schedule_sum_wrong
from services.inventory.pricing.payment_plans.rules import NOTHING, Line


@dataclass(frozen=True)
class Claim:
    """What is still unpaid of an instalment."""

    instalment_id: UUID
    kind: str
    number: int
    due_on: date | None
    rest: Decimal


def check_sum(lines: Iterable[Line], price: Decimal) -> None:
    """Raises `schedule_sum_wrong` unless the lines sum to the price to the cent."""
    total = sum((line.amount for line in lines), NOTHING)
    if total != price:
        raise schedule_sum_wrong(total=f"{total:.2f}", price=f"{price:.2f}")


def dated(
    waiting: Sequence[tuple[UUID, str, str]], lines: Iterable[tuple[str, str, date | None]]
) -> dict[UUID, date]:
    """The days that claims (id, kind, name) get from a plan's lines (kind, name, day): each line's
    day goes to the first claim of its kind and name that still waits for one."""
    left = list(waiting)
    found: dict[UUID, date] = {}
    for kind, name, day in lines:
        match = next((claim for claim in left if claim[1:] == (kind, name)), None)
        if match is not None:
            left.remove(match)
            if day is not None:
                found[match[0]] = day
    return found
