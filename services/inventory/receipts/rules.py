"""Who may confirm money, and how much of a deposit is still open (I-19; seeds 002, 003)."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID


def may_confirm(staff: UUID | None, *, consultant: UUID, requested_by: str) -> bool:
    """Never the deal's consultant, never who asked for it."""
    return staff is not None and staff != consultant and str(staff) != requested_by


def outstanding(deposit: Decimal, confirmed: Iterable[Decimal]) -> Decimal:
    """What of the deposit has not been confirmed yet; at least zero."""
    return max(deposit - sum(confirmed, Decimal(0)), Decimal(0))
