"""Which loans a calculation reckons with, which days it may name."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.refusals import Refusal
from services.inventory.pricing.calculations.rules import calculation

COMMERCIAL, FUND = PaymentMethod.COMMERCIAL_LOAN, PaymentMethod.PROVIDENT_FUND
COMBINED, LUMP = PaymentMethod.COMBINED_LOAN, PaymentMethod.LUMP_SUM
RATE = Decimal("0.03")


def wishes(commercial: str | None, fund: str | None) -> list[calculation.Wish]:
    return [
        calculation.Wish(kind, None if amount is None else Decimal(amount), RATE, 360)
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
    found = calculation.loans(method, wishes(commercial, fund), Decimal("700000"))
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
        calculation.loans(method, wishes(commercial, fund), Decimal("700000"))
    assert refused.value.details == {"field": field, "most": "700000.00"}


def test_loans_are_summed_up() -> None:
    found = calculation.loans(COMBINED, wishes("300000", "400000"), Decimal("700000"))
    sums = calculation.loan_sums(found)
    assert sums is not None
    assert sums.amount == Decimal("700000")
    assert sums.equal_instalment_first == sum(loan.equal_instalment.first for loan in found)
    assert sums.equal_principal_interest == sum(loan.equal_principal.interest for loan in found)
    assert calculation.loan_sums([]) is None


def test_a_day_lies_between_today_and_the_last_one() -> None:
    today = date(2026, 11, 21)

    def between(asked: date | None) -> date:
        return calculation.day_between(asked, default=7, most=90, field="valid_until", today=today)

    assert between(None) == date(2026, 11, 28)
    assert between(today) == today
    assert between(date(2027, 2, 19)) == date(2027, 2, 19)
    for day in (date(2026, 11, 20), date(2027, 2, 20)):
        with pytest.raises(Refusal, match="date_out_of_range"):
            between(day)
