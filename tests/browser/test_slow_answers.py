"""Answers overtake each other on slow lines: what a page shows never goes back to what was asked
before, and what one agrees to is what one was shown."""

from typing import Any

from playwright.sync_api import APIResponse, Route, expect

from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_DRAWN_MS = 300
_OTHERS = (showroom.EMPTY, "BHLY")
_PAGE, _MORE_THAN_A_PAGE = 50, 55


class Held:
    """The next answer to a question, given by the platform and kept back from the page."""

    def __init__(self, visitor: Visitor, path: str) -> None:
        self._page = visitor.page
        self._kept: list[tuple[Route, APIResponse]] = []
        self._page.route(f"**/api/v1/{path}", self._keep)

    def _keep(self, route: Route) -> None:
        if self._kept:
            route.continue_()
        else:
            self._kept.append((route, route.fetch()))

    def until_asked(self) -> None:
        while not self._kept:
            self._page.wait_for_timeout(20)

    def let_go(self) -> None:
        """And give the page time to draw it."""
        ((route, answer),) = self._kept
        route.fulfill(response=answer)
        self._page.wait_for_timeout(_DRAWN_MS)


def test_a_drawer_stays_with_the_unit_that_was_chosen_last(
    visitors: Visitors, company: Company
) -> None:
    space, home = _bound(company)
    supervisor = visitors.one("control_supervisor", showroom.ON_SALE)
    supervisor.go(f"{showroom.board(company)}&unit={home['id']}")
    card = supervisor.seen("binding")
    expect(card).to_contain_text(showroom.place(space))
    first = Held(supervisor, f"units/{home['id']}")
    consultant = company.one("consultant", showroom.ON_SALE)
    ok(consultant.post(f"/units/{home['id']}/lock"))
    first.until_asked()
    card.get_by_role("button", name=space["number"]).click()
    expect(card).to_contain_text(showroom.place(home))
    first.let_go()
    expect(card).to_contain_text(showroom.place(home))
    ok(consultant.delete(f"/units/{home['id']}/lock"))


def test_a_list_stays_with_the_filter_that_was_chosen_last(
    visitors: Visitors, company: Company
) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    wish = {"customer_id": company.new_customer(seller, showroom.ON_SALE)}
    unit = company.free_units(showroom.ON_SALE)[-5]["id"]
    deal = ok(seller.post(f"/units/{unit}/reservation", wish))["id"]
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go("deals")
    rows = consultant.seen("deals").locator("tbody tr")
    expect(rows.first).to_be_visible()
    stage = consultant.page.locator(".el-select.word")
    expired = Held(consultant, "deals?stage=expired*")
    consultant.choose(stage, "已过期")
    expired.until_asked()
    consultant.choose(stage, "预订")
    count = len(ok(seller.get("/deals", stage="reserved"))["items"])
    expect(rows).to_have_count(count)
    expired.let_go()
    expect(rows).to_have_count(count)
    ok(seller.post(f"/deals/{deal}/cancellation", {"reason": "客户放弃"}))


def test_consequences_are_those_of_what_is_asked_for(visitors: Visitors, company: Company) -> None:
    deal = showroom.subscribed(company, company.free_units(showroom.ON_SALE)[-5]["id"])
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go(f"deals?deal={deal}&tab=changes")
    consultant.press("new-change")
    form = consultant.seen("change-form")
    consultant.choose(form.locator("[data-test=change-kind]"), "改价")
    price = form.locator("input[name=new-price]")
    price.fill("1000001")
    first = Held(consultant, f"deals/{deal}/change-preview?*")
    consultant.press("foresee")
    first.until_asked()
    price.fill("1000002")
    first.let_go()
    foreseen = consultant.seen("consequences")
    expect(foreseen).to_have_count(0)
    consultant.press("foresee")
    expect(foreseen).to_contain_text("1,000,002")


def test_settings_are_saved_into_the_project_that_is_shown(
    visitors: Visitors, company: Company
) -> None:
    shown, chosen = company.project(showroom.ON_SALE), company.project(showroom.EMPTY)
    director = visitors.one("sales_director")
    director.go(f"settings?project={shown}")
    address = director.seen("facts-form").locator("input[name=address]")
    address.fill("展示中心新址 1 号")
    other = Held(director, f"projects/{chosen}")
    director.choose(director.seen("project"), _name(company, chosen))
    other.until_asked()
    with director.page.expect_response(lambda answer: answer.request.method == "PATCH") as saved:
        director.press("save-facts")
    assert saved.value.ok
    assert saved.value.url.endswith(f"/projects/{shown}")
    other.let_go()
    assert _address(company, shown) == "展示中心新址 1 号"
    assert _address(company, chosen) != "展示中心新址 1 号"


def test_what_was_chosen_in_between_is_never_shown(visitors: Visitors, company: Company) -> None:
    shown, between, last = (company.project(code) for code in (showroom.ON_SALE, *_OTHERS))
    director = visitors.one("sales_director")
    director.go(f"settings?project={shown}")
    name = director.seen("facts-form").locator("input[name=name]")
    expect(name).to_have_value(_name(company, shown))
    answers = []
    for project in (between, last):
        answers.append(Held(director, f"projects/{project}"))
        director.choose(director.seen("project"), _name(company, project))
        answers[-1].until_asked()
    answers[0].let_go()
    expect(name).to_have_value(_name(company, shown))
    answers[1].let_go()
    expect(name).to_have_value(_name(company, last))


def test_a_list_stays_as_long_as_it_was_opened(visitors: Visitors, company: Company) -> None:
    seller = company.one("consultant", showroom.ON_SALE)
    for _ in range(_MORE_THAN_A_PAGE):
        company.new_customer(seller, showroom.ON_SALE)
    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go("customers")
    rows = consultant.seen("customers").locator("tbody tr")
    expect(rows).to_have_count(_PAGE)
    consultant.page.get_by_role("button", name="更多").click()
    expect(rows).not_to_have_count(_PAGE)
    opened = rows.count()
    assert opened >= _MORE_THAN_A_PAGE
    with consultant.page.expect_response("**/api/v1/customers?*"):
        consultant.page.get_by_role("search").locator("input").first.press("Enter")
    consultant.page.wait_for_timeout(_DRAWN_MS)
    expect(rows).to_have_count(opened)


def _bound(company: Company) -> tuple[Any, Any]:
    """A parking space and the home that it goes with."""
    supervisor = company.one("control_supervisor", showroom.ON_SALE)
    path = f"/projects/{company.project(showroom.ON_SALE)}/units"
    space = ok(supervisor.get(path, usage="parking"))["items"][1]
    home = company.free_units(showroom.ON_SALE)[-3]
    ok(supervisor.post(f"/units/{space['id']}/binding", {"home_id": home["id"]}))
    return space, home


def _name(company: Company, project: str) -> str:
    return str(_project(company, project)["name"])


def _address(company: Company, project: str) -> str:
    return str(_project(company, project)["address"])


def _project(company: Company, project: str) -> Any:
    return ok(company.one("sales_director").get(f"/projects/{project}"))
