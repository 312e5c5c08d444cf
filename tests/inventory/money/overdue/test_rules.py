"""The buckets of ageing (design §8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.money.overdue import AgeBucket
from services.inventory.money.overdue.rules import bucket_of, days_of


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (1, "to_7"),
        (7, "to_7"),
        (8, "to_30"),
        (30, "to_30"),
        (31, "to_90"),
        (90, "to_90"),
        (91, "to_180"),
        (180, "to_180"),
        (181, "beyond"),
        (4000, "beyond"),
    ],
)
def test_each_day_has_its_bucket(days: int, bucket: str) -> None:
    assert bucket_of(days) == bucket


@given(st.integers(1, 1000))
def test_a_bucket_s_days_are_those_that_are_in_it(days: int) -> None:
    for bucket in AgeBucket:
        first, last = days_of(bucket)
        assert (first <= days and (last is None or days <= last)) == (bucket_of(days) == bucket)
