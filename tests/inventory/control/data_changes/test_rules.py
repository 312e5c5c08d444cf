"""What may be corrected and whose consent it takes, as plain values."""

from decimal import Decimal

import pytest

from contracts.inventory.register.projects import PriceBasis
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.control.data_changes import rules
from services.inventory.pricing.price_lists.rules.versions import RATES

NOW = {"number": "101", "orientation": None, "gross_area": "100.00", "inner_area": "80.00"}


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        ({"number": "102"}, {"number": "102"}),
        ({"number": "101", "orientation": "南"}, {"orientation": "南"}),
        ({"gross_area": "90.00", "inner_area": None}, {"gross_area": "90.00"}),
    ],
)
def test_only_what_differs_is_changed(asked: dict[str, str], after: dict[str, str]) -> None:
    assert rules.differing(NOW, asked) == after


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"number": "101"}, "nothing_changes"),
        ({"gross_area": "79.99"}, "inner_above_gross"),
        ({"inner_area": "100.01"}, "inner_above_gross"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        rules.differing(NOW, asked)


def test_the_manager_consents_where_somebody_has_bought() -> None:
    assert rules.consent_needed(False) is Role.CONTROL_SUPERVISOR
    assert rules.consent_needed(True) is Role.SALES_MANAGER


def test_the_area_of_a_deal_stays_what_was_agreed() -> None:
    rules.check_area({"number": "102"}, True)
    rules.check_area({"gross_area": "90.00"}, False)
    with pytest.raises(Refusal, match="area_agreed"):
        rules.check_area({"inner_area": "90.00"}, True)


@pytest.mark.parametrize(
    ("basis", "price"),
    [(PriceBasis.GROSS_AREA, "900045"), (PriceBasis.INNER_AREA, "800000")],
)
def test_prices_follow_from_the_rates_and_the_new_area(basis: PriceBasis, price: str) -> None:
    rates = dict.fromkeys(RATES) | {"list_rate": Decimal(10000)}
    areas = {"gross_area": "90.0045", "inner_area": "80.00"}
    assert rules.totals(rates, basis, areas)["list_price"] == Decimal(price)
