"""How a contract differs from what was quoted, and what its text says (I-16; seeds 003, 004)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from common.actor import Actor
from common.offers import Offer
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.selling.contracts import (
    CONTRACT_STAGES,
    ContractTerm,
    draft_contract,
)
from contracts.office.roles import Role
from contracts.vocabulary import VOCABULARY
from services.inventory.papers.templates.placeholders import PLAN
from services.inventory.register.deals.rules import OFFERS, Staged, require_stage

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
BLANK = "________________"


def check_drafting(deal: Staged, by: Actor) -> None:
    """Raises `deal_wrong_stage`."""
    require_stage(deal, *CONTRACT_STAGES)


OFFERS.add(Offer(draft_contract, check_drafting))


@dataclass(frozen=True)
class Terms:
    """What is agreed on: price and deposit in yuan, the payment method, the plan's name, `None` for
    the method's default plan."""

    price: Decimal
    payment_method: str | None
    payment_plan: str | None
    deposit: Decimal | None


@dataclass(frozen=True)
class Deviation:
    term: ContractTerm
    quoted: str | None
    agreed: str | None


def deviations(quoted: Terms | None, agreed: Terms) -> list[Deviation]:
    """Every term that is not as it was quoted; without a quotation there is none."""
    if quoted is None:
        return []
    pairs = {
        term: (getattr(quoted, term.value), getattr(agreed, term.value)) for term in ContractTerm
    }
    return [
        Deviation(term, _written(before), _written(now))
        for term, (before, now) in pairs.items()
        if before != now
    ]


def below_quotation(found: Sequence[Deviation]) -> bool:
    """Whether the price is lower than quoted: that is for the general manager."""
    return any(
        each.term is ContractTerm.PRICE and Decimal(each.agreed or 0) < Decimal(each.quoted or 0)
        for each in found
    )


def _written(value: Decimal | str | None) -> str | None:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Claim:
    """A line of the payment plan."""

    name: str
    kind: str
    amount: Decimal
    due_on: date | None


@dataclass(frozen=True)
class Party:
    """The buyer as far as the drafter may know: numbers come masked. What is unknown stays blank,
    to be filled in by hand."""

    name: str | None = None
    identity_kind: str | None = None
    identity_number: str | None = None
    phone: str | None = None


def values(facts: Mapping[str, Any], plan: Sequence[Claim], party: Party) -> dict[str, Any]:
    """What the template's placeholders stand for; `facts` are those of deal, unit and project."""
    price, deposit = facts["price"], facts["deposit"]
    return {
        "合同编号": facts["contract_number"],
        "项目名称": facts["project"],
        "开发商": facts["developer"],
        "项目地址": facts["address"] or "",
        "预售许可证": facts["presale_permit"] or BLANK,
        "楼栋": facts["building"],
        "单元": facts["stair"],
        "楼层": str(facts["floor"]),
        "房号": facts["number"],
        "户型": facts["layout"] or facts["house_type"],
        "用途": label("usage", facts["usage"]),
        "建筑面积": f"{facts['gross_area']:.2f}",
        "套内面积": "" if facts["inner_area"] is None else f"{facts['inner_area']:.2f}",
        "单价": "" if facts["rate"] is None else f"{facts['rate']:.2f}",
        "总价": f"{price:.2f}",
        "总价大写": amount_in_words(price),
        "定金": f"{deposit:.2f}" if deposit else "",
        "定金大写": amount_in_words(deposit) if deposit else "",
        "付款方式": label("payment_method", facts["payment_method"]),
        "交房日期": day(facts["handover_date"]),
        "起草日期": day(facts["drafted_on"]),
        PLAN: [_line(number, claim) for number, claim in enumerate(plan, start=1)],
    } | _party(party)


def _party(party: Party) -> dict[str, str]:
    number = BLANK
    if party.identity_number:
        number = f"{BLANK}（尾号 {party.identity_number[-4:]}）"
    return {
        "买受人": party.name or BLANK,
        "证件类型": label("identity_kind", party.identity_kind) or BLANK,
        "证件号码": number,
        "联系电话": party.phone or BLANK,
    }


def _line(number: int, claim: Claim) -> dict[str, str]:
    later = "贷款发放时" if claim.kind == InstalmentKind.LOAN else "签约后按约定"
    return {
        "期次": str(number),
        "名称": claim.name,
        "日期": day(claim.due_on) if claim.due_on else later,
        "金额": f"{claim.amount:.2f}",
        "金额大写": amount_in_words(claim.amount),
    }


def label(vocabulary: str, word: str | None) -> str:
    """The Chinese word for it, empty for none."""
    return VOCABULARY[vocabulary][word][0] if word else ""


def day(on: date | None) -> str:
    """`2026年11月21日`; without one a line to write on."""
    return f"{on.year}年{on.month:02d}月{on.day:02d}日" if on else BLANK


def amount_in_words(amount: Decimal) -> str:
    """Yuan as cheques and contracts write them (人民币大写): `壹佰贰拾万零叁佰元伍角整`."""
    yuan, rest = divmod(int(amount * 100), 100)
    dimes, fen = divmod(rest, 10)
    text = f"{_whole(yuan)}元"
    if not rest:
        return f"{text}整"
    if not fen:
        return f"{text}{_DIGITS[dimes]}角整"
    middle = f"{_DIGITS[dimes]}角" if dimes else "零"
    return f"{text}{middle}{_DIGITS[fen]}分"


def _whole(number: int) -> str:
    """Groups of four digits from the highest down; skipped places are one 零."""
    if number == 0:
        return _DIGITS[0]
    text, gap = "", False
    for index in reversed(range(len(_GROUPS))):
        group = number // 10000**index % 10000 if index < len(_GROUPS) - 1 else number // 10**8
        if group:
            zero = bool(text) and (gap or group < 1000)
            text += (_DIGITS[0] if zero else "") + _group(group) + _GROUPS[index]
        gap = bool(text) and not group
    return text


def _group(group: int) -> str:
    if group >= 10000:
        return _whole(group)
    text, gap = "", False
    for index in reversed(range(4)):
        digit = group // 10**index % 10
        if digit:
            text += (_DIGITS[0] if gap and text else "") + _DIGITS[digit] + _PLACES[index]
        gap = not digit
    return text


def needs_general_manager(
    price: Decimal,
    discount: Decimal,
    *,
    large_contract: Decimal,
    authority: Mapping[str, Decimal],
) -> bool:
    """Large contracts, and terms beyond the manager's own authority (大额、有偏差的合同)."""
    return price >= large_contract or discount > authority[Role.SALES_MANAGER]


def contract_number(project_code: str, year: int, counter: int) -> str:
    """For example `LMBH-2026-00042`."""
    return f"{project_code}-{year}-{counter:05d}"
