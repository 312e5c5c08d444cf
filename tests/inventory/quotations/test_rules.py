"""Which loans, whose review, what the review covers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.quotations import HomeOrder, QuotationStatus
from contracts.inventory.states import PaymentMethod
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.vocabulary import VOCABULARY
from services.inventory.deals.rules import Tiers
from services.inventory.projects.rules import settings_of
from services.inventory.quotations import rules

COMMERCIAL, FUND = PaymentMethod.COMMERCIAL_LOAN, PaymentMethod.PROVIDENT_FUND
COMBINED, LUMP = PaymentMethod.COMBINED_LOAN, PaymentMethod.LUMP_SUM
MANAGER, DIRECTOR, GENERAL = Role.SALES_MANAGER, Role.SALES_DIRECTOR, Role.GENERAL_MANAGER
AUTHORITY = settings_of({}).discount_authority
TIERS = Tiers(Decimal("1000000"), Decimal("980000"), Decimal("970000"))
LARGE = Decimal("10000000")
RATE = Decimal("0.03")


def wishes(commercial: str | None, fund: str | None) -> list[rules.Wish]:
    return [
        rules.Wish(kind, None if amount is None else Decimal(amount), RATE, 360)
        for kind, amount in ((COMMERCIAL, commercial), (FUND, fund))
    ]


@pytest.mark.parametrize(
    ("method", "commercial", "fund", "expected"),
    [
        (LUMP, None, None, []),
        (COMMERCIAL, None, None, [(COMMERCIAL, "700000")]),
        (COMMERCIAL, "500000", None, [(COMMERCIAL, "500000")]),
        (COMMERCIAL, "0", None, []),
        (FUND, None, None, [(FUND, "700000")]),
        (COMBINED, None, "400000", [(COMMERCIAL, "300000"), (FUND, "400000")]),
        (COMBINED, "300000", None, [(COMMERCIAL, "300000"), (FUND, "400000")]),
        (COMBINED, "100000", "200000", [(COMMERCIAL, "100000"), (FUND, "200000")]),
        (COMBINED, None, "700000", [(FUND, "700000")]),
    ],
)
def test_a_loan_without_an_amount_takes_what_the_plan_lends(
    method: PaymentMethod,
    commercial: str | None,
    fund: str | None,
    expected: list[tuple[PaymentMethod, str]],
) -> None:
    found = rules.loans(method, wishes(commercial, fund), Decimal("700000"))
    assert [(loan.kind, loan.amount) for loan in found] == [
        (kind, Decimal(amount)) for kind, amount in expected
    ]


@pytest.mark.parametrize(
    ("method", "commercial", "fund", "field"),
    [
        (COMMERCIAL, "700000.01", None, "commercial_amount"),
        (FUND, None, "700001", "fund_amount"),
        (COMBINED, "400000", "300001", "commercial_amount"),
    ],
)
def test_more_than_the_plan_lends_is_refused(
    method: PaymentMethod, commercial: str | None, fund: str | None, field: str
) -> None:
    with pytest.raises(Refusal, match="loan_too_large") as refused:
        rules.loans(method, wishes(commercial, fund), Decimal("700000"))
    assert refused.value.details == {"field": field, "most": "700000.00"}


def test_loans_are_summed_up() -> None:
    found = rules.loans(COMBINED, wishes("300000", "400000"), Decimal("700000"))
    sums = rules.loan_sums(found)
    assert sums is not None
    assert sums.amount == Decimal("700000")
    assert sums.equal_instalment_first == sum(loan.equal_instalment.first for loan in found)
    assert sums.equal_principal_interest == sum(loan.equal_principal.interest for loan in found)
    assert rules.loan_sums([]) is None


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
    assert rules.reviewers(Decimal(price), TIERS, AUTHORITY, large) == expected


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
    found = rules.reviewers(asked, TIERS, AUTHORITY, Decimal(large))
    rules.check_covered(asked, TIERS, AUTHORITY, found)
    assert found[0] is MANAGER
    assert len(set(found)) == len(found)
    assert (GENERAL in found) >= (price >= large)


def test_the_highest_reviewer_stands_behind_the_price() -> None:
    assert rules.highest(["sales_manager", "general_manager", "finance"]) is GENERAL
    assert rules.highest(["sales_manager"]) is MANAGER


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


def test_a_day_lies_between_today_and_the_last_one() -> None:
    today = date(2026, 11, 21)

    def between(asked: date | None) -> date:
        return rules.day_between(asked, default=7, most=90, field="valid_until", today=today)

    assert between(None) == date(2026, 11, 28)
    assert between(today) == today
    assert between(date(2027, 2, 19)) == date(2027, 2, 19)
    for day in (date(2026, 11, 20), date(2027, 2, 20)):
        with pytest.raises(Refusal, match="date_out_of_range"):
            between(day)


def test_every_word_has_a_label() -> None:
    assert set(VOCABULARY["quotation_status"]) == set(QuotationStatus)
    assert set(VOCABULARY["home_order"]) == set(HomeOrder)
