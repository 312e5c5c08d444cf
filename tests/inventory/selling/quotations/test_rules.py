"""Whose review a quotation takes, and what it covers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.pricing.calculations import HomeOrder
from contracts.inventory.selling.quotations import QuotationStatus
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.vocabulary import VOCABULARY
from services.inventory.pricing.authority.rules import Tiers, consents_needed
from services.inventory.register.projects.rules import settings_of
from services.inventory.selling.quotations import rules

MANAGER, DIRECTOR, GENERAL = Role.SALES_MANAGER, Role.SALES_DIRECTOR, Role.GENERAL_MANAGER
AUTHORITY = settings_of({}).discount_authority
TIERS = Tiers(Decimal("1000000"), Decimal("980000"), Decimal("970000"))
LARGE = Decimal("10000000")


@pytest.mark.parametrize(
    ("price", "large", "expected"),
    [
        ("1000000", LARGE, [MANAGER]),
        ("990000", LARGE, [MANAGER]),
        ("980000", LARGE, [MANAGER]),
        ("979999", LARGE, [MANAGER, DIRECTOR]),
        ("969999", LARGE, [MANAGER, GENERAL, Role.FINANCE]),
        ("1000000", Decimal("1000000"), [MANAGER, GENERAL]),
        ("979999", Decimal("900000"), [MANAGER, DIRECTOR, GENERAL]),
        ("969999", Decimal("900000"), [MANAGER, GENERAL, Role.FINANCE]),
    ],
)
def test_who_reviews_follows_from_the_price(
    price: str, large: Decimal, expected: list[Role]
) -> None:
    consents = consents_needed(Decimal(price), TIERS, AUTHORITY)
    assert rules.reviewers(Decimal(price), consents, large) == expected


@pytest.mark.parametrize(
    ("price", "given", "covered"),
    [
        ("1000000", [MANAGER], True),
        ("980000", [MANAGER], True),
        ("979999", [MANAGER], False),
        ("979999", [MANAGER, DIRECTOR], True),
        ("979999", [MANAGER, GENERAL], True),
        ("969999", [MANAGER, GENERAL], False),
        ("969999", [MANAGER, GENERAL, Role.FINANCE], True),
    ],
)
def test_a_review_covers_what_its_roles_may_give(
    price: str, given: list[Role], covered: bool
) -> None:
    if covered:
        rules.check_covered(Decimal(price), TIERS, AUTHORITY, given)
        return
    with pytest.raises(Refusal, match="consent_outdated"):
        rules.check_covered(Decimal(price), TIERS, AUTHORITY, given)


@given(st.integers(900_000, 1_000_000), st.integers(900_000, 20_000_000))
def test_the_reviewers_that_a_price_takes_cover_it(price: int, large: int) -> None:
    asked = Decimal(price)
    consents = consents_needed(asked, TIERS, AUTHORITY)
    found = rules.reviewers(asked, consents, Decimal(large))
    rules.check_covered(asked, TIERS, AUTHORITY, found)
    assert found[0] is MANAGER
    assert len(set(found)) == len(found)
    assert (GENERAL in found) >= (price >= large)


@pytest.mark.parametrize(
    ("price", "role"),
    [("1000000", MANAGER), ("980000", MANAGER), ("979999", DIRECTOR), ("969999", GENERAL)],
)
def test_whom_the_discount_takes_stands_behind_the_price(price: str, role: Role) -> None:
    assert rules.behind(Decimal(price), TIERS, AUTHORITY) is role


def test_what_a_quotation_says_of_consents_tells_nothing_of_the_floors() -> None:
    low = Tiers(TIERS.list_price, Decimal("500000"), Decimal("400000"))
    high = Tiers(TIERS.list_price, Decimal("989000"), Decimal("989000"))
    for price in (Decimal(price) for price in range(900_000, 1_000_000, 500)):
        assert rules.behind(price, low, AUTHORITY) is rules.behind(price, high, AUTHORITY)


@pytest.mark.parametrize(
    ("status", "today", "shown"),
    [
        ("draft", date(2026, 11, 21), "draft"),
        ("reviewed", date(2026, 11, 22), "expired"),
        ("in_review", date(2026, 11, 22), "expired"),
        ("used", date(2027, 11, 22), "used"),
    ],
)
def test_what_was_not_used_in_time_has_expired(status: str, today: date, shown: str) -> None:
    assert rules.shown_status(status, date(2026, 11, 21), today) == shown


def test_every_word_has_a_label() -> None:
    assert set(VOCABULARY["quotation_status"]) == set(QuotationStatus)
    assert set(VOCABULARY["home_order"]) == set(HomeOrder)
