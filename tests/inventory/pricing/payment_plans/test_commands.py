"""Plans are put in use by the manager, chosen at the subscription, and ended."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.pricing import payment_plans as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.pricing.payment_plans import commands, queries
from services.inventory.register.deals.models import Deal
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice

LOAN: list[dict[str, Any]] = [
    {"name": "首付", "kind": "down_payment", "share": "0.35", "due": "after_signing", "days": 0},
    {"name": "贷款", "kind": "loan", "rest": True, "due": "loan_payout"},
]
PARTS: list[dict[str, Any]] = [
    {"name": "首期", "kind": "down_payment", "share": "0.5", "due": "after_signing", "days": 0},
    {"name": "尾款", "kind": "instalment", "share": "0.5", "due": "on_date", "on": "2027-06-30"},
]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def create(office: SalesOffice, by: Actor | None = None, **more: Any) -> Any:
    plan = ask_for(office, by, **more)
    decide(office, plan, office.general_manager)
    return plan


def ask_for(office: SalesOffice, by: Actor | None = None, **more: Any) -> Any:
    payload = {
        "project_id": str(office.project),
        "name": "首付三成五",
        "payment_method": "commercial_loan",
        "lines": LOAN,
    } | more
    return office.do(
        commands.create, operations.create_payment_plan, by or office.manager, **payload
    )


def decide(office: SalesOffice, plan: Any, by: Actor, verdict: str = "approve") -> Any:
    payload = {"approval_id": plan["approval_id"], "verdict": verdict, "comment": "已核对"}
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def end(office: SalesOffice, plan: Any, by: Actor | None = None) -> Any:
    with office.transaction() as session:
        ask = asked(operations.end_payment_plan, plan_id=plan["id"])
        return commands.end(session, ask, by=by or office.manager)


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[dict[str, Any]]:
    with office.transaction() as session:
        ask = asked(operations.list_payment_plans, project_id=str(office.project), **chosen)
        found = queries.list_payment_plans(session, ask, by=by)
        items: list[dict[str, Any]] = answered(operations.list_payment_plans, found)["items"]
        return items


def plan_of(office: SalesOffice, deal: Any) -> UUID | None:
    with office.transaction() as session:
        return session.scalar(select(Deal.payment_plan_id).where(Deal.id == UUID(deal["id"])))


def test_a_plan_is_listed_as_it_was_put_in_use(office: SalesOffice) -> None:
    plan = create(office)
    [row] = listed(office, office.consultant)
    assert (row["id"], row["status"], row["down_payment"]) == (plan["id"], "active", "0.35")
    assert row["loan_multiple"] == "10000.00"
    down, loan = row["lines"]
    assert (down["share"], down["rest"], down["days"]) == ("0.35", False, 0)
    assert (loan["share"], loan["rest"], loan["due"]) == (None, True, "loan_payout")


def test_an_ended_plan_is_no_longer_taken(office: SalesOffice) -> None:
    plan = create(office)
    assert end(office, plan)["status"] == "ended"
    with refused("plan_ended"):
        end(office, plan)
    assert listed(office, office.consultant, status="active") == []
    [unit] = office.on_sale(1)
    with refused("plan_ended"):
        office.subscribe(
            unit,
            office.customer(),
            payment_method="commercial_loan",
            payment_plan_id=plan["id"],
        )


def test_a_subscription_keeps_the_plan_that_was_chosen(office: SalesOffice) -> None:
    create(office)
    other = create(office, name="首付四成", lines=[LOAN[0] | {"share": "0.4"}, LOAN[1]])
    [unit] = office.on_sale(1)
    deal = office.subscribe(
        unit, office.customer(), payment_method="commercial_loan", payment_plan_id=other["id"]
    )
    assert plan_of(office, deal) == UUID(other["id"])


def test_without_a_choice_it_is_the_first_of_the_payment_method(office: SalesOffice) -> None:
    first = create(office)
    create(office, name="首付四成", lines=[LOAN[0] | {"share": "0.4"}, LOAN[1]])
    one, other = office.on_sale(2)
    deal = office.subscribe(one, office.customer(), payment_method="commercial_loan")
    assert plan_of(office, deal) == UUID(first["id"])
    assert plan_of(office, office.subscribe(other, office.customer())) is None


def test_a_plan_of_another_method_or_project_is_refused(office: SalesOffice) -> None:
    plan = create(office)
    [unit] = office.on_sale(1)
    with refused("plan_not_applicable"):
        office.subscribe(unit, office.customer(), payment_plan_id=plan["id"])
    with refused("not_found"):
        office.subscribe(unit, office.customer(), payment_plan_id=str(new_id()))
    assert office.status_of(unit) == "available"


def test_a_shop_takes_a_larger_down_payment(office: SalesOffice) -> None:
    plan = create(office)
    [unit] = office.on_sale(1, usage="商铺")
    with refused("down_payment_too_low"):
        office.subscribe(
            unit,
            office.customer(),
            payment_method="commercial_loan",
            payment_plan_id=plan["id"],
        )


def test_a_plan_lends_no_more_than_the_project_s_down_payment_leaves(office: SalesOffice) -> None:
    with refused("down_payment_too_low"):
        create(office, lines=[LOAN[0] | {"share": "0.25"}, LOAN[1]])


@pytest.mark.parametrize(
    ("method", "lines"),
    [
        ("commercial_loan", PARTS),
        ("instalments", LOAN),
        ("commercial_loan", [LOAN[1]]),
        ("instalments", [PARTS[0]]),
        ("instalments", [*PARTS, PARTS[0]]),
        ("instalments", [PARTS[0] | {"amount": "1.00"}, PARTS[1]]),
        ("instalments", [{name: PARTS[0][name] for name in ("name", "kind", "share", "due")}]),
        ("instalments", [PARTS[0], {**PARTS[1], "on": None}]),
        ("commercial_loan", [LOAN[0], LOAN[1] | {"due": "after_signing", "days": 30}]),
        ("instalments", []),
    ],
)
def test_a_plan_of_loose_pieces_is_refused(
    office: SalesOffice, method: str, lines: list[dict[str, Any]]
) -> None:
    with refused("invalid_input"):
        create(office, payment_method=method, lines=lines)


def test_plans_are_the_manager_s(office: SalesOffice) -> None:
    elsewhere = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        create(office, by=elsewhere)
    plan = create(office)
    with refused("not_found"):
        end(office, plan, by=elsewhere)
    with refused("not_found"):
        listed(office, office.posted_as(Role.CONSULTANT, project=new_id()))


def test_a_plan_is_taken_with_the_director_s_consent_only(office: SalesOffice) -> None:
    plan = ask_for(office)
    assert plan["needs"] == ["sales_director"]
    [unit] = office.on_sale(1)
    with refused("plan_ended"):
        office.subscribe(
            unit,
            office.customer(),
            payment_method="commercial_loan",
            payment_plan_id=plan["id"],
        )
    with refused("plan_ended"):
        end(office, plan)
    with refused("own_request"):
        decide(office, plan, office.manager)
    [row] = listed(office, office.manager)
    assert (row["status"], row["can"]) == ("requested", [])
    decide(office, plan, office.director)
    [row] = listed(office, office.manager)
    assert row["status"] == "active"
    assert [one["operation"] for one in row["can"]] == ["end_payment_plan"]
    own = ask_for(office, office.director)
    assert own["needs"] == ["general_manager"]
    decide(office, own, office.general_manager, "reject")
    assert [row["status"] for row in listed(office, office.consultant)] == ["active", "refused"]


def test_the_least_down_payment_is_looked_at_again_with_the_consent(office: SalesOffice) -> None:
    plan = ask_for(office)
    office.give_settings({"down_payment": {"residence": "0.40"}})
    with refused("down_payment_too_low"):
        decide(office, plan, office.director)
