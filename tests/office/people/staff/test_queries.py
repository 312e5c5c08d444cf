"""Who sees whom, and how much of them."""

from typing import Any
from uuid import UUID

import pytest

from common.actor import Actor
from contracts.office.people import staff as operations
from contracts.office.people import teams as team_operations
from contracts.schema import new_id
from services.office.people.staff import queries
from services.office.people.teams import commands as teams
from services.office.people.teams import queries as team_queries
from tests.office.workbench import MORNING, Office, asked, refused
from tests.tokens import actor_for

PARK, TOWER = new_id(), new_id()


@pytest.fixture
def company(office: Office) -> dict[str, UUID]:
    """Two projects; a team on the first one."""
    east = office.region("东区")
    office.execute("INSERT INTO project VALUES (:id, :region, 1)", id=PARK, region=east)
    ids = {"east": east, "team": office.team("一组", region_id=east)}
    team: dict[str, Any] = {"team_id": ids["team"]}
    ids["leader"] = office.hire("leader", "sales_supervisor", project_ids=[PARK])
    ids["wang"] = office.hire("wang", phone="13800000000", project_ids=[PARK], **team)
    ids["clerk"] = office.hire("clerk", "control_clerk", project_ids=[PARK])
    ids["tower"] = office.hire("tower", project_ids=[TOWER])
    ids["manager"] = office.hire("manager", "sales_manager", region_ids=[east])
    ids["director"] = office.hire("director", "sales_director")
    ids["gone"] = office.hire("gone", project_ids=[PARK])
    office.part(ids["gone"])
    with office.transaction() as session:
        change = {"team_id": ids["team"], "version": 1, "name": "一组", "region_id": east}
        ask = asked(team_operations.update_team, leader_id=ids["leader"], **change)
        teams.update_team(session, ask, by=office.administrator, at=MORNING)
    return ids


def _list(office: Office, by: Actor, **filters: Any) -> list[dict[str, Any]]:
    with office.transaction() as session:
        page = queries.list_staff(session, asked(operations.list_staff, **filters), by=by)
    items: list[dict[str, Any]] = page["items"]
    return items


def _names(rows: list[dict[str, Any]]) -> set[str]:
    return {row["name"] for row in rows}


@pytest.mark.parametrize(
    ("roles", "posting", "seen"),
    [
        ("consultant", {"projects": [PARK]}, {"leader", "wang", "clerk", "manager"}),
        ("consultant", {"projects": [TOWER]}, {"tower"}),
        ("consultant", {}, set()),
        ("sales_manager", {"region_projects": [PARK]}, {"leader", "wang", "clerk", "manager"}),
        (
            "administrator",
            {},
            {"leader", "wang", "clerk", "tower", "manager", "director"},
        ),
        ("department", {"projects": [PARK]}, set()),
    ],
)
def test_a_list_holds_those_of_one_s_scope(
    office: Office,
    company: dict[str, UUID],
    roles: str,
    posting: dict[str, Any],
    seen: set[str],
) -> None:
    assert _names(_list(office, actor_for(roles, **posting))) == seen


def test_somebody_outside_the_scope_is_not_found(office: Office, company: dict[str, UUID]) -> None:
    by = actor_for("consultant", projects=[PARK])
    with office.transaction() as session:
        assert queries.show_staff(session, company["wang"], by=by)["name"] == "wang"
        with refused("not_found"):
            queries.show_staff(session, company["tower"], by=by)
        with refused("not_found"):
            queries.show_staff(session, new_id(), by=by)


def test_addresses_are_for_leaders_and_oneself(office: Office, company: dict[str, UUID]) -> None:
    def shown(by: Actor) -> tuple[str | None, ...]:
        with office.transaction() as session:
            row = queries.show_staff(session, company["wang"], by=by)
        return row["username"], row["email"], row["phone"]

    everything = ("wang", "wang@example.com", "13800000000")
    nothing = (None, None, None)
    on_site: dict[str, Any] = {"projects": [PARK]}
    assert shown(actor_for("consultant", **on_site)) == nothing
    assert shown(actor_for("control_supervisor", **on_site)) == nothing
    assert shown(actor_for("consultant", staff_id=company["wang"])) == everything
    assert shown(actor_for("sales_supervisor", team=company["team"], **on_site)) == everything
    assert shown(actor_for("sales_supervisor", team=new_id(), **on_site)) == nothing
    assert shown(actor_for("sales_manager", region_projects=[PARK])) == everything
    assert shown(actor_for("administrator")) == everything


def test_the_supervisor_is_the_team_s_leader(office: Office, company: dict[str, UUID]) -> None:
    rows = {row["name"]: row for row in _list(office, actor_for("administrator"))}
    assert rows["wang"]["supervisor_id"] == company["leader"]
    assert rows["leader"]["supervisor_id"] is None
    assert rows["clerk"]["supervisor_id"] is None


@pytest.mark.parametrize(
    ("filters", "seen"),
    [
        ({"role": "control_clerk"}, {"clerk"}),
        ({"project_id": TOWER}, {"tower"}),
        ({"status": "left"}, {"gone"}),
        ({"role": "planner"}, set()),
    ],
)
def test_lists_are_filtered(
    office: Office, company: dict[str, UUID], filters: dict[str, Any], seen: set[str]
) -> None:
    assert _names(_list(office, actor_for("administrator"), **filters)) == seen


def test_pages_follow_each_other_without_gap(office: Office, company: dict[str, UUID]) -> None:
    by, cursor, found = actor_for("administrator"), None, []
    with office.transaction() as session:
        while True:
            ask = asked(operations.list_staff, page_size=4, cursor=cursor)
            page = queries.list_staff(session, ask, by=by)
            found += [row["name"] for row in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
    assert sorted(found) == ["clerk", "director", "leader", "manager", "tower", "wang"]


def test_teams_are_seen_by_who_sees_a_member(office: Office, company: dict[str, UUID]) -> None:
    office.team("二组")

    def teams(by: Actor) -> list[str]:
        with office.transaction() as session:
            page = team_queries.list_teams(session, asked(team_operations.list_teams), by=by)
        return sorted(row["name"] for row in page["items"])

    assert teams(actor_for("consultant", projects=[PARK])) == ["一组"]
    assert teams(actor_for("consultant", projects=[TOWER])) == []
    assert teams(actor_for("administrator")) == ["一组", "二组"]


def test_everybody_learns_their_own_rights(office: Office, company: dict[str, UUID]) -> None:
    with office.transaction() as session:
        me = queries.me(session, by=actor_for("consultant", staff_id=company["wang"]))
        assert (me["username"], me["rights"]["deal.make"]) == ("wang", "own")
        assert "staff.manage" not in me["rights"]
        with refused("not_found"):
            queries.me(session, by=actor_for("administrator"))


def test_the_chain_of_command_follows_team_region_and_company(
    office: Office, company: dict[str, UUID]
) -> None:
    with office.transaction() as session:
        chain = queries.chain_of_command(session, company["wang"])["items"]
        with refused("not_found"):
            queries.chain_of_command(session, new_id())
    assert [(rung["staff_id"], rung["role"]) for rung in chain] == [
        (company["wang"], "consultant"),
        (company["leader"], "sales_supervisor"),
        (company["manager"], "sales_manager"),
        (company["director"], "sales_director"),
    ]


def test_a_project_s_staff_are_those_posted_and_those_who_lead_its_region(
    office: Office, company: dict[str, UUID]
) -> None:
    def of(**question: Any) -> list[UUID]:
        with office.transaction() as session:
            found = queries.staff_of(session, asked(operations.list_staff_of, **question))
        return [row["staff_id"] for row in found["items"]]

    assert of(project_id=PARK, role="sales_manager") == [company["manager"]]
    assert of(project_id=TOWER) == [company["tower"]]
    assert set(of(team_id=company["team"])) == {company["leader"], company["wang"]}
