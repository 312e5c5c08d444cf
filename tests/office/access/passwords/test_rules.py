"""What a password must be, and how it is kept."""

import pytest

from services.office.access.passwords import rules


@pytest.mark.parametrize(
    ("password", "strong"),
    [
        ("0123456789", True),
        ("锦江花园二期销售中心六号", True),
        ("012345678", False),
        ("", False),
        ("zhang.wei", False),
        ("ZHANG.wei2026", False),
        ("zhang-wei-2026", True),
    ],
)
def test_a_password_is_long_and_does_not_hold_the_username(password: str, strong: bool) -> None:
    assert rules.is_strong(password, "zhang.wei") is strong


def test_a_hash_matches_its_password_only() -> None:
    kept = rules.hashed("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert "correct" not in kept
    assert rules.matches(kept, "correct horse battery")
    assert not rules.matches(kept, "correct horse batterx")
    assert not rules.matches(rules.NOBODYS_HASH, "")
    assert rules.hashed("correct horse battery") != kept
