"""换房: asked for by the consultant who sees its consequences first, consented to by the manager;
the board shows both units; the agreement is drafted (I-21)."""

from playwright.sync_api import expect

from tests.browser import showroom
from tests.browser.visitor import Visitors
from tests.e2e.company import Company


def test_a_unit_is_changed_for_another(visitors: Visitors, company: Company) -> None:
    old, target = company.free_units(showroom.ON_SALE)[30:32]
    deal = showroom.subscribed(company, old["id"])

    board = visitors.one("control_clerk", showroom.ON_SALE)
    board.go(showroom.board(company))
    expect(board.unit(old["id"])).to_have_attribute("data-status", "subscribed")

    consultant = visitors.one("consultant", showroom.ON_SALE)
    consultant.go(f"deals?deal={deal}&tab=changes")
    consultant.press("new-change")
    form = consultant.seen("change-form")
    consultant.choose(form.locator("[data-test=change-kind]"), "换房")
    consultant.choose(form.locator("[data-test=target-unit]"), showroom.place(target))
    consultant.press("foresee")
    foreseen = consultant.seen("consequences")
    expect(foreseen).to_contain_text(f"{old['number']} 变为 未推盘")
    expect(foreseen).to_contain_text(f"{target['number']} 变为 认购")
    expect(foreseen).to_contain_text("销售经理")
    form.locator("textarea[name=change-reason]").fill("客户想要更高的楼层")
    consultant.press("ask-change")
    expect(consultant.seen("pending-change")).to_be_visible()

    manager = visitors.one("sales_manager", showroom.ON_SALE)
    manager.go("approvals")
    manager.seen("approvals").locator("tbody tr").first.click()
    expect(manager.seen("consequences")).to_contain_text(f"{target['number']} 变为 认购")
    manager.press("approve")
    expect(manager.seen("approval-status")).to_have_attribute("data-status", "approved")

    expect(board.unit(old["id"])).to_have_attribute("data-status", "unreleased")
    expect(board.unit(target["id"])).to_have_attribute("data-status", "subscribed")
    expect(consultant.seen("pending-change")).to_have_count(0)
    expect(consultant.seen("change-orders").locator("[data-status=done]")).to_be_visible()
    expect(consultant.seen("deal-stage")).to_have_attribute("data-stage", "cancelled")

    consultant.go("changeOrders")
    expect(consultant.seen("change-orders")).to_contain_text("换房")

    manager.go(f"deals?deal={deal}&tab=changes")
    manager.press("agreement")
    manager.press("draft-agreement")
    expect(manager.seen("agreement-texts")).to_contain_text("换房协议 第 1 稿")
