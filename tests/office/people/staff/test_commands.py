"""Joining, moving, leaving, teams, on a real database."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from common import actor, tokens
from common.actor import Actor
from common.revocation import Revocations
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.office.workbench import MORNING, Office, later, refused


def _logged_in(office: Office, username: str) -> Actor:
    token = office.log_in(username)["access_token"]
    return actor.from_claims(tokens.verify(token, MORNING), token)


def _is_good(office: Office, caller: Actor) -> bool:
    try:
        Revocations(office.engine).check(caller, later(minutes=5))
    except Refusal:
        return False
    return True


def test_joining_tells_the_posting_and_nothing_personal(office: Office) -> None:
    team, project = office.team("东区一组"), new_id()
    staff_id = office.hire("zhang.wei", "consultant", team_id=team, project_ids=[project])
    [event] = office.events("staff_joined")
    assert event["aggregate_id"] == str(staff_id)
    assert event["data"] == {
        "staff_id": str(staff_id),
        "roles": ["consultant"],
        "team_id": str(team),
        "supervisor_id": None,
        "project_ids": [str(project)],
        "region_ids": [],
    }


def test_a_username_is_taken_once(office: Office) -> None:
    office.hire("zhang.wei")
    with pytest.raises(IntegrityError, match="uq_staff_username"):
        office.hire("Zhang.Wei")


def test_unknown_teams_and_regions_are_refused_by_name(office: Office) -> None:
    with refused("unknown_team"):
        office.hire("a.one", team_id=new_id())
    with refused("unknown_region"):
        office.hire("a.two", region_ids=[new_id()])


def test_a_new_name_moves_nobody(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    caller = _logged_in(office, "zhang.wei")
    assert office.rehire(staff_id, name="张薇").version == 2
    assert office.events("staff_moved") == []
    [event] = office.events("staff_changed")
    assert event["data"] == {"staff_id": str(staff_id), "changed": ["name"]}
    assert _is_good(office, caller)


@pytest.mark.parametrize(
    "change",
    [{"roles": ["consultant", "planner"]}, {"project_ids": [new_id()]}],
    ids=["roles", "projects"],
)
def test_a_new_posting_is_told_and_ends_old_tokens(
    office: Office, change: dict[str, object]
) -> None:
    staff_id = office.hire("zhang.wei")
    caller = _logged_in(office, "zhang.wei")
    office.rehire(staff_id, later(minutes=1), **change)
    assert [event["version"] for event in office.events("staff_moved")] == [2]
    assert not _is_good(office, caller)


def test_a_stale_version_is_refused_with_the_current_one(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    office.rehire(staff_id, name="张薇")
    with refused("stale_version") as caught:
        office.rehire(staff_id, name="张维", version=1)
    assert caught.value.details == {"version": 2}


def test_who_leaves_is_logged_out_and_can_not_come_back(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    caller, refresh_token = _logged_in(office, "zhang.wei"), office.log_in("zhang.wei")
    assert office.part(staff_id, later(minutes=1)).status == "left"
    assert [event["type"] for event in office.events("staff_left", "sessions_revoked")] == [
        "sessions_revoked",
        "staff_left",
    ]
    assert not _is_good(office, caller)
    with refused("session_ended"):
        office.refresh(refresh_token["refresh_token"], later(minutes=2))
    with refused("login_failed"):
        office.log_in("zhang.wei", at=later(minutes=2))
    with refused("staff_has_left"):
        office.part(staff_id)


def test_the_last_administrator_stays(office: Office) -> None:
    first = office.hire("admin.one", "administrator")
    second = office.hire("admin.two", "administrator", "operator")
    office.rehire(second, roles=["operator"])
    with refused("last_administrator"):
        office.part(first)
    with refused("last_administrator"):
        office.rehire(first, roles=["operator"])


def test_a_manager_s_token_reaches_the_projects_of_their_regions(office: Office) -> None:
    east, west = office.region("东区"), office.region("西区")
    mine, _ = office.project(east), office.project(west)
    office.hire("tang.yue", "sales_manager", region_ids=[east])
    caller = _logged_in(office, "tang.yue")
    assert caller.region_projects == {mine}
    assert caller.covers("unit.release", project=mine)


def test_old_tokens_end_even_when_they_were_issued_in_the_same_instant(office: Office) -> None:
    staff_id = office.hire("zhang.wei")
    caller = _logged_in(office, "zhang.wei")
    office.rehire(staff_id, MORNING, roles=["planner"])
    assert not _is_good(office, caller)
    fresh = _logged_in(office, "zhang.wei")
    assert _is_good(office, fresh)
    assert fresh.roles == {"planner"}
    assert fresh.issued_at - MORNING.timestamp() < timedelta(seconds=1).total_seconds()
