"""For how long documents are lent (I-16; seed 003)."""

from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.papers.borrowing import (
    MOST_DAYS,
    BorrowingStatus,
    borrowing_wrong_status,
    decide_borrowing,
    lend_document,
    own_borrowing,
    request_borrowing,
    return_day_wrong,
    return_document,
)
from services.inventory.papers.archive import rules as documents


class Borrowing(Protocol):
    """What a step looks at."""

    @property
    def status(self) -> str: ...
    @property
    def borrower_id(self) -> UUID: ...


def check_decision(borrowing: Borrowing, by: Actor) -> None:
    """Raises `borrowing_wrong_status`, `own_borrowing`."""
    _require(borrowing, BorrowingStatus.REQUESTED)
    if borrowing.borrower_id == by.staff_id:
        raise own_borrowing()


def check_lending(borrowing: Borrowing, by: Actor) -> None:
    """Raises `borrowing_wrong_status`."""
    _require(borrowing, BorrowingStatus.GRANTED)


def check_return(borrowing: Borrowing, by: Actor) -> None:
    """Raises `borrowing_wrong_status`."""
    _require(borrowing, BorrowingStatus.LENT)


OFFERS = Offers[Borrowing](
    "Borrowing",
    Offer(decide_borrowing, check_decision, near=(own_borrowing,)),
    Offer(lend_document, check_lending),
    Offer(return_document, check_return),
    owner=None,
    team=None,
)


def _require(borrowing: Borrowing, allowed: BorrowingStatus) -> None:
    if borrowing.status != allowed:
        raise borrowing_wrong_status(status=borrowing.status, allowed=[allowed])


documents.OFFERS.add(Offer(request_borrowing))


def check_return_day(due_on: date, today: date) -> None:
    """From today to `MOST_DAYS` days ahead. Raises `return_day_wrong`."""
    last = today + timedelta(days=MOST_DAYS)
    if not today <= due_on <= last:
        raise return_day_wrong(field="due_on", first=today.isoformat(), last=last.isoformat())
