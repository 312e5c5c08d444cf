"""Whose consent it takes when somebody changes what commissions are worked out by."""

from collections.abc import Collection

from contracts.office.roles import Role


def consent_needed(roles: Collection[str]) -> Role:
    """The director's; to the director's own request the general manager's."""
    return Role.GENERAL_MANAGER if Role.SALES_DIRECTOR in roles else Role.SALES_DIRECTOR
