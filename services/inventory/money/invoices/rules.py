"""How much may be invoiced and taken back, and by whom (I-20; seed 003)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contracts.inventory.money.invoices import (
    IN_FORCE,
    UNDER_WAY,
    InvoiceKind,
    invoice_above_received,
    invoice_reversed,
    invoice_same_person,
)

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Entry:
    """What an invoice counts as."""

    kind: str
    status: str
    amount: Decimal


def in_force(entries: Iterable[Entry]) -> Decimal:
    """What is issued, less what red invoices have taken back."""
    issued = [entry for entry in entries if entry.status in IN_FORCE]
    return _of(InvoiceKind.BLUE, issued) - _of(InvoiceKind.RED, issued)


def under_way(entries: Iterable[Entry]) -> Decimal:
    """Blue invoices asked for and not issued yet. A red one counts only when it is issued."""
    return _of(InvoiceKind.BLUE, [entry for entry in entries if entry.status in UNDER_WAY])


def invoiceable(held: Decimal, entries: Iterable[Entry]) -> Decimal:
    """What the company holds and no invoice stands or is asked for."""
    entries = list(entries)
    return max(held - in_force(entries) - under_way(entries), NOTHING)


def to_reverse(held: Decimal, entries: Iterable[Entry]) -> Decimal:
    """What is invoiced although the company doesn't hold it (any more)."""
    return max(in_force(entries) - held, NOTHING)


def check_amount(amount: Decimal, most: Decimal) -> None:
    """Raises `invoice_above_received`."""
    if not 0 < amount <= most:
        raise invoice_above_received(field="amount", most=f"{most:.2f}")


def check_reversal(amount: Decimal, most: Decimal) -> None:
    """Raises `invoice_reversed`."""
    if not 0 < amount <= most:
        raise invoice_reversed(field="amount", most=f"{most:.2f}")


def check_other_person(person: str, *earlier: str | None) -> None:
    """Raises `invoice_same_person` when somebody takes a second step."""
    if person in earlier:
        raise invoice_same_person()


def _of(kind: InvoiceKind, entries: Iterable[Entry]) -> Decimal:
    return sum((entry.amount for entry in entries if entry.kind == kind), NOTHING)
