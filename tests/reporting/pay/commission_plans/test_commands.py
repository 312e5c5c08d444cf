from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.reporting.consent.approvals import CONSENT
from contracts.reporting.pay import commission_plans as operations
from contracts.schema import load, new_id
from services.reporting.facts.projects.commands import keep
from services.reporting.pay.commission_plans import commands, queries
from tests.commands import answered
from tests.reporting.answers import DIRECTOR, write_plan
from tests.reporting.business import Team, tell
from tests.reporting.consenting import DECISIONS
from tests.tokens import actor_for

AT = datetime(2026, 11, 15, tzinfo=UTC)
PLAN: dict[str, Any] = {
    "effective_from": "2026-11",
    "tiers": [{"up_to": "0.5", "including": False, "rate": "0.002"}, {"rate": "0.006"}],
    "payout": {"receipts": "0.7", "settled": "0.2", "handover": "0.1"},
}


def read_plan(session: Session, project: object, by: Actor = DIRECTOR, **asked: str) -> Any:
    operation = operations.read_commission_plan
    ask = load(operation.request_schema, {"project_id": str(project)} | asked)
    return answered(operation, queries.plan_of_project(session, ask, by, AT))


def test_a_project_without_a_plan_has_the_companys_default(session: Session) -> None:
    project = _opened(session)
    assert read_plan(session, project) == {
        "id": None,
        "version": None,
        "project_id": str(project),
        "effective_from": None,
        "tiers": [
            {"up_to": "0.6", "including": False, "rate": "0.003"},
            {"up_to": "0.8", "including": True, "rate": "0.004"},
            {"up_to": None, "including": True, "rate": "0.005"},
        ],
        "condition_receipts": "0.3",
        "payout": {"receipts": "0.7", "settled": "0.2", "handover": "0.1"},
    }


def test_what_was_written_is_read_back_for_its_months(session: Session) -> None:
    team = Team()
    write_plan(session, team, "2026-11", "0.001", "0.002")
    write_plan(session, team, "2026-12", "0.009")
    assert read_plan(session, team.project)["tiers"] == [
        {"up_to": "0.1", "including": True, "rate": "0.001"},
        {"up_to": None, "including": True, "rate": "0.002"},
    ]
    assert read_plan(session, team.project, period="2027-03")["effective_from"] == "2026-12"
    assert read_plan(session, team.project, period="2026-10")["id"] is None


def test_writing_the_same_month_again_replaces_the_plan(session: Session) -> None:
    team = Team()
    for rate in ("0.001", "0.002"):
        write_plan(session, team, "2026-11", rate)
    plan = read_plan(session, team.project)
    assert (plan["version"], plan["tiers"][0]["rate"]) == (2, "0.002")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tiers": []}, "tiers"),
        ({"tiers": [{"up_to": "0.5", "rate": "0.002"}]}, "tiers"),
        ({"tiers": [{"rate": "0.002"}, {"rate": "0.003"}]}, "tiers"),
        (
            {"tiers": [{"up_to": "2", "rate": "0"}, {"up_to": "1", "rate": "0"}, {"rate": "0"}]},
            "tiers",
        ),
        ({"tiers": [{"rate": "0.3"}]}, "tiers"),
        ({"effective_from": "2026-Q4"}, "effective_from"),
        ({"payout": {"receipts": "0.7", "settled": "0.2", "handover": "0.2"}}, "payout"),
        ({"payout": {"receipts": "0.7"}}, "payout"),
        ({"condition_receipts": "1.5"}, "condition_receipts"),
    ],
)
def test_a_wrong_plan_is_refused_by_the_name_of_the_field(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        load(
            operations.request_commission_plan.request_schema,
            {"project_id": str(new_id())} | PLAN | change,
        )
    assert list(refused.value.details["fields"]) == [field]


def test_a_manager_asks_for_plans_in_their_region_only(session: Session) -> None:
    mine = _opened(session)
    manager = actor_for(Role.SALES_MANAGER, region_projects=[mine])
    schema = operations.request_commission_plan.request_schema
    ask = load(schema, PLAN | {"project_id": str(mine)})
    assert commands.request(session, ask, by=manager, at=AT)["status"] == "requested"
    ask = load(schema, PLAN | {"project_id": str(_opened(session))})
    with pytest.raises(Refusal) as refused:
        commands.request(session, ask, by=manager, at=AT)
    assert refused.value.code == "not_found"


def test_a_consultant_reads_the_plan_of_their_own_project_only(session: Session) -> None:
    mine = _opened(session)
    consultant = actor_for(Role.CONSULTANT, projects=[mine])
    assert read_plan(session, mine, consultant)["id"] is None
    with pytest.raises(Refusal) as refused:
        read_plan(session, _opened(session), consultant)
    assert refused.value.code == "not_found"


def test_a_project_that_does_not_exist_has_no_plan_and_gets_none(session: Session) -> None:
    with pytest.raises(Refusal, match="not_found"):
        read_plan(session, new_id())
    ask = load(
        operations.request_commission_plan.request_schema, PLAN | {"project_id": str(new_id())}
    )
    with pytest.raises(NotKnownYet):
        commands.request(session, ask, by=DIRECTOR, at=AT)


def ask_for(session: Session, project: UUID, by: Actor, at: datetime = AT, **says: Any) -> Any:
    schema = operations.request_commission_plan.request_schema
    return commands.request(
        session, load(schema, PLAN | {"project_id": str(project)} | says), by=by, at=at
    )


def decide(
    session: Session, asked_for: Any, by: Actor, verdict: str = "approve", at: datetime = AT
) -> Any:
    payload = {
        "approval_id": str(asked_for["approval_id"]),
        "verdict": verdict,
        "comment": "已核对",
    }
    return DECISIONS.decide(session, load(CONSENT.decide.request_schema, payload), by=by, at=at)


def test_a_plan_holds_with_the_director_s_consent(session: Session) -> None:
    project = _opened(session)
    manager = actor_for(Role.SALES_MANAGER, region_projects=[project])
    asked_for = ask_for(session, project, manager)
    assert asked_for["needs"] == ["sales_director"]
    assert read_plan(session, project)["id"] is None
    with pytest.raises(Refusal, match="own_request"):
        decide(session, asked_for, manager)
    decide(session, asked_for, DIRECTOR)
    assert read_plan(session, project)["tiers"][1]["rate"] == "0.006"
    own = ask_for(session, project, DIRECTOR, effective_from="2026-12")
    assert own["needs"] == ["general_manager"]
    decide(session, own, actor_for(Role.GENERAL_MANAGER), "reject")
    assert read_plan(session, project, period="2026-12")["effective_from"] == "2026-11"
    operation = operations.list_commission_plan_requests
    ask = load(operation.request_schema, {"project_id": str(project)})
    found = answered(operation, queries.list_requests(session, ask, by=manager))["items"]
    assert sorted(row["status"] for row in found) == ["granted", "refused"]


def test_a_plan_re_rates_no_month_that_is_over_or_has_sales(session: Session) -> None:
    team = Team()
    keep(session, team.project)
    with pytest.raises(Refusal) as refused:
        ask_for(session, team.project, DIRECTOR, effective_from="2026-10")
    assert (refused.value.code, refused.value.details["first"]) == (
        "commission_plan_too_late",
        "2026-11",
    )
    waiting = ask_for(session, team.project, DIRECTOR)
    tell(session, team.sale("1000000.00", sold_on=date(2026, 11, 5)).sold())
    for attempt in (
        lambda: decide(session, waiting, actor_for(Role.GENERAL_MANAGER)),
        lambda: ask_for(session, team.project, DIRECTOR),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.details["first"] == "2026-12"
    assert ask_for(session, team.project, DIRECTOR, effective_from="2026-12")


def _opened(session: Session) -> UUID:
    """A project of which inventory has told."""
    project = new_id()
    keep(session, project)
    return project
