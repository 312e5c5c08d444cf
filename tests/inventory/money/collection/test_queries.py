"""What came of what was due, and of what was agreed (回款率)."""

from decimal import Decimal
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.money import collection as operations
from contracts.inventory.money.refunds import RefundCause
from contracts.office.roles import Role
from contracts.schema import new_id
from services.inventory.money.collection import queries
from tests.commands import answered, asked
from tests.inventory.money.refunds.test_commands import owed_for, paid_back
from tests.inventory.owing import LONG_AGO, day, ended, owing, paid
from tests.inventory.workbench import SalesOffice


def read(office: SalesOffice, by: Actor | None = None, **chosen: Any) -> Any:
    with office.transaction() as session:
        ask = asked(operations.read_collection, **chosen)
        found = queries.read_collection(session, ask, by=by or office.finance, at=clock.now())
        return answered(operations.read_collection, found)


def test_the_rates_are_of_what_was_due_and_of_what_was_agreed(office: SalesOffice) -> None:
    deal = owing(office, ("首付款", "400000.00", -40), ("尾款", "600000.00", 20))
    paid(office, deal, "300000.00", ago=30)
    [row] = read(office)["items"]
    assert row == {
        "key": str(office.project),
        "due": "400000.00",
        "received": "300000.00",
        "contract": "1000000.00",
        "rate_due": "0.75",
        "rate_contract": "0.3",
    }
    assert read(office)["total"] == {name: row[name] for name in row if name != "key"}


def test_it_is_read_as_of_any_day(office: SalesOffice) -> None:
    deal = owing(office, ("首付款", "400000.00", -40), ("尾款", "600000.00", -10))
    paid(office, deal, "300000.00", ago=30)
    totals = {ago: read(office, on=day(-ago).isoformat())["total"] for ago in (299, 40, 30, 10)}
    assert {ago: (total["due"], total["received"]) for ago, total in totals.items()} == {
        299: ("0.00", "0.00"),
        40: ("400000.00", "0.00"),
        30: ("400000.00", "300000.00"),
        10: ("1000000.00", "300000.00"),
    }
    assert totals[299]["rate_due"] is None


def test_money_that_went_back_does_not_count(office: SalesOffice) -> None:
    deal = owing(office, ("房款", "1000000.00", -1))
    paid(office, deal, "1000000.00")
    refund = owed_for(office, deal, "5000.00", RefundCause.AREA_SETTLEMENT, new_id())
    paid_back(office, {"id": str(refund)})
    assert read(office)["total"]["received"] == "995000.00"


def test_deals_that_have_ended_do_not_count(office: SalesOffice) -> None:
    deal = owing(office, ("房款", "1000000.00", -1))
    paid(office, deal, "1000.00")
    ended(office, deal)
    assert read(office)["items"] == []
    assert Decimal(read(office)["total"]["contract"]) == 0


def test_months_tell_what_was_due_came_and_was_agreed_in_them(office: SalesOffice) -> None:
    deal = owing(office, ("首付款", "400000.00", -70), ("尾款", "600000.00", 20))
    paid(office, deal, "300000.00", ago=35)
    rows = {row["key"]: row for row in read(office, group_by="month")["items"]}
    agreed = clock.business_day(clock.now() - LONG_AGO)
    assert rows[f"{agreed:%Y-%m}"]["contract"] == "1000000.00"
    assert rows[f"{day(-70):%Y-%m}"]["due"] == "400000.00"
    assert rows[f"{day(-35):%Y-%m}"]["received"] == "300000.00"
    assert list(rows) == sorted(rows)


def test_consultants_each_have_their_own_page_by_page(office: SalesOffice) -> None:
    colleague = office.posted_as(Role.CONSULTANT)
    one, other = office.on_sale(2)
    owing(office, ("房款", "1000000.00", -1), unit=one)
    office.subscribe(other, office.customer(colleague), by=colleague)
    first = read(office, group_by="consultant", page_size=1)
    last = read(office, group_by="consultant", page_size=1, cursor=first["next"])
    keys = [row["key"] for page in (first, last) for row in page["items"]]
    assert keys == sorted([office.consultant.id, colleague.id])
    assert last["next"] is None
    assert first["total"] == last["total"]
    mine = read(office, group_by="consultant", consultant_id=colleague.id)["items"]
    assert [row["key"] for row in mine] == [colleague.id]


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.SALES_MANAGER, True), (Role.CONSULTANT, False), (Role.PLANNER, False)],
)
def test_it_is_seen_as_far_as_the_scope_reaches(
    office: SalesOffice, role: Role, sees: bool
) -> None:
    owing(office, ("房款", "1000000.00", -1))
    assert bool(read(office, office.posted_as(role))["items"]) == sees
    assert read(office, office.posted_as(role, project=new_id()))["items"] == []
    assert len(read(office, office.consultant)["items"]) == 1
