"""The first start, from nothing, in any order: no event of the first minute is missing anywhere."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.e2e.books import Books
from tests.e2e.company import eventually, only
from tests.e2e.sales_office import SalesOffice
from tests.stack import Stack

_UNITS, _SALES = 6, 2
_LATE = ("reporting", "reminders", "eventlog", "mail")


@pytest.mark.parametrize(
    "early",
    [
        ("gateway", "crm", "relay", "inventory", "office"),
        ("office", "inventory", "crm", "gateway", "relay"),
    ],
    ids=lambda order: " ".join(order),
)
def test_no_event_of_the_first_minute_is_missing(
    early: tuple[str, ...], new_stack: Callable[..., Stack]
) -> None:
    """The first business is done while some of those who must hear of it have never run."""
    stack = new_stack(start=False)
    for name in early:
        stack.start(name, wait=False)
    office = SalesOffice(stack.url)
    units = office.open(units=_UNITS)
    sold = {office.sell(unit) for unit in units[:_SALES]}
    for name in _LATE:
        stack.start(name, wait=False)
    books = Books(stack, office)
    assert books.sold() == sold
    eventually(lambda: books.check_log(sold))
    eventually(lambda: books.check_report(sold))
    _check_every_kind_of_event(books)
    _check_purchases(books, sold)
    books.check_chain()
    books.check_nothing_is_parked()


def _check_every_kind_of_event(books: Books) -> None:
    told = Counter(event["type"] for event in books.events())
    expected = {
        "staff_joined": 4,
        "project_created": 1,
        "unit_approved": _UNITS,
        "unit_released": _UNITS,
        "customer_registered": _SALES,
        "unit_subscribed": _SALES,
        "receipt_confirmed": _SALES,
        "unit_sold": _SALES,
    }
    assert {kind: told[kind] for kind in expected} == expected


def _check_purchases(books: Books, sold: set[str]) -> None:
    bought = [e["data"] for e in books.events() if e["type"] == "unit_sold"]

    def remembered() -> None:
        for sale in bought:
            purchase = only(books.purchases(sale["customer_id"]))
            assert (purchase["deal_id"], purchase["stage"]) == (sale["deal_id"], "sold")

    assert {sale["deal_id"] for sale in bought} == sold
    eventually(remembered)
