"""A contract from its text to the shelf and out of it again; a floor plan from the planner to the
consultant; each step by whoever does it (I-02, I-16)."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from demo import pictures
from tests import files
from tests.browser import showroom
from tests.browser.visitor import Visitor, Visitors
from tests.e2e.company import Company, ok

_CODE = showroom.ON_SALE


@pytest.fixture
def deal(company: Company) -> Any:
    """Subscribed, with everything but the contract."""
    consultant, manager = company.one("consultant", _CODE), company.one("sales_manager", _CODE)
    unit = company.free_units(_CODE)[0]
    customer = company.new_customer(consultant, _CODE)
    terms = {"payment_method": "lump_sum", "handover_date": "2099-06-30", "customer_id": customer}
    made = ok(consultant.post(f"/units/{unit['id']}/subscription", terms))
    path = f"/deals/{made['id']}"
    ok(company.one("control_clerk", _CODE).post(f"{path}/documents", {"complete": True}))
    ok(manager.post(f"{path}/sign-off"))
    receipt = ok(consultant.post(f"{path}/receipts", {"kind": "deposit"}))
    ok(manager.post(f"/receipts/{receipt['id']}/endorsement"))
    ok(company.one("finance", _CODE).post(f"/receipts/{receipt['id']}/confirmation"))
    return made


def test_a_contract_is_drafted_signed_archived_and_lent(
    visitors: Visitors, company: Company, deal: Any, tmp_path: Path
) -> None:
    here = f"deals?deal={deal['id']}"
    assistant = visitors.one("sales_assistant", _CODE)
    assistant.go(f"{here}&tab=contract")
    assistant.press("draft-contract")
    expect(assistant.seen("draft")).to_have_count(1)
    said = _downloaded(assistant, tmp_path)
    assert "买受人：测试客户" in said
    assert f"总价人民币 {deal['price']} 元" in said
    assert "2099年06月30日" in said

    manager = visitors.one("sales_manager", _CODE)
    manager.go(here)
    manager.press("contract")
    expect(manager.seen("without-text")).to_have_count(0)
    manager.press("sign-contract")
    expect(manager.seen("deal-stage")).to_have_attribute("data-stage", "sold")

    assistant.go(f"{here}&tab=archive")
    assistant.press("file-document")
    assistant.seen("file-form").locator("input[name=place]").fill("A柜 1-1")
    assistant.press("submit-document")
    expect(assistant.seen("documents-table")).to_contain_text("A柜 1-1")

    consultant = visitors.one("consultant", _CODE)
    consultant.go(f"{here}&tab=archive")
    consultant.press("borrow")
    consultant.seen("borrow-form").locator("input[name=purpose]").fill("银行核对原件")
    consultant.press("submit-borrowing")
    expect(consultant.seen("borrowings-table")).to_contain_text("待审批")
    expect(consultant.seen("grant")).to_have_count(0)

    manager.go(f"archive?project={company.project(_CODE)}")
    manager.press("grant")
    expect(manager.seen("borrowings-table")).to_contain_text("已批准")
    assistant.go("archive")
    assistant.press("lend")
    expect(assistant.seen("borrowings-table")).to_contain_text("借出中")
    expect(assistant.seen("documents-table")).to_contain_text("借出中")


def _downloaded(visitor: Visitor, folder: Path) -> str:
    with visitor.page.expect_download() as saving:
        visitor.press("download-draft")
    target = folder / saving.value.suggested_filename
    assert target.suffix == ".docx"
    saving.value.save_as(target)
    return files.texts(target.read_bytes())


def test_a_contract_without_a_text_is_signed_knowingly(visitors: Visitors, deal: Any) -> None:
    manager = visitors.one("sales_manager", _CODE)
    manager.go(f"deals?deal={deal['id']}&tab=contract")
    expect(manager.seen("sign-contract")).to_be_disabled()
    manager.press("without-text")
    manager.press("sign-contract")
    expect(manager.seen("deal-stage")).to_have_attribute("data-stage", "sold")
    manager.go("contracts")
    expect(manager.seen("contracts")).to_contain_text("未归档")
    expect(manager.seen("statistics")).to_be_visible()


def test_a_floor_plan_reaches_the_consultant(
    visitors: Visitors, company: Company, tmp_path: Path
) -> None:
    unit = company.free_units(_CODE)[0]
    details = ok(company.one("consultant", _CODE).get(f"/units/{unit['id']}"))
    plan, other = tmp_path / "plan.png", tmp_path / "plan.svg"
    plan.write_bytes(pictures.floor_plan(3))
    other.write_text("<svg onload='alert(1)'/>")

    planner = visitors.one("planner", _CODE)
    planner.go(f"projects?project={company.project(_CODE)}")
    kind = planner.page.locator(f"[data-house-type='{details['house_type']}']")
    kind.get_by_text(details["house_type"]).first.click()
    chooser = kind.locator("input[type=file]")
    chooser.set_input_files(other)
    expect(planner.said()).to_contain_text("PNG")
    chooser.set_input_files(plan)
    expect(planner.seen("house-types").locator("img")).to_be_visible()

    consultant = visitors.one("consultant", _CODE)
    consultant.go(showroom.board(company))
    consultant.unit(unit["id"]).click()
    expect(consultant.seen("unit-pictures").locator("img")).to_be_visible()


def test_a_template_with_an_unknown_placeholder_is_refused_at_the_field(
    visitors: Visitors, company: Company, tmp_path: Path
) -> None:
    template = tmp_path / "合同.docx"
    template.write_bytes(files.docx("{{ 密码 }}"))
    manager = visitors.one("sales_manager", _CODE)
    manager.go(f"projects?project={company.project(_CODE)}")
    manager.seen("choose-template").set_input_files(template)
    expect(manager.seen("template").get_by_role("alert")).to_contain_text("密码")


def test_a_letter_is_entered(visitors: Visitors, company: Company) -> None:
    clerk = visitors.one("control_clerk", _CODE)
    clerk.go(f"liaison?project={company.project(_CODE)}")
    clerk.press("enter-letter")
    clerk.seen("letter-form").locator("input[name=authority]").fill("不动产登记中心")
    clerk.seen("letter-form").locator("input[name=about]").fill("产权资料报送")
    clerk.press("submit-letter")
    expect(clerk.seen("letters")).to_contain_text("产权资料报送")
