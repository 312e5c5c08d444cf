"""Enrolment, log-in with a code, recovery, reset, on a real database."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import text

from common import actor, tokens
from common.actor import Actor
from common.revocation import Revocations
from contracts.refusals import Refusal
from services.office.access.passwords import queries as passwords
from services.office.access.second_factor import queries
from services.office.access.second_factor.commands import enrolment
from services.office.access.sessions.attempts import within_a_session
from tests.office.workbench import MORNING, Office, later, refused


@pytest.fixture(autouse=True)
def _required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUPAN_SECOND_FACTOR", "required")


def _caller(opened: dict[str, Any]) -> Actor:
    token = opened["access_token"]
    return actor.from_claims(tokens.verify(token, MORNING), token)


def _begin(office: Office, by: Actor, at: datetime = MORNING) -> str:
    with office.transaction() as session:
        attempt = within_a_session(session, by)
        known = passwords.password_hash(session, attempt.username)
        begun = enrolment.begin(session, attempt, known, at=at)
    assert isinstance(begun, dict)
    secret: str = begun["secret"]
    return secret


def _shown(office: Office, step: Any, code: str, by: Actor, at: datetime) -> Any:
    with office.transaction() as session:
        outcome = step(session, code, within_a_session(session, by), by=by, at=at)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def _enrolled(office: Office, username: str) -> tuple[str, list[str], dict[str, Any]]:
    """Secret, recovery codes and the session in which somebody enrolled at `MORNING`."""
    opened = office.log_in(username)
    secret = _begin(office, _caller(opened))
    code = pyotp.TOTP(secret).at(MORNING)
    answer = _shown(office, enrolment.confirm, code, _caller(opened), MORNING)
    return secret, answer["recovery_codes"], opened


def test_without_one_a_director_has_no_right_until_enrolled(office: Office) -> None:
    office.hire("zhou.lan", "sales_director")
    opened = office.log_in("zhou.lan")
    assert opened["must_enrol"] is True
    assert _caller(opened).roles == frozenset()
    secret = _begin(office, _caller(opened))
    assert office.refresh(opened["refresh_token"], later(minutes=1))["must_enrol"] is True
    code = pyotp.TOTP(secret).at(later(minutes=1))
    _shown(office, enrolment.confirm, code, _caller(opened), later(minutes=1))
    full = office.refresh(opened["refresh_token"], later(minutes=1, seconds=5))
    assert full["must_enrol"] is False
    assert _caller(full).roles == {"sales_director"}


def test_a_consultant_is_not_asked_but_may(office: Office) -> None:
    office.hire("zhang.wei")
    assert office.log_in("zhang.wei")["must_enrol"] is False
    _enrolled(office, "zhang.wei")
    with refused("code_required"):
        office.log_in("zhang.wei", at=later(minutes=2))


def test_where_it_is_only_offered_everybody_works_without(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUPAN_SECOND_FACTOR", "offered")
    office.hire("zhou.lan", "sales_director")
    opened = office.log_in("zhou.lan")
    assert opened["must_enrol"] is False
    assert _caller(opened).roles == {"sales_director"}


def test_who_becomes_an_administrator_needs_one_from_then_on(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    opened = office.log_in("zhang.wei")
    office.rehire(staff_id, later(minutes=1), roles=["consultant", "administrator"])
    following = office.refresh(opened["refresh_token"], later(minutes=2))
    assert (following["must_enrol"], _caller(following).roles) == (True, frozenset())


def test_password_and_code_let_in_each_code_once(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    secret, _, _ = _enrolled(office, "zhou.lan")
    at = later(minutes=5)
    code = pyotp.TOTP(secret).at(at)
    with refused("code_required"):
        office.log_in("zhou.lan", at=at)
    with refused("login_failed"):
        office.log_in("zhou.lan", "wrong", at, code=code)
    opened = office.log_in("zhou.lan", at=at, code=f"{code[:3]} {code[3:]}")
    assert _caller(opened).roles == {"finance"}
    with refused("wrong_code"):
        office.log_in("zhou.lan", at=at, code=code)


def test_codes_can_t_be_tried_out(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    secret, _, _ = _enrolled(office, "zhou.lan")
    at = later(minutes=5)
    right = pyotp.TOTP(secret).at(at)
    for number in range(5):
        with refused("wrong_code"):
            office.log_in("zhou.lan", at=at, code=str((int(right) + 7 + number) % 10**6).zfill(6))
        with pytest.raises(Refusal):
            office.log_in("zhou.lan", at=at)
    with refused("account_locked"):
        office.log_in("zhou.lan", at=at, code=right)


def test_a_recovery_code_lets_in_once_and_is_told(office: Office) -> None:
    office.hire("zhou.lan", "administrator")
    _, codes, _ = _enrolled(office, "zhou.lan")
    opened = office.log_in("zhou.lan", at=later(minutes=5), code=codes[3].upper())
    assert opened["must_enrol"] is False
    with refused("wrong_code"):
        office.log_in("zhou.lan", at=later(minutes=6), code=codes[3])
    with office.transaction() as session:
        state = queries.state_of(session, _caller(opened).staff_id)
    assert (state["required"], state["recovery_codes_left"]) == (True, 9)
    changes = [event["data"]["change"] for event in office.events("second_factor_changed")]
    assert changes == ["enrolled", "recovery_code_used"]


def test_new_recovery_codes_void_the_old(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    secret, old, opened = _enrolled(office, "zhou.lan")
    at = later(minutes=5)
    code = pyotp.TOTP(secret).at(at)
    new = _shown(office, enrolment.renew_recovery_codes, code, _caller(opened), at)
    with refused("wrong_code"):
        office.log_in("zhou.lan", at=at, code=old[0])
    assert office.log_in("zhou.lan", at=at, code=new["recovery_codes"][0])


def test_enrolling_ends_all_other_sessions(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    thief = office.log_in("zhou.lan")
    _, _, mine = _enrolled(office, "zhou.lan")
    with refused("session_ended"):
        office.refresh(thief["refresh_token"], later(minutes=1))
    assert _caller(office.refresh(mine["refresh_token"], later(minutes=1))).roles == {"finance"}


def test_nobody_enrols_with_a_copied_token_alone(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    by = _caller(office.log_in("zhou.lan"))
    with office.transaction() as session:
        outcome = enrolment.begin(session, within_a_session(session, by), None, at=MORNING)
    assert getattr(outcome, "code", None) == "wrong_password"


def test_one_that_counts_is_not_replaced_and_none_is_confirmed_unbegun(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    opened = office.log_in("zhou.lan")
    with refused("enrolment_not_begun"):
        _shown(office, enrolment.confirm, "123456", _caller(opened), MORNING)
    secret, _, mine = _enrolled(office, "zhou.lan")
    with refused("already_enrolled"):
        _begin(office, _caller(mine))
    with refused("already_enrolled"):
        _shown(office, enrolment.confirm, pyotp.TOTP(secret).now(), _caller(mine), MORNING)


def test_giving_it_up_takes_a_code_and_rights_end_where_it_is_needed(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    secret, _, opened = _enrolled(office, "zhou.lan")
    at = later(minutes=5)
    by = _caller(office.refresh(opened["refresh_token"], at))
    with refused("wrong_code"):
        _shown(office, enrolment.remove, "000000", by, at)
    _shown(office, enrolment.remove, pyotp.TOTP(secret).at(at), by, at)
    with refused("token_expired"):
        Revocations(office.engine).check(by, at)
    again = office.log_in("zhou.lan", at=later(minutes=6))
    assert again["must_enrol"] is True
    assert _begin(office, _caller(again)) != secret


def test_the_administrator_resets_one_and_the_event_says_who(office: Office) -> None:
    staff_id = office.hire("zhou.lan", "finance")
    _, codes, opened = _enrolled(office, "zhou.lan")
    with office.transaction() as session:
        enrolment.reset(session, staff_id, by=office.administrator, at=later(minutes=1))
    with refused("session_ended"):
        office.refresh(opened["refresh_token"], later(minutes=2))
    assert office.log_in("zhou.lan", at=later(minutes=2))["must_enrol"] is True
    event = office.events("second_factor_changed")[-1]
    assert event["data"] == {"staff_id": str(staff_id), "change": "reset"}
    assert event["by"] == office.administrator.id
    with refused("not_found"), office.transaction() as session:
        enrolment.reset(session, UUID(int=7), by=office.administrator, at=MORNING)
    with pytest.raises(Refusal):
        office.log_in("zhou.lan", "wrong", later(minutes=3), code=codes[0])


def test_nothing_stored_or_told_makes_a_code(office: Office) -> None:
    office.hire("zhou.lan", "finance")
    secret, codes, _ = _enrolled(office, "zhou.lan")
    with office.engine.connect() as connection:
        stored = "".join(
            str(connection.execute(text(f"SELECT array_agg(t::text) FROM {table} t")).scalar())
            for table in ("second_factor", "recovery_code", "outbox", "idempotent_command")
        )
    assert len(stored) > 500
    for word in [secret, *codes, *(code.replace("-", "") for code in codes)]:
        assert word not in stored
        assert word.encode().hex() not in stored
