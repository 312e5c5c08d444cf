"""Codes of a phone: right within half a minute, once; recovery codes."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from contracts.office.roles import Role
from services.office.access.second_factor import rules

NOON = datetime(2026, 11, 21, 4, 0, 10, tzinfo=UTC)
SECRET = rules.new_secret()


def _code(at: datetime) -> str:
    return pyotp.TOTP(SECRET).at(at)


def test_rfc_6238_s_own_example() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, code in [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]:
        at = datetime.fromtimestamp(seconds, UTC)
        assert rules.accepted_step(secret, code, None, at) == seconds // 30


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(-45, False), (-30, True), (0, True), (30, True), (75, False)]
)
def test_a_clock_may_be_half_a_minute_off(seconds: int, accepted: bool) -> None:
    code = _code(NOON + timedelta(seconds=seconds))
    assert (rules.accepted_step(SECRET, code, None, NOON) is not None) is accepted


def test_a_code_and_those_before_it_are_good_once() -> None:
    step = rules.accepted_step(SECRET, _code(NOON), None, NOON)
    assert rules.accepted_step(SECRET, _code(NOON), step, NOON) is None
    assert rules.accepted_step(SECRET, _code(NOON - timedelta(seconds=30)), step, NOON) is None
    following = NOON + timedelta(seconds=30)
    assert rules.accepted_step(SECRET, _code(following), step, following)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "²²²²²²"])
def test_anything_else_is_no_code(code: str) -> None:
    assert rules.accepted_step(SECRET, code, None, NOON) is None


def test_codes_are_read_as_people_type_them() -> None:
    assert rules.typed(" 123 456") == "123456"
    assert rules.typed("１２３４５６") == "123456"
    assert rules.typed("ABCD-efgh 2345-IJKL") == "abcdefgh2345ijkl"


def test_recovery_codes_are_many_and_kept_hashed() -> None:
    codes = rules.new_recovery_codes()
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert all(rules.is_recovery_code(rules.typed(code)) for code in codes)
    digest = rules.digest(b"k", codes[0].upper())
    assert digest == rules.digest(b"k", codes[0])
    assert digest != rules.digest(b"other key", codes[0])
    assert codes[0].replace("-", "") not in digest


def test_an_authenticator_reads_the_address() -> None:
    read = pyotp.parse_uri(rules.address(SECRET, "zhou.lan"))
    assert (read.secret, read.name, read.issuer) == (SECRET, "zhou.lan", "Loupan")


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_move_money_prices_or_rights_need_one(role: Role) -> None:
    needing = {"administrator", "finance", "general_manager", "sales_director"}
    assert rules.is_needed([role.value]) is (role.value in needing)
    assert rules.is_needed(["consultant", role.value]) is (role.value in needing)
