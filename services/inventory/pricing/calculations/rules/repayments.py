"""Loans month by month, to the cent: 等额本息 and 等额本金 (I-14).

The monthly rate is a twelfth of the annual one. The last month pays whatever rounding has left, so
that the principal paid back is what was borrowed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from common.money import cents

YEAR = 12


@dataclass(frozen=True)
class Month:
    """One month's payment = principal + interest, and what is still owed after it."""

    number: int
    payment: Decimal
    principal: Decimal
    interest: Decimal
    balance: Decimal


@dataclass(frozen=True)
class Repayment:
    """A loan paid back in one of the two ways."""

    first: Decimal
    last: Decimal
    interest: Decimal
    total: Decimal
    first_year: tuple[Month, ...]


def equal_instalment(amount: Decimal, annual_rate: Decimal, months: int) -> list[Month]:
    """等额本息: every month the same payment, interest included."""
    payment = monthly_payment(amount, annual_rate, months)
    return _months(amount, annual_rate, months, lambda interest: payment - interest)


def equal_principal(amount: Decimal, annual_rate: Decimal, months: int) -> list[Month]:
    """等额本金: every month the same principal, and the interest on what is still owed."""
    principal = cents(amount / months)
    return _months(amount, annual_rate, months, lambda interest: principal)


def monthly_payment(amount: Decimal, annual_rate: Decimal, months: int) -> Decimal:
    """`amount` · r · (1 + r)ⁿ / ((1 + r)ⁿ − 1), r the monthly rate and n the months."""
    rate = annual_rate / YEAR
    if rate == 0:
        return cents(amount / months)
    growth = (1 + rate) ** months
    return cents(amount * rate * growth / (growth - 1))


def _months(
    amount: Decimal,
    annual_rate: Decimal,
    months: int,
    principal_for: Callable[[Decimal], Decimal],
) -> list[Month]:
    found, balance = [], amount
    for number in range(1, months + 1):
        interest = cents(balance * annual_rate / YEAR)
        principal = balance if number == months else min(balance, principal_for(interest))
        balance -= principal
        found.append(Month(number, principal + interest, principal, interest, balance))
    return found


def summed_up(months: list[Month]) -> Repayment:
    interest = sum((month.interest for month in months), Decimal(0))
    total = sum((month.payment for month in months), Decimal(0))
    return Repayment(months[0].payment, months[-1].payment, interest, total, tuple(months[:YEAR]))
