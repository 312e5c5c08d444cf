"""What a cell shows, by its number format."""

from decimal import Decimal
from functools import lru_cache

_GENERAL = ("G/通用格式", "General")
_DATES = frozenset("dmyhsgebaDMYHS")
_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    48: "##0.0E+0",
    49: "@",
}
_BUILT_IN_DATES = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))


def code_of(number: int, own: dict[int, str]) -> str:
    """The format of a number, by its id."""
    if number in own:
        return own[number]
    return "yyyy-mm-dd" if number in _BUILT_IN_DATES else _BUILT_IN.get(number, "General")


def is_date(code: str) -> bool:
    return any(kind == "mark" and sign in _DATES for kind, sign in _signs(code))


def is_share(code: str) -> bool:
    """Per cent, whose cell holds the hundredth of what it shows."""
    return ("mark", "%") in _signs(code)


def shown(number: int, code: str) -> str | None:
    """A whole number as the cell shows it, `0101` for 101; `None` where that can't be told or isn't
    the number: a date, a share, a scaled one, or one with decimals."""
    before, places, after = "", "", ""
    for kind, sign in _signs(code):
        if kind == "place" and not after:
            places += sign
        elif kind == "literal" and not places:
            before += sign
        elif kind == "literal":
            after += sign
        else:
            return None
    if not places or places.endswith(","):
        return None
    return f"{'-' if number < 0 else ''}{before}{_digits(abs(number), places)}{after}"


def _digits(number: int, places: str) -> str:
    if places in {"G", "@"}:
        return str(number)
    whole = str(number).zfill(places.count("0")) if number or "0" in places else ""
    return f"{Decimal(number):,}" if "," in places and number >= 1000 else whole


@lru_cache(maxsize=1000)
def _signs(code: str) -> list[tuple[str, str]]:
    """The first section of a format: `place` for where digits stand, `literal`, `mark` for the rest
    that means something."""
    signs: list[tuple[str, str]] = []
    rest = code
    while rest and rest[0] != ";":
        sign, rest = rest[0], rest[1:]
        general = next((word for word in _GENERAL if (sign + rest).startswith(word)), None)
        if general:
            signs.append(("place", "G"))
            rest = rest[len(general) - 1 :]
        elif sign == '"':
            literal, _, rest = rest.partition('"')
            signs += [("literal", literal)] if literal else []
        elif sign in "\\!":
            signs.append(("literal", rest[:1]))
            rest = rest[1:]
        elif sign in "_*":
            rest = rest[1:]
        elif sign == "[":
            inside, _, rest = rest.partition("]")
            signs += [("mark", "h")] if inside.lower() in {"h", "hh", "m", "mm", "s", "ss"} else []
        elif sign in "0#?,@":
            signs.append(("place", sign))
        elif sign in _DATES or sign in "%./E":
            signs.append(("mark", sign))
        else:
            signs.append(("literal", sign))
    return signs
