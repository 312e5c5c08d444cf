"""Who comes in, what they find there, and what is left when they go (G-06, O-02)."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company

_MENU = "nav a span"


def test_the_keyboard_alone_logs_in_and_opens_a_unit(visitors: Visitors, company: Company) -> None:
    guest = visitors.stranger()
    guest.go("login")
    keyboard = guest.page.keyboard
    username, password = visitors.credentials("consultant", showroom.ON_SALE)
    expect(guest.page.locator("input[name=username]")).to_be_focused()
    keyboard.type(username)
    keyboard.press("Tab")
    keyboard.type(password)
    keyboard.press("Enter")
    unit = guest.page.locator("[data-unit]").first
    expect(unit).to_be_visible()
    guest.page.locator("main").focus()
    for _ in range(40):
        keyboard.press("Tab")
        if guest.page.evaluate("document.activeElement.dataset.unit ?? ''"):
            break
    expect(guest.page.locator("[data-unit]:focus")).to_have_count(1)
    keyboard.press("Enter")
    expect(guest.seen("unit-drawer")).to_be_visible()
    keyboard.press("Escape")
    expect(guest.seen("unit-drawer")).to_be_hidden()
    expect(guest.page.locator("[data-unit]:focus")).to_have_count(1)


def test_a_wrong_password_is_answered_in_words(visitors: Visitors) -> None:
    guest = visitors.stranger()
    guest.go("login")
    guest.page.fill("input[name=username]", visitors.credentials("finance")[0])
    guest.page.fill("input[name=password]", "not the password")
    guest.page.press("input[name=password]", "Enter")
    expect(guest.page.get_by_role("alert")).to_contain_text("密码")
    assert guest.page.url.endswith("/login")


def test_a_menu_has_what_its_reader_works_with(visitors: Visitors) -> None:
    consultant = visitors.one("consultant", showroom.ON_SALE)
    expect(consultant.page.locator(_MENU, has_text="客户")).to_have_count(1)
    names = consultant.page.locator(_MENU).all_inner_texts()
    assert {"销控表", "客户", "交易", "收款", "报表"} <= set(names)
    assert not {"项目与房源", "停放消息"} & set(names)


def test_all_words_change_with_the_language_and_stay_so(
    visitors: Visitors, company: Company
) -> None:
    director = visitors.one("sales_director")
    director.go(showroom.board(company))
    director.page.get_by_role("button", name="English").click()
    expect(director.page.locator(_MENU, has_text="Board")).to_have_count(1)
    director.page.reload()
    expect(director.page.locator(_MENU, has_text="Board")).to_have_count(1)
    expect(director.page.locator("[data-count=available]")).to_be_visible()
    assert "Available" in director.seen("totals").inner_text()
    assert director.page.evaluate("document.documentElement.lang") == "en"


def test_no_secret_is_stored_and_logging_out_ends_the_session(visitors: Visitors) -> None:
    finance = visitors.one("finance")
    stored = finance.stored()
    assert stored.pop("vue-router:scroll", "{}") == "{}", "the router keeps no addresses"
    assert set(stored) <= {"loupan.was-in", "loupan.language"}
    assert finance.page.evaluate("document.cookie") == ""
    finance.page.reload()
    expect(finance.seen("me")).to_be_visible()
    kept = finance.page.context.storage_state()
    finance.press("log-out")
    expect(finance.page.locator("input[name=password]")).to_be_visible()
    returning = visitors.stranger(storage_state=kept)
    returning.go("board")
    expect(returning.page.locator("input[name=password]")).to_be_visible()
