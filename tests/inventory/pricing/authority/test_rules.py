"""Which prices whose authority covers, to the cent (design §8)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.office.roles import Role
from contracts.refusals import Forbidden, Invalid, Refusal
from services.inventory.pricing.authority.rules import (
    DISCOUNT_ROLES,
    Tiers,
    consents_needed,
    deal_price,
)
from services.inventory.register.projects.rules import DEFAULTS, settings_of

AUTHORITY = settings_of(DEFAULTS).discount_authority
LIST = Decimal("1000000.00")
PLAIN = Tiers(LIST)
FLOORED = Tiers(LIST, manager_floor=Decimal("985000.00"), director_floor=Decimal("975000.00"))


@pytest.mark.parametrize(
    ("role", "lowest"),
    [
        (Role.CONSULTANT, "990000.00"),
        (Role.SALES_SUPERVISOR, "985000.00"),
        (Role.SALES_MANAGER, "980000.00"),
        (Role.SALES_DIRECTOR, "970000.00"),
    ],
)
def test_each_role_goes_down_to_its_own_limit_and_not_a_cent_further(
    role: Role, lowest: str
) -> None:
    price = deal_price(Decimal(lowest), PLAIN, roles={role}, authority=AUTHORITY)
    assert (str(price.amount), price.role) == (lowest, role)
    with pytest.raises(Forbidden) as refused:
        deal_price(Decimal(lowest) - Decimal("0.01"), PLAIN, roles={role}, authority=AUTHORITY)
    assert refused.value.code == "price_beyond_authority"
    assert refused.value.details["lowest"] == lowest


@pytest.mark.parametrize(
    ("asked", "tiers", "who"),
    [
        ("989999.99", PLAIN, ["sales_supervisor"]),
        ("984999.99", PLAIN, ["sales_manager"]),
        ("979999.99", PLAIN, ["sales_director"]),
        ("969999.99", PLAIN, ["general_manager"]),
        ("984999.99", FLOORED, ["sales_manager"]),
        ("974999.99", FLOORED, ["sales_director"]),
        ("0.01", FLOORED, ["general_manager"]),
    ],
)
def test_the_refusal_names_who_may_give_such_a_discount(
    asked: str, tiers: Tiers, who: list[str]
) -> None:
    with pytest.raises(Forbidden) as refused:
        deal_price(Decimal(asked), tiers, roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert refused.value.details["who"] == who


@pytest.mark.parametrize(
    ("asked", "needs"),
    [
        ("984999.99", ["sales_director"]),
        ("974999.99", ["general_manager", "finance"]),
        ("0.01", ["general_manager", "finance"]),
    ],
)
def test_below_a_floor_it_takes_somebody_higher(asked: str, needs: list[str]) -> None:
    assert consents_needed(Decimal(asked), FLOORED, AUTHORITY) == needs


@pytest.mark.parametrize("floor", ["990000.01", "995000", "999999"])
@pytest.mark.parametrize("asked", ["999999.99", "999000", "995000", "990000"])
def test_a_share_with_a_floor_in_it_is_given_not_at_all(floor: str, asked: str) -> None:
    tiers = Tiers(LIST, manager_floor=Decimal(floor))
    with pytest.raises(Forbidden) as refused:
        deal_price(Decimal(asked), tiers, roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert refused.value.details["who"] == ["sales_manager"]
    at_list = deal_price(LIST, tiers, roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert at_list.role is Role.CONSULTANT


def test_below_the_manager_floor_a_manager_does_not_decide() -> None:
    tiers = Tiers(LIST, manager_floor=Decimal("995000.00"))
    with pytest.raises(Forbidden):
        deal_price(Decimal("994000"), tiers, roles={Role.SALES_MANAGER}, authority=AUTHORITY)
    price = deal_price(Decimal("994000"), tiers, roles={Role.SALES_DIRECTOR}, authority=AUTHORITY)
    assert price.role is Role.SALES_DIRECTOR


def test_below_the_director_floor_nobody_decides_alone() -> None:
    tiers = Tiers(LIST, director_floor=Decimal("995000.00"))
    everybody = set(DISCOUNT_ROLES) | {Role.GENERAL_MANAGER, Role.FINANCE}
    with pytest.raises(Forbidden):
        deal_price(Decimal("994999.99"), tiers, roles=everybody, authority=AUTHORITY)


def test_a_refusal_never_tells_the_floors() -> None:
    with pytest.raises(Forbidden) as refused:
        deal_price(Decimal("984999.99"), FLOORED, roles={Role.CONSULTANT}, authority=AUTHORITY)
    told = str(refused.value.details)
    assert "985000" not in told
    assert "975000" not in told


def test_without_a_price_asked_for_the_list_price_holds() -> None:
    price = deal_price(None, FLOORED, roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert (price.amount, price.discount) == (LIST, Decimal(0))


def test_above_the_list_price_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        deal_price(LIST + Decimal("0.01"), PLAIN, roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert refused.value.code == "price_above_list"
    assert refused.value.details == {"field": "price", "list_price": "1000000.00"}


def test_a_unit_without_list_price_is_not_sold() -> None:
    with pytest.raises(Refusal) as refused:
        deal_price(None, Tiers(None), roles={Role.CONSULTANT}, authority=AUTHORITY)
    assert refused.value.code == "price_missing"


def test_whoever_has_no_authority_sells_at_no_discount_at_all() -> None:
    with pytest.raises(Forbidden):
        deal_price(LIST, PLAIN, roles={Role.CONTROL_CLERK}, authority=AUTHORITY)


money = st.decimals("1", "99999999", places=2)


@given(money, money, st.sets(st.sampled_from(DISCOUNT_ROLES), min_size=1))
def test_an_allowed_price_is_between_list_price_and_the_widest_limit(
    asked: Decimal, listed: Decimal, roles: set[Role]
) -> None:
    widest = max(AUTHORITY[role] for role in roles)
    within = listed * (1 - widest) <= asked <= listed
    try:
        price = deal_price(asked, Tiers(listed), roles=roles, authority=AUTHORITY)
    except Refusal:
        assert not within
    else:
        assert within
        assert price.amount == asked
        assert 0 <= price.discount <= widest + Decimal("0.000001")


AT = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # the 22nd in Shanghai
