"""Changing and resetting passwords, on a real database."""

from uuid import UUID

import pytest

from services.office.access.lockout.rules import Attempt
from services.office.access.passwords import commands, queries
from services.office.access.passwords.rules import hashed
from tests.office.workbench import MORNING, PASSWORD, Office, later, refused

NEW = "Funan-River-88"
ATTEMPT = Attempt("zhang.wei", "session 1", is_device=True)


def _reset(office: Office, staff_id: UUID) -> None:
    with office.transaction() as session:
        commands.reset(session, staff_id, hashed(NEW), by=office.administrator, at=later(minutes=1))


def test_a_reset_password_ends_sessions_and_is_the_only_one(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    opened = office.log_in("zhang.wei")
    _reset(office, staff_id)
    with refused("session_ended"):
        office.refresh(opened["refresh_token"], later(minutes=2))
    with refused("login_failed"):
        office.log_in("zhang.wei", PASSWORD, later(minutes=2))
    assert office.log_in("zhang.wei", NEW, later(minutes=2))["staff"].id == staff_id
    assert [event["data"] for event in office.events("password_set")][1:] == [
        {"staff_id": str(staff_id)}
    ]


def test_a_reset_password_frees_a_locked_username(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    for _ in range(5):
        with refused("login_failed"):
            office.log_in("zhang.wei", "wrong")
    with refused("account_locked"):
        office.log_in("zhang.wei", at=later(seconds=30))
    _reset(office, staff_id)
    assert office.log_in("zhang.wei", NEW, later(minutes=2))


def test_who_has_left_gets_no_password(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    office.part(staff_id)
    with refused("not_found"):
        _reset(office, staff_id)


def test_a_password_is_changed_only_with_the_current_one(office: Office) -> None:
    office.hire("zhang.wei")
    with office.transaction() as session:
        known = queries.password_hash(session, "zhang.wei")
        outcome = commands.change(
            session, ATTEMPT, None, hashed(NEW), by=office.administrator, at=MORNING
        )
        assert getattr(outcome, "code", None) == "wrong_password"
    with office.transaction() as session:
        commands.change(session, ATTEMPT, known, hashed(NEW), by=office.administrator, at=MORNING)
    assert office.log_in("zhang.wei", NEW)


def test_guessing_the_current_password_locks_too(office: Office) -> None:
    office.hire("zhang.wei")
    for _ in range(5):
        with office.transaction() as session:
            commands.change(session, ATTEMPT, None, "", by=office.administrator, at=MORNING)
    with refused("account_locked"), office.transaction() as session:
        commands.change(session, ATTEMPT, None, "", by=office.administrator, at=MORNING)


@pytest.mark.parametrize("password", ["short", "zhang.wei-2026"])
def test_a_weak_password_is_refused(password: str) -> None:
    with refused("weak_password"):
        commands.check_strength(password, "zhang.wei")


@pytest.mark.parametrize("password", ["1qaz2wsx3edc", "wangjing1990", "qwer1234567"])
def test_a_common_password_is_refused(password: str) -> None:
    with refused("common_password"):
        commands.check_strength(password, "zhang.wei", ["王静", "wang.jing"])
