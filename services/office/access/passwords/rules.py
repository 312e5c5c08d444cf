"""What a password must be, and how it is kept (G-02; design §7)."""

import re
import secrets
from collections.abc import Iterable, Iterator

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence

from services.office.access.passwords.habits import HABITS

LEAST = 10
FEWEST_GUESSES = 10**8
"""Below that zxcvbn calls a password guessable."""

_LOOKED_AT = 72
_WORTH_A_WORD = 2
_PHONE_OR_IDENTITY_NUMBER = re.compile(r"\D{0,3}(1[3-9]\d{9}|\d{17}[\dXx])\D{0,3}")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """Argon2id with 19 MiB and two passes: about 30 ms of one core."""
    return _hasher.hash(password)


NOBODYS_HASH = hashed(secrets.token_urlsafe())
"""Compared with when there is no such person: takes as long, never matches."""


def matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerificationError:
        return False


def is_strong(password: str, username: str) -> bool:
    """At least ten characters, and the username is no part of it."""
    return len(password) >= LEAST and username.lower() not in password.lower()


def is_common(password: str, personal: Iterable[str]) -> bool:
    """Whether a list of the commonest passwords, names, dates and keyboard walks finds it, or the
    habits of Chinese offices, or what is known of the person (`personal`: names, addresses)."""
    known = [*_parts(personal), *HABITS]
    if _PHONE_OR_IDENTITY_NUMBER.fullmatch(password) or _is_made_of(known, password.lower()):
        return True
    words = build_ranked_dict(known)
    looked_at = password[:_LOOKED_AT]
    found = omnimatch(looked_at, RANKED_DICTIONARIES | {"user_inputs": words})
    guesses = most_guessable_match_sequence(looked_at, found)["guesses"]
    return bool(guesses < FEWEST_GUESSES)


def _is_made_of(known: Iterable[str], password: str) -> bool:
    """Whether it is up to three known words, with digits and signs between them."""
    word = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return re.fullmatch(rf"[\d\W_]*(?:(?:{word})[\d\W_]*){{1,3}}", password) is not None


def _parts(personal: Iterable[str]) -> Iterator[str]:
    """`wang.fang` as itself, `wang`, `fang` and `wangfang`."""
    for text in personal:
        parts = re.findall(r"\w+", text.lower().replace("_", " "))
        yield from {part for part in (*parts, "".join(parts)) if len(part) >= _WORTH_A_WORD}
