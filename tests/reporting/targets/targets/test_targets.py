from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.reporting.consent.approvals import CONSENT
from contracts.reporting.targets import targets as operations
from contracts.schema import load, new_id
from services.reporting.facts.projects.commands import keep
from services.reporting.targets.targets import commands, queries
from tests.commands import answered
from tests.reporting.business import Team, tell
from tests.reporting.consenting import DECISIONS
from tests.tokens import actor_for

AT = datetime(2026, 11, 1, tzinfo=UTC)
DIRECTOR = actor_for(Role.SALES_DIRECTOR)


def set_target(session: Session, by: Actor = DIRECTOR, **asked: Any) -> dict[str, Any]:
    """Of a project that inventory has told of."""
    ask = load(operations.set_target.request_schema, asked)
    if ask.project_id is not None:
        keep(session, ask.project_id)
    answer = commands.set_target(session, ask, by=by, at=AT)
    session.commit()
    return answer


def listed(session: Session, by: Actor = DIRECTOR, **asked: Any) -> list[Any]:
    operation = operations.list_targets
    ask = load(operation.request_schema, asked)
    return list(answered(operation, queries.targets(session, ask, by))["items"])


def test_every_level_attains_what_was_sold_within_it_and_its_period(session: Session) -> None:
    one = Team()
    mate = Team(project=one.project, team=one.team)
    elsewhere = Team()
    project = str(one.project)
    amount: dict[str, Any] = {"amount": "4000000.00"}
    set_target(session, level="company", period="2026", **amount)
    set_target(session, level="project", period="2026-Q4", project_id=project, **amount)
    of_team: dict[str, Any] = {"project_id": project, "subject_id": str(one.team)}
    set_target(session, level="team", period="2026-11", **of_team, **amount)
    of_one: dict[str, Any] = {"project_id": project, "subject_id": str(one.consultant)}
    set_target(session, level="consultant", period="2026-11", **of_one, units=4)
    for whose, month in ((one, 11), (one, 10), (one, 2), (mate, 11), (elsewhere, 11)):
        tell(session, whose.sale("1000000.00", sold_on=date(2026, month, 5)).sold())
    reached = {
        item["level"]: (item["attained_units"], item["attainment"]) for item in listed(session)
    }
    assert reached == {
        "company": (5, "1.25"),
        "project": (3, "0.75"),
        "team": (2, "0.5"),
        "consultant": (1, "0.25"),
    }


def test_a_cancellation_after_signing_lowers_the_attainment_of_its_own_month(
    session: Session,
) -> None:
    team = Team()
    for month in ("2026-11", "2026-12"):
        set_target(session, level="project", project_id=str(team.project), period=month, units=2)
    sale = team.sale(sold_on=date(2026, 11, 30))
    tell(session, sale.sold(), team.sale().cancelled(date(2026, 11, 5), signed=False))
    tell(session, sale.cancelled(date(2026, 12, 1)))
    reached = {item["period"]: item["attainment"] for item in listed(session)}
    assert reached == {"2026-11": "0.5", "2026-12": "-0.5"}


def test_setting_a_target_again_replaces_it_and_tells_so_each_time(session: Session) -> None:
    first = set_target(session, level="company", period="2026", units=10)
    again = set_target(session, level="company", period="2026", units=12, amount="9.00")
    assert again == first | {"version": 2}
    [only] = listed(session)
    assert (only["units"], only["amount"], only["version"]) == (12, "9.00", 2)
    told = session.execute(text("SELECT routing_key FROM outbox")).scalars().all()
    assert told == ["target_set", "target_set"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"level": "company", "period": "2026"}, "amount"),
        ({"level": "company", "period": "2026-13", "units": 1}, "period"),
        ({"level": "company", "period": "2026", "units": 0}, "units"),
        ({"level": "company", "period": "2026", "amount": "1.005"}, "amount"),
        ({"level": "project", "period": "2026", "units": 1}, "project_id"),
        (
            {"level": "team", "period": "2026", "units": 1, "project_id": str(new_id())},
            "subject_id",
        ),
        (
            {"level": "company", "period": "2026", "units": 1, "subject_id": str(new_id())},
            "subject_id",
        ),
        ({"level": "galaxy", "period": "2026", "units": 1}, "level"),
    ],
)
def test_a_wrong_target_is_refused_by_the_name_of_the_field(
    asked: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        load(operations.set_target.request_schema, asked)
    assert list(refused.value.details["fields"]) == [field]


def test_a_manager_sets_targets_in_their_region_only(session: Session) -> None:
    project = new_id()
    manager = actor_for(Role.SALES_MANAGER, region_projects=[project])
    set_target(session, manager, level="project", project_id=str(project), period="2026", units=1)
    with pytest.raises(Refusal) as elsewhere:
        set_target(
            session, manager, level="project", project_id=str(new_id()), period="2026", units=1
        )
    with pytest.raises(Refusal) as company:
        set_target(session, manager, level="company", period="2026", units=1)
    assert (elsewhere.value.code, company.value.code) == ("not_found", "forbidden")


def test_a_project_that_does_not_exist_gets_no_target(session: Session) -> None:
    asked = {"level": "project", "project_id": str(new_id()), "period": "2026", "units": 1}
    ask = load(operations.set_target.request_schema, asked)
    with pytest.raises(NotKnownYet):
        commands.set_target(session, ask, by=DIRECTOR, at=AT)


def test_a_consultant_sees_only_their_own_target(session: Session) -> None:
    mine, theirs = Team(), Team()
    for whose in (mine, theirs):
        set_target(
            session,
            level="consultant",
            project_id=str(whose.project),
            subject_id=str(whose.consultant),
            period="2026-11",
            units=1,
        )
    set_target(session, level="project", project_id=str(mine.project), period="2026-11", units=9)
    me = actor_for(Role.CONSULTANT, staff_id=mine.consultant, projects=[mine.project])
    assert [item["subject_id"] for item in listed(session, me)] == [str(mine.consultant)]


def test_pages_of_targets_follow_each_other_without_gap_or_repetition(session: Session) -> None:
    for month in range(1, 6):
        set_target(session, level="company", period=f"2027-0{month}", units=1)
    schema = operations.list_targets.request_schema
    seen, cursor = [], None
    while True:
        ask = load(schema, {"page_size": 2} | ({"cursor": str(cursor)} if cursor else {}))
        page = queries.targets(session, ask, DIRECTOR)
        seen += [item["period"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"2027-0{month}" for month in range(1, 6)]


def test_a_target_that_rates_sales_changes_with_consent_only(session: Session) -> None:
    team = Team()
    keep(session, team.project)
    manager = actor_for(Role.SALES_MANAGER, region_projects=[team.project])
    whose: dict[str, Any] = {"project_id": str(team.project), "subject_id": str(team.consultant)}
    month: dict[str, Any] = {"level": "consultant", "period": "2026-11"} | whose
    assert set_target(session, manager, **month, units=10)["status"] == "set"
    tell(session, team.sale("1000000.00", sold_on=date(2026, 11, 1)).sold())
    asked_for = set_target(session, manager, **month, units=1)
    assert (asked_for["status"], asked_for["needs"]) == ("requested", ["sales_director"])
    assert listed(session)[0]["units"] == 10
    payload = {"approval_id": str(asked_for["approval_id"]), "verdict": "approve"}
    ask = load(CONSENT.decide.request_schema, payload)
    with pytest.raises(Refusal, match="own_request"):
        DECISIONS.decide(session, ask, by=manager, at=AT)
    DECISIONS.decide(session, ask, by=DIRECTOR, at=AT)
    assert listed(session)[0]["units"] == 1
    own = set_target(session, DIRECTOR, **month, units=2)
    assert own["needs"] == ["general_manager"]
    next_month = month | {"period": "2026-12"}
    assert set_target(session, manager, **next_month, units=9)["status"] == "set"


def test_the_target_of_a_period_that_is_over_stays(session: Session) -> None:
    for period in ("2025", "2026-Q3", "2026-10"):
        with pytest.raises(Refusal, match="period_closed"):
            set_target(session, level="company", period=period, units=1)
