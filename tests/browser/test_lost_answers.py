"""On a bad line the answer to a write is lost though the platform did it: the same request goes out
again under the same key, so that nothing is done twice and nobody is refused their own unit."""

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_TRIES = 3
"""How often the application asks by itself before it tells that the server cannot be reached."""


class BadLine:
    """Lets requests through to the platform and loses its first `losing` answers."""

    def __init__(self, visitor: Visitor, path: str, losing: int) -> None:
        self.keys: list[str] = []
        visitor.page.on("request", self._note)
        self._path = f"/api/v1/{path}"
        if losing:
            visitor.page.route(f"**{self._path}", self._lose, times=losing)

    def _note(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith(self._path):
            self.keys.append(request.headers.get("idempotency-key", ""))

    @staticmethod
    def _lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")


@pytest.fixture
def consultant(visitors: Visitors, company: Company) -> Visitor:
    company.new_customer(company.one("consultant", showroom.ON_SALE), showroom.ON_SALE)
    return visitors.one("consultant", showroom.ON_SALE)


def test_a_reservation_is_made_once_when_its_answer_is_lost(
    consultant: Visitor, company: Company
) -> None:
    unit = _a_free_unit(company)
    line = BadLine(consultant, f"units/{unit}/reservation", losing=1)
    _fill_reservation(consultant, unit)
    consultant.press("submit-claim")
    expect(consultant.seen("reservation-form")).to_have_count(0)
    expect(consultant.seen("unit-status")).to_have_attribute("data-status", "reserved")
    assert len(line.keys) == 2
    assert len(set(line.keys)) == 1
    assert line.keys[0]
    assert _reservations(company, unit) == 1


def test_pressed_again_after_lost_answers_the_reservation_is_the_consultants(
    consultant: Visitor, company: Company
) -> None:
    unit = _a_free_unit(company)
    line = BadLine(consultant, f"units/{unit}/reservation", losing=_TRIES)
    _fill_reservation(consultant, unit)
    consultant.press("submit-claim")
    expect(consultant.said()).to_contain_text("无法连接服务器")
    consultant.press("submit-claim")
    expect(consultant.seen("reservation-form")).to_have_count(0)
    expect(consultant.seen("why-not")).to_have_count(0)
    assert len(line.keys) == _TRIES + 1
    assert len(set(line.keys)) == 1
    assert _reservations(company, unit) == 1


def test_other_content_and_an_answered_request_have_keys_of_their_own(
    consultant: Visitor, company: Company
) -> None:
    unit = _a_free_unit(company)
    line = BadLine(consultant, f"units/{unit}/reservation", losing=0)
    _fill_reservation(consultant, unit)
    price = consultant.seen("reservation-form").locator("input[name=price]")
    for wrong in ("0.001", "0.001", "0.002"):
        price.fill(wrong)
        with consultant.page.expect_response("**/reservation") as refused:
            consultant.press("submit-claim")
        assert not refused.value.ok
    assert len(set(line.keys)) == len(line.keys) == 3


def _a_free_unit(company: Company) -> str:
    return str(company.free_units(showroom.ON_SALE)[0]["id"])


def _fill_reservation(visitor: Visitor, unit: str) -> None:
    visitor.unit(unit).click()
    visitor.press("reserve")
    visitor.choose(visitor.seen("reservation-form").locator(".el-select"), "测试客户")


def _reservations(company: Company, unit: str) -> int:
    deals = ok(company.one("consultant", showroom.ON_SALE).get("/deals", stage="reserved"))
    return sum(deal["unit_id"] == unit for deal in deals["items"])
