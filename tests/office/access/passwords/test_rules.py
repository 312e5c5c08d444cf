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


PERSONAL = ["wang.fang", "王芳", "wang_fang88", "13880001234"]


@pytest.mark.parametrize(
    "password",
    [
        "0123456789", "9876543210", "password123", "Passw0rd!!", "P@ssw0rd2026", "qwertyuiop",
        "1qaz2wsx3edc", "aaaaaaaaaaaa", "abcdefghij", "iloveyou123",
        "woaini1314", "woaini520520", "5201314520", "a123456789", "qq123456789", "asd123456789",
        "147258369000", "zhangwei1990", "liujie19880808", "Admin@123456", "loupan2026!",
        "Chengdu2026!", "admin888888", "xiaoshou2026", "13912345678", "a13912345678",
        "51010419900101123X", "19900101abc", "我爱你我爱你我爱你我爱你", "密码密码密码密码密码",
        "wangfang1988", "FangWang2026", "wangfang19880808", "王芳王芳王芳王芳王芳", "13880001234",
    ],
)  # fmt: skip
def test_a_common_password_is_found(password: str) -> None:
    assert rules.is_common(password, PERSONAL)


@pytest.mark.parametrize(
    "password",
    [
        "Xk9-plum-orbit-77", "correct horse battery", "Jinjiang-2026-Funan", "vT3kQ8wLz2pX",
        "春风又绿江南岸明月何时照我还", "lantern-gravel-seventeen",
        "x" * 30 + "Tq7 w!z" + "y" * 150, "wang yu tang yun he lu",
    ],
)  # fmt: skip
def test_a_password_of_unrelated_words_is_not(password: str) -> None:
    assert not rules.is_common(password, PERSONAL)


def test_what_is_known_of_one_person_says_nothing_about_another() -> None:
    assert rules.is_common("ouyangmeihua1990", ["ouyang.meihua"])
    assert not rules.is_common("ouyangmeihua1990", ["li.na"])


def test_a_hash_matches_its_password_only() -> None:
    kept = rules.hashed("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert "correct" not in kept
    assert rules.matches(kept, "correct horse battery")
    assert not rules.matches(kept, "correct horse batterx")
    assert not rules.matches(rules.NOBODYS_HASH, "")
    assert rules.hashed("correct horse battery") != kept
