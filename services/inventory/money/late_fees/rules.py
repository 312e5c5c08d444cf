"""What being late costs (design §8: 0.03 % a day, simple, on overdue principal), and who may waive
it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from common.money import cents
from contracts.inventory.money.late_fees import late_fee_settled
from contracts.office.roles import Role
from services.inventory.register.settings.rules import Term

PAYABLE_WITHIN = timedelta(days=7)
"""A charged fee is due a week later."""

_NAME_LENGTH = 60


@dataclass(frozen=True)
class Part:
    """Some of an instalment's principal, and the business day on which it was paid, if it was."""

    amount: Decimal
    paid_on: date | None = None


def parts_of(principal: Decimal, payments: Iterable[Part]) -> list[Part]:
    """The principal as it was paid, with what is unpaid of it."""
    paid = list(payments)
    rest = principal - sum((part.amount for part in paid), Decimal(0))
    return [*paid, Part(rest)] if rest > 0 else paid


def begins_after(due_on: date, charged_through: date | None) -> date:
    """The last day that costs nothing (more): the due day, or the last day charged already."""
    return due_on if charged_through is None else max(due_on, charged_through)


def late_fee(
    parts: Iterable[Part], *, after: date, through: date, rates: Sequence[Term]
) -> Decimal:
    """The fee of the days after `after` up to and with `through`: each part of the principal costs
    the day's rate of itself for each of these days until it is paid, the day of payment included.
    `rates` say which rate which days have. To the cent, HALF_UP, once for all parts."""
    parts = list(parts)
    costs = (
        part.amount * rate.value * _days(part, max(after, rate.after), min(through, rate.through))
        for rate in rates
        for part in parts
    )
    return cents(sum(costs, Decimal(0)))


def rate_on(rates: Sequence[Term], day: date) -> Decimal:
    """The rate that the day has."""
    return next(rate.value for rate in rates if rate.after < day <= rate.through)


def _days(part: Part, after: date, through: date) -> int:
    until = through if part.paid_on is None else min(part.paid_on, through)
    return max((until - after).days, 0)


def claim_name(instalment_name: str) -> str:
    """How the claim is called in the schedule."""
    return f"违约金·{instalment_name}"[:_NAME_LENGTH]


def consent_needed(amount: Decimal, manager_limit: Decimal) -> Role:
    """The manager waives up to the project's limit, beyond it the director (减免权限)."""
    return Role.SALES_MANAGER if amount <= manager_limit else Role.SALES_DIRECTOR


def check_waiver(amount: Decimal, unpaid: Decimal) -> None:
    """Raises `late_fee_settled`: what is paid is not waived."""
    if not 0 < amount <= unpaid:
        raise late_fee_settled(field="amount", most=f"{unpaid:.2f}")
