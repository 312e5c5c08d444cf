from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.office.roles import Role
from tests.reporting.answers import agree_target, read_commission, read_daily, write_plan
from tests.reporting.business import Team, tell
from tests.tokens import actor_for

DECEMBER = date(2026, 12, 2)


def amounts(answer: Any) -> list[str]:
    return [line["amount"] for line in answer["items"]]


def test_a_sale_accrues_and_says_how_it_came_about(session: Session) -> None:
    team = Team()
    sale = team.sale("1000000.00")
    agree_target(session, team, "2026-11", amount="2000000.00")
    tell(session, sale.subscribed(), sale.sold(), sale.received("300000.00"))
    [line] = read_commission(session, "2026-11")["items"]
    line.pop("id")
    assert line == {
        "kind": "accrual",
        "project_id": str(team.project),
        "team_id": str(team.team),
        "consultant_id": str(team.consultant),
        "deal_id": str(sale.deal),
        "unit_id": str(sale.unit),
        "business_day": "2026-11-03",
        "sale_period": "2026-11",
        "base_amount": "1000000.00",
        "attainment": "0.5",
        "rate": "0.003",
        "amount": "3000.00",
        "received_amount": "300000.00",
        "condition_met": True,
        "loan_paid_out": False,
        "handed_over": False,
        "payable_amount": "2100.00",
    }


def test_every_sale_of_the_month_is_rerated_when_the_attainment_rises(session: Session) -> None:
    team = Team()
    agree_target(session, team, "2026-11", amount="2000000.00")
    seen = []
    for _ in range(3):
        tell(session, team.sale("600000.00").sold())
        seen.append(amounts(read_commission(session, "2026-11")))
    assert seen == [["1800.00"], ["2400.00"] * 2, ["3000.00"] * 3]


def test_a_new_target_rerates_the_month_too(session: Session) -> None:
    team = Team()
    tell(session, team.sale("1000000.00").sold())
    assert amounts(read_commission(session, "2026-11")) == ["3000.00"]
    agree_target(session, team, "2026-11", units=1)
    assert amounts(read_commission(session, "2026-11")) == ["5000.00"]


def test_a_cancellation_is_clawed_back_in_its_own_month_exactly_as_it_accrued(
    session: Session,
) -> None:
    team = Team()
    agree_target(session, team, "2026-11", units=1)
    agree_target(session, team, "2026-12", units=1)
    sale = team.sale("1234567.89")
    tell(session, sale.sold(), sale.received("1234567.89"), sale.cancelled(DECEMBER))
    november = read_commission(session, "2026-11")
    december = read_commission(session, "2026-12")
    assert amounts(november) == ["6172.84"]
    [clawback] = december["items"]
    assert (clawback["kind"], clawback["amount"]) == ("clawback", "-6172.84")
    assert (clawback["sale_period"], clawback["rate"]) == ("2026-11", "0.005")
    assert clawback["payable_amount"] == f"-{november['items'][0]['payable_amount']}"
    [summed] = december["consultants"]
    assert (summed["accrued"], summed["clawed_back"]) == ("0.00", "6172.84")
    assert (summed["amount"], summed["attainment"]) == ("-6172.84", "-1")


def test_a_cancellation_that_arrives_first_claws_back_once_the_sale_is_known(
    session: Session,
) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.cancelled(DECEMBER))
    assert amounts(read_commission(session, "2026-12")) == []
    tell(session, sale.sold())
    assert amounts(read_commission(session, "2026-11")) == ["3000.00"]
    assert amounts(read_commission(session, "2026-12")) == ["-3000.00"]


def test_a_price_change_adjusts_the_commission_in_its_own_month(session: Session) -> None:
    team = Team()
    agree_target(session, team, "2026-11", units=1)
    sale = team.sale("1234567.89")
    lowered, after = sale.repriced(DECEMBER, "1200000.00")
    tell(session, lowered, sale.sold(), sale.received("1200000.00"))
    assert amounts(read_commission(session, "2026-11")) == ["6172.84"]
    december = read_commission(session, "2026-12")
    [line] = december["items"]
    assert (line["kind"], line["amount"]) == ("adjustment", "-172.84")
    assert (line["base_amount"], line["rate"]) == ("-34567.89", "0.005")
    assert december["consultants"][0]["adjusted"] == "-172.84"
    tell(session, after.cancelled(date(2027, 1, 5)))
    assert amounts(read_commission(session, "2027-01")) == ["-6000.00"]
    months = [read_commission(session, month) for month in ("2026-11", "2026-12", "2027-01")]
    for name in ("amount", "payable_amount"):
        assert sum(Decimal(month["items"][0][name]) for month in months) == 0


def test_money_taken_back_no_longer_meets_the_condition(session: Session) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.reversed("1.00"), sale.sold(), sale.received("300000.00"))
    [line] = read_commission(session, "2026-11")["items"]
    assert (line["received_amount"], line["condition_met"]) == ("299999.00", False)
    assert line["payable_amount"] == "0.00"


@pytest.mark.parametrize(
    ("cause", "payable"), [("overpayment", "2100.00"), ("area_settlement", "2700.00")]
)
def test_money_paid_back_counts_no_longer_unless_it_was_beyond_the_price(
    session: Session, cause: str, payable: str
) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.refunded("0.01", cause=cause), sale.received("1000000.00"), sale.sold())
    [line] = read_commission(session, "2026-11")["items"]
    assert line["payable_amount"] == payable


def test_a_price_change_before_signing_adjusts_nothing(session: Session) -> None:
    lowered, sale = Team().sale("1000000.00").repriced(DECEMBER, "900000.00", signed=False)
    tell(session, lowered, sale.sold())
    assert amounts(read_commission(session, "2026-11")) == ["2700.00"]
    assert amounts(read_commission(session, "2026-12")) == []


def test_a_cancelled_subscription_has_nothing_to_claw_back(session: Session) -> None:
    sale = Team().sale()
    tell(session, sale.subscribed(), sale.cancelled(DECEMBER, signed=False))
    for month in ("2026-11", "2026-12"):
        answer = read_commission(session, month)
        assert (answer["items"], answer["consultants"], answer["next"]) == ([], [], None)


def test_a_projects_own_plan_holds_from_its_month_on(session: Session) -> None:
    team = Team()
    write_plan(session, team, "2026-11", "0.01", "0.02")
    write_plan(session, team, "2027-01", "0.03")
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    tell(session, *(team.sale("100.00", sold_on=day).sold() for day in days))
    months = ["2026-10", "2026-11", "2026-12", "2027-01"]
    assert [amounts(read_commission(session, month)) for month in months] == [
        ["0.30"],
        ["1.00"],
        ["1.00"],
        ["3.00"],
    ]


def test_a_plan_of_one_project_leaves_the_others_alone(session: Session) -> None:
    here, there = Team(), Team()
    write_plan(session, here, "2026-01", "0.01")
    tell(session, here.sale("100.00").sold(), there.sale("100.00").sold())
    assert sorted(amounts(read_commission(session, "2026-11"))) == ["0.30", "1.00"]


def test_a_month_is_summed_per_consultant_and_project(session: Session) -> None:
    one, other = Team(), Team()
    tell(session, one.sale("1000.00").sold(), one.sale("2000.00").sold())
    tell(session, other.sale("4000.00").sold())
    summed = read_commission(session, "2026-11")["consultants"]
    assert {row["consultant_id"]: row["amount"] for row in summed} == {
        str(one.consultant): "9.00",
        str(other.consultant): "12.00",
    }


@pytest.fixture
def office(session: Session) -> dict[str, Team]:
    """Two consultants of one team, one of another team beside them, one elsewhere."""
    one = Team()
    people = {
        "one": one,
        "mate": Team(project=one.project, team=one.team),
        "rival": Team(project=one.project),
        "elsewhere": Team(),
    }
    for whose in people.values():
        tell(session, whose.sale().sold())
    return people


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CONSULTANT, {"one"}),
        (Role.SALES_SUPERVISOR, {"one", "mate"}),
        (Role.FINANCE, {"one", "mate", "rival"}),
        (Role.SALES_DIRECTOR, {"one", "mate", "rival", "elsewhere"}),
        (Role.CONTROL_CLERK, set()),
    ],
)
def test_commission_is_shown_within_ones_scope_only(
    session: Session, office: dict[str, Team], role: Role, sees: set[str]
) -> None:
    one = office["one"]
    by: Actor = actor_for(role, staff_id=one.consultant, team=one.team, projects=[one.project])
    shown = read_commission(session, "2026-11", by)
    expected = {str(office[who].consultant) for who in sees}
    assert {line["consultant_id"] for line in shown["items"]} == expected
    assert {row["consultant_id"] for row in shown["consultants"]} == expected


def test_the_filters_narrow_and_never_widen(session: Session, office: dict[str, Team]) -> None:
    one, elsewhere = office["one"], office["elsewhere"]
    only = read_commission(session, "2026-11", consultant_id=str(one.consultant))
    assert {line["consultant_id"] for line in only["items"]} == {str(one.consultant)}
    there = read_commission(session, "2026-11", project_id=str(elsewhere.project))
    assert {line["project_id"] for line in there["items"]} == {str(elsewhere.project)}
    supervisor = actor_for(Role.SALES_SUPERVISOR, team=one.team, projects=[one.project])
    theirs = read_commission(
        session, "2026-11", supervisor, consultant_id=str(elsewhere.consultant)
    )
    assert theirs["items"] == []


def test_lines_come_in_pages_and_the_sums_stay_those_of_the_month(session: Session) -> None:
    team = Team()
    for _ in range(5):
        tell(session, team.sale("1000.00").sold())
    seen: list[str] = []
    asked: dict[str, Any] = {"page_size": 2}
    while True:
        page = read_commission(session, "2026-11", **asked)
        assert page["consultants"][0]["amount"] == "15.00"
        seen += [line["id"] for line in page["items"]]
        if page["next"] is None:
            break
        asked["cursor"] = page["next"]
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("order", [*permutations(["sold", "received", "paid_out", "handed_over"])])
def test_payout_and_handover_make_the_rest_payable_in_any_order(
    session: Session, order: tuple[str, ...]
) -> None:
    sale = Team().sale("1000000.00")
    told = {
        "sold": sale.sold(),
        "received": sale.received("300000.00"),
        "paid_out": sale.paid_out(),
        "handed_over": sale.handed_over(),
    }
    tell(session, *(told[name] for name in (*order, order[0])))
    [line] = read_commission(session, "2026-11")["items"]
    assert (line["loan_paid_out"], line["handed_over"]) == (True, True)
    assert line["payable_amount"] == line["amount"] == "3000.00"
    assert read_daily(session, "2026-11-03")["total"]["received_amount"] == "300000.00"


def test_the_first_of_two_loans_makes_nothing_payable(session: Session) -> None:
    sale = Team().sale("1000000.00")
    tell(session, sale.sold(), sale.received("300000.00"), sale.paid_out(is_last=False))
    [line] = read_commission(session, "2026-11")["items"]
    assert (line["loan_paid_out"], line["payable_amount"]) == (False, "2100.00")
