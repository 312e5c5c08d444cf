"""Consent comes before the promise; a broken one has a loss and somebody whose it is (I-23)."""

from typing import Any
from uuid import UUID

import pytest

from common.actor import Actor
from common.consent.models import Approval
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.selling import promises as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.selling.promises import commands, queries
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice

COSTLY: dict[str, Any] = {"amount": "8000", "payment_form": "deduction"}


def reserved(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    return office.reserve(unit, office.customer())


def request(office: SalesOffice, deal: Any, *, by: Actor | None = None, **more: Any) -> Any:
    payload = {"deal_id": deal["id"], "kind": "service", "text": "免一年物业费"} | more
    operation = operations.request_promise
    return office.do(commands.request, operation, by or office.consultant, **payload)


def decide(office: SalesOffice, promise: Any, by: Actor, **more: Any) -> Any:
    payload = {"approval_id": promise["approval_id"], "verdict": "approve"} | more
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def breach(office: SalesOffice, promise: Any, *, by: Actor | None = None) -> Any:
    payload = {
        "promise_id": promise["id"],
        "loss": "1200",
        "attributed_to": str(office.consultant.staff_id),
        "note": "未按承诺办理",
    }
    operation = operations.record_breach
    return office.do(commands.record_breach, operation, by or office.manager, **payload)


def listed(office: SalesOffice, deal: Any, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    with office.transaction() as session:
        ask = asked(operations.list_promises, deal_id=deal["id"], **chosen)
        found = queries.list_promises(session, ask, by=by)
        items: list[dict[str, Any]] = answered(operations.list_promises, found)["items"]
        return items


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_nothing_is_promised_before_the_manager_consents(office: SalesOffice) -> None:
    deal = reserved(office)
    promise = request(office, deal)
    assert promise["needs"] == ["sales_manager"]
    [row] = listed(office, deal, office.consultant)
    assert (row["status"], row["promised_at"]) == ("requested", None)
    assert (row["building"], row["stair"], row["number"]) == ("1", "1", "100")
    decide(office, promise, office.manager)
    [row] = listed(office, deal, office.consultant)
    assert row["status"] == "promised"
    assert row["promised_at"] is not None
    assert "物业费" not in str(office.told())


def test_what_costs_money_the_general_manager_decides_too(office: SalesOffice) -> None:
    deal = reserved(office)
    promise = request(office, deal, **COSTLY)
    assert promise["needs"] == ["sales_manager", "general_manager"]
    decide(office, promise, office.manager)
    assert listed(office, deal, office.manager)[0]["status"] == "requested"
    with refused("not_a_decider"):
        decide(office, promise, office.director)
    decide(office, promise, office.general_manager)
    [row] = listed(office, deal, office.manager, status="promised")
    assert (row["amount"], row["payment_form"]) == ("8000.00", "deduction")


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "8000"}, {"payment_form": "cash"}, COSTLY | {"amount": "0"}, {"kind": "bribe"}],
)
def test_an_amount_and_its_form_go_together(office: SalesOffice, wrong: dict[str, Any]) -> None:
    with refused("invalid_input"):
        request(office, {"id": str(new_id())}, **wrong)


def test_a_rejected_or_withdrawn_promise_is_none(office: SalesOffice) -> None:
    deal = reserved(office)
    decide(office, request(office, deal), office.manager, verdict="reject", comment="不同意")
    withdrawal = {"approval_id": request(office, deal)["approval_id"]}
    operation = CONSENT.withdraw
    office.do(DECISIONS.withdraw, operation, office.consultant, **withdrawal)
    assert [row["status"] for row in listed(office, deal, office.manager)] == ["refused"] * 2


def test_a_deal_that_is_over_gets_no_promise(office: SalesOffice) -> None:
    deal = reserved(office)
    pending = request(office, deal)
    office.cancel(deal)
    with refused("deal_wrong_stage"):
        request(office, deal)
    with refused("deal_wrong_stage"):
        decide(office, pending, office.manager)


def test_a_broken_promise_has_a_loss_and_somebody_whose_it_is(office: SalesOffice) -> None:
    deal = reserved(office)
    promise = request(office, deal)
    with refused("promise_wrong_status"):
        breach(office, promise)
    decide(office, promise, office.manager)
    with refused("not_found"):
        breach(office, promise, by=office.posted_as(Role.SALES_MANAGER, project=new_id()))
    assert breach(office, promise)["status"] == "breached"
    [row] = listed(office, deal, office.manager)
    assert (row["loss"], row["attributed_to"]) == ("1200.00", str(office.consultant.staff_id))
    with refused("promise_wrong_status"):
        breach(office, promise)


def test_promises_are_asked_for_and_seen_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    deal = reserved(office)
    request(office, deal, by=office.manager)
    request(office, deal)
    rival = office.posted_as(Role.CONSULTANT)
    with refused("not_found"):
        request(office, deal, by=rival)
    assert listed(office, deal, rival) == []
    assert len(listed(office, deal, office.consultant, page_size=1)) == 1
    assert len(listed(office, deal, office.manager)) == 2


def set_form(office: SalesOffice, promise: Any, *, by: Actor, form: str = "goods") -> Any:
    payload = {"promise_id": promise["id"], "payment_form": form}
    return office.do(
        commands.set_form,
        operations.set_payment_form,
        by,
        **payload,
    )


def test_the_general_manager_sets_another_form_of_payment_before_consenting(
    office: SalesOffice,
) -> None:
    deal = reserved(office)
    promise = request(office, deal, **COSTLY)
    set_form(office, promise, by=office.general_manager)
    assert facts_of(office, promise)["payment_form"] == "goods"
    decide(office, promise, office.manager)
    decide(office, promise, office.general_manager)
    [row] = listed(office, deal, office.manager)
    assert (row["status"], row["payment_form"]) == ("promised", "goods")
    assert row["form_set_by"] == str(office.general_manager.staff_id)
    with refused("promise_wrong_status"):
        set_form(office, promise, by=office.general_manager)


def test_what_costs_nothing_has_no_form_of_payment(office: SalesOffice) -> None:
    promise = request(office, reserved(office))
    with refused("promise_costs_nothing"):
        set_form(office, promise, by=office.general_manager)


def facts_of(office: SalesOffice, promise: Any) -> dict[str, Any]:
    with office.transaction() as session:
        approval = session.get_one(Approval, UUID(promise["approval_id"]))
        return dict(approval.facts)


def test_all_promises_are_listed_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    request(office, reserved(office))
    with office.transaction() as session:
        for by, count in ((office.manager, 1), (office.posted_as(Role.CONSULTANT), 0)):
            ask = asked(operations.list_promises, project_id=str(office.project))
            assert len(queries.list_promises(session, ask, by=by)["items"]) == count
