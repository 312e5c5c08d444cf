"""A calculation: price step by step, schedule with days, loans, taxes; never the floors."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from common import clock
from contracts.inventory.pricing import discounts as discount_operations
from contracts.inventory.register import projects as project_operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.pricing.discounts import commands as discounts
from services.inventory.register.projects import queries as project_queries
from tests.commands import answered, asked
from tests.inventory.selling.quotations.desk import preview
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def discount(office: SalesOffice, **more: Any) -> str:
    payload = {
        "project_id": str(office.project),
        "name": "开盘优惠",
        "kind": "public",
        "mode": "multiply",
        "rate": "0.01",
        "valid_from": "2026-01-01",
    } | more
    payload = {name: value for name, value in payload.items() if value is not None}
    found = office.do(
        discounts.create, discount_operations.create_discount, office.manager, **payload
    )
    with office.transaction() as session:
        ask = asked(discount_operations.activate_discount, discount_id=found["id"])
        discounts.activate(session, ask, by=office.manager)
    return str(found["id"])


def test_the_price_comes_about_step_by_step(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    once = discount(office, position=1)
    then = discount(office, name="按时签约", rate="0.005", position=2)
    found = preview(office, unit, discount_ids=[then, once])
    assert [step["price"] for step in found["steps"]] == ["990000.00", "985050.00"]
    assert (found["price"], found["discount"]) == ("985050.00", "0.01495")


def test_a_schedule_has_days_and_sums_to_the_price(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    found = preview(office, unit, payment_method="commercial_loan", price="995000")
    today = clock.business_day(clock.now())
    signing = (today + timedelta(days=7)).isoformat()
    assert found["sign_on"] == signing
    assert [(line["kind"], line["amount"], line["due_on"]) for line in found["lines"]] == [
        ("deposit", "20000.00", today.isoformat()),
        ("down_payment", "285000.00", signing),
        ("loan", "690000.00", None),
    ]
    assert sum(Decimal(line["amount"]) for line in found["lines"]) == Decimal("995000")


def test_the_loan_is_worked_out_both_ways(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    found = preview(
        office,
        unit,
        payment_method="commercial_loan",
        commercial_rate="0.049",
        commercial_amount="700000",
    )
    [loan] = found["loans"]
    assert (loan["kind"], loan["amount"]) == ("commercial_loan", "700000.00")
    assert loan["equal_instalment"]["first"] == "3715.09"
    assert loan["equal_principal"]["first"] == "4802.77"
    assert len(loan["equal_instalment"]["first_year"]) == 12
    assert found["loan_sums"]["equal_instalment_first"] == "3715.09"


def test_a_combined_loan_has_a_commercial_and_a_fund_part(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    found = preview(office, unit, payment_method="combined_loan", fund_amount="400000")
    assert [(loan["kind"], loan["amount"], loan["annual_rate"]) for loan in found["loans"]] == [
        ("commercial_loan", "300000.00", "0.035"),
        ("provident_fund", "400000.00", "0.026"),
    ]


def test_who_borrows_less_pays_more_down(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    found = preview(office, unit, payment_method="commercial_loan", commercial_amount="500000")
    assert [line["amount"] for line in found["lines"]] == ["20000.00", "480000.00", "500000.00"]


def test_a_project_s_own_rates_are_kept_and_reckoned_with(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    terms = {"commercial_rate": "0.0415", "maintenance_fund": "65.00"}
    office.give_settings({"quotation": terms})
    with office.transaction() as session:
        ask = asked(project_operations.read_project, project_id=str(office.project))
        found = project_queries.read_project(session, ask, by=office.director)
        kept = answered(project_operations.read_project, found)["settings"]["quotation"]
    assert (kept["commercial_rate"], kept["fund_rate"]) == ("0.0415", "0.026")
    assert kept["deed_tax_as_of"] == "2024-12-01"
    quoted = preview(office, unit, payment_method="commercial_loan")
    assert quoted["loans"][0]["annual_rate"] == "0.0415"
    assert quoted["taxes"][1]["amount"] == "6500.00"


def test_without_a_loan_there_is_no_loan_table(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    found = preview(office, unit)
    assert (found["loans"], found["loan_sums"]) == ([], None)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"price": "1000000.01"}, "price_above_list"),
        ({"deposit": "200000.01"}, "deposit_above_cap"),
        (
            {"payment_method": "commercial_loan", "commercial_amount": "700000.01"},
            "loan_too_large",
        ),
        ({"payment_method": "combined_loan"}, "invalid_input"),
        ({"commercial_amount": "1.00"}, "invalid_input"),
        ({"payment_method": "provident_fund", "commercial_amount": "1.00"}, "invalid_input"),
        ({"commercial_months": 361}, "invalid_input"),
        ({"commercial_months": 0}, "invalid_input"),
        ({"fund_rate": "0.25"}, "invalid_input"),
        ({"sign_on": "2026-01-01"}, "date_out_of_range"),
        ({"price": "990000", "discount_ids": [str(new_id())]}, "invalid_input"),
        ({"discount_ids": [str(new_id())]}, "not_found"),
        ({"payment_plan_id": str(new_id())}, "not_found"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(
    office: SalesOffice, terms: dict[str, Any], code: str
) -> None:
    [unit] = office.on_sale(1)
    with refused(code):
        preview(office, unit, **terms)


def test_discounts_that_leave_no_price_are_refused(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    gift = {"mode": "add", "rate": None, "amount": "600000"}
    twice = [discount(office, **gift), discount(office, name="再减", **gift)]
    with refused("invalid_input"):
        preview(office, unit, discount_ids=twice)


def test_a_calculation_never_tells_of_the_floors(office: SalesOffice) -> None:
    [unit] = office.on_sale(1, manager_floor_rate=9876, director_floor_rate=9765)
    told = str(preview(office, unit, office.manager, price="970000"))
    assert "987600.00" not in told
    assert "9876.00" not in told
    assert "976500.00" not in told
    assert "9765.00" not in told
    assert "floor" not in told


def test_only_units_within_reach_are_worked_out(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    assert preview(office, unit, office.posted_as(Role.PLANNER))["price"] == "1000000.00"
    with refused("not_found"):
        preview(office, unit, office.posted_as(Role.CONSULTANT, project=new_id()))
    with refused("not_found"):
        preview(office, new_id())
