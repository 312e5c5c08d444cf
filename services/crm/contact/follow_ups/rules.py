"""When the next contact is due: by grade after 2, 4 or 7 days (design §8), and at least weekly
(seed 001: 每周至少一次客户回访)."""

from datetime import datetime, timedelta

from common.offers import Offer
from contracts.crm.contact.follow_ups import record_follow_up
from services.crm.files.customers.rules import OFFERS

INTERVAL = {"A": timedelta(days=2), "B": timedelta(days=4), "C": timedelta(days=7)}
LATEST = timedelta(days=7)

OFFERS.add(Offer(record_follow_up))


def next_due(grade: str, contacted_at: datetime) -> datetime:
    """The moment of the next contact when nobody says otherwise."""
    return contacted_at + INTERVAL[grade]


def is_soon_enough(due_at: datetime, contacted_at: datetime) -> bool:
    """Whether a chosen moment keeps at least one contact a week, whatever the grade."""
    return contacted_at < due_at <= contacted_at + LATEST
