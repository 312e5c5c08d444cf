"""My account: a second factor set up and used, sessions ended."""

from contextlib import closing

import pyotp
from playwright.sync_api import expect

from contracts.schema import new_id
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import PASSWORD as ADMINISTRATOR_PASSWORD
from tests.e2e.company import Colleague, Company, ok

PASSWORD = "lantern-gravel-seventeen"


def _newcomer(company: Company) -> str:
    username = f"u{new_id().hex[-12:]}"
    posting = {"username": username, "name": "何静", "email": f"{username}@loupan.example"}
    administrator = Colleague(company.url, "admin", ADMINISTRATOR_PASSWORD)
    with closing(administrator.http) as http:
        made = ok(http.post("/staff", json=posting | {"roles": ["planner"]}))
        ok(http.put(f"/staff/{made['id']}/password", json={"password": PASSWORD}))
    return username


def _enrol(visitor: Visitor) -> tuple[str, list[str]]:
    """Secret and recovery codes."""
    visitor.go("account")
    visitor.press("begin")
    visitor.page.fill("#factor-password", PASSWORD)
    visitor.press("next")
    secret = visitor.seen("secret").inner_text().replace(" ", "")
    assert visitor.page.locator("[data-test=second-factor] img").evaluate(
        "i => i.naturalWidth > 50"
    )
    visitor.page.fill("#factor-code", pyotp.TOTP(secret).now())
    visitor.press("enable")
    shown = visitor.seen("recovery-codes").locator("code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    visitor.press("kept")
    expect(visitor.seen("second-factor")).to_contain_text("已启用")
    return secret, codes


def test_a_second_factor_is_set_up_and_asked_for(visitors: Visitors, company: Company) -> None:
    username = _newcomer(company)
    first = visitors.stranger()
    first.log_in(username, PASSWORD)
    _, codes = _enrol(first)
    assert len(set(codes)) == len(codes)
    second = visitors.stranger()
    second.go("login")
    second.page.fill("input[name=username]", username)
    second.page.fill("input[name=password]", PASSWORD)
    second.page.press("input[name=password]", "Enter")
    second.page.fill("input[name=code]", "000000")
    second.page.press("input[name=code]", "Enter")
    expect(second.page.get_by_role("alert")).to_contain_text("动态码不正确")
    second.page.fill("input[name=code]", codes[0])
    second.page.press("input[name=code]", "Enter")
    expect(second.seen("me")).to_be_visible()


def test_another_device_is_logged_out_from_here(visitors: Visitors, company: Company) -> None:
    username = _newcomer(company)
    here, there = visitors.stranger(), visitors.stranger()
    for visitor in (there, here):
        visitor.log_in(username, PASSWORD)
    here.go("account")
    expect(here.seen("sessions").locator("tbody tr")).to_have_count(2)
    here.press("end-session")
    expect(here.seen("sessions").locator("tbody tr")).to_have_count(1)
    there.go("account")
    expect(there.page.locator("input[name=password]")).to_be_visible()
    here.page.reload()
    expect(here.seen("me")).to_be_visible()
