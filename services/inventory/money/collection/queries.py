"""What was due, came and was agreed, of subscribed and signed deals within the caller's scope."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Select, SQLColumnExpression, String, cast, func, select
from sqlalchemy.orm import Session

from common import clock, paging
from common.actor import Actor
from contracts.inventory.money.collection import CollectionGroup
from contracts.inventory.money.receipts import ReceiptStatus
from contracts.inventory.money.refunds import RefundStatus
from contracts.inventory.register.deals import DealStage
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.models.receipts import Receipt, signed_amount
from services.inventory.money.accounts.models.refunds import Refund
from services.inventory.money.collection import rules
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach

_SUBSCRIBED_ON = cast(func.timezone(str(clock.SHANGHAI), Deal.subscribed_at), Date)
_WITH_A_CONTRACT = (DealStage.SUBSCRIBED, DealStage.SOLD)


@dataclass
class _Sums:
    due: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    contract: Decimal = Decimal(0)


@dataclass
class _Collected:
    groups: dict[str, _Sums] = field(default_factory=dict)
    total: _Sums = field(default_factory=_Sums)

    def add(self, what: str, key: str, amount: Decimal) -> None:
        for sums in (self.groups.setdefault(key, _Sums()), self.total):
            setattr(sums, what, getattr(sums, what) + amount)


def read_collection(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    on = ask.on or clock.business_day(at)
    collected = _Collected()
    for what, day, amount, project, wanted in _sources():
        key = _key(CollectionGroup(ask.group_by), day)
        sums = _chosen(wanted, project, ask, by).where(day <= on)
        found = sums.add_columns(key, func.sum(amount)).group_by(key)
        for group, total in session.execute(found):
            collected.add(what, group, total)
    page, after = paging.of_list(sorted(collected.groups), ask, str)
    return {
        "on": on,
        "items": [{"key": key} | _facts(collected.groups[key]) for key in page],
        "next": after,
        "total": _facts(collected.total),
    }


_Source = tuple[str, SQLColumnExpression[Any], SQLColumnExpression[Any], Any, Select[Any]]


def _sources() -> list[_Source]:
    """What is summed: under which name, by which day, which amount, by whose project, out of which
    rows."""
    claims = select().join_from(Deal, Instalment, Instalment.deal_id == Deal.id)
    receipts = select().join_from(Deal, Receipt, Receipt.deal_id == Deal.id)
    refunds = select().join_from(Deal, Refund, Refund.deal_id == Deal.id)
    return [
        (
            "due",
            Instalment.due_on,
            Instalment.amount,
            Instalment.project_id,
            claims.where(Instalment.ended_at.is_(None)),
        ),
        (
            "received",
            Receipt.received_on,
            signed_amount(),
            Receipt.project_id,
            receipts.where(Receipt.status == ReceiptStatus.CONFIRMED),
        ),
        (
            "received",
            Refund.paid_on,
            -Refund.amount,
            Refund.project_id,
            refunds.where(Refund.status == RefundStatus.PAID),
        ),
        ("contract", _SUBSCRIBED_ON, Deal.price, Deal.project_id, select().select_from(Deal)),
    ]


def _chosen(wanted: Select[Any], project: Any, ask: Ask, by: Actor) -> Select[Any]:
    """Of the project both by its own column and by the deal's, so that either is found by index."""
    mine = reach(by, "overdue.read", project=project), reach(by, "overdue.read")
    return paging.given(
        wanted.where(Deal.stage.in_(_WITH_A_CONTRACT), *mine),
        (project, ask.project_id),
        (Deal.project_id, ask.project_id),
        (Deal.consultant_id, ask.consultant_id),
    )


def _key(group: CollectionGroup, day: SQLColumnExpression[Any]) -> SQLColumnExpression[str]:
    keys: Mapping[CollectionGroup, SQLColumnExpression[str]] = {
        CollectionGroup.PROJECT: cast(Deal.project_id, String),
        CollectionGroup.CONSULTANT: cast(Deal.consultant_id, String),
        CollectionGroup.MONTH: func.to_char(day, "YYYY-MM"),
    }
    return keys[group]


def _facts(sums: _Sums) -> dict[str, Any]:
    return {
        "due": sums.due,
        "received": sums.received,
        "contract": sums.contract,
        "rate_due": rules.rate(sums.received, sums.due),
        "rate_contract": rules.rate(sums.received, sums.contract),
    }
