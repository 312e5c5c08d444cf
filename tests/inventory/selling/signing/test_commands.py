"""From subscription to contract on a real database; the alarm for those that stay unsigned."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.selling.signing import commands
from tests.inventory.workbench import SalesOffice


def subscribed(office: SalesOffice, **cells: Any) -> Any:
    [unit] = office.on_sale(1, **cells)
    return office.subscribe(unit, office.customer())


def test_a_contract_is_refused_until_everything_is_there(office: SalesOffice) -> None:
    deal = subscribed(office)
    needs = []
    steps = [
        lambda: None,
        lambda: office.confirm(office.request_deposit(deal)),
        lambda: office.check_documents(deal),
        lambda: office.sign_off(deal),
    ]
    for step in steps:
        step()
        try:
            office.sign(deal)
        except Refusal as refusal:
            needs.append((refusal.code, refusal.details["missing"]))
    assert needs == [
        ("contract_not_ready", ["deposit", "documents", "letter"]),
        ("contract_not_ready", ["documents", "letter"]),
        ("contract_not_ready", ["letter"]),
    ]


def test_the_manager_signs_for_the_letter_only_when_the_documents_are_complete(
    office: SalesOffice,
) -> None:
    deal = subscribed(office)
    office.check_documents(deal, complete=False, missing=["身份证复印件"])
    with pytest.raises(Refusal) as refused:
        office.sign_off(deal)
    assert refused.value.code == "documents_incomplete"
    assert refused.value.details["missing"] == ["身份证复印件"]
    office.check_documents(deal)
    office.sign_off(deal)
    for again, code in (
        (office.check_documents, "already_checked"),
        (office.sign_off, "already_signed_off"),
    ):
        with pytest.raises(Refusal) as refused:
            again(deal)
        assert refused.value.code == code


def test_a_large_contract_waits_for_the_general_manager(office: SalesOffice) -> None:
    rates = {"list_rate": 100000, "filed_rate": 100000, "manager_floor_rate": None}
    deal = subscribed(office, **rates, director_floor_rate=None)
    office.made_ready(deal)
    with pytest.raises(Refusal) as refused:
        office.sign(deal)
    assert refused.value.code == "needs_general_manager"
    assert office.sign(deal, by=office.general_manager)["stage"] == "sold"


def test_a_contract_is_signed_once(office: SalesOffice) -> None:
    deal = subscribed(office)
    office.made_ready(deal)
    office.sign(deal)
    with pytest.raises(Refusal) as refused:
        office.sign(deal)
    assert refused.value.code == "deal_wrong_stage"
    assert len(office.told("unit_sold")) == 1


def test_two_managers_at_once_sign_a_contract_once(office: SalesOffice) -> None:
    deal = subscribed(office)
    office.made_ready(deal)
    start, outcomes = threading.Barrier(2), []

    def sign() -> None:
        start.wait()
        try:
            outcomes.append(office.sign(deal)["stage"])
        except Refusal as refusal:
            outcomes.append(refusal.code)

    managers = [threading.Thread(target=sign) for _ in range(2)]
    for manager in managers:
        manager.start()
    for manager in managers:
        manager.join()
    assert sorted(outcomes) == ["deal_wrong_stage", "sold"]
    assert len(office.told("unit_sold")) == 1


def test_contract_numbers_count_per_project(office: SalesOffice) -> None:
    numbers = []
    for unit in office.on_sale(3):
        deal = office.subscribe(unit, office.customer())
        office.made_ready(deal)
        numbers.append(office.sign(deal)["contract_number"].rpartition("-")[2])
    assert numbers == ["00001", "00002", "00003"]


def test_signing_tomorrow_or_before_the_subscription_is_refused(office: SalesOffice) -> None:
    deal = subscribed(office)
    office.made_ready(deal)
    today = clock.business_day(clock.now())
    for day in (today + timedelta(days=1), today - timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            office.sign(deal, signed_on=day.isoformat())
        assert refused.value.code == "date_out_of_range"


def test_another_regions_manager_does_not_find_the_deal(office: SalesOffice) -> None:
    deal = subscribed(office)
    stranger = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with pytest.raises(Refusal) as refused:
        office.sign(deal, by=stranger)
    assert refused.value.code == "not_found"


def test_an_unsigned_subscription_raises_one_alarm_and_stays(office: SalesOffice) -> None:
    deal = subscribed(office)
    told = []
    for days in (6, 9, 10):
        with office.transaction() as session:
            at = clock.now() + timedelta(days=days)
            told.append(commands.tell_overdue(session, by=office.manager, at=at))
    assert told == [0, 1, 0]
    [fact] = [e for e in office.told("deal_changed") if e["data"]["change"] == "signing_overdue"]
    assert fact["data"]["deal_id"] == deal["id"]
    with office.engine.connect() as connection:
        assert connection.scalar(text("SELECT stage FROM deal")) == "subscribed"
