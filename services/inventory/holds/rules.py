"""Whose consent a hold takes (I-08)."""

from collections.abc import Collection

from contracts.office.roles import Role


def consent_needed(roles: Collection[str]) -> Role:
    """The manager consents; to the manager's own request the director, to the director's the
    general manager."""
    if Role.SALES_DIRECTOR in roles:
        return Role.GENERAL_MANAGER
    return Role.SALES_DIRECTOR if Role.SALES_MANAGER in roles else Role.SALES_MANAGER
