"""Which agreement a change takes, and what its text says (I-21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from common.actor import Actor
from common.offers import Offer
from contracts.inventory.changes.agreements import agreement_not_due, draft_agreement
from contracts.inventory.changes.change_terms import ChangeKind, ChangeStatus
from contracts.inventory.papers.templates import DocumentKind
from services.inventory.changes.change_orders.rules.order import OFFERS, ChangeOrder
from services.inventory.papers.templates.placeholders import AGREEMENT, PLAN
from services.inventory.selling.contracts import rules as contracts
from services.inventory.selling.contracts.rules import Claim, Party, amount_in_words, day, label

DOCUMENT_OF: dict[ChangeKind, DocumentKind] = {
    ChangeKind.CANCELLATION: DocumentKind.CANCELLATION,
    ChangeKind.UNIT_CHANGE: DocumentKind.UNIT_CHANGE,
    ChangeKind.RENAME: DocumentKind.OWNERS,
    ChangeKind.ADD_OWNER: DocumentKind.OWNERS,
    ChangeKind.REMOVE_OWNER: DocumentKind.OWNERS,
    ChangeKind.PRICE_CHANGE: DocumentKind.SUPPLEMENT,
    ChangeKind.EXTENSION: DocumentKind.SUPPLEMENT,
    ChangeKind.PAYMENT_PLAN_CHANGE: DocumentKind.SUPPLEMENT,
}

_AMOUNTS = {
    "已付款": "money_held",
    "违约金": "penalty",
    "没收定金": "forfeited",
    "退款": "refund",
    "转入金额": "moved",
    "差额": "difference",
}


def check_drafting(order: ChangeOrder, by: Actor) -> None:
    """Raises `agreement_not_due`."""
    if order.status != ChangeStatus.DONE:
        raise agreement_not_due(status=order.status)


OFFERS.add(Offer(draft_agreement, check_drafting))


@dataclass(frozen=True)
class Changed:
    """A change that was made. `said` are its consequences as the order keeps them, `unit` the facts
    of deal, unit and project, `onto` those of the unit that it was changed for; buyer and payment
    method are those before it, `named` is the customer whom the terms name."""

    kind: ChangeKind
    said: Mapping[str, Any]
    buyer: str
    named: str | None
    payment_method: str | None
    sign_on: date | None
    unit: Mapping[str, Any]
    onto: Mapping[str, Any] | None

    @property
    def people(self) -> set[str]:
        """Ids of the customers whom the text names."""
        owners = {owner["customer_id"] for owner in self.said.get("owners") or ()}
        return owners | {self.buyer} | ({self.named} if self.named else set())


def values(changed: Changed, parties: Mapping[str, Party]) -> dict[str, Any]:
    """What the placeholders of an agreement stand for; `parties` by customer id."""
    before = contracts.values(
        {
            **changed.unit,
            "contract_number": changed.unit["contract_number"] or "",
            "price": Decimal(changed.said["old_price"]),
            "payment_method": changed.payment_method,
        },
        _plan(changed.said),
        parties[changed.buyer],
    )
    kept = {name: before[name] for name in (*AGREEMENT, PLAN) if name in before}
    return kept | _money(changed.said) | _new(changed) | _people(changed, parties)


def _plan(said: Mapping[str, Any]) -> list[Claim]:
    return [
        Claim(
            line["name"],
            line["kind"],
            Decimal(line["amount"]),
            date.fromisoformat(line["due_on"]) if line["due_on"] else None,
        )
        for line in said["schedule"]
    ]


def _money(said: Mapping[str, Any]) -> dict[str, str]:
    amounts = {name: said.get(field) or "" for name, field in _AMOUNTS.items()}
    if not Decimal(amounts["退款"] or 0):
        amounts["退款"] = ""
    if not Decimal(amounts["违约金"] or 0) + Decimal(amounts["没收定金"] or 0):
        amounts |= {"违约金": "", "没收定金": ""}
    return amounts | {
        "退款大写": _in_words(amounts["退款"]),
        "扣款说明": said.get("statement") or "",
    }


def _new(changed: Changed) -> dict[str, str]:
    """What is agreed on now."""
    said, onto = changed.said, changed.onto
    method = said.get("payment_method")
    price = said.get("new_price") or ""
    return {
        "变更类型": label("change_kind", changed.kind),
        "新楼栋": onto["building"] if onto else "",
        "新单元": onto["stair"] if onto else "",
        "新房号": onto["number"] if onto else "",
        "新建筑面积": f"{onto['gross_area']:.2f}" if onto else "",
        "新总价": price,
        "新总价大写": _in_words(price),
        "新付款方式": label("payment_method", method) if method else "",
        "签约期限": day(changed.sign_on) if changed.sign_on else "",
    }


def _people(changed: Changed, parties: Mapping[str, Party]) -> dict[str, str]:
    owners = changed.said.get("owners") or ()
    return {
        "相关权利人": _names([changed.named] if changed.named else [], parties),
        "权利人": "、".join(
            f"{_names([owner['customer_id']], parties)}（{_percent(owner['share'])}）"
            for owner in owners
        ),
    }


def _names(people: Iterable[str], parties: Mapping[str, Party]) -> str:
    """Who may not be known to the drafter stays blank."""
    return "、".join(parties[person].name or contracts.BLANK for person in people)


def _percent(share: str) -> str:
    return f"{(Decimal(share) * 100).normalize():f}%"


def _in_words(amount: str) -> str:
    return amount_in_words(Decimal(amount)) if amount else ""
