"""What a contract needs and who confirms it."""

from decimal import Decimal
from itertools import product

import pytest

from services.inventory.register.projects.rules import DEFAULTS, settings_of
from services.inventory.selling.contracts.rules import contract_number, needs_general_manager
from services.inventory.selling.signing.rules import missing

SETTINGS = settings_of(DEFAULTS)


@pytest.mark.parametrize(("deposit", "documents", "letter"), list(product((True, False), repeat=3)))
def test_a_contract_names_everything_that_is_missing(
    deposit: bool, documents: bool, letter: bool
) -> None:
    there = {"deposit": deposit, "documents": documents, "letter": letter}
    assert missing(**there) == [need for need, met in there.items() if not met]


@pytest.mark.parametrize(
    ("price", "discount", "higher"),
    [
        ("9999999.99", "0.00", False),
        ("10000000.00", "0.00", True),
        ("1000000.00", "0.02", False),
        ("1000000.00", "0.020001", True),
    ],
)
def test_large_and_deviating_contracts_need_the_general_manager(
    price: str, discount: str, higher: bool
) -> None:
    found = needs_general_manager(
        Decimal(price),
        Decimal(discount),
        large_contract=SETTINGS.large_contract,
        authority=SETTINGS.discount_authority,
    )
    assert found == higher


def test_contract_numbers_name_project_and_year() -> None:
    assert contract_number("LMBH", 2026, 42) == "LMBH-2026-00042"
    assert contract_number("LMBH", 2026, 123456) == "LMBH-2026-123456"
