"""What a password must be, and how it is kept (G-02; design §7)."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

LEAST = 10

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
