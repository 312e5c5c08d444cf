"""What is overdue, one by one and by age, as far as one's scope reaches (逾期账龄)."""

from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.money import overdue as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.overdue import queries
from tests.commands import answered, asked
from tests.inventory.owing import ended, owing, paid
from tests.inventory.workbench import SalesOffice

AGES = (1, 7, 8, 30, 31, 90, 91, 180, 181)


@pytest.fixture
def late(office: SalesOffice) -> Any:
    """One deal with an instalment of a thousand for each age, and the rest due in the future."""
    lines = [(f"{age} 天", "1000.00", -age) for age in AGES]
    return owing(office, *lines, ("今天", "1000.00", 0), ("以后", "990000.00", 30))


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[Any]:
    with office.transaction() as session:
        ask = asked(operations.list_overdue, **chosen)
        found = queries.list_overdue(session, ask, by=by, at=clock.now())
        rows: list[Any] = answered(operations.list_overdue, found)["items"]
        return rows


def summed(office: SalesOffice, by: Actor, **chosen: Any) -> Any:
    with office.transaction() as session:
        ask = asked(operations.summarise_overdue, **chosen)
        found = queries.summarise_overdue(session, ask, by=by, at=clock.now())
        return answered(operations.summarise_overdue, found)


def test_what_was_due_before_today_is_listed_oldest_first(office: SalesOffice, late: Any) -> None:
    rows = listed(office, office.finance)
    assert [row["days"] for row in rows] == sorted(AGES, reverse=True)
    assert {row["deal_id"] for row in rows} == {late["id"]}
    oldest = rows[0]
    assert (oldest["overdue"], oldest["late_fee"], oldest["bucket"]) == (
        "1000.00",
        "54.30",
        "beyond",
    )
    assert (oldest["building"], oldest["unit_number"]) == ("1", "100")


@pytest.mark.parametrize(
    ("bucket", "ages"),
    [
        ("to_7", {1, 7}),
        ("to_30", {8, 30}),
        ("to_90", {31, 90}),
        ("to_180", {91, 180}),
        ("beyond", {181}),
    ],
)
def test_a_bucket_has_what_is_of_its_age(
    office: SalesOffice, late: Any, bucket: str, ages: set[int]
) -> None:
    assert {row["days"] for row in listed(office, office.finance, bucket=bucket)} == ages


def test_the_sums_are_those_of_the_list(office: SalesOffice, late: Any) -> None:
    total = summed(office, office.finance)["total"]
    assert (total["overdue"], total["instalments"], total["deals"]) == ("9000.00", 9, 1)
    assert total["ageing"] == {
        "to_7": "2000.00",
        "to_30": "2000.00",
        "to_90": "2000.00",
        "to_180": "2000.00",
        "beyond": "1000.00",
    }


def test_what_is_paid_is_overdue_no_more(office: SalesOffice, late: Any) -> None:
    paid(office, late, "1500.00")
    rows = listed(office, office.finance)
    assert (len(rows), rows[0]["days"], rows[0]["overdue"]) == (8, 180, "500.00")
    assert summed(office, office.finance)["total"]["overdue"] == "7500.00"


def test_an_ended_deal_owes_nothing(office: SalesOffice, late: Any) -> None:
    ended(office, late)
    assert listed(office, office.finance) == []
    found = summed(office, office.finance)
    assert (found["items"], found["total"]["overdue"]) == ([], "0.00")


def test_the_list_goes_on_page_by_page(office: SalesOffice, late: Any) -> None:
    seen: list[UUID] = []
    cursor = None
    with office.transaction() as session:
        for _ in range(5):
            ask = asked(operations.list_overdue, page_size=2, cursor=cursor)
            page = queries.list_overdue(session, ask, by=office.finance, at=clock.now())
            seen += [row["instalment_id"] for row in page["items"]]
            cursor = page["next"]
    assert cursor is None
    assert len(seen) == len(set(seen)) == len(AGES)


@pytest.mark.parametrize("group_by", ["project", "team", "consultant", "customer"])
def test_it_is_summed_by_whom_one_wants(office: SalesOffice, late: Any, group_by: str) -> None:
    [row] = summed(office, office.finance, group_by=group_by)["items"]
    [instalment, *_] = listed(office, office.finance)
    assert row["key"] == instalment[f"{group_by}_id"]
    assert row["overdue"] == "9000.00"


def test_groups_that_owe_most_come_first_page_by_page(office: SalesOffice) -> None:
    for unit, amount in zip(office.on_sale(3), ("100", "300", "200"), strict=True):
        owing(office, ("逾期", amount, -3), ("以后", str(1000000 - int(amount)), 3), unit=unit)
    first = summed(office, office.finance, group_by="customer", page_size=2)
    assert [row["overdue"] for row in first["items"]] == ["300.00", "200.00"]
    last = summed(office, office.finance, group_by="customer", page_size=2, cursor=first["next"])
    assert [row["overdue"] for row in last["items"]] == ["100.00"]
    assert (last["next"], last["total"]["overdue"]) == (None, "600.00")


@pytest.mark.parametrize("cursor", ["x", "2026-01-01~x", "~", "x~" + "0" * 32, "NaN~x"])
def test_a_cursor_of_another_list_is_refused(office: SalesOffice, cursor: str) -> None:
    for ask_for in (listed, summed):
        with pytest.raises(Refusal, match="invalid_input"):
            ask_for(office, office.finance, cursor=cursor)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SALES_MANAGER, True),
        (Role.SALES_SUPERVISOR, True),
        (Role.FINANCE, True),
        (Role.SALES_ASSISTANT, True),
        (Role.CONSULTANT, False),
        (Role.CONTROL_CLERK, False),
        (Role.PLANNER, False),
    ],
)
def test_it_is_seen_as_far_as_the_scope_reaches(
    office: SalesOffice, late: Any, role: Role, sees: bool
) -> None:
    assert bool(listed(office, office.posted_as(role))) == sees
    assert bool(summed(office, office.posted_as(role))["items"]) == sees
    elsewhere = office.posted_as(role, project=new_id())
    assert listed(office, elsewhere) == summed(office, elsewhere)["items"] == []


def test_a_consultant_sees_their_own(office: SalesOffice, late: Any) -> None:
    assert len(listed(office, office.consultant)) == len(AGES)
