"""A quotation is drafted for one's own customer, reviewed, then printed."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from common.learning import NotKnownYet
from contracts.inventory.consent.approvals import CONSENT
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.inventory.consenting import DECISIONS
from tests.inventory.selling.quotations.desk import (
    create,
    decide,
    document,
    listed,
    read,
    request_review,
    reviewed,
    revise,
)
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_quotation_is_kept_as_it_was_worked_out(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    terms: dict[str, Any] = {
        "price": "990000",
        "payment_method": "commercial_loan",
        "home": "second",
    }
    made = create(office, unit, office.customer(), **terms)
    assert made["status"] == "draft"
    assert made["number"].endswith(f"-Q-{clock.business_day(clock.now()).year}-00001")
    found = read(office, made)
    assert found["valid_until"] == (clock.business_day(clock.now()) + timedelta(days=7)).isoformat()
    calculation = found["calculation"]
    assert (calculation["price"], calculation["discount"]) == ("990000.00", "0.01")
    assert [line["amount"] for line in calculation["lines"]] == [
        "20000.00",
        "280000.00",
        "690000.00",
    ]
    assert calculation["home"] == "second"


def test_numbers_count_up_within_the_project(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer = office.customer()
    numbers = [create(office, unit, customer)["number"] for unit in (one, other, one)]
    assert [number[-5:] for number in numbers] == ["00001", "00002", "00003"]


def test_only_for_own_customers_and_units_that_can_be_had(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    office.subscribe(other, office.customer())
    with refused("customer_not_yours"):
        create(office, one, office.customer(office.posted_as(Role.CONSULTANT)))
    with refused("unit_taken"):
        create(office, other, office.customer())
    with refused("not_found"):
        create(office, new_id(), office.customer())
    with refused("date_out_of_range"):
        create(office, one, office.customer(), valid_until="2026-01-01")
    with pytest.raises(NotKnownYet):
        create(office, one, new_id())


def test_a_draft_is_revised_and_nothing_else(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    made = create(office, unit, office.customer())
    assert revise(office, made, price="995000")["price"] == "995000.00"
    assert read(office, made)["calculation"]["price"] == "995000.00"
    review = request_review(office, made)
    with refused("quotation_wrong_status"):
        revise(office, made, price="990000")
    decide(office, review, office.manager)
    with refused("quotation_wrong_status"):
        revise(office, made, price="990000")
    assert read(office, made)["price"] == "995000.00"


@pytest.mark.parametrize(
    ("price", "needs"),
    [
        ("1000000", ["sales_manager"]),
        ("979999", ["sales_manager", "sales_director"]),
        ("969999", ["sales_manager", "general_manager", "finance"]),
    ],
)
def test_whose_review_it_takes_follows_from_the_price(
    office: SalesOffice, price: str, needs: list[str]
) -> None:
    [unit] = office.on_sale(1)
    made = create(office, unit, office.customer(), price=price)
    review = request_review(office, made)
    assert office.needs(review) == needs
    assert review["needs"] == [need for need in needs if need != "finance"]


def test_the_general_manager_reviews_a_large_one_too(office: SalesOffice) -> None:
    [unit] = office.on_sale(1, list_rate=100000, filed_rate=110000)
    made = create(office, unit, office.customer())
    review = request_review(office, made)
    assert review["needs"] == ["sales_manager", "general_manager"]
    decide(office, review, office.manager)
    assert read(office, made)["status"] == "in_review"
    decide(office, review, office.general_manager)
    assert read(office, made)["status"] == "reviewed"


def test_it_is_printed_only_when_it_is_reviewed(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    made = create(office, unit, office.customer())
    with refused("quotation_not_reviewed"):
        document(office, made)
    review = request_review(office, made)
    with refused("quotation_not_reviewed"):
        document(office, made)
    decide(office, review, office.manager)
    printed = document(office, made)
    assert printed["quotation"]["number"] == made["number"]
    assert (printed["project"]["name"], printed["unit"]["number"]) == ("鹭鸣北湖名邸", "100")
    [reviewer] = printed["reviewers"]
    assert (reviewer["role"], reviewer["by"]) == ("sales_manager", office.manager.id)


def test_a_document_never_tells_of_the_floors(office: SalesOffice) -> None:
    [unit] = office.on_sale(1, manager_floor_rate=9876, director_floor_rate=9765)
    made = reviewed(office, unit, office.customer(), price="990000")
    told = str(document(office, made, office.manager)) + str(read(office, made))
    told += str(listed(office, office.manager)) + str(office.told())
    assert "987600.00" not in told
    assert "9876.00" not in told
    assert "976500.00" not in told
    assert "9765.00" not in told


def test_a_rejected_or_withdrawn_review_leaves_a_draft(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    made = create(office, unit, office.customer())
    decide(office, request_review(office, made), office.manager, verdict="reject", comment="重算")
    assert read(office, made)["status"] == "draft"
    revise(office, made, price="999000")
    again = request_review(office, made)
    with refused("quotation_wrong_status"):
        request_review(office, made)
    withdrawal = {"approval_id": again["approval_id"]}
    operation = CONSENT.withdraw
    office.do(DECISIONS.withdraw, operation, office.consultant, **withdrawal)
    assert read(office, made)["status"] == "draft"


def test_nobody_else_asks_for_the_review(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    made = create(office, unit, office.customer())
    with refused("not_found"):
        request_review(office, made, office.posted_as(Role.CONSULTANT))


def test_one_that_was_not_used_in_time_has_expired(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    waiting = request_review(office, create(office, unit, customer))
    made = reviewed(office, unit, customer)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE quotation SET valid_until = '2026-01-01'")
    assert {row["status"] for row in listed(office, office.manager)} == {"expired"}
    assert len(listed(office, office.manager, status="expired")) == 2
    assert listed(office, office.manager, status="reviewed") == []
    with refused("quotation_wrong_status"):
        decide(office, waiting, office.manager)
    with refused("quotation_wrong_status"):
        office.subscribe(unit, customer, quotation_id=made["id"])


def test_a_review_is_of_no_use_when_prices_changed_and_it_takes_somebody_else(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    made = reviewed(office, unit, customer, price="982000")
    waiting = request_review(office, create(office, unit, customer, price="982000"))
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET manager_floor = 990000")
    with refused("consent_outdated"):
        office.subscribe(unit, customer, quotation_id=made["id"])
    with refused("consent_outdated"):
        decide(office, waiting, office.manager)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE unit SET list_price = 981000, manager_floor = 970000")
    with refused("price_above_list"):
        office.subscribe(unit, customer, quotation_id=made["id"])


def test_quotations_are_seen_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer = office.customer()
    made = create(office, one, customer)
    create(office, other, customer)
    assert len(listed(office, office.manager)) == 2
    assert len(listed(office, office.manager, page_size=1)) == 1
    assert len(listed(office, office.consultant, unit_id=str(one))) == 1
    assert listed(office, office.posted_as(Role.CONSULTANT)) == []
    assert listed(office, office.posted_as(Role.SALES_MANAGER, project=new_id())) == []
    with refused("not_found"):
        read(office, made, office.posted_as(Role.CONSULTANT))
