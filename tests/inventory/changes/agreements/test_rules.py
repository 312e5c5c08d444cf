"""What an agreement says of each kind of change, read back from the Word document."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from contracts.inventory.changes.change_terms import ChangeKind
from contracts.schema import new_id
from services.inventory.changes.agreements import rules
from services.inventory.papers.templates.filling import render
from services.inventory.papers.templates.standard import standard_template
from services.inventory.selling.contracts.rules import Party
from tests import files

LI, WANG = str(new_id()), str(new_id())
PARTIES = {LI: Party("李晓梅", "resident_id", "510***********0011"), WANG: Party("王建国")}
UNIT: dict[str, Any] = {
    "contract_number": None,
    "project": "鹭鸣北湖名邸",
    "developer": "某某置业有限公司",
    "address": None,
    "presale_permit": None,
    "building": "1栋",
    "stair": "1单元",
    "floor": 8,
    "number": "802",
    "house_type": "A1",
    "layout": None,
    "usage": "residence",
    "gross_area": Decimal("118.50"),
    "inner_area": None,
    "rate": None,
    "price": Decimal("999999.00"),  # as it is by now; the text says the one before
    "deposit": Decimal("20000.00"),
    "payment_method": "lump_sum",
    "handover_date": None,
    "drafted_on": date(2026, 11, 21),
}
ONTO = UNIT | {"building": "2栋", "number": "1203", "gross_area": Decimal("126.00")}
LINE = {"name": "首付款", "kind": "down_payment", "amount": "300000.00", "due_on": "2026-12-01"}


def text_of(kind: str, **more: Any) -> str:
    """`more`: fields of the change, and of its consequences."""
    said = {"old_price": "1000000.00", "money_held": "50000.00", "schedule": []} | {
        name: more.pop(name) for name in set(more) - {"named", "sign_on", "onto"}
    }
    changed = rules.Changed(
        kind=ChangeKind(kind),
        said=said,
        buyer=LI,
        named=more.get("named"),
        payment_method="commercial_loan",
        sign_on=more.get("sign_on"),
        unit=UNIT,
        onto=more.get("onto"),
    )
    template = standard_template(rules.DOCUMENT_OF[changed.kind])
    return files.texts(render(template, rules.values(changed, PARTIES)))


@pytest.mark.parametrize(
    ("kind", "facts", "says", "is_silent_on"),
    [
        (
            "cancellation",
            {
                "penalty": "10000.00",
                "forfeited": "20000.00",
                "statement": "认购书第四条",
                "refund": "20000.00",
            },
            [
                "退房协议",
                "买受人已付款人民币 50000.00 元。",
                "扣除违约金人民币 10000.00 元、定金人民币 20000.00 元；依据：认购书第四条。",
                "出卖人退还买受人人民币 20000.00 元（大写：贰万元整）。",
            ],
            [],
        ),
        (
            "cancellation",
            {"penalty": "0.00", "forfeited": "0.00", "refund": "0.00"},
            ["退房协议"],
            ["扣除", "退还"],
        ),
        (
            "unit_change",
            {
                "onto": ONTO,
                "new_price": "1200000.00",
                "difference": "200000.00",
                "moved": "50000.00",
                "schedule": [LINE],
            },
            [
                "换房协议",
                "房屋：1栋 1单元 802，第 8 层",
                "买受人改购 2栋 1单元 1203，建筑面积 126.00 平方米，总价人民币 1200000.00 元"
                "（大写：壹佰贰拾万元整），与原总价相差 200000.00 元。",
                "其中 50000.00 元转作新购房屋的房款。",
                "首付款\n2026年12月01日\n300000.00",
            ],
            ["退还"],
        ),
        (
            "add_owner",
            {
                "named": WANG,
                "owners": [
                    {"customer_id": LI, "share": "0.6667", "main": True},
                    {"customer_id": WANG, "share": "0.3333", "main": False},
                ],
            },
            ["权利人变更协议", "所涉权利人：王建国。", "李晓梅（66.67%）、王建国（33.33%）。"],
            [],
        ),
        (
            "price_change",
            {"new_price": "950000.00", "difference": "-50000.00"},
            ["补充协议", "总价变更为人民币 950000.00 元（大写：玖拾伍万元整）"],
            ["付款方式变更", "签约期限", "变更后各期付款"],
        ),
        (
            "extension",
            {"sign_on": date(2026, 12, 31)},
            ["补充协议", "签约期限延至 2026年12月31日。"],
            ["总价变更", "变更后各期付款"],
        ),
        (
            "payment_plan_change",
            {"payment_method": "lump_sum", "schedule": [LINE]},
            ["补充协议", "付款方式变更为一次性付款。", "变更后各期付款如下：", "首付款"],
            ["总价变更", "签约期限"],
        ),
    ],
)
def test_an_agreement_says_what_changed_and_nothing_else(
    kind: str, facts: dict[str, Any], says: list[str], is_silent_on: list[str]
) -> None:
    text = text_of(kind, **facts)
    for sentence in (
        "买受人：李晓梅",
        "总价人民币 1000000.00 元（大写：壹佰万元整），付款方式：商业贷款。",
        *says,
    ):
        assert sentence in text
    for word in is_silent_on:
        assert word not in text


def test_every_kind_of_change_has_its_agreement() -> None:
    assert set(rules.DOCUMENT_OF) == set(ChangeKind)
