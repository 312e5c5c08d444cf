"""Periods as people write them: `2026` (year), `2026-Q4` (quarter), `2026-11` (month)."""

from typing import Any

from marshmallow import fields, validate

_YEAR, _QUARTER, _MONTH = r"20[0-9]{2}", r"20[0-9]{2}-Q[1-4]", r"20[0-9]{2}-(0[1-9]|1[0-2])"
_PERIOD = validate.Regexp(
    rf"^({_YEAR}|{_QUARTER}|{_MONTH})\Z",
    error="A year (2026), a quarter (2026-Q4) or a month (2026-11).",
)
_ONE_MONTH = validate.Regexp(rf"^{_MONTH}\Z", error="A month (2026-11).")


class Period(fields.String):
    """A year, quarter or month (年、季、月)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=_PERIOD, metadata={"example": "2026-11"}, **kwargs)


class Month(fields.String):
    """A calendar month of business days."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=_ONE_MONTH, metadata={"example": "2026-11"}, **kwargs)
