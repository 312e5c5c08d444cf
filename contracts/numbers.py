"""The fields of numbers: whole ones, and decimals that are text in JSON."""

from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from contracts.bounds import MOST_INTEGER, plain_decimal, plain_integer

MOST_MONEY = Decimal("9999999999.99")
"""Of one thing: a price, a payment, a limit. A column holds a hundred times as much."""
MOST_AREA = Decimal("999999.99")
DIGITS_OF_SUMS = 18
"""Before the point, in what we write ourselves."""
MOST_PLACES = 6
"""Decimals of a share."""


class Whole(fields.Integer):
    """A whole number from outside, within 32 bits or narrower bounds of its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("validate", validate.Range(-MOST_INTEGER, MOST_INTEGER))
        super().__init__(**kwargs)

    def _validated(self, value: Any) -> int:
        try:
            return plain_integer(value)
        except ValueError:
            raise self.make_error("invalid") from None


class Money(fields.Decimal):
    """CNY with two decimals, a string in JSON (`"3601400.00"`): in requests at most `most`, in
    answers and events sums too."""

    default_error_messages = {
        "cents": "Money has at most two decimals.",
        "range": "Money must be between {least} and {most}.",
    }
    usual_most = MOST_MONEY
    example = "1280000.00"

    def __init__(self, *, signed: bool = False, most: Decimal | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("metadata", {})
        kwargs["metadata"] = {"example": self.example} | dict(kwargs["metadata"])
        super().__init__(places=None, as_string=True, allow_nan=False, **kwargs)
        self.signed = signed
        self.most = most or self.usual_most

    @property
    def pattern(self) -> str:
        """Of its text in JSON."""
        digits = DIGITS_OF_SUMS if _is_ours(self) else len(str(int(self.most)))
        return ("^-?" if self.signed else "^") + rf"\d{{1,{digits}}}(\.\d{{1,2}})?$"

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Decimal:
        try:
            amount = plain_decimal(value)
        except ValueError:
            raise self.make_error("invalid") from None
        is_too_much = abs(amount) > self.most and not _is_ours(self)
        if is_too_much or (amount < 0 and not self.signed):
            least = f"-{self.most}" if self.signed else "0"
            raise self.make_error("range", least=least, most=str(self.most))
        if amount != round(amount, 2):
            raise self.make_error("cents")
        return round(amount, 2)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else f"{Decimal(value):.2f}"


class Area(Money):
    """Square metres with two decimals, a string in JSON; at most 999999.99."""

    default_error_messages = {
        "cents": "An area has at most two decimals.",
        "range": "An area must be between {least} and {most}.",
    }
    usual_most = MOST_AREA
    example = "128.35"


class Rate(fields.Decimal):
    """A share of one (`"0.03"` is three per cent), a string in JSON, with at most six decimals."""

    default_error_messages = {"places": "A share has at most {most} decimals."}

    def __init__(self, *, most_places: int = MOST_PLACES, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "0.03"} | dict(kwargs.get("metadata", {}))
        super().__init__(as_string=True, allow_nan=False, **kwargs)
        self.most_places = most_places

    @property
    def pattern(self) -> str:
        """Of its text in JSON."""
        places = "+" if _is_ours(self) else f"{{1,{self.most_places}}}"
        return rf"^-?\d{{1,{DIGITS_OF_SUMS}}}(\.\d{places})?$"

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Decimal:
        try:
            share = plain_decimal(value)
        except ValueError:
            raise self.make_error("invalid") from None
        if not _is_ours(self) and share != round(share, self.most_places):
            raise self.make_error("places", most=self.most_places)
        return share

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else format(Decimal(value).normalize(), "f")


def _is_ours(field: fields.Field[Any]) -> bool:
    """Whether it stands in an answer or event, which our own code writes."""
    return bool(getattr(field.root, "is_ours", False))
