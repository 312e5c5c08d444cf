"""The order in which people expect names and numbers: 2 before 10."""

import re
import unicodedata
from functools import lru_cache

NaturalKey = tuple[tuple[tuple[int, int, str], ...], str]
_PARTS = re.compile(r"[0-9]+|[^0-9]+")


@lru_cache(maxsize=65_536)
def natural(name: str) -> NaturalKey:
    """A sort key that puts building 2 before building 10, ② beside 2. Any two strings that differ
    have different keys, and every key can be compared with every other."""
    folded = unicodedata.normalize("NFKC", name)
    return tuple(_key_of(part) for part in _PARTS.findall(folded)), name


def _key_of(part: str) -> tuple[int, int, str]:
    """Digits compare by length and then as text: the order of their numbers without `int`, which
    refuses long ones."""
    if not ("0" <= part[0] <= "9"):
        return 1, 0, part
    digits = part.lstrip("0")
    return 0, len(digits), digits
