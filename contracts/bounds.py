"""What a text, a number or a day from outside may be, whatever field it stands in: what databases,
documents and clocks can hold."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

MOST_INTEGER = (1 << 31) - 1
YEARS = range(1900, 2200)

_DECIMAL = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,20}(\.0{1,20})?")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_decimal(value: Any) -> Decimal:
    """A number of at most 20 digits on each side of its point. Raises `ValueError` for `1e2`,
    `1_20`, digits of another script and everything that is no number."""
    return Decimal(_matched(_DECIMAL, value))


def plain_integer(value: Any) -> int:
    """A whole number of at most 20 digits; `3.0` is one, which JSON doesn't tell from `3`. Raises
    `ValueError`."""
    return int(_matched(_INTEGER, value).partition(".")[0])


def _matched(pattern: re.Pattern[str], value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("no number")
    text = value.strip() if isinstance(value, str) else str(value)
    if not pattern.fullmatch(text):
        raise ValueError("no plain number")
    return text


def is_storable(text: str) -> bool:
    """Whether databases and documents can hold it: no control characters but tab and ends of lines,
    no halves of characters."""
    return text.isprintable() or not _UNSTORABLE.search(text)


def are_storable(values: Iterable[Any]) -> bool:
    """The same of the texts among `values`."""
    return all(is_storable(value) for value in values if isinstance(value, str))


def is_in_years(day: date) -> bool:
    return day.year in YEARS
