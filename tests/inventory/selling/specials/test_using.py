"""A special discount serves one customer on one unit, once, for a while."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from common import clock
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.selling import subscriptions as deal_operations
from contracts.refusals import Refusal
from services.inventory.register.deals.models import Deal
from services.inventory.selling.subscriptions import commands as deals
from tests.commands import asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.selling.specials.desk import decide, granted, listed, request, rows
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_with_the_consent_the_price_is_agreed_on_and_told_in_the_story(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    special = request(office, unit, customer, "975000")
    with refused("price_beyond_authority"):
        office.reserve(unit, customer, price="975000")
    with refused("not_a_decider"):
        decide(office, special, office.manager)
    decide(office, special, office.director)
    deal = office.reserve(unit, customer, price="975000")
    assert deal["price"] == "975000.00"
    with office.transaction() as session:
        story = session.scalar(select(Deal.price_story).where(Deal.id == UUID(deal["id"])))
    assert story is not None
    assert story["special_discount_id"] == special["id"]
    assert (story["authority"], story["authority_limit"]) == ("sales_director", "0.025")
    [row] = rows(office, office.manager)
    assert (row["status"], row["building"], row["stair"], row["number"]) == (
        "used",
        "1",
        "1",
        "100",
    )


def test_a_reservation_is_continued_at_a_price_granted_meanwhile(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    reserved = office.reserve(unit, customer)
    granted(office, unit, customer)
    subscribed = office.subscribe(unit, customer, price="975000")
    assert (subscribed["id"], subscribed["price"]) == (reserved["id"], "975000.00")


def test_a_grant_serves_once(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    granted(office, unit, customer)
    office.cancel(office.reserve(unit, customer, price="975000"))
    with refused("price_beyond_authority"):
        office.reserve(unit, customer, price="975000")


def test_a_grant_serves_no_other_customer_unit_or_lower_price(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer = office.customer()
    granted(office, one, customer)
    with refused("price_beyond_authority"):
        office.reserve(one, office.customer(), price="975000")
    with refused("price_beyond_authority"):
        office.reserve(other, customer, price="975000")
    with refused("price_beyond_authority"):
        office.reserve(one, customer, price="974999.99")
    assert office.reserve(one, customer, price="976000")["price"] == "976000.00"


def test_a_grant_is_valid_for_72_hours(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    granted(office, unit, customer)
    late = clock.now() + timedelta(hours=72, seconds=1)
    with refused("price_beyond_authority"):
        office.reserve(unit, customer, price="975000", at=late)
    office.reserve(unit, customer, price="975000", at=late - timedelta(minutes=1))


def test_a_price_within_authority_uses_up_no_grant_and_does_not_look_for_one(
    office: SalesOffice,
) -> None:
    unit, other = office.on_sale(2)
    customer = office.customer()
    granted(office, unit, customer)
    with office.engine.begin() as busy:
        busy.execute(text("LOCK special_discount IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(OperationalError, match="lock timeout"):
            reserve_impatiently(office, other, customer, "975000")
        reserve_impatiently(office, unit, customer, "995000")
    assert listed(office, office.manager) == ["granted"]


def reserve_impatiently(office: SalesOffice, unit: UUID, customer: UUID, price: str) -> None:
    ask = asked(
        deal_operations.reserve_unit, unit_id=str(unit), customer_id=str(customer), price=price
    )
    with office.transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '200ms'"))
        deals.reserve(session, ask, by=office.consultant, at=clock.now())


def test_a_rejected_or_withdrawn_request_grants_nothing(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    special = request(office, unit, customer, "975000")
    with refused("approval_pending"):
        request(office, unit, customer, "974000")
    decide(office, special, office.director, verdict="reject", comment="幅度过大")
    again = request(office, unit, customer, "975000")
    withdrawal = {"approval_id": again["approval_id"]}
    operation = CONSENT.withdraw
    office.do(DECISIONS.withdraw, operation, office.consultant, **withdrawal)
    with refused("price_beyond_authority"):
        office.reserve(unit, customer, price="975000")
    assert listed(office, office.consultant) == ["refused", "refused"]
