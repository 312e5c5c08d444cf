"""Late fees accrue by themselves, are charged by the manager and waived with consent (违约金)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.money import late_fees as operations
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.accounts.queries import claims as schedules
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.late_fees import commands, queries
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.owing import day, ended, owing, paid
from tests.inventory.workbench import SalesOffice

TEN_DAYS_LATE = (("首付款", "300000.00", -10), ("尾款", "700000.00", 20))
FEE = "900.00"
"""Ten days at 90 yuan."""


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def fees(office: SalesOffice, deal: Any, *, at: datetime | None = None) -> dict[str, Any]:
    with office.transaction() as session:
        ask = asked(operations.read_late_fees, deal_id=deal["id"])
        found = queries.read_late_fees(session, ask, by=office.finance, at=at or clock.now())
        answer: dict[str, Any] = answered(operations.read_late_fees, found)
        return answer


def charge(office: SalesOffice, deal: Any, *, at: datetime | None = None) -> Any:
    operation = operations.charge_late_fees
    return office.do(commands.charge, operation, office.manager, at, deal_id=deal["id"])


def ask_waiver(office: SalesOffice, fee_id: str, by: Actor | None = None, **more: Any) -> Any:
    payload = {"late_fee_id": fee_id, "reason": "银行放款延误"} | more
    operation = operations.request_late_fee_waiver
    return office.do(commands.request_waiver, operation, by or office.consultant, **payload)


def decide(office: SalesOffice, waiver: Any, by: Actor, verdict: str = "approve") -> Any:
    payload = {"approval_id": waiver["approval_id"], "verdict": verdict, "comment": "已核实"}
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def claimed(office: SalesOffice, deal: Any) -> list[tuple[str, Decimal]]:
    """The late fees in the deal's schedule, with what is unpaid of them."""
    with office.transaction() as session:
        live = schedules.live(session, UUID(deal["id"]))
        late = [claim for claim in live if claim.kind == InstalmentKind.LATE_FEE]
        return [(claim.name, claim.amount - claim.paid) for claim in late]


def test_a_fee_accrues_from_the_day_after_due(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    found = fees(office, deal)
    assert (found["rate"], found["accrued"], found["charged"]) == ("0.0003", FEE, [])
    [row] = found["accruing"]
    assert (row["name"], row["overdue"], row["days"]) == ("首付款", "300000.00", 10)
    assert (row["from_on"], row["through"]) == (day(-9).isoformat(), day(0).isoformat())


def test_money_counts_from_the_day_on_which_it_came(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    paid(office, deal, "100000.00", ago=10)
    assert fees(office, deal)["accrued"] == "600.00"
    paid(office, deal, "100000.00", ago=4)
    assert fees(office, deal)["accrued"] == "480.00"
    paid(office, deal, "100000.00", ago=0)
    found = fees(office, deal)
    assert found["accrued"] == "480.00"
    assert found["accruing"][0]["overdue"] == "0.00"


def test_what_is_charged_is_a_claim_and_never_charged_again(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    assert charge(office, deal)["amount"] == FEE
    assert claimed(office, deal) == [("违约金·首付款", Decimal(FEE))]
    assert fees(office, deal)["accrued"] == "0.00"
    with refused("nothing_late"):
        charge(office, deal)
    [row] = fees(office, deal)["charged"]
    assert (row["amount"], row["unpaid"], row["waived"]) == (FEE, FEE, "0.00")
    tomorrow = clock.now() + timedelta(days=1)
    assert charge(office, deal, at=tomorrow)["amount"] == "90.00"
    assert fees(office, deal, at=tomorrow)["charged"][0]["from_on"] == day(1).isoformat()


def test_several_late_instalments_are_charged_one_by_one(office: SalesOffice) -> None:
    deal = owing(
        office, ("一期", "100000.00", -20), ("二期", "200000.00", -5), ("三期", "700000.00", 5)
    )
    charged = charge(office, deal)
    assert charged["amount"] == "900.00"
    assert len(charged["late_fee_ids"]) == 2
    assert {row["amount"] for row in fees(office, deal)["charged"]} == {"600.00", "300.00"}


def test_a_late_fee_costs_no_late_fee(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    paid(office, deal, "300000.00", ago=0)
    charge(office, deal)
    much_later = clock.now() + timedelta(days=60)
    names = {row["name"] for row in fees(office, deal, at=much_later)["accruing"]}
    assert names == {"尾款"}


def test_surplus_money_pays_a_charged_fee_at_once(office: SalesOffice) -> None:
    deal = owing(office, ("房款", "1000000.00", -10))
    paid(office, deal, "1000500.00", ago=0)
    charge(office, deal)
    assert claimed(office, deal) == [("违约金·房款", Decimal("2500.00"))]


def test_nothing_is_late_on_the_due_day_and_nothing_of_an_ended_deal(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    today = owing(office, ("房款", "1000000.00", 0), unit=one)
    with refused("nothing_late"):
        charge(office, today)
    gone = owing(office, *TEN_DAYS_LATE, unit=other)
    ended(office, gone)
    assert fees(office, gone)["accrued"] == "0.00"
    with refused("deal_wrong_stage"):
        charge(office, gone)


def test_a_new_schedule_charges_no_day_again(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    charge(office, deal)
    lines = [Line("房款", InstalmentKind.INSTALMENT, Decimal(1000000), day(-30))]
    with office.transaction() as session:
        row = session.get_one(Deal, UUID(deal["id"]), with_for_update=True)
        instalments.agree(session, row, lines, by=office.manager, at=clock.now())
    assert fees(office, deal)["accrued"] == "0.00"
    tomorrow = clock.now() + timedelta(days=1)
    assert fees(office, deal, at=tomorrow)["accrued"] == "300.00"


def test_a_project_sets_its_rate_and_what_is_charged_keeps_its_own(office: SalesOffice) -> None:
    deal = owing(office, *TEN_DAYS_LATE)
    charge(office, deal)
    office.give_settings({"late_fee_rate": "0.0005"})
    tomorrow = clock.now() + timedelta(days=1)
    found = fees(office, deal, at=tomorrow)
    assert (found["rate"], found["accrued"]) == ("0.0005", "150.00")
    assert (found["charged"][0]["rate"], found["charged"][0]["amount"]) == ("0.0003", FEE)


def charged(office: SalesOffice, *lines: tuple[str, str, int]) -> tuple[Any, str]:
    deal = owing(office, *(lines or TEN_DAYS_LATE))
    [fee_id] = charge(office, deal)["late_fee_ids"]
    return deal, fee_id


def test_the_manager_waives_a_part_and_then_the_rest(office: SalesOffice) -> None:
    deal, fee = charged(office)
    waiver = ask_waiver(office, fee, amount="300.00")
    assert waiver["needs"] == ["sales_manager"]
    assert fees(office, deal)["charged"][0]["pending_waiver"] == "300.00"
    decide(office, waiver, office.manager)
    assert claimed(office, deal) == [("违约金·首付款", Decimal("600.00"))]
    decide(office, ask_waiver(office, fee), office.manager)
    assert claimed(office, deal) == []
    [row] = fees(office, deal)["charged"]
    assert (row["waived"], row["unpaid"], row["pending_waiver"]) == (FEE, "0.00", None)


def test_beyond_the_limit_it_takes_the_director(office: SalesOffice) -> None:
    _, fee = charged(office, ("房款", "1000000.00", -17))
    waiver = ask_waiver(office, fee, amount="5000.01")
    assert waiver["needs"] == ["sales_director"]
    with refused("not_a_decider"):
        decide(office, waiver, office.manager)
    decide(office, waiver, office.director)


def test_nobody_waives_what_they_asked_for(office: SalesOffice) -> None:
    _, fee = charged(office)
    waiver = ask_waiver(office, fee, by=office.manager)
    with refused("own_request"):
        decide(office, waiver, office.manager)
    decide(office, waiver, office.posted_as(Role.SALES_MANAGER))


def test_a_rejected_waiver_leaves_the_fee_and_may_be_asked_for_again(office: SalesOffice) -> None:
    deal, fee = charged(office)
    first = ask_waiver(office, fee)
    with refused("approval_pending"):
        ask_waiver(office, fee)
    decide(office, first, office.manager, "reject")
    assert claimed(office, deal) == [("违约金·首付款", Decimal(FEE))]
    ask_waiver(office, fee)


def test_no_more_is_waived_than_is_unpaid(office: SalesOffice) -> None:
    deal, fee = charged(office)
    with refused("late_fee_settled") as why:
        ask_waiver(office, fee, amount="900.01")
    assert why.value.details["most"] == FEE
    waiver = ask_waiver(office, fee)
    office.received(deal, kind="late_fee", amount="500.00")
    with refused("late_fee_settled") as why:
        decide(office, waiver, office.manager)
    assert why.value.details["most"] == "400.00"


def test_facts_and_events_name_nobody_and_give_no_reason(office: SalesOffice) -> None:
    _, fee = charged(office)
    ask_waiver(office, fee)
    assert "银行放款延误" not in str(office.told())
    [told] = office.told("approval_requested")
    assert (told["data"]["kind"], told["data"]["needs"]) == ("late_fee_waiver", ["sales_manager"])


def test_others_fees_do_not_exist(office: SalesOffice) -> None:
    deal, fee = charged(office)
    rival = office.posted_as(Role.CONSULTANT)
    with refused("not_found"):
        ask_waiver(office, fee, by=rival)
    with refused("not_found"), office.transaction() as session:
        ask = asked(operations.read_late_fees, deal_id=deal["id"])
        queries.read_late_fees(session, ask, by=rival, at=clock.now())
    elsewhere = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        office.do(commands.charge, operations.charge_late_fees, elsewhere, deal_id=deal["id"])
