from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.reporting.facts import figures as operations
from contracts.schema import load, new_id
from services.reporting.facts.figures import queries
from tests.commands import answered
from tests.reporting.business import Team, tell
from tests.tokens import actor_for

DAY = date(2026, 11, 3)
DIRECTOR = actor_for(Role.SALES_DIRECTOR)


def daily(session: Session, by: Actor = DIRECTOR, **asked: Any) -> Any:
    operation = operations.read_daily_report
    ask = load(operation.request_schema, {"day": DAY.isoformat()} | asked)
    return answered(operation, queries.daily_report(session, ask, by))


def period(session: Session, by: Actor = DIRECTOR, **asked: Any) -> Any:
    operation = operations.read_figures
    ask = load(operation.request_schema, asked)
    return answered(operation, queries.period_figures(session, ask, by))


def test_a_day_shows_what_was_subscribed_sold_cancelled_and_received(session: Session) -> None:
    team = Team()
    first, second = team.sale("1280000.00"), team.sale("900000.50")
    tell(session, first.subscribed(), first.sold(), first.received("384000.00"))
    tell(session, second.subscribed(), second.cancelled(DAY, signed=False))
    assert daily(session)["total"] == {
        "subscribed_units": 2,
        "subscribed_amount": "2180000.50",
        "sold_units": 1,
        "sold_amount": "1280000.00",
        "sold_area": "100.50",
        "cancelled_units": 1,
        "cancelled_amount": "900000.50",
        "cancelled_signed_units": 0,
        "cancelled_signed_amount": "0.00",
        "repriced_amount": "0.00",
        "repriced_signed_amount": "0.00",
        "net_units": 1,
        "net_amount": "1280000.00",
        "receipts": 1,
        "received_amount": "384000.00",
        "refunded_amount": "0.00",
        "delivered_units": 0,
        "settled_amount": "0.00",
    }


def test_a_cancellation_counts_on_its_own_day_and_leaves_the_past_as_it_was(
    session: Session,
) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.sold())
    before = daily(session)
    tell(session, sale.cancelled(date(2026, 12, 1)))
    assert daily(session) == before
    december = daily(session, day="2026-12-01")["total"]
    assert (december["cancelled_signed_units"], december["net_amount"]) == (1, "-1000000.00")


def test_a_price_change_counts_its_difference_on_its_own_day(session: Session) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.sold())
    before = daily(session)
    lowered, sale = sale.repriced(date(2026, 12, 1), "950000.00")
    tell(session, lowered, lowered)
    assert daily(session) == before
    december = daily(session, day="2026-12-01")["total"]
    assert (december["repriced_amount"], december["net_amount"]) == ("-50000.00", "-50000.00")


def test_money_taken_back_counts_on_its_own_day(session: Session) -> None:
    sale = Team().sale()
    tell(session, sale.received("5000.00"), sale.reversed("5000.00", date(2026, 12, 1)))
    assert daily(session)["total"]["received_amount"] == "5000.00"
    december = daily(session, day="2026-12-01")["total"]
    assert (december["receipts"], december["received_amount"]) == (0, "-5000.00")


def test_money_paid_back_lowers_what_was_received_on_its_own_day(session: Session) -> None:
    sale = Team().sale()
    returned = sale.refunded("4000.00", date(2026, 12, 1))
    tell(session, returned, sale.received("5000.00"), returned)
    assert daily(session)["total"]["received_amount"] == "5000.00"
    december = daily(session, day="2026-12-01")["total"]
    assert (december["refunded_amount"], december["received_amount"]) == ("4000.00", "-4000.00")


def test_what_is_settled_for_the_area_is_shown_and_leaves_the_price(session: Session) -> None:
    team = Team()
    larger, smaller = team.sale("1000000.00"), team.sale("900000.00")
    tell(session, larger.sold(), larger.handed_over("8000.00"))
    tell(session, smaller.sold(), smaller.handed_over("-1500.00"))
    total = daily(session)["total"]
    assert (total["delivered_units"], total["settled_amount"]) == (2, "6500.00")
    assert total["net_amount"] == "1900000.00"


@pytest.mark.parametrize("cancellation_first", [True, False])
def test_a_sale_repriced_and_cancelled_leaves_nothing(
    session: Session, cancellation_first: bool
) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.sold())
    raised, sale = sale.repriced(DAY, "1030000.00")
    changes = [raised, sale.cancelled(DAY)]
    tell(session, *(changes[::-1] if cancellation_first else changes))
    total = daily(session)["total"]
    assert (total["net_units"], total["net_amount"]) == (0, "0.00")
    assert total["cancelled_signed_amount"] == "1030000.00"


def test_a_price_change_before_signing_leaves_what_was_sold_alone(session: Session) -> None:
    sale = Team().sale("1000000.00")
    lowered, sale = sale.repriced(DAY, "950000.00", signed=False)
    tell(session, sale.sold(), lowered)
    total = daily(session)["total"]
    assert (total["net_amount"], total["repriced_amount"]) == ("950000.00", "-50000.00")
    assert total["repriced_signed_amount"] == "0.00"


def test_the_same_event_counts_once_however_often_it_arrives(session: Session) -> None:
    sold = Team().sale().sold()
    tell(session, sold, sold, sold)
    assert daily(session)["total"]["sold_units"] == 1


def test_a_day_is_summed_by_project_team_and_consultant(session: Session) -> None:
    one = Team()
    mate = Team(project=one.project, team=one.team)
    lone = Team(project=one.project, team=None)
    other = Team()
    for whose in (one, one, mate, lone, other):
        tell(session, whose.sale("100.00").sold())
    report = daily(session)
    assert sold_by(report["projects"], "project_id") == {one.project: 4, other.project: 1}
    assert sold_by(report["teams"], "team_id") == {one.team: 3, None: 1, other.team: 1}
    assert sold_by(report["items"], "consultant_id") == {
        one.consultant: 2,
        mate.consultant: 1,
        lone.consultant: 1,
        other.consultant: 1,
    }
    assert daily(session, project_id=str(other.project))["total"]["sold_units"] == 1


def test_a_day_s_consultants_come_in_pages_beneath_the_whole_day_s_sums(session: Session) -> None:
    one, other = Team(), Team()
    mates = [Team(project=one.project, team=one.team) for _ in range(3)]
    lone = Team(project=one.project, team=None)
    for whose in (one, other, lone, *mates):
        tell(session, whose.sale("100.00").sold())
    whole, seen, pages, cursor = daily(session), [], 0, None
    while pages == 0 or cursor:
        report = daily(session, page_size=2, cursor=cursor)
        seen += report["items"]
        pages, cursor = pages + 1, report["next"]
        assert report["total"]["sold_units"] == 6
        assert (report["projects"], report["teams"]) == (whole["projects"], whole["teams"])
    assert (pages, seen, whole["next"]) == (3, whole["items"], None)
    assert len({row["consultant_id"] for row in seen}) == 6


def test_everybody_sees_only_what_their_scope_covers(session: Session) -> None:
    one = Team()
    mate = Team(project=one.project, team=one.team)
    other = Team()
    for whose in (one, mate, other):
        tell(session, whose.sale("100.00").sold())
    here: dict[str, Any] = {"projects": [one.project], "team": one.team}
    seen = {
        "the consultant": actor_for(Role.CONSULTANT, staff_id=one.consultant, **here),
        "the supervisor": actor_for(Role.SALES_SUPERVISOR, **here),
        "the manager": actor_for(Role.SALES_MANAGER, region_projects=[one.project, other.project]),
        "the director": DIRECTOR,
        "a clerk elsewhere": actor_for(Role.CONTROL_CLERK, projects=[new_id()]),
        "a service clerk": actor_for(Role.SERVICE_CLERK, **here),
    }
    counted = {who: daily(session, by)["total"]["sold_units"] for who, by in seen.items()}
    assert counted == {
        "the consultant": 1,
        "the supervisor": 2,
        "the manager": 3,
        "the director": 3,
        "a clerk elsewhere": 0,
        "a service clerk": 0,
    }


@pytest.mark.parametrize(
    ("group_by", "key"),
    [
        ("day", "day"),
        ("project", "project_id"),
        ("team", "team_id"),
        ("consultant", "consultant_id"),
    ],
)
def test_a_period_is_grouped_as_asked_and_its_groups_make_the_total(
    session: Session, group_by: str, key: str
) -> None:
    one, other = Team(), Team()
    for day in (1, 2, 3):
        tell(session, one.sale("10.00", sold_on=date(2026, 11, day)).sold())
    tell(session, other.sale("1.00", sold_on=date(2026, 11, 30)).sold())
    tell(session, other.sale("1.00", sold_on=date(2026, 12, 1)).sold())
    asked: dict[str, Any] = {"from": "2026-11-01", "to": "2026-11-30", "group_by": group_by}
    answer = period(session, **asked)
    assert answer["total"]["sold_amount"] == "31.00"
    assert sum(Decimal(item["sold_amount"]) for item in answer["items"]) == 31
    assert len({item[key] for item in answer["items"]}) == len(answer["items"])
    assert len(answer["items"]) == (4 if group_by == "day" else 2)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"from": "2026-11-02", "to": "2026-11-01"}, "to"),
        ({"from": "2025-01-01", "to": "2026-11-01"}, "to"),
        ({"to": "2026-11-01"}, "from"),
        ({"from": "2026-11-01", "to": "2026-11-02", "group_by": "sky"}, "group_by"),
        ({"from": "2026-11-01", "to": "2026-11-02", "colour": "red"}, "colour"),
    ],
)
def test_a_wrong_period_is_refused_by_the_name_of_the_field(
    asked: Mapping[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        load(operations.read_figures.request_schema, asked)
    assert refused.value.code == "invalid_input"
    assert list(refused.value.details["fields"]) == [field]


def sold_by(rows: list[dict[str, Any]], key: str) -> dict[UUID | None, int]:
    return {row[key] and UUID(row[key]): row["sold_units"] for row in rows}
