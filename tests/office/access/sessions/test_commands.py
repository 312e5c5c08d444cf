"""Log-in, lockout, refresh, theft and revocation, on a real database."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from common import actor, tokens
from common.actor import Actor
from common.client import Client
from common.revocation import Revocations
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.office.access.lockout.rules import Attempt
from services.office.access.sessions import queries
from services.office.access.sessions.commands import ending, logging_in
from tests.office.workbench import MORNING, PASSWORD, Office, later, refused

GUESSER = Attempt("zhang.wei", "198.51.100.7")


def _caller(opened: dict[str, str]) -> Actor:
    token = opened["access_token"]
    return actor.from_claims(tokens.verify(token, MORNING), token)


def _is_void(office: Office, caller: Actor, at: datetime) -> bool:
    try:
        Revocations(office.engine).check(caller, at)
    except Refusal as refusal:
        return refusal.code == "token_expired"
    return False


def test_a_token_says_who_as_what_and_where(office: Office) -> None:
    team, project = office.team("一组"), new_id()
    staff_id = office.hire("zhang.wei", team_id=team, project_ids=[project])
    opened = office.log_in("Zhang.Wei ")
    caller = _caller(opened)
    assert caller.staff_id == staff_id
    assert caller.roles == {"consultant"}
    assert (caller.team_id, caller.projects) == (team, frozenset([project]))
    assert isinstance(caller.session_id, UUID)
    assert opened["expires_at"] == later(minutes=15)
    assert opened["staff"].id == staff_id


def test_unknown_wrong_and_gone_are_answered_alike(office: Office) -> None:
    office.hire("zhang.wei")
    office.part(office.hire("gone"))
    office.hire("new", password=False)
    answers = set()
    for username, password in [
        ("zhang.wei", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD), ("new", PASSWORD)
    ]:  # fmt: skip
        with refused("login_failed") as caught:
            office.log_in(username, password)
        answers.add(str(caught.value))
    assert len(answers) == 1


def test_the_sixth_attempt_is_locked_out_even_with_the_right_password(office: Office) -> None:
    office.hire("zhang.wei")
    for minute in range(5):
        with refused("login_failed"):
            office.log_in("zhang.wei", "wrong", later(minutes=minute))
    with refused("account_locked") as caught:
        office.log_in("zhang.wei", at=later(minutes=4))
    assert caught.value.details == {"retry_after": 60}
    assert office.log_in("zhang.wei", at=later(minutes=6))


def test_nobody_s_username_is_locked_like_anybody_s(office: Office) -> None:
    for _ in range(5):
        with refused("login_failed"):
            office.log_in("nobody")
    with refused("account_locked"):
        office.log_in("nobody")


def test_a_success_forgets_failures(office: Office) -> None:
    office.hire("zhang.wei")
    for _ in range(3):
        for _ in range(4):
            with refused("login_failed"):
                office.log_in("zhang.wei", "wrong")
        assert office.log_in("zhang.wei")


def test_of_many_guesses_at_once_five_are_answered(office: Office) -> None:
    office.hire("zhang.wei")
    together = threading.Barrier(12)

    def guess(_: int) -> str:
        try:
            with office.transaction() as session:
                session.connection()
                together.wait()
                outcome = logging_in.log_in(session, GUESSER, None, at=MORNING)
        except Refusal as refusal:
            return refusal.code
        return getattr(outcome, "code", "in")

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(12)))
    assert sorted(answers) == ["account_locked"] * 7 + ["login_failed"] * 5


def test_right_passwords_at_once_are_all_let_in(office: Office) -> None:
    office.hire("zhang.wei")
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: office.log_in("zhang.wei"), range(16)))
    assert len({session["refresh_token"] for session in opened}) == 16


def test_refresh_tokens_rotate_and_carry_the_posting_of_now(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    first = office.log_in("zhang.wei")
    office.rehire(staff_id, later(minutes=1), roles=["planner"])
    second = office.refresh(first["refresh_token"], later(minutes=14))
    third = office.refresh(second["refresh_token"], later(minutes=28))
    seen = {opened["refresh_token"] for opened in (first, second, third)}
    assert len(seen) == 3
    assert _caller(third).roles == {"planner"}
    assert third["expires_at"] == later(minutes=43)


def test_two_tabs_that_refresh_at_once_stay_logged_in_both(office: Office) -> None:
    office.hire("zhang.wei")
    token = office.log_in("zhang.wei")["refresh_token"]
    at = later(minutes=14)
    with ThreadPoolExecutor(2) as pool:
        tabs = list(pool.map(lambda _: office.refresh(token, at), range(2)))
    assert tabs[0]["refresh_token"] == tabs[1]["refresh_token"]
    assert office.refresh(tabs[0]["refresh_token"], later(minutes=28))


def test_a_late_tab_gets_the_newest_token(office: Office) -> None:
    office.hire("zhang.wei")
    first = office.log_in("zhang.wei")["refresh_token"]
    second = office.refresh(first, later(seconds=1))["refresh_token"]
    third = office.refresh(second, later(seconds=2))["refresh_token"]
    assert office.refresh(first, later(seconds=3))["refresh_token"] == third


def test_a_copied_token_ends_the_session_for_thief_and_owner(office: Office) -> None:
    office.hire("zhang.wei")
    stolen = office.log_in("zhang.wei")["refresh_token"]
    other_device = office.log_in("zhang.wei")
    owner = office.refresh(stolen, later(minutes=1))
    with refused("session_ended"):
        office.refresh(stolen, later(minutes=1, seconds=11))
    with refused("session_ended"):
        office.refresh(owner["refresh_token"], later(minutes=2))
    assert _is_void(office, _caller(owner), later(minutes=2))
    [event] = office.events("sessions_revoked")
    assert event["data"]["session_id"] == str(_caller(owner).session_id)
    assert not _is_void(office, _caller(other_device), later(minutes=2))
    assert office.refresh(other_device["refresh_token"], later(minutes=2))


def test_even_an_ancestor_s_reuse_is_noticed(office: Office) -> None:
    office.hire("zhang.wei")
    first = token = office.log_in("zhang.wei")["refresh_token"]
    for minute in range(1, 5):
        token = office.refresh(token, later(minutes=minute))["refresh_token"]
    with refused("session_ended"):
        office.refresh(first, later(minutes=5))
    with refused("session_ended"):
        office.refresh(token, later(minutes=5))


def test_sessions_end_after_twelve_idle_hours_and_after_seven_days(office: Office) -> None:
    office.hire("zhang.wei")
    token = office.log_in("zhang.wei")["refresh_token"]
    with refused("session_ended"):
        office.refresh(token, later(hours=12))
    token = office.log_in("zhang.wei")["refresh_token"]
    for day in range(14):
        token = office.refresh(token, later(hours=11.9 * (day + 1)))["refresh_token"]
    with refused("session_ended"):
        office.refresh(token, later(days=7))


def test_a_log_out_ends_one_session_and_its_tokens(office: Office) -> None:
    office.hire("zhang.wei")
    here, there = office.log_in("zhang.wei"), office.log_in("zhang.wei")
    office.log_out(here["refresh_token"], later(minutes=1))
    office.log_out(here["refresh_token"], later(minutes=1))
    office.log_out("never seen")
    with refused("session_ended"):
        office.refresh(here["refresh_token"], later(minutes=1))
    assert _is_void(office, _caller(here), later(minutes=1))
    assert not _is_void(office, _caller(there), later(minutes=1))
    assert len(office.events("sessions_revoked")) == 1


def test_nothing_stored_or_told_can_be_logged_in_with(office: Office) -> None:
    office.hire("zhang.wei")
    opened = office.log_in("zhang.wei")
    following = office.refresh(opened["refresh_token"], later(minutes=1))
    office.refresh(opened["refresh_token"], later(minutes=1))
    with refused("login_failed"):
        office.log_in("zhang.wei", "wrong-password-here")
    secrets = [PASSWORD, "wrong-password-here"]
    secrets += [opened[name] for name in ("access_token", "refresh_token")]
    secrets += [following[name] for name in ("access_token", "refresh_token")]
    with office.engine.connect() as connection:
        stored = "".join(
            str(connection.execute(text(f"SELECT array_agg(t::text) FROM {table} t")).scalar())
            for table in ("credential", "login_guard", "login_session", "refresh_token", "outbox")
        )
    assert "zhang.wei" not in stored
    assert [secret for secret in secrets if secret in stored] == []


def test_what_is_over_is_swept(office: Office) -> None:
    office.hire("zhang.wei")
    office.log_in("zhang.wei")
    with office.transaction() as session:
        assert ending.sweep(session, at=later(days=6)) == 0
        assert ending.sweep(session, at=later(days=8)) == 1
        assert session.execute(text("SELECT count(*) FROM refresh_token")).scalar() == 0


def _mine(office: Office, opened: dict[str, str], at: datetime) -> list[dict[str, object]]:
    with office.transaction() as session:
        items: list[dict[str, object]] = queries.open_sessions(session, by=_caller(opened), at=at)[
            "items"
        ]
    return items


def test_one_s_sessions_are_listed_with_where_they_come_from(office: Office) -> None:
    office.hire("zhang.wei")
    office.hire("li.na")
    here = office.log_in("zhang.wei")
    there = office.log_in("zhang.wei", client=Client("2001:db8::9", "App/1.0"), at=later(minutes=1))
    office.log_in("li.na")
    ended = office.log_in("zhang.wei")
    office.log_out(ended["refresh_token"])
    found = _mine(office, here, later(minutes=2))
    assert [(one["address"], one["agent"], one["is_this"]) for one in found] == [
        ("2001:db8::/64", "App/1.0", False),
        ("203.0.113.5", "Mozilla/5.0", True),
    ]
    assert found[0]["id"] == _caller(there).session_id
    assert _mine(office, here, later(hours=12, minutes=1)) == []


def test_one_session_is_ended_by_its_owner_and_by_nobody_else(office: Office) -> None:
    office.hire("zhang.wei")
    office.hire("li.na")
    here, there, other = (office.log_in(name) for name in ("zhang.wei", "zhang.wei", "li.na"))
    there_id = _caller(there).session_id
    assert there_id
    at = later(minutes=1)
    for caller in (_caller(other), office.administrator):
        with refused("not_found"), office.transaction() as session:
            ending.end_own_session(session, there_id, by=caller, at=at)
    with office.transaction() as session:
        ending.end_own_session(session, there_id, by=_caller(here), at=at)
    with refused("session_ended"):
        office.refresh(there["refresh_token"], at)
    assert _is_void(office, _caller(there), at)
    assert not _is_void(office, _caller(here), at)
    with refused("not_found"), office.transaction() as session:
        ending.end_own_session(session, there_id, by=_caller(here), at=at)


def test_all_sessions_but_this_one_are_ended(office: Office) -> None:
    office.hire("zhang.wei")
    office.hire("li.na")
    here, *elsewhere = [office.log_in("zhang.wei") for _ in range(4)]
    other, at = office.log_in("li.na"), later(minutes=1)
    with office.transaction() as session:
        ending.end_other_sessions(session, by=_caller(here), at=at)
    for opened in elsewhere:
        with refused("session_ended"):
            office.refresh(opened["refresh_token"], at)
    assert office.refresh(here["refresh_token"], at)
    assert office.refresh(other["refresh_token"], at)
