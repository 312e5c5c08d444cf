"""A deal's deposit and dates, to the cent and to the moment (design §8)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Invalid
from services.inventory.register.deals.rules import (
    business_day_between,
    check_handover,
    deposit_due,
    sign_by,
)

AT = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # the 22nd in Shanghai
LIST = Decimal("1000000.00")
money = st.decimals("1", "99999999", places=2)


@given(money, st.decimals("0", "99999999", places=2), st.sampled_from(["0.05", "0.10", "0.20"]))
def test_a_deposit_is_never_above_the_cap(price: Decimal, default: Decimal, cap: str) -> None:
    due = deposit_due(None, price, default=default, cap=Decimal(cap))
    assert 0 <= due <= price * Decimal(cap)
    assert due <= default


@pytest.mark.parametrize(
    ("asked", "price", "due"),
    [
        (None, "1000000.00", "20000.00"),
        (None, "50000.00", "10000.00"),
        (None, "50004.00", "10000.00"),
        ("200000.00", "1000000.00", "200000.00"),
        ("0.00", "1000000.00", "0.00"),
    ],
)
def test_a_deposit_is_the_projects_default_or_what_was_agreed(
    asked: str | None, price: str, due: str
) -> None:
    found = deposit_due(
        Decimal(asked) if asked else None,
        Decimal(price),
        default=Decimal("20000.00"),
        cap=Decimal("0.20"),
    )
    assert str(found) == due


def test_a_deposit_above_a_fifth_of_the_price_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        deposit_due(Decimal("200000.01"), LIST, default=Decimal("20000"), cap=Decimal("0.20"))
    assert refused.value.details == {"field": "deposit", "most": "200000.00"}


@pytest.mark.parametrize(
    ("at", "days", "until"),
    [
        # 20:00 in Shanghai: until the end of the 28th there
        (datetime(2026, 11, 21, 12, 0, tzinfo=UTC), 7, datetime(2026, 11, 28, 16, 0, tzinfo=UTC)),
        # half past midnight in Shanghai is already the 22nd
        (datetime(2026, 11, 21, 16, 30, tzinfo=UTC), 7, datetime(2026, 11, 29, 16, 0, tzinfo=UTC)),
        (datetime(2026, 12, 31, 1, 0, tzinfo=UTC), 1, datetime(2027, 1, 1, 16, 0, tzinfo=UTC)),
    ],
)
def test_the_contract_is_due_at_the_end_of_a_business_day_in_china(
    at: datetime, days: int, until: datetime
) -> None:
    assert sign_by(at, days) == until


def test_the_handover_may_be_today_but_not_yesterday() -> None:
    check_handover(date(2026, 11, 22), AT)
    with pytest.raises(Invalid):
        check_handover(date(2026, 11, 21), AT)


@pytest.mark.parametrize(
    ("asked", "found"),
    [(None, date(2026, 11, 22)), (date(2026, 11, 20), date(2026, 11, 20))],
)
def test_a_day_is_today_unless_an_earlier_one_is_given(asked: date | None, found: date) -> None:
    assert business_day_between(asked, field="x", first=date(2026, 11, 20), at=AT) == found


@pytest.mark.parametrize("asked", [date(2026, 11, 19), date(2026, 11, 23)])
def test_a_day_before_the_deal_or_after_today_is_refused(asked: date) -> None:
    with pytest.raises(Invalid) as refused:
        business_day_between(asked, field="x", first=date(2026, 11, 20), at=AT)
    assert refused.value.details == {"field": "x", "first": "2026-11-20", "last": "2026-11-22"}
