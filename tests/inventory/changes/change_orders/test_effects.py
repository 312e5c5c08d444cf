"""What each kind of change does to a deal and its money (换房: `../unit_changes`)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from common import clock
from contracts.schema import new_id
from tests.inventory.changing import Orders, refused
from tests.inventory.control.bindings.test_commands import bind, furnished, unbind


def planned(orders: Orders, deal: object) -> Decimal:
    lines = [Decimal(line["amount"]) for line in orders.schedule(deal)]
    return sum(lines, Decimal(0))


def test_a_cancellation_owes_back_what_no_statement_keeps(orders: Orders) -> None:
    deal = orders.signed()
    order = orders.change(
        deal, "cancellation", penalty="8000.00", forfeited="2000.00", statement="客户单方违约"
    )
    ended = orders.deal(deal)
    assert (ended["stage"], orders.status_of(ended["unit_id"])) == ("cancelled", "unreleased")
    assert orders.refunds(deal) == [("cancellation", "owed", "10000.00")]
    assert (order["refund_id"] is not None, orders.schedule(deal)) == (True, [])
    [sold], [cancelled] = orders.told("unit_sold"), orders.told("sale_cancelled")
    assert cancelled["data"]["reason"] == "cancelled"
    assert cancelled["data"]["sold_on"] == sold["data"]["business_day"]
    assert cancelled["data"]["amount"] == "1000000.00"
    assert "违约" not in str(orders.told()), "free text stays in the order"


def test_nothing_is_kept_without_a_statement(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.received(deal)
    orders.change(deal, "cancellation")
    assert orders.refunds(deal) == [("cancellation", "owed", "20000.00")]


def test_a_cancellation_without_money_owes_nothing(orders: Orders) -> None:
    deal = orders.subscribed()
    order = orders.change(deal, "cancellation")
    assert (orders.refunds(deal), order["refund_id"]) == ([], None)


def test_the_old_documents_stay_and_the_agreement_is_archived(orders: Orders) -> None:
    deal = orders.signed()
    number = orders.deal(deal)["contract_number"]
    order = orders.change(deal, "cancellation")
    assert orders.deal(deal)["contract_number"] == number
    with orders.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT kind, title, source_id::text FROM archived_document"
        ).all()
    assert [tuple(row) for row in found] == [("change_agreement", "退房协议", order["id"])]


@pytest.mark.parametrize("signed", [True, False])
def test_a_new_price_is_told_planned_and_explained(orders: Orders, signed: bool) -> None:
    deal = orders.signed() if signed else orders.subscribed()
    order = orders.change(deal, "price_change", price="985000.00")
    changed = orders.deal(deal)
    assert (changed["price"], changed["discount"]) == ("985000.00", "0.015")
    assert planned(orders, deal) == Decimal("985000.00")
    [change] = changed["price_story"]["changes"]
    assert (change["old_price"], change["new_price"]) == ("1000000.00", "985000.00")
    assert (change["authority"], change["change_order_id"]) == ("sales_supervisor", order["id"])
    [fact] = orders.told("deal_repriced")
    assert (fact["data"]["old_amount"], fact["data"]["new_amount"]) == ("1000000.00", "985000.00")
    assert (fact["data"]["sold_on"] is not None) is signed


def test_a_cancellation_after_a_new_price_tells_the_new_one(orders: Orders) -> None:
    deal = orders.signed()
    orders.change(deal, "price_change", price="985000.00")
    orders.change(deal, "cancellation")
    [cancelled] = orders.told("sale_cancelled")
    assert cancelled["data"]["amount"] == "985000.00"


@pytest.mark.parametrize(
    ("price", "needs"),
    [
        ("999000.00", ["sales_manager"]),
        ("970000.00", ["sales_director"]),
        ("969999.00", ["general_manager", "finance"]),
    ],
)
def test_the_lower_the_price_the_higher_the_consent(
    orders: Orders, price: str, needs: list[str]
) -> None:
    deal = orders.subscribed()
    asked_for = orders.request_change(deal, "price_change", price=price)
    assert orders.needs(asked_for) == needs
    assert asked_for["needs"] == needs[:1]


def test_money_beyond_a_lower_price_is_owed_back(orders: Orders) -> None:
    [unit] = orders.on_sale(1, director_floor_rate=1000, manager_floor_rate=1000)
    deal = orders.signed(unit)
    orders.paid(deal)
    orders.change(deal, "price_change", price="950000.00")
    assert orders.refunds(deal) == [("price_change", "owed", "50000.00")]
    assert planned(orders, deal) == Decimal("950000.00")


@pytest.mark.parametrize(
    ("price", "code"),
    [
        ("1000000.01", "price_above_list"),
        ("1000000.00", "changes_nothing"),
        ("99999.00", "deposit_above_cap"),
    ],
)
def test_a_price_that_cannot_be_is_refused(orders: Orders, price: str, code: str) -> None:
    deal = orders.subscribed()
    with refused(code) as refusal:
        orders.request_change(deal, "price_change", price=price)
    assert refusal.value.details["field"] == "price"


@pytest.mark.parametrize(
    ("days", "needs"), [(7, "sales_manager"), (14, "sales_director"), (15, "general_manager")]
)
def test_signing_may_be_later_by_the_consent_to_the_days(
    orders: Orders, days: int, needs: str
) -> None:
    deal = orders.subscribed()
    before = datetime.fromisoformat(orders.deal(deal)["sign_by"])
    asked_for = orders.request_change(deal, "extension", days=days)
    assert asked_for["needs"] == [needs]
    orders.consent(asked_for)
    after = datetime.fromisoformat(orders.deal(deal)["sign_by"])
    assert after - before == timedelta(days=days)
    told = orders.told("deal_changed")[-1]["data"]
    assert (told["change"], told["stage"]) == ("signing_extended", "subscribed")
    assert datetime.fromisoformat(told["sign_by"]) == after


def test_extensions_add_up(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.change(deal, "extension", days=7)
    assert orders.request_change(deal, "extension", days=1)["needs"] == ["sales_director"]


def test_an_extension_after_the_day_counts_from_today(orders: Orders) -> None:
    deal = orders.subscribed()
    later = clock.now() + timedelta(days=10)
    asked_for = orders.request_change(deal, "extension", days=2, at=later)
    assert asked_for["needs"] == ["sales_manager"]
    orders.consent(asked_for, at=later)
    sign_by = datetime.fromisoformat(orders.deal(deal)["sign_by"])
    assert sign_by == clock.end_of(clock.business_day(later) + timedelta(days=2))


def test_the_rest_is_planned_anew_and_what_is_paid_stays_paid(orders: Orders) -> None:
    deal = orders.signed()
    orders.change(deal, "payment_plan_change", payment_method="commercial_loan")
    changed = orders.deal(deal)
    assert changed["payment_method"] == "commercial_loan"
    assert planned(orders, deal) == Decimal("1000000.00")
    kinds = {line["kind"] for line in orders.schedule(deal)}
    assert "loan" in kinds
    account = orders.account(deal)
    assert (account["balance"], account["unallocated"]) == ("20000.00", "0.00")


def test_the_loans_of_a_signed_contract_follow_its_payment_plan(orders: Orders) -> None:
    deal = orders.signed()
    orders.change(deal, "payment_plan_change", payment_method="combined_loan")
    open_loans = [loan["kind"] for loan in orders.read(deal)["loans"] if not loan["ended_at"]]
    assert sorted(open_loans) == ["commercial_loan", "provident_fund"]


def test_a_cancelled_sale_has_no_milestones_to_reach(orders: Orders) -> None:
    deal = orders.signed()
    orders.change(deal, "cancellation")
    assert set(orders.deadlines(deal).values()) == {"dropped"}


def test_the_same_payment_plan_changes_nothing(orders: Orders) -> None:
    deal = orders.subscribed()
    with refused("changes_nothing"):
        orders.request_change(deal, "payment_plan_change", payment_method="lump_sum")


def test_a_payment_plan_of_nobody_is_not_found(orders: Orders) -> None:
    deal = orders.subscribed()
    with refused("not_found"):
        orders.request_change(
            deal,
            "payment_plan_change",
            payment_method="lump_sum",
            payment_plan_id=str(new_id()),
        )


@pytest.mark.parametrize(("measured", "held"), [("101.50", "1005000.00"), ("98.50", "975000.00")])
def test_a_lower_price_gives_back_what_was_paid_for_the_price_only(
    orders: Orders, measured: str, held: str
) -> None:
    deal = orders.signed()
    orders.paid(deal)
    orders.step("settle", deal, gross_area=measured)
    orders.paid(deal)
    orders.change(deal, "price_change", price="990000.00")
    refunds = [
        Decimal(amount) for cause, _, amount in orders.refunds(deal) if cause == "price_change"
    ]
    assert refunds == [Decimal("10000.00")]
    owed = sum((Decimal(amount) for _, _, amount in orders.refunds(deal)), Decimal(0))
    assert Decimal(orders.account(deal)["balance"]) - owed == Decimal(held)
    assert orders.account(deal)["unallocated"] == "0.00"


@pytest.mark.parametrize("kind", ["cancellation", "unit_change"])
@pytest.mark.parametrize("settled", ["undone", "unbound", "bound elsewhere"])
def test_a_home_is_given_back_once_the_space_bought_with_it_is_settled(
    orders: Orders, kind: str, settled: str
) -> None:
    home, other, space, _ = furnished(orders)
    bind(orders, space, home)
    buyer = orders.customer()
    deal, along = orders.subscribe(home, buyer), orders.subscribe(space, buyer)
    terms: dict[str, Any] = {"target_unit_id": str(other)} if kind == "unit_change" else {}
    foreseen = orders.foreseen(deal, kind, **terms)
    assert (foreseen["first"], foreseen["bound_units"]) == (["bound_units_settled"], ["2 100"])
    if settled == "bound elsewhere":
        orders.reserve(other, buyer)
    asked_for = orders.request_change(deal, kind, **terms)
    with refused("change_needs_first") as refusal:
        orders.decide_change(asked_for, orders.manager)
    assert refusal.value.details["first"] == ["bound_units_settled"]
    if settled == "undone":
        orders.undo(along)
    else:
        unbind(orders, space)
    if settled == "bound elsewhere":
        bind(orders, space, other)
    orders.decide_change(asked_for, orders.manager)
    assert orders.status_of(home) == "unreleased"
    kept = "unreleased" if settled == "undone" else "subscribed"
    assert orders.status_of(space) == kept


def test_a_space_of_another_buyer_or_of_nobody_holds_no_home_back(orders: Orders) -> None:
    home, _, space, free = furnished(orders)
    orders.subscribe(space, orders.customer())
    deal = orders.subscribe(home, orders.customer())
    bind(orders, free, home)
    orders.change(deal, "cancellation")
    assert orders.status_of(home) == "unreleased"
