"""A price beyond authority takes consent: whose follows from the price."""

from typing import Any

import pytest

from common import clock
from common.consent import queries as approval_queries
from common.learning import NotKnownYet
from contracts.inventory.consent.approvals import CONSENT
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.commands import answered, asked
from tests.inventory.selling.specials.desk import approvals_seen, decide, listed, request
from tests.inventory.workbench import SalesOffice

MANAGER, DIRECTOR = "sales_manager", "sales_director"


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


@pytest.mark.parametrize(
    ("price", "needs"),
    [
        ("989999", ["sales_supervisor"]),
        ("984999", [MANAGER]),
        ("979999", [DIRECTOR]),
        ("969999", ["general_manager", "finance"]),
    ],
)
def test_whose_consent_it_takes_follows_from_the_price(
    office: SalesOffice, price: str, needs: list[str]
) -> None:
    [unit] = office.on_sale(1)
    asked_for = request(office, unit, office.customer(), price)
    assert office.needs(asked_for) == needs
    assert asked_for["needs"] == needs[:1]


def test_beyond_the_director_but_above_the_floor_the_general_manager_consents(
    office: SalesOffice,
) -> None:
    [unit] = office.on_sale(1, director_floor_rate=9000)
    assert request(office, unit, office.customer(), "950000")["needs"] == ["general_manager"]


def test_below_the_director_floor_two_people_consent(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    special = request(office, unit, customer, "960000")
    decide(office, special, office.general_manager)
    with refused("price_beyond_authority"):
        office.subscribe(unit, customer, price="960000")
    decide(office, special, office.finance)
    assert office.subscribe(unit, customer, price="960000")["price"] == "960000.00"


def test_what_needs_no_consent_is_not_asked_for(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    customer = office.customer()
    with refused("within_authority"):
        request(office, unit, customer, "990000")
    with refused("price_above_list"):
        request(office, unit, customer, "1000001")
    with refused("invalid_input"):
        request(office, unit, customer, "0")


def test_a_unit_without_a_price_is_not_asked_for(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    with office.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE unit SET list_price = NULL, manager_floor = NULL, director_floor = NULL"
        )
    with refused("price_missing"):
        request(office, unit, office.customer(), "975000")


def test_only_for_own_customers_and_units_that_can_be_had(office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    office.subscribe(other, office.customer())
    rival = office.posted_as(Role.CONSULTANT)
    with refused("customer_not_yours"):
        request(office, one, office.customer(rival), "975000")
    with refused("unit_taken"):
        request(office, other, office.customer(), "975000")
    with refused("not_found"):
        request(office, new_id(), office.customer(), "975000")
    with pytest.raises(NotKnownYet):
        request(office, one, new_id(), "975000")
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET status = 'unreleased' WHERE id = '{one}'")
    with refused("unit_wrong_state"):
        request(office, one, office.customer(), "975000")


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.SALES_MANAGER, 1),
        (Role.FINANCE, 1),
        (Role.SALES_SUPERVISOR, 0),
        (Role.CONTROL_CLERK, 0),
        (Role.PLANNER, 0),
        (Role.SALES_ASSISTANT, 0),
        (Role.CONSULTANT, 0),
    ],
)
def test_a_price_matter_is_seen_by_its_deciders_and_who_knows_the_floors(
    office: SalesOffice, role: Role, sees: int
) -> None:
    [unit] = office.on_sale(1)
    request(office, unit, office.customer(), "960000")
    assert approvals_seen(office, office.posted_as(role)) == sees
    assert approvals_seen(office, office.consultant) == 1


def test_the_facts_of_a_price_matter_name_no_floor(office: SalesOffice) -> None:
    [unit] = office.on_sale(1, manager_floor_rate=9876, director_floor_rate=9765)
    request(office, unit, office.customer(), "960000")
    with office.transaction() as session:
        ask = asked(CONSENT.list)
        found = approval_queries.list_approvals(
            session, CONSENT, ask, by=office.manager, at=clock.now()
        )
        [row] = answered(CONSENT.list, found)["items"]
    assert (row["facts"]["list_price"], row["facts"]["price"]) == ("1000000.00", "960000.00")
    everything = str(row) + str(office.told())
    assert "987600.00" not in everything
    assert "9876.00" not in everything
    assert "976500.00" not in everything
    assert "9765.00" not in everything


def test_special_discounts_are_listed_as_far_as_the_scope_reaches(office: SalesOffice) -> None:
    for unit in office.on_sale(3):
        request(office, unit, office.customer(), "975000")
    assert len(listed(office, office.manager)) == 3
    assert len(listed(office, office.manager, page_size=2)) == 2
    assert listed(office, office.consultant, status="granted") == []
    assert listed(office, office.posted_as(Role.CONSULTANT)) == []
    assert listed(office, office.posted_as(Role.SALES_MANAGER, project=new_id())) == []


@pytest.mark.parametrize(
    ("floors", "outcome"),
    [
        ({"director_floor": 980000}, "consent_outdated"),
        ({"director_floor": 900000, "manager_floor": 900000}, "approved"),
        ({"list_price": 990000, "manager_floor": 970000}, "approved"),
        ({"list_price": 980000, "manager_floor": 970000}, "approved"),
    ],
)
def test_a_consent_is_of_no_use_when_prices_changed_and_it_takes_somebody_else(
    office: SalesOffice, floors: dict[str, int], outcome: str
) -> None:
    [unit] = office.on_sale(1)
    special = request(office, unit, office.customer(), "975000")
    changes = ", ".join(f"{name} = {yuan}" for name, yuan in floors.items())
    with office.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE unit SET {changes}")
    if outcome == "approved":
        assert decide(office, special, office.director)["status"] == outcome
        return
    with refused(outcome):
        decide(office, special, office.director)
    assert listed(office, office.manager) == ["requested"]
