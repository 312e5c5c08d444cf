"""For how long documents are lent (I-16; seed 003)."""

from datetime import date, timedelta

from contracts.inventory.papers.borrowing import MOST_DAYS, return_day_wrong


def check_return_day(due_on: date, today: date) -> None:
    """From today to `MOST_DAYS` days ahead. Raises `return_day_wrong`."""
    last = today + timedelta(days=MOST_DAYS)
    if not today <= due_on <= last:
        raise return_day_wrong(field="due_on", first=today.isoformat(), last=last.isoformat())
