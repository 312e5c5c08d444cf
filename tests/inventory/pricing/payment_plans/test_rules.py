"""Whatever the plan: its lines sum to the price, to the cent."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.pricing.payment_plans import (
    LOAN_METHODS,
    InstalmentKind,
    PaymentMethod,
    PlanDue,
)
from contracts.refusals import Refusal
from services.inventory.pricing.payment_plans import rules
from services.inventory.pricing.payment_plans.rules import Plan, PlanLine

DAY = date(2026, 11, 21)
SIGNED = date(2026, 11, 28)
PRICE = Decimal("1234567.89")
DOWN, PART, LOAN = InstalmentKind.DOWN_PAYMENT, InstalmentKind.INSTALMENT, InstalmentKind.LOAN
SIGNING, PAYOUT = PlanDue.AFTER_SIGNING, PlanDue.LOAN_PAYOUT


def default(method: PaymentMethod, share: str = "0.30") -> Plan:
    return rules.default_plan(method, Decimal(share))


def amounts(
    plan: Plan, price: str = "1234567.89", deposit: str = "20000", loan: Decimal | None = None
) -> list[tuple[str, str]]:
    lines = rules.lines_for(plan, Decimal(price), Decimal(deposit), subscribed_on=DAY, loan=loan)
    return [(line.kind.value, f"{line.amount:.2f}") for line in lines]


def plan(*lines: PlanLine, method: PaymentMethod = PaymentMethod.INSTALMENTS) -> Plan:
    return Plan(None, "计划", method, lines)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (PaymentMethod.LUMP_SUM, [("instalment", "1214567.89")]),
        (PaymentMethod.COMMERCIAL_LOAN, [("down_payment", "354567.89"), ("loan", "860000.00")]),
        (PaymentMethod.PROVIDENT_FUND, [("down_payment", "354567.89"), ("loan", "860000.00")]),
        (PaymentMethod.COMBINED_LOAN, [("down_payment", "354567.89"), ("loan", "860000.00")]),
        (
            PaymentMethod.INSTALMENTS,
            [
                ("down_payment", "350370.37"),
                ("instalment", "432098.76"),
                ("instalment", "432098.76"),
            ],
        ),
    ],
)
def test_every_payment_method_has_a_default_plan(
    method: PaymentMethod, expected: list[tuple[str, str]]
) -> None:
    assert amounts(default(method)) == [("deposit", "20000.00"), *expected]


def test_a_shop_pays_half_before_the_loan() -> None:
    found = amounts(default(PaymentMethod.COMMERCIAL_LOAN, "0.50"))
    assert found[1:] == [("down_payment", "604567.89"), ("loan", "610000.00")]


def test_who_borrows_less_pays_more_down() -> None:
    found = amounts(default(PaymentMethod.COMMERCIAL_LOAN), loan=Decimal("500000"))
    assert found[1:] == [("down_payment", "714567.89"), ("loan", "500000.00")]
    more = amounts(default(PaymentMethod.COMMERCIAL_LOAN), loan=Decimal("5000000"))
    assert more[2] == ("loan", "860000.00")
    none = amounts(default(PaymentMethod.COMMERCIAL_LOAN), loan=Decimal(0))
    assert none[1:] == [("down_payment", "1214567.89")]


def test_the_residue_is_in_the_last_line_when_none_takes_the_rest() -> None:
    third = Decimal("0.333333")
    thirds = plan(
        PlanLine("一", DOWN, SIGNING, share=third),
        PlanLine("二", PART, SIGNING, share=third, days=30),
        PlanLine("三", PART, SIGNING, share=Decimal("0.333334"), days=60),
    )
    assert amounts(thirds, "100.01", "0") == [
        ("down_payment", "33.34"),
        ("instalment", "33.34"),
        ("instalment", "33.33"),
    ]


def test_the_deposit_counts_towards_what_is_paid_without_a_loan_first() -> None:
    early = plan(
        PlanLine("首付", DOWN, SIGNING, share=Decimal("0.15")),
        PlanLine("贷款", LOAN, PAYOUT),
        method=PaymentMethod.COMMERCIAL_LOAN,
    )
    assert amounts(early, "1000000", "180000") == [
        ("deposit", "180000.00"),
        ("loan", "820000.00"),
    ]


def test_fixed_amounts_never_exceed_the_price() -> None:
    fixed = plan(
        PlanLine("一", DOWN, SIGNING, amount=Decimal("80000")),
        PlanLine("二", PART, SIGNING, amount=Decimal("50000")),
        PlanLine("三", PART, SIGNING),
    )
    assert amounts(fixed, "100000", "0") == [
        ("down_payment", "80000.00"),
        ("instalment", "20000.00"),
    ]


@pytest.mark.parametrize(
    ("line", "signed", "expected"),
    [
        (PlanLine("一", PART, PlanDue.AFTER_SUBSCRIPTION, days=7), None, SIGNED),
        (PlanLine("一", PART, SIGNING, days=3), SIGNED, date(2026, 12, 1)),
        (PlanLine("一", PART, SIGNING, days=3), None, None),
        (PlanLine("一", PART, PlanDue.ON_DATE, on=date(2027, 6, 30)), None, date(2027, 6, 30)),
        (PlanLine("一", LOAN, PAYOUT), SIGNED, None),
    ],
)
def test_a_line_falls_due(line: PlanLine, signed: date | None, expected: date | None) -> None:
    assert rules.due_on(line, DAY, signed) == expected


@pytest.mark.parametrize(
    ("lines", "share"),
    [
        (
            [PlanLine("首付", DOWN, SIGNING), PlanLine("贷", LOAN, PAYOUT, share=Decimal("0.7"))],
            "0.3",
        ),
        (
            [PlanLine("首付", DOWN, SIGNING, share=Decimal("0.2")), PlanLine("贷", LOAN, PAYOUT)],
            "0.2",
        ),
        ([PlanLine("全部", PART, SIGNING)], "1"),
    ],
)
def test_the_down_payment_is_what_is_not_lent(lines: list[PlanLine], share: str) -> None:
    assert rules.down_payment(lines) == Decimal(share)


def test_too_low_a_down_payment_is_refused() -> None:
    lines = default(PaymentMethod.COMMERCIAL_LOAN, "0.30").lines
    rules.check_down_payment(lines, Decimal("0.30"), field="lines")
    with pytest.raises(Refusal, match="down_payment_too_low"):
        rules.check_down_payment(lines, Decimal("0.31"), field="lines")
    rules.check_down_payment(default(PaymentMethod.LUMP_SUM).lines, Decimal("0.99"), field="lines")


money = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999.99"), places=2)
shares = st.decimals(min_value=Decimal("0.000001"), max_value=Decimal("1"), places=6)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any lines, even such as no command would let pass; one is not a loan."""
    sizes = st.one_of(
        st.builds(lambda share: {"share": share}, shares),
        st.builds(lambda amount: {"amount": amount}, money),
        st.just({}),
    )
    kinds = draw(st.lists(st.sampled_from([DOWN, PART, LOAN]), max_size=7))
    where = draw(st.integers(0, len(kinds)))
    kinds.insert(where, DOWN)
    lines = tuple(
        PlanLine("款", kind, PAYOUT if kind is LOAN else SIGNING, **draw(sizes)) for kind in kinds
    )
    return Plan(None, "计划", draw(st.sampled_from(LOAN_METHODS)), lines, draw(money))


@given(plans(), money, money, st.none() | money)
def test_a_schedule_sums_to_the_price_and_has_no_empty_line(
    plan: Plan, price: Decimal, deposit: Decimal, loan: Decimal | None
) -> None:
    lines = rules.lines_for(plan, price, deposit, subscribed_on=DAY, loan=loan)
    assert sum(line.amount for line in lines) == price
    assert all(line.amount > 0 for line in lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in lines)
    lent = sum((line.amount for line in lines if line.kind is LOAN), Decimal(0))
    assert lent <= rules.loan_of(plan, price)
    assert loan is None or lent <= loan


@given(st.sampled_from(list(PaymentMethod)), shares, money)
def test_a_default_plan_never_lends_more_than_the_down_payment_leaves(
    method: PaymentMethod, share: Decimal, price: Decimal
) -> None:
    found = rules.default_plan(method, share)
    lines = rules.lines_for(found, price, None, subscribed_on=DAY)
    lent = sum((line.amount for line in lines if line.kind is LOAN), Decimal(0))
    assert sum(line.amount for line in lines) == price
    assert lent <= (1 - share) * price


FIXED_LOAN = (
    PlanLine("贷款", LOAN, PAYOUT, amount=Decimal("2000000")),
    PlanLine("首付", DOWN, SIGNING),
)


@pytest.mark.parametrize("price", ["990000.00", "1234567.89", "2857142.84"])
def test_a_fixed_loan_counts_by_what_it_lends_of_the_price(price: str) -> None:
    chosen = Plan(None, "计划", PaymentMethod.COMMERCIAL_LOAN, FIXED_LOAN, least=Decimal("0.30"))
    with pytest.raises(Refusal) as refused:
        amounts(chosen, price)
    assert (refused.value.code, refused.value.details["least"]) == ("down_payment_too_low", "0.3")


def test_a_fixed_loan_that_leaves_the_down_payment_is_lent() -> None:
    chosen = Plan(None, "计划", PaymentMethod.COMMERCIAL_LOAN, FIXED_LOAN, least=Decimal("0.30"))
    assert amounts(chosen, "2857142.86") == [
        ("deposit", "20000.00"),
        ("loan", "2000000.00"),
        ("down_payment", "837142.86"),
    ]


@given(
    price=st.decimals("100000", "9999999", places=2),
    deposit=st.decimals("0", "9999999", places=2),
    least=st.decimals("0", "0.9", places=2),
    fixed=st.decimals("1", "9999999", places=2),
    loan=st.none() | st.decimals("0", "9999999", places=2),
)
def test_whatever_is_lent_is_whole_and_leaves_the_down_payment(
    price: Decimal, deposit: Decimal, least: Decimal, fixed: Decimal, loan: Decimal | None
) -> None:
    lines = (PlanLine("贷款", LOAN, PAYOUT, amount=fixed), PlanLine("首付", DOWN, SIGNING))
    chosen = Plan(None, "计划", PaymentMethod.COMMERCIAL_LOAN, lines, least=least)
    try:
        agreed = rules.lines_for(chosen, price, deposit, subscribed_on=DAY, loan=loan)
    except Refusal as refusal:
        if refusal.code != "down_payment_too_low":
            raise
        return
    lent = sum((line.amount for line in agreed if line.kind is LOAN), Decimal(0))
    assert sum((line.amount for line in agreed), Decimal(0)) == price
    assert lent % rules.LOAN_MULTIPLE == 0
    assert lent <= price * (1 - least)
