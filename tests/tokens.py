"""Tokens as office would sign them, and the environment in which they are believed.

    token_for(Role.CONSULTANT, staff_id=me, projects=[project])
    actor_for([Role.FINANCE], projects=[project])       # the same caller, for tests of commands
    environment("inventory")                            # the keys that a process of inventory gets

The keys are those of the test servers (`tests/servers.py`), so that every process of a test agrees.
"""

import base64
import json
import os
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from common import actor, clock, tokens
from common.actor import Actor
from contracts.schema import new_id
from deploy.local.secrets import OFFICE_KEY, Secrets, system_key
from deploy.local.settings import ROOT, own_folder


@cache
def keys() -> Secrets:
    """The keys of the test servers; made on the first call."""
    return Secrets.of(own_folder(ROOT / os.environ.get("LOUPAN_TEST_HOME", ".local/test")))


def environment(service: str | None = None) -> dict[str, str]:
    """`LOUPAN_KEYS`, and what only this service may sign with."""
    private = keys().signing_keys
    variables = {"LOUPAN_KEYS": json.dumps(keys().public_keys)}
    if service:
        variables["LOUPAN_SYSTEM_KEY"] = private[system_key(service)]
    if service == "office":
        variables["LOUPAN_SIGNING_KEY"] = private[OFFICE_KEY]
        variables["OFFICE_DATA_KEY"] = keys().office_data_key
        variables["LOUPAN_SECOND_FACTOR"] = "offered"
    return variables


def token_for(
    roles: str | Iterable[str],
    *,
    staff_id: UUID | None = None,
    projects: Iterable[UUID] = (),
    region_projects: Iterable[UUID] = (),
    team: UUID | None = None,
    issued: timedelta = timedelta(),
    lives: timedelta = timedelta(minutes=15),
) -> str:
    """A staff token that office would have signed; `issued=timedelta(minutes=-20)` makes it old."""
    claims = _claims(roles, staff_id, projects, region_projects, team, issued, lives)
    return tokens.sign(claims, kid=OFFICE_KEY, key=_raw(OFFICE_KEY))


def system_token_for(service: str) -> str:
    """The token with which `service` asks another one on its own behalf."""
    at = clock.now().timestamp()
    role = f"system:{service}"
    claims = {"sub": role, "roles": [role], "iat": at, "exp": at + 60}
    return system_signed(service, claims)


def system_signed(service: str, claims: dict[str, Any]) -> str:
    """Whatever the holder of a service's key cares to claim."""
    return tokens.sign(claims, kid=system_key(service), key=_raw(system_key(service)))


def actor_for(
    roles: str | Iterable[str],
    *,
    staff_id: UUID | None = None,
    projects: Iterable[UUID] = (),
    region_projects: Iterable[UUID] = (),
    team: UUID | None = None,
) -> Actor:
    """The caller that `token_for` with the same arguments stands for."""
    lives = timedelta(minutes=15)
    claims = _claims(roles, staff_id, projects, region_projects, team, timedelta(), lives)
    return actor.from_claims(claims, token=f"test:{claims['sub']}")


def _claims(
    roles: str | Iterable[str],
    staff_id: UUID | None,
    projects: Iterable[UUID],
    region_projects: Iterable[UUID],
    team: UUID | None,
    issued: timedelta,
    lives: timedelta,
) -> dict[str, object]:
    at = clock.now() + issued
    return {
        "sub": str(staff_id or new_id()),
        "sid": str(new_id()),
        "roles": [roles] if isinstance(roles, str) else list(roles),
        "team": str(team) if team else None,
        "projects": [str(project) for project in projects],
        "region_projects": [str(project) for project in region_projects],
        "iat": at.timestamp(),
        "exp": (at + lives).timestamp(),
    }


def _raw(kid: str) -> bytes:
    return base64.b64decode(keys().signing_keys[kid])
