"""What being late costs, to the cent (design §8: 0.03 % a day, simple, on overdue principal)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.money import cents
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.money.late_fees.rules import (
    Part,
    begins_after,
    check_waiver,
    claim_name,
    consent_needed,
    late_fee,
    parts_of,
    rate_on,
)
from services.inventory.register.settings.rules import Term, terms

RATE = Decimal("0.0003")
DUE = date(2026, 3, 31)
YUAN_A_DAY = Decimal(10000)
"""Costs three yuan a day."""


def day(offset: int) -> date:
    return DUE + timedelta(days=offset)


@pytest.mark.parametrize(
    ("principal", "due_on", "until", "fee"),
    [
        ("10000.00", DUE, DUE, "0.00"),
        ("10000.00", DUE, date(2026, 4, 1), "3.00"),
        ("10000.00", DUE, date(2026, 4, 30), "90.00"),
        ("10000.00", date(2026, 1, 31), date(2026, 2, 28), "84.00"),
        ("10000.00", date(2028, 2, 28), date(2028, 3, 1), "6.00"),
        ("10000.00", date(2027, 2, 28), date(2027, 3, 1), "3.00"),
        ("10000.00", date(2027, 12, 31), date(2028, 12, 31), "1098.00"),
        ("10000.00", date(2026, 12, 31), date(2027, 12, 31), "1095.00"),
        ("1280000.00", DUE, date(2026, 4, 10), "3840.00"),
        ("333333.33", DUE, date(2026, 4, 1), "100.00"),
        ("50.00", DUE, date(2026, 4, 1), "0.02"),
        ("16.66", DUE, date(2026, 4, 1), "0.00"),
        ("16.67", DUE, date(2026, 4, 1), "0.01"),
    ],
    ids=[
        "the due day itself costs nothing",
        "the day after costs one day",
        "a month of thirty days",
        "over the end of February",
        "over the leap day",
        "without a leap day",
        "a leap year",
        "a common year",
        "a large sum",
        "99.999999 is a hundred",
        "half a cent is a cent",
        "less than half a cent is nothing",
        "just above half a cent",
    ],
)
def test_each_day_after_the_due_day_costs_a_share_of_the_principal(
    principal: str, due_on: date, until: date, fee: str
) -> None:
    parts = [Part(Decimal(principal))]
    assert late_fee(parts, after=due_on, through=until, rates=always(RATE)) == Decimal(fee)


def always(rate: Decimal) -> list[Term]:
    return [Term(date.min, date.max, rate)]


def test_each_day_costs_the_rate_that_was_in_force_when_it_began() -> None:
    versions = [
        (day(-99), {"rate": "0.0003"}),
        (day(4), {"rate": "0.0010"}),
        (day(4), {"rate": "0"}),
        (day(7), {"rate": "0.0005"}),
    ]
    rates = terms(versions, lambda stored: Decimal(stored["rate"]))
    fee = late_fee([Part(YUAN_A_DAY)], after=DUE, through=day(10), rates=rates)
    assert fee == 4 * 3 + 3 * 0 + 3 * 5
    assert [rate_on(rates, day(n)) for n in (-200, 4, 5, 7, 8)] == [
        Decimal(rate) for rate in ("0.0003", "0.0003", "0", "0", "0.0005")
    ]


def test_a_new_rate_changes_nothing_that_was_charged() -> None:
    parts = [Part(YUAN_A_DAY)]
    before = late_fee(parts, after=DUE, through=day(6), rates=always(RATE))
    versions = [(day(-99), {"rate": str(RATE)}), (day(6), {"rate": "0.01"})]
    rates = terms(versions, lambda stored: Decimal(stored["rate"]))
    assert late_fee(parts, after=DUE, through=day(6), rates=rates) == before
    assert late_fee(parts, after=day(6), through=day(7), rates=rates) == 100


@pytest.mark.parametrize(
    ("payments", "fee"),
    [
        ([], "30.00"),
        ([("4000.00", 0)], "18.00"),
        ([("4000.00", -5)], "18.00"),
        ([("4000.00", 1)], "19.20"),
        ([("4000.00", 4)], "22.80"),
        ([("4000.00", 4), ("6000.00", 7)], "17.40"),
        ([("4000.00", 4), ("3000.00", 7), ("3000.00", 10)], "20.10"),
        ([("10000.00", 10)], "30.00"),
        ([("10000.00", 1)], "3.00"),
        ([("10000.00", 0)], "0.00"),
        ([("4000.00", 12)], "30.00"),
    ],
    ids=[
        "nothing paid",
        "a part on the due day",
        "a part before",
        "a part one day late",
        "a part four days late",
        "two parts",
        "three parts",
        "all on the tenth day",
        "all one day late",
        "all on the due day",
        "what is paid later is unpaid until now",
    ],
)
def test_what_is_paid_in_parts_costs_each_part_s_days(
    payments: list[tuple[str, int]], fee: str
) -> None:
    paid = [Part(Decimal(amount), day(offset)) for amount, offset in payments]
    parts = parts_of(YUAN_A_DAY, paid)
    assert late_fee(parts, after=DUE, through=day(10), rates=always(RATE)) == Decimal(fee)


def test_a_project_has_its_own_rate() -> None:
    parts = [Part(YUAN_A_DAY)]
    assert late_fee(parts, after=DUE, through=day(10), rates=always(Decimal("0.0005"))) == 50
    assert late_fee(parts, after=DUE, through=day(10), rates=always(Decimal(0))) == 0


def test_the_next_charge_begins_where_the_last_one_ended() -> None:
    assert begins_after(DUE, None) == DUE
    assert begins_after(DUE, day(8)) == day(8)
    assert begins_after(DUE, day(-3)) == DUE


days = st.integers(-40, 400).map(day)
amounts = st.decimals("0.01", "9999999.99", places=2)
payments = st.lists(st.builds(Part, amounts, days), max_size=5)


def _by_hand(parts: Sequence[Part], after: date, through: date) -> Decimal:
    """Day by day: what is unpaid at the beginning of each day."""
    total, today = Decimal(0), after + timedelta(days=1)
    while today <= through:
        open_that_day = [p.amount for p in parts if p.paid_on is None or p.paid_on >= today]
        total += sum(open_that_day, Decimal(0)) * RATE
        today += timedelta(days=1)
    return cents(total)


@given(payments, amounts, st.integers(0, 120))
def test_it_is_what_one_finds_counting_day_by_day(
    paid: list[Part], unpaid: Decimal, length: int
) -> None:
    parts = [*paid, Part(unpaid)]
    assert late_fee(parts, after=DUE, through=day(length), rates=always(RATE)) == _by_hand(
        parts, DUE, day(length)
    )


@given(payments, amounts, st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_charged_in_pieces_it_differs_by_rounding_alone(
    paid: list[Part], unpaid: Decimal, lengths: list[int]
) -> None:
    parts, after, pieces = [*paid, Part(unpaid)], DUE, Decimal(0)
    for length in lengths:
        through = after + timedelta(days=length)
        pieces += late_fee(parts, after=after, through=through, rates=always(RATE))
        after = through
    whole = late_fee(parts, after=DUE, through=after, rates=always(RATE))
    assert abs(pieces - whole) <= Decimal("0.005") * (len(lengths) + 1)


@given(amounts, payments)
def test_the_parts_are_the_principal_unless_more_was_paid(
    principal: Decimal, paid: list[Part]
) -> None:
    parts = parts_of(principal, paid)
    total = sum((part.amount for part in paid), Decimal(0))
    assert sum((part.amount for part in parts), Decimal(0)) == max(principal, total)


@given(payments, st.integers(0, 300), st.integers(0, 300))
def test_another_day_never_makes_it_less(paid: list[Part], one: int, other: int) -> None:
    sooner, later = sorted((one, other))
    rates = always(RATE)
    fees = [late_fee(paid, after=DUE, through=day(end), rates=rates) for end in (sooner, later)]
    assert fees[0] <= fees[1]


@pytest.mark.parametrize(
    ("amount", "role"),
    [
        ("0.01", Role.SALES_MANAGER),
        ("5000.00", Role.SALES_MANAGER),
        ("5000.01", Role.SALES_DIRECTOR),
    ],
)
def test_beyond_the_manager_s_limit_the_director_waives(amount: str, role: Role) -> None:
    assert consent_needed(Decimal(amount), Decimal("5000.00")) == role


@pytest.mark.parametrize(("amount", "fits"), [("0.01", True), ("30.00", True), ("30.01", False)])
def test_no_more_is_waived_than_is_unpaid(amount: str, fits: bool) -> None:
    if fits:
        check_waiver(Decimal(amount), Decimal("30.00"))
        return
    with pytest.raises(Refusal) as refused:
        check_waiver(Decimal(amount), Decimal("30.00"))
    assert (refused.value.code, refused.value.details["most"]) == ("late_fee_settled", "30.00")


def test_nothing_is_waived_of_a_fee_that_is_paid() -> None:
    with pytest.raises(Refusal):
        check_waiver(Decimal("0.00"), Decimal("0.00"))


def test_the_claim_names_its_instalment_within_the_schedule_s_width() -> None:
    assert claim_name("第二期房款") == "违约金·第二期房款"
    assert len(claim_name("长" * 60)) == 60
