"""What could not be loaded says so where it would stand, and is loaded by pressing 重试."""

import json
import re

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company

_TITLE = "服务暂不可用，请稍后重试"
_PROBLEM = {
    "title": _TITLE,
    "code": "unavailable",
    "status": 500,
    "details": {},
}

_READS = {
    "the board": ("board", r"/projects/[^/]+/board$"),
    "a list": ("deals", r"/deals\?"),
    "names in a list": ("deals", r"/customers\?"),
    "names of the staff": ("holds", r"/staff\?"),
    "the projects": ("settings", r"/projects\?"),
    "a form's fields": ("settings", r"/openapi\.json$"),
    "a chart": ("reports", r"/figures\?"),
    "a card beside a list": ("overdue", r"/collection\?"),
    "one kind of tasks": ("tasks", r"/notices\?"),
    "the words": ("board", r"/vocabulary$"),
}


@pytest.mark.parametrize(("page", "question"), _READS.values(), ids=_READS.keys())
def test_a_failed_read_is_said_in_place_and_repeated(
    visitors: Visitors, page: str, question: str
) -> None:
    director = visitors.one("sales_director")
    _break(director, question)
    director.go(page)
    failed = _failures(director)
    expect(failed.first).to_contain_text(_TITLE)
    director.page.unroute(re.compile(question))
    while left := failed.count():
        failed.first.get_by_role("button", name="重试").click()
        expect(failed).to_have_count(left - 1)
    expect(director.said()).to_have_count(0)


def test_a_drawer_that_could_not_be_loaded_stays_and_says_so(
    visitors: Visitors, company: Company
) -> None:
    deal = showroom.subscribed(company, company.free_units(showroom.ON_SALE)[-1]["id"])
    consultant = visitors.one("consultant", showroom.ON_SALE)
    question = rf"/deals/{deal}$"
    _break(consultant, question)
    consultant.go(f"deals?deal={deal}")
    drawer = consultant.seen("deal-drawer")
    failed = drawer.locator("[data-test=load-failed]")
    expect(failed).to_contain_text(_TITLE)
    consultant.page.unroute(re.compile(question))
    failed.get_by_role("button", name="重试").click()
    expect(drawer.locator("[data-test=deal-stage]")).to_be_visible()
    expect(failed).to_have_count(0)


def _break(visitor: Visitor, question: str) -> None:
    visitor.page.route(re.compile(question), _refuse)


def _refuse(route: Route) -> None:
    route.fulfill(status=500, content_type="application/problem+json", body=json.dumps(_PROBLEM))


def _failures(visitor: Visitor) -> Locator:
    return visitor.seen("load-failed")
