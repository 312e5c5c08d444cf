"""Who may sign a contract as it is: its `can` offers it to them, and tells others why not."""

from collections.abc import Callable
from typing import Any

import pytest

from common.actor import Actor
from contracts.inventory.selling import signing as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.selling.signing import commands
from tests.inventory.selling.contracts.drafting import contract_of
from tests.inventory.selling.quotations.desk import reviewed
from tests.inventory.workbench import SalesOffice
from tests.offered import judge

_LARGE = {"list_rate": 100000, "filed_rate": 100000}
_NO_FLOORS = {"manager_floor_rate": None, "director_floor_rate": None}


def subscribed(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    return office.subscribe(unit, office.customer())


def ready(office: SalesOffice) -> Any:
    return made_ready(office, subscribed(office))


def large(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1, **_LARGE, **_NO_FLOORS)
    return made_ready(office, office.subscribe(unit, office.customer()))


def below_its_quotation(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    customer = office.customer()
    quotation = reviewed(office, unit, customer)
    deal = office.subscribe(unit, customer, quotation_id=quotation["id"])
    office.consent(office.request_change(deal, "price_change", price="995000.00"))
    return made_ready(office, deal)


def signed(office: SalesOffice) -> Any:
    return office.sign(ready(office))


def made_ready(office: SalesOffice, deal: Any) -> Any:
    office.made_ready(deal)
    return deal


@pytest.mark.parametrize("state", [subscribed, ready, large, below_its_quotation, signed])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    deal = state(office)
    knowingly = {"deal_id": deal["id"], "without_text": True, "deviations_confirmed": True}
    attempts = {operations.sign_contract: (commands.sign_contract, knowingly)}
    for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
        can = offered(office, deal, by)
        if can is not None:
            judge(office, can, by, attempts)


@pytest.mark.parametrize("state", [large, below_its_quotation])
def test_the_manager_is_told_that_it_is_the_general_managers(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    deal = state(office)
    [manager] = offered(office, deal, office.manager) or []
    [general_manager] = offered(office, deal, office.general_manager) or []
    assert manager["refusal"]["code"] == "needs_general_manager"
    assert general_manager["refusal"] is None


def offered(office: SalesOffice, deal: Any, by: Actor) -> list[dict[str, Any]] | None:
    """`can` as `by` reads it; `None` for who may not see the contract."""
    try:
        return list(contract_of(office, deal, by)["can"])
    except Refusal:
        return None
