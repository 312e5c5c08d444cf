"""A deal's buyer and its owners change by order."""

from uuid import UUID

from sqlalchemy import select

from contracts.office.roles import Role
from contracts.schema import new_id
from services.inventory.register.units.models import Unit
from tests.inventory.changing import Orders, refused


def owners(orders: Orders, deal: object) -> dict[str, str]:
    return {owner["customer_id"]: owner["share"] for owner in orders.possible(deal)["owners"]}


def buyer_of(orders: Orders, unit: str) -> UUID | None:
    with orders.engine.connect() as connection:
        return connection.scalar(select(Unit.buyer_id).where(Unit.id == UUID(unit)))


def test_a_rename_gives_deal_and_unit_another_buyer_and_tells_who(orders: Orders) -> None:
    deal, to = orders.signed(), str(orders.customer())
    orders.change(deal, "rename", customer_id=to)
    assert orders.deal(deal)["customer_id"] == to
    assert str(buyer_of(orders, deal["unit_id"])) == to
    told = [
        fact["data"] for fact in orders.told("deal_changed") if fact["data"]["customer_id"] == to
    ]
    assert [(fact["change"], fact["deal_id"]) for fact in told] == [("renamed", deal["id"])]
    assert ("rename", "sold", "sold") in orders.moves_of(UUID(deal["unit_id"]))
    assert owners(orders, deal) == {to: "1"}


def test_money_stays_with_the_renamed_deal(orders: Orders) -> None:
    deal = orders.subscribed()
    orders.received(deal)
    asked_for = orders.request_change(deal, "rename", customer_id=str(orders.customer()))
    assert asked_for["needs"] == ["sales_manager", "finance"]
    orders.consent(asked_for)
    assert orders.account(deal)["balance"] == "20000.00"


def test_owners_are_added_and_removed_and_the_shares_stay_whole(orders: Orders) -> None:
    deal = orders.subscribed()
    main, wife, son = (
        orders.deal(deal)["customer_id"],
        str(orders.customer()),
        str(orders.customer()),
    )
    orders.change(deal, "add_owner", customer_id=wife, share="0.5")
    orders.change(deal, "add_owner", customer_id=son, share="0.1")
    assert owners(orders, deal) == {main: "0.4", wife: "0.5", son: "0.1"}
    orders.change(deal, "remove_owner", customer_id=wife)
    assert owners(orders, deal) == {main: "0.9", son: "0.1"}
    to = str(orders.customer())
    orders.change(deal, "rename", customer_id=to)
    assert owners(orders, deal) == {to: "0.9", son: "0.1"}


def test_an_owner_is_a_customer_of_the_deals_consultant(orders: Orders) -> None:
    deal = orders.subscribed()
    theirs = str(orders.customer(orders.posted_as(Role.CONSULTANT)))
    with refused("customer_not_yours") as refusal:
        orders.request_change(deal, "rename", customer_id=theirs)
    assert refusal.value.details["field"] == "customer_id"
    with refused("customer_not_yours"):
        orders.request_change(deal, "add_owner", customer_id=theirs, share="0.1")
    with refused("not_found"):
        orders.foreseen(deal, "rename", customer_id=str(new_id()))
