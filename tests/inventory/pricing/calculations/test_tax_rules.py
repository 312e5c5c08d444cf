"""Deed tax by area and order of the home; its base has no value added tax."""

from decimal import Decimal

import pytest

from contracts.inventory.pricing.calculations import HomeOrder
from contracts.inventory.register.units import Usage
from services.inventory.pricing.calculations.rules.taxes import deed_tax_rate, notes
from services.inventory.register.projects.rules import quotation_terms_of

FIRST, SECOND, OTHER = HomeOrder.FIRST, HomeOrder.SECOND, HomeOrder.OTHER


@pytest.mark.parametrize(
    ("area", "usage", "home", "rate"),
    [
        ("89.50", Usage.RESIDENCE, FIRST, "0.01"),
        ("140.00", Usage.RESIDENCE, FIRST, "0.01"),
        ("140.01", Usage.RESIDENCE, FIRST, "0.015"),
        ("140.00", Usage.RESIDENCE, SECOND, "0.01"),
        ("140.01", Usage.RESIDENCE, SECOND, "0.02"),
        ("89.50", Usage.RESIDENCE, OTHER, "0.03"),
        ("50.00", Usage.SHOP, FIRST, "0.03"),
        ("12.00", Usage.PARKING, FIRST, "0.03"),
    ],
)
def test_the_rate_of_deed_tax(area: str, usage: Usage, home: HomeOrder, rate: str) -> None:
    """The rates of 财政部 税务总局 住房城乡建设部公告2024年第16号, and 3 % for everything else."""
    assert deed_tax_rate(quotation_terms_of({}), Decimal(area), usage, home) == Decimal(rate)


def test_the_tax_is_on_the_price_without_value_added_tax_and_names_its_source() -> None:
    deed, fund = notes(
        quotation_terms_of({}),
        Decimal("1090000.00"),
        Decimal("100.00"),
        usage=Usage.RESIDENCE,
        home=FIRST,
    )
    assert (deed.base, deed.amount) == (Decimal("1000000.00"), Decimal("10000.00"))
    assert "2024年第16号" in deed.source
    assert deed.as_of.isoformat() == "2024-12-01"
    assert (fund.kind, fund.amount) == ("maintenance_fund", None)
    assert "第165号" in fund.source


def test_a_project_says_what_the_fund_takes_per_square_metre() -> None:
    terms = quotation_terms_of({"quotation": {"maintenance_fund": "65.00"}})
    _, fund = notes(terms, Decimal("1000000"), Decimal("88.88"), usage=Usage.RESIDENCE, home=FIRST)
    assert fund.amount == Decimal("5777.20")
