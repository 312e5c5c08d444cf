"""What a token may claim, by whose key signed it: office's for people, a service's for itself."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from math import isfinite
from typing import Any
from uuid import UUID

from contracts.office.roles import SystemRole

STAFF_ISSUER = "office"
STAFF_LIFE = timedelta(hours=1)
"""The most that a person's token may live; office gives less."""
SYSTEM_LIFE = timedelta(minutes=1)
CLOCK_SKEW = timedelta(seconds=30)
"""How far the clocks of two machines may differ."""

_SYSTEM_CLAIMS = {"sub", "roles", "iat", "exp"}


def issuer_of(kid: str) -> str:
    """Who has the key: `system-crm` and `system-crm.2027` are both `system-crm`'s."""
    return kid.partition(".")[0]


def system_issuer(role: SystemRole) -> str:
    return role.value.replace(":", "-", 1)


def are_allowed(claims: Mapping[str, Any], issuer: str) -> bool:
    """Whether `issuer` may claim this, at whatever time: a person from office's key, exactly its
    own role from a service's."""
    if issuer == STAFF_ISSUER:
        return _lives_at_most(STAFF_LIFE, claims) and _is_person(claims)
    return _lives_at_most(SYSTEM_LIFE, claims) and _is_system(claims, issuer)


def _is_system(claims: Mapping[str, Any], issuer: str) -> bool:
    role = next((role for role in SystemRole if system_issuer(role) == issuer), None)
    return (
        role is not None
        and claims.keys() == _SYSTEM_CLAIMS
        and claims["sub"] == role.value
        and claims["roles"] == [role.value]
    )


def _is_person(claims: Mapping[str, Any]) -> bool:
    roles = claims.get("roles", [])
    return (
        _are_ids([claims["sub"]])
        and _are_ids(claims[name] for name in ("team", "sid") if claims.get(name) is not None)
        and all(_are_ids(claims.get(name, [])) for name in ("projects", "region_projects"))
        and isinstance(roles, list)
        and all(isinstance(role, str) and not role.startswith("system") for role in roles)
    )


def _lives_at_most(life: timedelta, claims: Mapping[str, Any]) -> bool:
    moments = claims["iat"], claims["exp"]
    if not all(type(moment) in (int, float) and isfinite(moment) for moment in moments):
        return False
    issued, expires = moments
    return bool(0 < expires - issued <= life.total_seconds() + 0.001)


def _are_ids(values: Iterable[Any]) -> bool:
    try:
        return all(isinstance(value, str) and UUID(value) for value in values)
    except (ValueError, TypeError):
        return False
