"""Phone and identity numbers: one spelling per number, so that duplicates are found (C-06); e-mail
addresses, which a family may share."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Any

from marshmallow import fields, validate

from contracts.schema import Typed

MOST_TYPED = 60
"""Characters of a number as it is typed, separators and all."""

_NOISE = re.compile(r"[\s\-\u2010-\u2015\u2212()./·•・‧]")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0(?:10|[2-9][0-9])[0-9]{7,9}")
_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")
_TRUNK_OF_MOBILE = re.compile(r"^0+(?=1[3-9][0-9]{9}$)")
# Countries whose numbers never begin with 0 after the country code; in others, as in Italy, it
# belongs to the number.
_TRUNK_ABROAD = re.compile(
    r"^(\+(?:852|853|886|971|31|32|33|41|43|44|46|49|6[0-6]|81|82|84|91|92))0+"
)
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_OLDEST_YEARS = 120
_CHINA = timezone(timedelta(hours=8))
_DOCUMENT = re.compile(r"[A-Z0-9]{5,20}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def normalise_phone(text: str) -> str | None:
    """The one spelling of a phone number: a mainland mobile as 11 digits, a landline with its area
    code, any other with `+` and country code. `None` for what is no phone number."""
    digits = _bare(text)
    digits = re.sub(r"^00(?=[1-9])", "+", digits)
    digits = re.sub(r"^86(?=0?1[3-9][0-9]{9}$)", "+86", digits)
    if digits.startswith("+86"):
        rest = digits[3:]
        digits = rest if _MOBILE.fullmatch(rest) or rest.startswith("0") else "0" + rest
    digits = _TRUNK_ABROAD.sub(r"\1", _TRUNK_OF_MOBILE.sub("", digits))
    for form in (_MOBILE, _LANDLINE, _ABROAD):
        if form.fullmatch(digits):
            return digits
    return None


def spell_identity(text: str) -> str:
    """The one spelling of an identity document's number, valid or not."""
    return _bare(text).upper()


def _bare(text: str) -> str:
    """Without width, separators and what can't be seen, such as direction marks."""
    seen = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return _NOISE.sub("", "".join(seen))


def is_identity(number: str, kind: str) -> bool:
    """Whether a spelled number can be one of this kind of document. A resident number (居民身份证)
    has 18 places with a province, a date of birth within 120 years and a check digit (GB 11643)."""
    if kind == "resident_id":
        return bool(_RESIDENT.fullmatch(number)) and _is_resident(number)
    return bool(_DOCUMENT.fullmatch(number))


def _is_resident(number: str) -> bool:
    if not _PROVINCE.match(number) or not _is_birth(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17]


def _is_birth(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    today = datetime.now(_CHINA).date()
    past_birthday = (today.month, today.day) >= (born.month, born.day)
    age = today.year - born.year - (not past_birthday)
    return born <= today and age <= _OLDEST_YEARS


class Phone(Typed):
    """A phone number in any usual spelling; loads as its one spelling."""

    default_error_messages = {
        "phone": "Not a phone number: 11 digits of a mobile, a landline with its area code, or"
        " + and the country code."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "13800005678"} | dict(kwargs.get("metadata", {}))
        super().__init__(most=MOST_TYPED, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        number = normalise_phone(text)
        if number is None:
            raise self.make_error("phone")
        return number


class IdentityNumber(Typed):
    """The number of an identity document; loads as its one spelling."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {"example": "510104199001010018"} | dict(kwargs.get("metadata", {}))
        super().__init__(most=MOST_TYPED, least=0, **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return spell_identity(super()._deserialize(value, attr, data, **kwargs))


class EmailAddress(fields.Email):
    """An e-mail address of at most 254 characters; its domain loads in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=254), **kwargs)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        address = (super()._deserialize(value, attr, data, **kwargs) or "").strip()
        name, at, domain = address.rpartition("@")
        return name + at + domain.lower()
