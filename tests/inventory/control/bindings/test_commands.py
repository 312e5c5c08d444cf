"""A parking space that goes with a home is sold to the home's buyer only (I-01)."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from common import clock
from common.actor import Actor
from common.database import connect
from contracts.inventory.control import bindings as operations
from contracts.inventory.control import catalogue as unit_operations
from contracts.inventory.control import data_changes as change_operations
from contracts.inventory.control import holds as hold_operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.control.bindings import commands
from services.inventory.control.board import queries as board
from services.inventory.control.catalogue import queries as units
from services.inventory.control.data_changes import commands as data_changes
from services.inventory.control.holds import commands as holds
from tests.commands import answered, asked
from tests.databases import Database
from tests.inventory.control.claims.rush import BUYERS, rush
from tests.inventory.workbench import SalesOffice, row


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def furnished(office: SalesOffice, *, homes: int = 2, spaces: int = 2) -> list[UUID]:
    """Homes, then parking spaces, all on sale."""
    rows = [row(number) for number in range(homes)]
    rows += [row(1000 + number, usage="parking", house_type="车位") for number in range(spaces)]
    office.imported(rows)
    office.review()
    office.release()
    with office.engine.connect() as connection:
        in_order = text("SELECT id FROM unit ORDER BY usage = 'parking', number")
        return [found.id for found in connection.execute(in_order)]


def bind(office: SalesOffice, unit: UUID, home: UUID, *, by: Actor | None = None) -> Any:
    payload: dict[str, Any] = {"unit_id": str(unit), "home_id": str(home), "reason": "随房销售"}
    return office.do(commands.bind, operations.bind_unit, by or office.manager, **payload)


def unbind(office: SalesOffice, unit: UUID) -> Any:
    return office.do(commands.unbind, operations.unbind_unit, office.manager, unit_id=str(unit))


def test_only_the_home_s_buyer_claims_a_bound_space(office: SalesOffice) -> None:
    home, _, space, free = furnished(office)
    bind(office, space, home)
    buyer, stranger = office.customer(), office.customer()
    for claim in (office.reserve, office.subscribe):
        with refused("bound_to_home") as refusal:
            claim(space, buyer)
    assert "1 100" in refusal.value.sentence("zh")
    office.reserve(home, buyer)
    with refused("bound_to_home"):
        office.reserve(space, stranger)
    office.reserve(free, stranger)
    assert office.reserve(space, buyer)["unit_status"] == "reserved"
    assert office.subscribe(home, buyer)["unit_status"] == "subscribed"
    assert office.subscribe(space, buyer)["unit_status"] == "subscribed"


def test_a_lock_and_a_hold_on_a_bound_space_take_the_home_s_buyer_too(office: SalesOffice) -> None:
    home, _, space, _ = furnished(office)
    bind(office, space, home)
    buyer = office.customer()
    hold: dict[str, Any] = {"unit_id": str(space), "customer_id": str(buyer), "days": 3}
    hold["reason"] = "等待资金"
    with refused("bound_to_home"):
        office.lock(space)
    with refused("bound_to_home"):
        office.do(holds.request, hold_operations.request_hold, office.consultant, **hold)
    office.reserve(home, buyer)
    office.do(holds.request, hold_operations.request_hold, office.consultant, **hold)
    with refused("bound_to_home"):
        office.lock(space, by=office.posted_as(Role.CONSULTANT))
    assert office.lock(space)["status"] == "locked"


def test_a_reservation_of_the_home_that_ran_out_gives_no_right(office: SalesOffice) -> None:
    home, _, space, _ = furnished(office)
    bind(office, space, home)
    buyer = office.customer()
    office.reserve(home, buyer)
    with office.engine.begin() as connection:
        connection.execute(
            text("UPDATE unit SET expires_at = now() - interval '1 hour' WHERE id = :id"),
            {"id": home},
        )
    with refused("bound_to_home"):
        office.reserve(space, buyer)


def test_a_space_is_bound_to_one_home_of_its_project_and_to_no_other_s(
    office: SalesOffice,
) -> None:
    home, second, space, other = furnished(office)
    for unit, goal in ((home, second), (space, other), (space, new_id())):
        with refused("binding_wrong_usage"):
            bind(office, unit, goal)
    bind(office, space, home)
    with refused("already_bound"):
        bind(office, space, second)
    unbind(office, space)
    with refused("not_bound"):
        unbind(office, space)
    bind(office, space, second)
    office.reserve(other, office.customer())
    with refused("claimed_by_another"):
        bind(office, other, home)


def test_the_usage_of_what_is_bound_is_not_corrected(office: SalesOffice) -> None:
    home, _, space, free = furnished(office)
    bind(office, space, home)
    for unit, usage in ((space, "storage"), (home, "shop")):
        with refused("unbind_first"):
            correct(office, unit, usage)
    correct(office, free, "storage")


def correct(office: SalesOffice, unit: UUID, usage: str) -> Any:
    payload: dict[str, Any] = {"unit_id": str(unit), "usage": usage, "reason": "登记有误"}
    operation = change_operations.request_data_change
    return office.do(data_changes.request, operation, office.clerk, **payload)


def test_what_the_home_s_buyer_has_may_be_bound(office: SalesOffice) -> None:
    home, _, space, _ = furnished(office)
    buyer = office.customer()
    office.reserve(home, buyer)
    office.reserve(space, buyer)
    assert bind(office, space, home)["status"] == "reserved"


def test_only_who_may_binds_and_only_on_their_projects(office: SalesOffice) -> None:
    home, _, space, _ = furnished(office)
    elsewhere = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        bind(office, space, home, by=elsewhere)
    assert bind(office, space, home, by=office.reviewer)["version"] == 4


def test_a_binding_is_shown_on_the_unit_its_home_the_board_and_in_the_history(
    office: SalesOffice,
) -> None:
    home, _, space, _ = furnished(office)
    bind(office, space, home)
    assert read(office, space)["home"]["id"] == str(home)
    assert [one["id"] for one in read(office, home)["bound_units"]] == [str(space)]
    assert office.moves_of(space)[-1] == ("bind", "available", "available")
    assert office.told_of(space)[-1] == "unit_changed"
    with office.transaction() as session:
        ask = asked(unit_operations.list_units, project_id=str(office.project))
        shown = board.board(session, ask, by=office.manager, at=clock.now())
    bound = {
        unit["id"]: unit["bound_to"]
        for building in shown["buildings"]
        for stair in building["stairs"]
        for unit in stair["units"]
    }
    assert bound == {one: str(home) if one == str(space) else None for one in bound}


def read(office: SalesOffice, unit: UUID) -> Any:
    operation = unit_operations.read_unit
    with office.transaction() as session:
        ask = asked(operation, unit_id=str(unit))
        found = units.read_unit(session, ask, by=office.manager, at=clock.now())
        return answered(operation, found)


@pytest.fixture
def crowd(database: Callable[[str], Database]) -> Iterator[SalesOffice]:
    """An office whose buyers each have a connection of their own."""
    engine = connect(database("inventory").url, pool_size=BUYERS, max_overflow=0)
    try:
        yield SalesOffice(engine)
    finally:
        engine.dispose()


def the_buyer_and_strangers(office: SalesOffice, home: UUID) -> Any:
    buyer = office.customer()
    office.reserve(home, buyer)

    def claimant(consultant: Actor, customer: UUID) -> Any:
        return consultant, lambda by, unit: office.reserve(unit, customer, by=by)

    consultants = [office.posted_as(Role.CONSULTANT) for _ in range(BUYERS - 1)]
    others = [claimant(one, office.customer(one)) for one in consultants]
    return [claimant(office.consultant, buyer), *others]


def test_in_a_rush_on_bound_spaces_the_home_s_buyer_gets_every_one(crowd: SalesOffice) -> None:
    home, _, *spaces = furnished(crowd, spaces=10)
    for space in spaces:
        bind(crowd, space, home)
    outcome = rush(the_buyer_and_strangers(crowd, home), [spaces] * BUYERS)
    assert outcome.bought == [(space, crowd.consultant) for space in spaces]
    assert {refusal.code for *_, refusal in outcome.refused} <= {"bound_to_home", "unit_taken"}


def test_control_in_a_rush_on_unbound_spaces_strangers_get_them(crowd: SalesOffice) -> None:
    home, _, *spaces = furnished(crowd, spaces=10)
    buyers = the_buyer_and_strangers(crowd, home)
    outcome = rush(buyers, [[], *[spaces] * (BUYERS - 1)])
    assert {space for space, _ in outcome.bought} == set(spaces)


def test_a_space_that_is_bound_while_strangers_claim_it_is_never_bound_to_another_s_home(
    crowd: SalesOffice,
) -> None:
    """Each space is either a stranger's and unbound, or bound and not a stranger's."""
    home, _, *spaces = furnished(crowd, spaces=20)

    def bind_it(by: Actor, unit: UUID) -> object:
        return bind(crowd, unit, home, by=by)

    def claim_it(by: Actor, unit: UUID) -> object:
        return crowd.reserve(unit, crowd.customer(by), by=by)

    strangers = [(crowd.posted_as(Role.CONSULTANT), claim_it) for _ in range(3)]
    outcome = rush([*strangers, (crowd.manager, bind_it)], [spaces] * 4)
    assert not outcome.double_sales()
    assert len(outcome.bought) == len(spaces)
    with crowd.engine.connect() as connection:
        both = text("SELECT count(*) FROM unit WHERE bound_to IS NOT NULL AND deal_id IS NOT NULL")
        assert connection.scalar(both) == 0
