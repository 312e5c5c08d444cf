"""What a handover needs (I-18; design §8)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from contracts.inventory.milestones.handovers import HandoverNeed


def is_paid(unpaid: Iterable[tuple[bool, Decimal]], *, loans_paid_out: bool) -> bool:
    """Paid in full, or all but what a loan pays that is paid out (design §8). `unpaid` says of each
    claim whether a loan pays it, and how much of it is open."""
    return all(rest == 0 or (by_loan and loans_paid_out) for by_loan, rest in unpaid)


def needs(there: Mapping[HandoverNeed, bool]) -> list[HandoverNeed]:
    """What is lacking, in the order in which it is done."""
    return [need for need in HandoverNeed if not there[need]]


def open_documents(missing: Iterable[str], accepted: Iterable[str]) -> list[str]:
    """The missing documents that no consent covers."""
    covered = set(accepted)
    return [document for document in missing if document not in covered]
