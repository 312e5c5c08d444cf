"""Whose consent a promise takes (I-23; seed 003)."""

from decimal import Decimal

from contracts.office.roles import Role


def consents_needed(amount: Decimal | None) -> list[Role]:
    """The manager's before it is made; where it costs money, the general manager decides how it is
    paid."""
    return [Role.SALES_MANAGER] + ([Role.GENERAL_MANAGER] if amount else [])
