from datetime import UTC, datetime, timedelta

import pytest

from services.crm.contact.follow_ups import rules

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(("grade", "days"), [("A", 2), ("B", 4), ("C", 7)])
def test_the_grade_decides_when_the_next_contact_is_due(grade: str, days: int) -> None:
    assert rules.next_due(grade, AT) == AT + timedelta(days=days)


@pytest.mark.parametrize(
    ("after", "soon_enough"),
    [
        (timedelta(0), False),
        (timedelta(minutes=1), True),
        (timedelta(days=7), True),
        (timedelta(days=7, seconds=1), False),
        (timedelta(days=-1), False),
    ],
)
def test_a_customer_is_contacted_at_least_once_a_week(after: timedelta, soon_enough: bool) -> None:
    assert rules.is_soon_enough(AT + after, AT) is soon_enough
