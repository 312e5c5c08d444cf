"""How much may go back, and who takes which step (I-19; seed 003: nobody pays what they asked
for)."""

from decimal import Decimal

from contracts.inventory.money.refunds import (
    invoice_to_reverse,
    refund_above_balance,
    refund_same_person,
)


def check_amount(amount: Decimal, most: Decimal) -> None:
    """Raises `refund_above_balance`."""
    if not 0 < amount <= most:
        raise refund_above_balance(field="amount", most=f"{most:.2f}")


def check_other_person(person: str, *earlier: str | None) -> None:
    """Raises `refund_same_person` when somebody takes a second step."""
    if person in earlier:
        raise refund_same_person()


def check_invoiced(invoiced: Decimal, left: Decimal) -> None:
    """What is invoiced stays covered by what the company keeps; the rest is reversed first (红冲).
    Raises `invoice_to_reverse`."""
    if invoiced > left:
        raise invoice_to_reverse(amount=f"{invoiced - left:.2f}")
