"""Money goes back once, by three people, and never more than the company holds (退款)."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.money import refunds as operations
from contracts.inventory.money.refunds import RefundCause
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.money.accounts.queries import account as instalments
from services.inventory.money.refunds import commands, queries
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.owing import day, ended, owing, paid
from tests.inventory.workbench import SalesOffice


def owed(office: SalesOffice, deal: Any, amount: str | None = None, by: Actor | None = None) -> Any:
    payload = {"deal_id": deal["id"]} | ({} if amount is None else {"amount": amount})
    operation = operations.owe_refund
    return office.do(commands.owe_by_hand, operation, by or office.consultant, **payload)


def owed_for(
    office: SalesOffice, deal: Any, amount: str, cause: RefundCause, source: UUID | None = None
) -> UUID:
    """As another topic would say it."""
    with office.transaction() as session:
        row = session.get_one(Deal, UUID(deal["id"]), with_for_update=True)
        refund = commands.owe(
            session,
            row,
            Decimal(amount),
            cause=cause,
            source_id=source,
            by=office.manager,
            at=clock.now(),
        )
        return refund.id


def requested(office: SalesOffice, refund: Any, by: Actor | None = None) -> Any:
    operation = operations.request_refund
    payload = {"refund_id": refund["id"], "payee_note": "退回原付款账户"}
    return office.do(commands.request, operation, by or office.consultant, **payload)


def confirmed(office: SalesOffice, refund: Any, by: Actor | None = None) -> Any:
    operation = operations.confirm_refund
    return office.do(commands.confirm, operation, by or office.manager, refund_id=refund["id"])


def pay(office: SalesOffice, refund: Any, by: Actor | None = None, **more: Any) -> Any:
    payload = {"refund_id": refund["id"], "payment_ref": "202611210001"} | more
    return office.do(commands.pay, operations.pay_refund, by or office.finance, **payload)


def cancel(office: SalesOffice, refund: Any) -> Any:
    payload = {"refund_id": refund["id"], "reason": "客户同意转作下期房款"}
    return office.do(commands.cancel, operations.cancel_refund, office.manager, **payload)


def paid_back(office: SalesOffice, refund: Any) -> Any:
    return pay(office, confirmed(office, requested(office, refund)))


def account(office: SalesOffice, deal: Any) -> Any:
    with office.transaction() as session:
        return instalments.account(session, UUID(deal["id"]), on=day(0))


def overpaid(office: SalesOffice, by: str = "50000.00") -> Any:
    """A deal over a million for which that much more came."""
    deal = owing(office, ("房款", "1000000.00", 5))
    paid(office, deal, str(Decimal("1000000.00") + Decimal(by)))
    return deal


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_finance_pays_what_sales_asked_for_and_the_manager_confirmed(office: SalesOffice) -> None:
    deal = overpaid(office)
    refund = owed(office, deal)
    assert refund["status"] == "owed"
    assert account(office, deal).refunded == 0
    done = paid_back(office, refund)
    assert (done["status"], done["version"]) == ("paid", 4)
    assert account(office, deal).refunded == Decimal("50000.00")
    assert account(office, deal).balance == Decimal("1000000.00")
    assert account(office, deal).unallocated == 0


def test_everybody_is_told_what_was_paid_and_nothing_personal(office: SalesOffice) -> None:
    deal = overpaid(office)
    paid_back(office, owed(office, deal))
    [fact] = office.told("refund_paid")
    assert fact["data"]["amount"] == "50000.00"
    assert fact["data"]["cause"] == "overpayment"
    assert fact["data"]["deal_id"] == deal["id"]
    assert fact["data"]["business_day"] == day(0).isoformat()
    assert "原付款账户" not in str(office.told())
    assert [event["data"]["status"] for event in office.told("refund_changed")] == [
        "owed",
        "requested",
        "confirmed",
    ]


def test_an_active_deal_gives_back_only_what_no_claim_uses(office: SalesOffice) -> None:
    deal = overpaid(office)
    with refused("refund_above_balance") as why:
        owed(office, deal, "50000.01")
    assert why.value.details["most"] == "50000.00"
    owed(office, deal, "30000.00")
    with refused("refund_above_balance"):
        owed(office, deal, "20000.01")
    owed(office, deal, "20000.00")
    with refused("refund_above_balance"):
        owed(office, deal)


def test_an_ended_deal_gives_back_all_that_is_held(office: SalesOffice) -> None:
    deal = owing(office, ("房款", "1000000.00", 5))
    paid(office, deal, "300000.00")
    ended(office, deal)
    refund = owed(office, deal)
    paid_back(office, refund)
    [fact] = office.told("refund_paid")
    assert (fact["data"]["amount"], fact["data"]["cause"]) == ("300000.00", "cancellation")
    assert account(office, deal).balance == 0


def test_money_that_is_owed_back_pays_no_claim(office: SalesOffice) -> None:
    deal = overpaid(office)
    refund = owed(office, deal)
    assert account(office, deal).unallocated == 0
    cancel(office, refund)
    assert account(office, deal).unallocated == Decimal("50000.00")
    assert account(office, deal).balance == Decimal("1050000.00")


def test_an_area_settlement_gives_back_paid_money_and_leaves_the_schedule_paid(
    office: SalesOffice,
) -> None:
    deal = owing(office, ("房款", "1000000.00", 5))
    paid(office, deal, "1000000.00")
    refund_id = owed_for(office, deal, "5000.00", RefundCause.AREA_SETTLEMENT, new_id())
    paid_back(office, {"id": str(refund_id)})
    assert account(office, deal).unallocated == 0
    assert account(office, deal).balance == Decimal("995000.00")


def test_one_matter_causes_one_refund(office: SalesOffice) -> None:
    deal, order = overpaid(office), new_id()
    first = owed_for(office, deal, "1000.00", RefundCause.PRICE_CHANGE, order)
    with refused("refund_owed_already"):
        owed_for(office, deal, "1000.00", RefundCause.PRICE_CHANGE, order)
    owed_for(office, deal, "1000.00", RefundCause.PRICE_CHANGE, new_id())
    cancel(office, {"id": str(first)})
    owed_for(office, deal, "1000.00", RefundCause.PRICE_CHANGE, order)


def test_the_steps_are_taken_in_their_order_and_once(office: SalesOffice) -> None:
    refund = owed(office, overpaid(office))
    for early in (confirmed, pay):
        with refused("refund_wrong_status"):
            early(office, refund)
    requested(office, refund)
    with refused("refund_wrong_status"):
        requested(office, refund)
    with refused("refund_wrong_status"):
        pay(office, refund)
    confirmed(office, refund)
    pay(office, refund)
    for late in (requested, confirmed, pay, cancel):
        with refused("refund_wrong_status"):
            late(office, refund)
    assert len(office.told("refund_paid")) == 1


def test_what_was_cancelled_is_not_paid(office: SalesOffice) -> None:
    refund = owed(office, overpaid(office))
    requested(office, refund)
    confirmed(office, refund)
    assert cancel(office, refund)["status"] == "cancelled"
    with refused("refund_wrong_status"):
        pay(office, refund)


def test_nobody_takes_two_steps(office: SalesOffice) -> None:
    one = office.posted_as(Role.SALES_ASSISTANT, Role.SALES_MANAGER, Role.FINANCE)
    deal = overpaid(office)
    refund = requested(office, owed(office, deal, "1000.00"), by=one)
    with refused("refund_same_person"):
        confirmed(office, refund, by=one)
    confirmed(office, refund)
    with refused("refund_same_person"):
        pay(office, refund, by=one)
    other = requested(office, owed(office, deal, "2000.00"))
    confirmed(office, other, by=one)
    with refused("refund_same_person"):
        pay(office, other, by=one)
    pay(office, other)


def test_the_day_of_payment_lies_between_confirmation_and_today(office: SalesOffice) -> None:
    refund = confirmed(office, requested(office, owed(office, overpaid(office))))
    for wrong in (-1, 1):
        with refused("date_out_of_range"):
            pay(office, refund, paid_on=day(wrong).isoformat())
    pay(office, refund, paid_on=day(0).isoformat())


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CONSULTANT, 0),
        (Role.SALES_ASSISTANT, 1),
        (Role.SALES_MANAGER, 1),
        (Role.FINANCE, 1),
        (Role.PLANNER, 0),
    ],
)
def test_refunds_are_seen_as_far_as_the_scope_reaches(
    office: SalesOffice, role: Role, sees: int
) -> None:
    owed(office, overpaid(office))
    assert len(listed(office, office.posted_as(role))) == sees
    assert listed(office, office.posted_as(role, project=new_id())) == []


def test_the_list_goes_back_page_by_page(office: SalesOffice) -> None:
    deal = overpaid(office)
    for amount in ("1000.00", "2000.00", "3000.00"):
        owed(office, deal, amount)
    everything = listed(office, office.finance)
    assert [row["amount"] for row in everything] == ["3000.00", "2000.00", "1000.00"]
    places = {(row["building"], row["stair"], row["unit_number"]) for row in everything}
    assert places == {("1", "1", "100")}
    with office.transaction() as session:
        ask = asked(operations.list_refunds, page_size=2)
        first = queries.list_refunds(session, ask, by=office.finance)
        more = asked(operations.list_refunds, page_size=2, cursor=first["next"])
        last = queries.list_refunds(session, more, by=office.finance)
    assert [len(first["items"]), len(last["items"]), last["next"]] == [2, 1, None]
    assert listed(office, office.finance, status="paid") == []
    assert listed(office, office.finance, deal_id=str(new_id())) == []


def test_others_deals_and_refunds_do_not_exist(office: SalesOffice) -> None:
    deal = overpaid(office)
    refund = owed(office, deal)
    rival = office.posted_as(Role.CONSULTANT)
    with refused("not_found"):
        owed(office, deal, by=rival)
    with refused("not_found"):
        requested(office, refund, by=rival)
    with refused("not_found"):
        pay(office, refund, by=office.posted_as(Role.FINANCE, project=new_id()))


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[Any]:
    with office.transaction() as session:
        ask = asked(operations.list_refunds, **chosen)
        found = queries.list_refunds(session, ask, by=by)
        rows: list[Any] = answered(operations.list_refunds, found)["items"]
        return rows
