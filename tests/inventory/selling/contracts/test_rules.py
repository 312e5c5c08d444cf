"""Deviations, the text's values, amounts in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.inventory.selling.contracts import ContractTerm
from services.inventory.papers.templates.placeholders import PLACEHOLDERS, PLAN, PLAN_FIELDS
from services.inventory.selling.contracts import rules
from services.inventory.selling.contracts.rules import Claim, Deviation, Party, Terms

QUOTED = Terms(Decimal("1000000.00"), "lump_sum", "一次性", Decimal("20000.00"))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        (
            {"price": Decimal("990000.00")},
            [("price", "1000000.00", "990000.00")],
        ),
        ({"payment_method": "instalments"}, [("payment_method", "lump_sum", "instalments")]),
        ({"payment_plan": "分期"}, [("payment_plan", "一次性", "分期")]),
        ({"payment_plan": None}, [("payment_plan", "一次性", None)]),
        ({"deposit": Decimal("10000.00")}, [("deposit", "20000.00", "10000.00")]),
        (
            {"price": Decimal("1000001.00"), "payment_method": "instalments"},
            [
                ("price", "1000000.00", "1000001.00"),
                ("payment_method", "lump_sum", "instalments"),
            ],
        ),
    ],
)
def test_every_term_that_differs_is_named(
    change: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    agreed = Terms(**{**vars(QUOTED), **change})
    deviations = rules.deviations(QUOTED, agreed)
    assert [(each.term, each.quoted, each.agreed) for each in deviations] == found


def test_without_a_quotation_nothing_deviates() -> None:
    assert rules.deviations(None, QUOTED) == []


@pytest.mark.parametrize(
    ("agreed", "lower"), [("999999.99", True), ("1000000.01", False), (None, True)]
)
def test_a_price_below_the_quotation_is_for_the_general_manager(
    agreed: str | None, lower: bool
) -> None:
    assert rules.below_quotation([Deviation(ContractTerm.PRICE, "1000000.00", agreed)]) is lower


def test_other_deviations_are_not() -> None:
    method = Deviation(ContractTerm.PAYMENT_METHOD, "lump_sum", "instalments")
    assert not rules.below_quotation([method])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "零元零伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("105", "壹佰零伍元整"),
        ("1001", "壹仟零壹元整"),
        ("10000", "壹万元整"),
        ("10010", "壹万零壹拾元整"),
        ("1200300.50", "壹佰贰拾万零叁佰元伍角整"),
        ("2133000", "贰佰壹拾叁万叁仟元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("10203040.07", "壹仟零贰拾万叁仟零肆拾元零柒分"),
        ("999.99", "玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_in_words(amount: str, words: str) -> None:
    assert rules.amount_in_words(Decimal(amount)) == words


@given(st.decimals(0, Decimal("99999999.99"), places=2), st.decimals(0, 99999999, places=2))
def test_no_two_amounts_have_the_same_words(one: Decimal, other: Decimal) -> None:
    same = rules.amount_in_words(one) == rules.amount_in_words(other)
    assert same == (one == other)


@given(st.decimals(0, Decimal("9999999999.99"), places=2))
def test_words_have_no_doubled_zero(amount: Decimal) -> None:
    assert "零零" not in rules.amount_in_words(amount)


FACTS: dict[str, Any] = {
    "contract_number": "LMBH-2026-00042",
    "project": "鹭鸣北湖名邸",
    "developer": "开发商",
    "address": None,
    "presale_permit": "510108202366120",
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
    "price": Decimal("2133000.00"),
    "deposit": None,
    "payment_method": "commercial_loan",
    "handover_date": date(2028, 6, 30),
    "drafted_on": date(2026, 11, 21),
}


def test_the_text_has_a_value_for_every_placeholder() -> None:
    claim = Claim("首付款", "down_payment", Decimal("640000.00"), date(2026, 12, 1))
    values = rules.values(FACTS, [claim], Party())
    assert values.keys() == PLACEHOLDERS.keys() | {PLAN}
    [line] = values[PLAN]
    assert line.keys() == PLAN_FIELDS.keys()
    assert line["日期"] == "2026年12月01日"
    assert (values["用途"], values["付款方式"]) == ("住宅", "商业贷款")
    assert values["交房日期"] == "2028年06月30日"


def test_what_hangs_on_something_is_said_in_words() -> None:
    claims = [
        Claim("贷款", "loan", Decimal("1490000.00"), None),
        Claim("首付款", "down_payment", Decimal("640000.00"), None),
    ]
    values = rules.values(FACTS, claims, Party())
    assert [line["日期"] for line in values[PLAN]] == ["贷款发放时", "签约后按约定"]


def test_the_identity_number_is_left_to_be_written_by_hand() -> None:
    party = Party("李晓梅", "resident_id", "510***********0011", "138****5678")
    values = rules.values(FACTS, [], party)
    assert values["买受人"] == "李晓梅"
    assert values["证件类型"] == "居民身份证"
    assert values["证件号码"].endswith("（尾号 0011）")
    assert values["证件号码"].startswith("____")


def test_what_the_drafter_may_not_know_stays_blank() -> None:
    values = rules.values(FACTS, [], Party())
    blanks = {values[name] for name in ("买受人", "证件类型", "证件号码", "联系电话")}
    assert blanks == {"________________"}
