"""A reviewed quotation gives a deal its price, discounts, deposit and schedule, once."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.register.deals.models import Deal
from services.inventory.selling.quotations import queries
from tests.inventory.selling.quotations.desk import create, read, reviewed
from tests.inventory.workbench import SalesOffice


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_subscription_takes_price_discounts_deposit_and_plan_and_uses_it_up(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    terms = {"price": "982000", "deposit": "50000", "payment_method": "commercial_loan"}
    made = reviewed(office, unit, customer, **terms)
    with refused("price_beyond_authority"):
        office.subscribe(unit, customer, price="982000")
    deal = office.subscribe(
        unit, customer, quotation_id=made["id"], payment_method="commercial_loan"
    )
    assert deal["price"] == "982000.00"
    used = read(office, made)
    assert (used["status"], used["deal_id"]) == ("used", deal["id"])
    with office.transaction() as session:
        kept = session.get_one(Deal, UUID(deal["id"]))
        agreed = queries.terms(session, kept)
    assert (str(kept.deposit), str(kept.quotation_id)) == ("50000.00", made["id"])
    assert kept.price_story["quotation_id"] == made["id"]
    assert kept.price_story["authority"] == "sales_manager"
    assert agreed is not None
    assert (agreed.number, agreed.price) == (made["number"], kept.price)
    assert sum(line.amount for line in agreed.lines) == kept.price


def test_the_deal_s_schedule_is_the_quoted_one(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    terms = {"payment_method": "commercial_loan", "commercial_amount": "450000"}
    made = reviewed(office, unit, customer, **terms)
    deal = office.subscribe(
        unit, customer, quotation_id=made["id"], payment_method="commercial_loan"
    )
    with office.transaction() as session:
        rows = session.scalars(
            select(Instalment)
            .where(Instalment.deal_id == UUID(deal["id"]))
            .order_by(Instalment.number)
        )
        claimed = [(row.kind, str(row.amount)) for row in rows]
    assert claimed == [
        ("deposit", "20000.00"),
        ("down_payment", "530000.00"),
        ("loan", "450000.00"),
    ]


def test_a_reservation_is_continued_at_the_quotation_s_price(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    reserved = office.reserve(unit, customer)
    made = reviewed(office, unit, customer, price="985000")
    deal = office.subscribe(unit, customer, quotation_id=made["id"])
    assert (deal["id"], deal["price"]) == (reserved["id"], "985000.00")
    assert read(office, made)["deal_id"] == reserved["id"]


def test_a_quotation_serves_once(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    made = reviewed(office, unit, customer)
    deal = office.subscribe(unit, customer, quotation_id=made["id"])
    office.undo(deal)
    office.review()
    office.release()
    with refused("quotation_wrong_status"):
        office.subscribe(unit, customer, quotation_id=made["id"])


def test_an_unreviewed_quotation_gives_no_price(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    made = create(office, unit, customer)
    with refused("quotation_wrong_status"):
        office.subscribe(unit, customer, quotation_id=made["id"])


def test_a_quotation_serves_its_customer_unit_and_terms_only(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    customer = office.customer()
    made = reviewed(office, one, customer)
    with refused("not_found"):
        office.subscribe(one, office.customer(), quotation_id=made["id"])
    with refused("not_found"):
        office.subscribe(other, customer, quotation_id=made["id"])
    different: list[dict[str, Any]] = [
        {"payment_method": "commercial_loan"},
        {"deposit": "1000"},
        {"payment_plan_id": str(new_id())},
    ]
    for differing in different:
        with refused("quotation_mismatch"):
            office.subscribe(one, customer, quotation_id=made["id"], **differing)
    with refused("invalid_input"):
        office.subscribe(one, customer, quotation_id=made["id"], price="990000")
    assert office.subscribe(one, customer, quotation_id=made["id"])["price"] == "1000000.00"


def test_a_deal_without_a_quotation_has_no_quoted_terms(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    office.subscribe(unit, office.customer())
    with office.transaction() as session:
        assert queries.terms(session, session.scalars(select(Deal)).one()) is None
