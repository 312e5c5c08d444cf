"""Whose consent a change of settings takes, and what may be done with it."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, Protocol

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.control import settings_changes as operations
from contracts.inventory.control.settings_changes import (
    SettingsChangeStatus,
    settings_change_wrong_status,
    settings_unchanged,
)
from contracts.office.roles import Role
from services.inventory.register.settings.rules import Settings, complete, flat, merged

Values = Mapping[str, Any]
"""Settings by path, as they are stored."""

DIRECTORS_OWN = ("discount_authority.sales_director", "large_contract")
"""The larger these, the more the director decides alone."""


def differing(now: Settings, asked: Settings) -> tuple[dict[str, Any], dict[str, Any]]:
    """What would change, before and after. Raises `settings_unchanged`."""
    old, new = flat(complete(now)), flat(merged(complete(now), asked))
    after = {path: value for path, value in new.items() if old[path] != value}
    if not after:
        raise settings_unchanged(field="settings")
    return {path: old[path] for path in after}, after


def consent_needed(roles: Collection[str], before: Values, after: Values) -> Role:
    """The director's; the general manager's for what a director asks for, and where the director's
    own power grows."""
    asked_by_director = Role.SALES_DIRECTOR in roles
    if asked_by_director or any(_grows(path, before, after) for path in DIRECTORS_OWN):
        return Role.GENERAL_MANAGER
    return Role.SALES_DIRECTOR


def _grows(path: str, before: Values, after: Values) -> bool:
    return path in after and Decimal(after[path]) > Decimal(before[path])


def as_text(value: Any) -> str:
    """A setting as people read it."""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def changes(before: Values, after: Values) -> list[dict[str, Any]]:
    """The rows of `SettingChange`, in the order of the settings."""
    return [
        {"setting": path, "before": as_text(before[path]), "after": as_text(value)}
        for path, value in after.items()
    ]


class SettingsChange(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...


def check_drop(change: SettingsChange, by: Actor) -> None:
    """Raises `settings_change_wrong_status`: only what waits for its moment is dropped; a request
    is withdrawn."""
    if change.status != SettingsChangeStatus.AGREED:
        raise settings_change_wrong_status(status=change.status)


OFFERS = Offers[SettingsChange](
    "SettingsChange",
    Offer(operations.drop_settings_change, check_drop),
    owner=None,
    team=None,
)
