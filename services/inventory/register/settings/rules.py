"""What a setting was on which day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.inventory.register.projects.rules import DEFAULTS

Settings = dict[str, Any]
"""As they are stored: JSON in which rates and money are strings."""


@dataclass(frozen=True)
class Term:
    """A value of the days after `after`, up to and with `through`."""

    after: date
    through: date
    value: Decimal


def terms(
    versions: Sequence[tuple[date, Settings]], value_of: Callable[[Settings], Decimal]
) -> list[Term]:
    """The course of a setting: `versions`, oldest first, with the business day on which each came
    into force. A day is as it began: it keeps the value that it began with, so that nothing that
    was charged during it changes. Days before the first version have its value."""
    _, first = versions[0]
    begins = [(date.min, first), *versions[1:]]
    ends = [after for after, _ in begins[1:]] + [date.max]
    return [
        Term(after, through, value_of(settings))
        for (after, settings), through in zip(begins, ends, strict=True)
    ]


def complete(stored: Settings) -> Settings:
    """The settings in force: one that is younger than the project has its default."""
    return merged(DEFAULTS, stored)


def merged(old: Settings, new: Settings) -> Settings:
    """`old` with what `new` gives, nested settings too."""
    given = {
        name: merged(old[name], value) if isinstance(value, dict) else value
        for name, value in new.items()
        if value is not None
    }
    return old | given


def flat(settings: Settings, within: str = "") -> dict[str, Any]:
    """Each setting by its path, `discount_authority.consultant`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        path = f"{within}{name}"
        found |= flat(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def nested(values: dict[str, Any]) -> Settings:
    """The opposite of `flat`."""
    found: Settings = {}
    for path, value in values.items():
        *groups, name = path.split(".")
        inner = found
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = value
    return found
