"""A contract's text is drafted from the template, kept, current or not; signing wants it (I-16)."""

import base64
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.learning import NotKnownYet
from contracts.inventory.papers import templates as template_operations
from contracts.media import DOCX
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Ask, new_id
from services.inventory.papers.attachments.entrypoints import keep
from services.inventory.papers.templates import commands as templates
from services.inventory.papers.templates import filling
from tests import files
from tests.inventory.papers.attachments.desk import listed, may_read, remove
from tests.inventory.selling.contracts.drafting import contract_of, draft, text_of
from tests.inventory.selling.quotations.desk import reviewed
from tests.inventory.workbench import SalesOffice


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))


def subscribed(office: SalesOffice, **more: Any) -> Any:
    [unit] = office.on_sale(1)
    return office.subscribe(unit, office.customer(), **more)


def replace_template(office: SalesOffice, content: bytes, **more: Any) -> Any:
    def command(session: Any, ask: Ask, **how: Any) -> Any:
        try:
            return templates.replace(session, ask, **how)
        except NotKnownYet:
            filling.check(ask.file)
            ask.kept = keep(ask.file, DOCX)
        return templates.replace(session, ask, **how)

    payload: dict[str, Any] = {
        "project_id": str(office.project),
        "file_name": "我们的合同.docx",
        "file": base64.b64encode(content).decode(),
    }
    operation = template_operations.replace_template
    return office.do(command, operation, more.pop("by", office.manager), **payload)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_the_text_says_what_was_agreed(office: SalesOffice) -> None:
    deal = subscribed(office, payment_method="commercial_loan", handover_date="2099-06-30")
    drafted = draft(office, deal)
    said = files.texts(text_of(office, drafted))
    for part in (
        drafted["contract_number"],
        "买受人：李晓梅",
        "总价人民币 1000000.00 元（大写：壹佰万元整）",
        "单价每平方米人民币 10000.00 元",
        "付款方式：商业贷款",
        "2099年06月30日",
        "1 1 100，第 1 层",
        "定金人民币 20000.00 元",
    ):
        assert part in said
    assert "{" not in said


def test_the_plan_in_the_text_sums_to_the_price(office: SalesOffice) -> None:
    deal = subscribed(office)
    said = files.texts(text_of(office, draft(office, deal)))
    with office.engine.connect() as connection:
        amounts = connection.scalars(text("SELECT amount FROM instalment ORDER BY number")).all()
    assert amounts
    assert sum(amounts) == 1000000
    for amount in amounts:
        assert f"{amount:.2f}" in said


def test_signing_keeps_the_number_that_the_text_bears(office: SalesOffice) -> None:
    deal = subscribed(office)
    number = draft(office, deal)["contract_number"]
    assert draft(office, deal)["contract_number"] == number
    office.made_ready(deal)
    assert office.sign(deal, without_text=False)["contract_number"] == number


def test_earlier_texts_are_kept(office: SalesOffice) -> None:
    deal = subscribed(office)
    first = draft(office, deal)
    second = draft(office, deal)
    contract = contract_of(office, deal)
    assert [row["number"] for row in contract["drafts"]] == [2, 1]
    assert [row["current"] for row in contract["drafts"]] == [True, False]
    assert text_of(office, first)
    with refused("attachment_kept"):
        remove(office, {"id": second["attachment_id"]})


def test_a_deal_that_changes_meanwhile_is_not_drafted(office: SalesOffice) -> None:
    deal = subscribed(office)
    with refused("stale_version"):
        draft(office, deal, meanwhile=lambda: office.check_documents(deal))
    assert contract_of(office, deal)["drafts"] == []


def test_only_subscribed_and_signed_deals_have_a_contract(office: SalesOffice) -> None:
    [unit] = office.on_sale(1)
    deal = office.reserve(unit, office.customer())
    with refused("deal_wrong_stage"):
        draft(office, deal)


def test_others_do_not_draft_or_read(office: SalesOffice) -> None:
    deal = subscribed(office)
    drafted = draft(office, deal)
    elsewhere = office.posted_as(Role.CONTROL_CLERK, project=new_id())
    rival = office.posted_as(Role.CONSULTANT)
    with refused("not_found"):
        draft(office, deal, by=elsewhere)
    for stranger in (elsewhere, rival):
        with refused("not_found"):
            contract_of(office, deal, stranger)
        with refused("not_found"):
            text_of(office, drafted, stranger)


def test_without_a_text_the_manager_confirms_it_or_does_not_sign(office: SalesOffice) -> None:
    deal = subscribed(office)
    office.made_ready(deal)
    with refused("contract_not_drafted"):
        office.sign(deal, without_text=False)
    assert "no_draft" in contract_of(office, deal)["issues"]
    office.sign(deal, without_text=True)
    assert contract_of(office, deal)["signed_without_text"] is True


def test_a_text_with_other_terms_does_not_count(office: SalesOffice) -> None:
    deal = subscribed(office)
    draft(office, deal)
    office.made_ready(deal)
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE deal SET handover_date = '2099-12-31'"))
    assert contract_of(office, deal)["drafts"][0]["current"] is False
    with refused("contract_not_drafted"):
        office.sign(deal, without_text=False)


def test_nobodys_name_is_told(office: SalesOffice) -> None:
    deal = subscribed(office)
    draft(office, deal)
    assert "李晓梅" not in str(office.told())
    assert "李晓梅" not in office.everything()


def test_a_projects_own_template_is_used_until_it_is_reset(office: SalesOffice) -> None:
    deal = subscribed(office)
    replace_template(office, files.docx("我们的第一份：{{ 总价 }}"))
    replace_template(office, files.docx("我们的合同：{{ 总价 }}，{{ 买受人 }}"))
    own = draft(office, deal)
    assert files.texts(text_of(office, own)) == "我们的合同：1000000.00，李晓梅"
    operation = template_operations.reset_template
    office.do(templates.reset, operation, office.manager, project_id=str(office.project))
    draft(office, deal)
    drafts = contract_of(office, deal)["drafts"]
    assert [row["standard_template"] for row in drafts] == [True, False]
    chosen = {"kind": "contract_template"}
    kept = listed(office, "project", office.project, office.clerk, **chosen)
    assert listed(office, "project", office.project, office.consultant, **chosen) == []
    assert len(kept) == 2
    assert may_read(office, kept[0], office.clerk)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (files.PDF, "template_unreadable"),
        (files.XLSX, "template_unreadable"),
        (files.docx("{{ 密码 }}"), "template_unknown"),
        (files.docx("{{ 总价|safe }}"), "template_unsafe"),
        (files.with_part(files.docx(), "word/vbaProject.bin", b"x"), "template_unsafe"),
    ],
)
def test_a_template_that_will_not_do_is_refused(
    office: SalesOffice, content: bytes, code: str
) -> None:
    with refused(code):
        replace_template(office, content)


def test_another_regions_manager_replaces_no_template(office: SalesOffice) -> None:
    stranger = office.posted_as(Role.SALES_MANAGER, project=new_id())
    with refused("not_found"):
        replace_template(office, files.docx("{{ 总价 }}"), by=stranger)


def quoted(office: SalesOffice) -> Any:
    """A subscription by a reviewed quotation, everything ready for signing."""
    [unit] = office.on_sale(1)
    customer = office.customer()
    quotation = reviewed(office, unit, customer)
    deal = office.subscribe(unit, customer, quotation_id=quotation["id"])
    office.made_ready(deal)
    return deal


def change(office: SalesOffice, **columns: Any) -> None:
    """As an approved order would change the deal."""
    with office.engine.begin() as connection:
        for name, value in columns.items():
            connection.execute(text(f"UPDATE deal SET {name} = :value"), {"value": value})


def test_a_contract_as_quoted_is_signed_without_more_words(office: SalesOffice) -> None:
    deal = quoted(office)
    assert contract_of(office, deal)["deviations"] == []
    assert contract_of(office, deal)["needs"] == ["sales_manager"]
    assert office.sign(deal)["stage"] == "sold"


def test_the_manager_confirms_deviations_knowingly(office: SalesOffice) -> None:
    deal = quoted(office)
    change(office, payment_method="instalments")
    deviation = {"term": "payment_method", "quoted": "lump_sum", "agreed": "instalments"}
    with refused("contract_deviates") as refusal:
        office.sign(deal)
    assert refusal.value.details["deviations"] == [deviation]
    assert "deviating" in contract_of(office, deal)["issues"]
    office.sign(deal, deviations_confirmed=True)
    assert contract_of(office, deal)["deviations"] == [deviation]


def test_a_price_below_the_quotation_is_the_general_managers(office: SalesOffice) -> None:
    deal = quoted(office)
    change(office, price="995000.00")
    assert contract_of(office, deal)["needs"] == ["general_manager"]
    with refused("needs_general_manager"):
        office.sign(deal, deviations_confirmed=True)
    with refused("contract_deviates"):
        office.sign(deal, by=office.general_manager)
    office.sign(deal, by=office.general_manager, deviations_confirmed=True)


def test_a_price_above_the_quotation_is_the_managers(office: SalesOffice) -> None:
    deal = quoted(office)
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE quotation SET price = 995000, list_price = list_price"))
    office.sign(deal, deviations_confirmed=True)
