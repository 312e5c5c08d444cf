"""Phone and identity numbers: one spelling per number, so that duplicates are found (C-06); e-mail
addresses, which a family may share."""

import re
import unicodedata
from datetime import date
from typing import Any

from marshmallow import fields, validate

_NOISE = re.compile(r"[\s\-()./·]")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_ABROAD = re.compile(r"\+[1-9]\d{6,14}")
_RESIDENT = re.compile(r"\d{17}[\dX]")
_DOCUMENT = re.compile(r"[A-Z0-9]{5,20}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def normalise_phone(text: str) -> str | None:
    """The one spelling of a phone number: a mainland mobile as 11 digits, a landline with its area
    code, any other with `+` and country code. `None` for what is no phone number."""
    digits = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    digits = re.sub(r"^86(?=1[3-9]\d{9}$)", "+86", digits)
    if digits.startswith("+86"):
        rest = digits[3:]
        digits = rest if _MOBILE.fullmatch(rest) or rest.startswith("0") else "0" + rest
    for form in (_MOBILE, _LANDLINE, _ABROAD):
        if form.fullmatch(digits):
            return digits
    return None


def spell_identity(text: str) -> str:
    """The one spelling of an identity document's number, valid or not."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_identity(number: str, kind: str) -> bool:
    """Whether a spelled number can be one of this kind of document. A resident number (居民身份证)
    has 18 places with a date of birth and a check digit (GB 11643)."""
    if kind == "resident_id":
        return bool(_RESIDENT.fullmatch(number)) and _is_resident(number)
    return bool(_DOCUMENT.fullmatch(number))


def _is_resident(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17]


class Phone(fields.String):
    """A phone number in any usual spelling; loads as its one spelling."""

    default_error_messages = {
        "phone": "Not a phone number: 11 digits of a mobile, a landline with its area code, or"
        " + and the country code."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "13800005678"} | dict(kwargs.get("metadata", {}))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        number = normalise_phone(text or "")
        if number is None:
            raise self.make_error("phone")
        return number


class IdentityNumber(fields.String):
    """The number of an identity document; loads as its one spelling."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "510104199001010018"} | dict(kwargs.get("metadata", {}))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return spell_identity(super()._deserialize(value, attr, data, **kwargs) or "")


class EmailAddress(fields.Email):
    """An e-mail address of at most 254 characters; its domain loads in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=254), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        address = (super()._deserialize(value, attr, data, **kwargs) or "").strip()
        name, at, domain = address.rpartition("@")
        return name + at + domain.lower()
