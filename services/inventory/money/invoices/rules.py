"""How much may be invoiced and taken back, and by whom (I-20; seed 003)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.money import invoices as operations
from contracts.inventory.money.invoices import (
    IN_FORCE,
    UNDER_WAY,
    InvoiceKind,
    InvoiceStatus,
    invoice_above_received,
    invoice_reversed,
    invoice_same_person,
    invoice_wrong_status,
)

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Standing:
    """What a step looks at; `left` is what of the invoice no red one takes back, in force or under
    way."""

    kind: str
    status: str
    requested_by: str
    reviewed_by: str | None
    left: Decimal


def check_red(invoice: Standing, by: Actor) -> None:
    """Raises `invoice_wrong_status`, `invoice_reversed`."""
    _require(invoice, *IN_FORCE)
    if invoice.kind != InvoiceKind.BLUE or invoice.left <= 0:
        raise invoice_reversed(field="amount", most=f"{NOTHING:.2f}")


def check_review(invoice: Standing, by: Actor) -> None:
    """Raises `invoice_wrong_status`, `invoice_same_person`."""
    _require(invoice, InvoiceStatus.REQUESTED)
    _check_other_person(by, invoice.requested_by)


def check_issue(invoice: Standing, by: Actor) -> None:
    """Raises `invoice_wrong_status`, `invoice_same_person`."""
    _require(invoice, InvoiceStatus.REVIEWED)
    _check_other_person(by, invoice.requested_by, invoice.reviewed_by)


def check_rejection(invoice: Standing, by: Actor) -> None:
    """Raises `invoice_wrong_status`."""
    _require(invoice, *UNDER_WAY)


def check_signature(invoice: Standing, by: Actor) -> None:
    """Raises `invoice_wrong_status`."""
    _require(invoice, InvoiceStatus.ISSUED)


OFFERS = Offers[Standing](
    "Invoice",
    Offer(operations.review_invoice, check_review, near=(invoice_same_person,)),
    Offer(operations.issue_invoice, check_issue, near=(invoice_same_person,)),
    Offer(operations.reject_invoice, check_rejection),
    Offer(operations.sign_invoice, check_signature),
    Offer(operations.request_red_invoice, check_red),
)


def _require(invoice: Standing, *allowed: InvoiceStatus) -> None:
    if invoice.status not in allowed:
        raise invoice_wrong_status(
            status=invoice.status, allowed=[str(status) for status in allowed]
        )


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


def _check_other_person(by: Actor, *earlier: str | None) -> None:
    if by.id in earlier:
        raise invoice_same_person()


def _of(kind: InvoiceKind, entries: Iterable[Entry]) -> Decimal:
    return sum((entry.amount for entry in entries if entry.kind == kind), NOTHING)
