"""Teams and their leaders, on a real database."""

import pytest

from contracts.office.people import teams as operations
from services.office.people.teams import commands
from services.office.register.staff.models import Staff
from services.office.register.teams.models import Team
from tests.office.workbench import MORNING, Office, asked, refused


def test_a_team_s_leader_becomes_a_member_and_everybody_s_supervisor(office: Office) -> None:
    region, team = office.region("东区"), office.team("东区一组")
    member = office.hire("zhang.wei", team_id=team)
    leader = office.hire("li.na", "sales_supervisor")
    ask = asked(
        operations.update_team,
        team_id=team,
        version=1,
        name="东区一组",
        region_id=region,
        leader_id=leader,
    )
    with office.transaction() as session:
        commands.update_team(session, ask, by=office.administrator, at=MORNING)
        assert session.get_one(Staff, leader).team_id == team
    formed = office.events("team_formed")[-1]["data"]
    assert formed == {
        "team_id": str(team),
        "supervisor_id": str(leader),
        "region_id": str(region),
    }
    supervisors = {
        event["data"]["staff_id"]: event["data"]["supervisor_id"]
        for event in office.events("staff_moved")
    }
    assert supervisors == {str(member): str(leader), str(leader): None}


@pytest.mark.parametrize("how", ["leaves", "moves"])
def test_a_team_whose_leader_goes_has_no_leader(office: Office, how: str) -> None:
    leader = office.hire("li.na", "sales_supervisor")
    team, other = office.team("一组", leader_id=leader), office.team("二组")
    member = office.hire("zhang.wei", team_id=team)
    if how == "leaves":
        office.part(leader)
    else:
        office.rehire(leader, team_id=other)
    with office.transaction() as session:
        assert session.get_one(Team, team).leader_id is None
    assert office.events("team_formed")[-1]["data"]["supervisor_id"] is None
    last = office.events("staff_moved")[-1]["data"]
    assert (last["staff_id"], last["supervisor_id"]) == (str(member), None)


def test_who_has_left_can_not_lead(office: Office) -> None:
    gone = office.hire("li.na", "sales_supervisor")
    office.part(gone)
    with refused("unknown_leader"):
        office.team("一组", leader_id=gone)
