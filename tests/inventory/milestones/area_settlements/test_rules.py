"""The settlement of the area, to the cent (《商品房销售管理办法》第二十条)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.register.projects import PriceBasis
from contracts.refusals import Refusal
from services.inventory.milestones.area_settlements.rules import settlement
from services.inventory.milestones.area_settlements.rules.settlement import NOTHING, Settlement

GROSS, INNER = PriceBasis.GROSS_AREA, PriceBasis.INNER_AREA
CENT = Decimal("0.01")


def settled(
    price: str, agreed: str, measured: str, basis: PriceBasis = GROSS, inner: str | None = None
) -> Settlement:
    return settlement.settled(
        basis,
        Decimal(price),
        contract={GROSS: Decimal(agreed), INNER: Decimal("80.00")},
        measured={GROSS: Decimal(measured), INNER: Decimal(inner) if inner else None},
    )


@pytest.mark.parametrize(
    ("measured", "within", "beyond", "rescindable"),
    [
        # a million yuan for 100 m²: a square metre costs 10,000
        ("100.00", "0.00", "0.00", False),
        ("100.01", "100.00", "0.00", False),
        ("101.50", "15000.00", "0.00", False),
        ("102.99", "29900.00", "0.00", False),
        ("103.00", "30000.00", "0.00", False),
        ("103.01", "30000.00", "0.00", True),
        ("110.00", "30000.00", "0.00", True),
        ("99.99", "-100.00", "0.00", False),
        ("98.50", "-15000.00", "0.00", False),
        ("97.00", "-30000.00", "0.00", False),
        ("96.99", "-30000.00", "-200.00", True),
        ("95.00", "-30000.00", "-40000.00", True),
        ("90.00", "-30000.00", "-140000.00", True),
    ],
)
def test_three_per_cent_are_settled_at_the_contracts_price_the_rest_by_law(
    measured: str, within: str, beyond: str, rescindable: bool
) -> None:
    found = settled("1000000.00", "100.00", measured)
    assert (found.within, found.beyond) == (Decimal(within), Decimal(beyond))
    assert found.amount == Decimal(within) + Decimal(beyond)
    assert found.rescindable is rescindable


@pytest.mark.parametrize(
    ("price", "agreed", "measured", "amount"),
    [
        ("1234567.00", "89.53", "90.11", "7997.87"),
        ("1234567.00", "89.53", "92.22", "37037.01"),
        ("1234567.00", "89.53", "88.95", "-7997.87"),
        ("1234567.00", "89.53", "86.00", "-60316.31"),
    ],
)
def test_awkward_numbers_come_out_to_the_cent(
    price: str, agreed: str, measured: str, amount: str
) -> None:
    assert settled(price, agreed, measured).amount == Decimal(amount)


def test_the_area_that_the_price_is_based_on_decides() -> None:
    by_inner = settled("800000.00", "100.00", "105.00", INNER, inner="81.00")
    assert by_inner.amount == Decimal("10000.00")
    assert by_inner.contract_area == Decimal("80.00")
    assert not by_inner.rescindable


def test_without_the_measured_area_of_the_basis_nothing_is_settled() -> None:
    with pytest.raises(Refusal, match="area_needed") as refused:
        settled("800000.00", "100.00", "105.00", INNER)
    assert refused.value.details["field"] == INNER


def test_a_price_per_unit_stays_as_it_is() -> None:
    found = settled("800000.00", "100.00", "90.00", PriceBasis.UNIT)
    assert found.amount == NOTHING
    assert not found.rescindable


def _amount(price: Decimal, agreed: Decimal, difference: Decimal) -> Decimal:
    within, beyond = settlement.by_area(price, agreed, difference)
    return within + beyond


prices = st.decimals("100000.00", "99999999.00", places=2)
areas = st.decimals("20.00", "500.00", places=2)


@given(price=prices, agreed=areas, one=areas, other=areas)
def test_a_larger_area_never_costs_less(
    price: Decimal, agreed: Decimal, one: Decimal, other: Decimal
) -> None:
    smaller, larger = sorted((one, other))
    assert _amount(price, agreed, smaller - agreed) <= _amount(price, agreed, larger - agreed)


@given(price=prices, agreed=areas, measured=areas)
def test_a_buyer_never_pays_more_than_three_per_cent(
    price: Decimal, agreed: Decimal, measured: Decimal
) -> None:
    within, beyond = settlement.by_area(price, agreed, measured - agreed)
    most = price * settlement.TOLERANCE
    assert abs(within) <= most + CENT
    assert beyond <= 0
    if measured >= agreed:
        assert beyond == 0


@given(price=prices, agreed=areas, sign=st.sampled_from([1, -1]))
def test_the_settlement_has_no_step_at_three_per_cent(
    price: Decimal, agreed: Decimal, sign: int
) -> None:
    """A hair beyond the limit changes the amount by no more than twice its worth."""
    hair = Decimal("0.000001")
    limit = agreed * settlement.TOLERANCE
    at_limit = _amount(price, agreed, sign * limit)
    beyond = _amount(price, agreed, sign * (limit + hair))
    assert abs(beyond - at_limit) <= 2 * price * hair / agreed + 2 * CENT


@given(price=prices, agreed=areas, size=st.decimals("0.00", "0.60", places=2))
def test_within_the_limit_both_ways_cost_the_same(
    price: Decimal, agreed: Decimal, size: Decimal
) -> None:
    larger = settlement.by_area(price, agreed, size)
    smaller = settlement.by_area(price, agreed, -size)
    assert larger[0] == -smaller[0]
