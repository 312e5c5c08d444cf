"""What was foreseen is carried out, in the transaction of the last consent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from contracts.inventory.changes.change_terms import ChangeKind, ChangeStage
from contracts.inventory.money.refunds import RefundCause
from contracts.inventory.papers.archive import ArchiveKind
from contracts.vocabulary import VOCABULARY
from services.inventory.changes.amendments import commands as changes
from services.inventory.changes.change_orders.queries.consequences import Case
from services.inventory.changes.change_orders.rules.consequences import Foreseen
from services.inventory.changes.owners import commands as owners
from services.inventory.changes.unit_changes import commands as unit_changes
from services.inventory.money.refunds import commands as refunds
from services.inventory.papers.archive import commands as archive


@dataclass(frozen=True)
class Order:
    """By which order it happens, and what was said why."""

    id: UUID
    said: str


@dataclass(frozen=True)
class Done:
    """The deal on another unit, and the refund that became owed, where there is one."""

    new_deal_id: UUID | None
    refund_id: UUID | None


def carry_out(case: Case, foreseen: Foreseen, order_id: UUID, said: str) -> Done:
    """Make the change. Raises what taking another unit refuses, and `refund_above_balance`. What
    goes back is owed first: else it would pay what is claimed anew, or beside the price."""
    order = Order(order_id, said)
    refund_id = _owe(case, foreseen, order)
    new_deal_id = _BY_KIND[ChangeKind(case.terms.kind)](case, foreseen, order)
    _file(case, order)
    return Done(new_deal_id, refund_id)


def _cancel(case: Case, foreseen: Foreseen, order: Order) -> None:
    changes.close(
        case.session, case.unit, case.deal, "cancelled", said=order.said, by=case.by, at=case.at
    )


def _change_unit(case: Case, foreseen: Foreseen, order: Order) -> UUID:
    assert foreseen.onward is not None
    new = unit_changes.move_to(
        case.session,
        case.unit,
        case.deal,
        foreseen.onward,
        said=order.said,
        by=case.by,
        at=case.at,
    )
    return new.id


def _rename(case: Case, foreseen: Foreseen, order: Order) -> None:
    to = case.terms.customer_id
    owners.rename(case.session, case.unit, case.deal, to, by=case.by, at=case.at)


def _add_owner(case: Case, foreseen: Foreseen, order: Order) -> None:
    terms = case.terms
    owners.add(case.session, case.deal, terms.customer_id, terms.share, by=case.by, at=case.at)


def _remove_owner(case: Case, foreseen: Foreseen, order: Order) -> None:
    owners.remove(case.session, case.deal, case.terms.customer_id, by=case.by, at=case.at)


def _reprice(case: Case, foreseen: Foreseen, order: Order) -> None:
    assert foreseen.price is not None
    changes.reprice(
        case.session,
        case.deal,
        foreseen.price,
        foreseen.lines,
        order.id,
        by=case.by,
        at=case.at,
    )


def _extend(case: Case, foreseen: Foreseen, order: Order) -> None:
    assert foreseen.sign_by is not None
    changes.extend_signing(case.session, case.deal, foreseen.sign_by, by=case.by, at=case.at)


def _replan(case: Case, foreseen: Foreseen, order: Order) -> None:
    assert foreseen.plan is not None
    changes.replan(case.session, case.deal, foreseen.plan, foreseen.lines, by=case.by, at=case.at)


_BY_KIND: Mapping[ChangeKind, Callable[[Case, Foreseen, Order], UUID | None]] = {
    ChangeKind.CANCELLATION: _cancel,
    ChangeKind.UNIT_CHANGE: _change_unit,
    ChangeKind.RENAME: _rename,
    ChangeKind.ADD_OWNER: _add_owner,
    ChangeKind.REMOVE_OWNER: _remove_owner,
    ChangeKind.PRICE_CHANGE: _reprice,
    ChangeKind.EXTENSION: _extend,
    ChangeKind.PAYMENT_PLAN_CHANGE: _replan,
}

_CAUSES = {
    ChangeKind.CANCELLATION: RefundCause.CANCELLATION,
    ChangeKind.UNIT_CHANGE: RefundCause.UNIT_CHANGE,
    ChangeKind.PRICE_CHANGE: RefundCause.PRICE_CHANGE,
}


def _owe(case: Case, foreseen: Foreseen, order: Order) -> UUID | None:
    """What the order said goes back becomes owed; finance pays it later."""
    if not foreseen.refund:
        return None
    refund = refunds.owe(
        case.session,
        case.deal,
        foreseen.refund,
        cause=_CAUSES[ChangeKind(case.terms.kind)],
        source_id=order.id,
        by=case.by,
        at=case.at,
    )
    return refund.id


def _file(case: Case, order: Order) -> None:
    """The agreement on the change belongs into the archive beside the old documents, which stay."""
    if case.standing.stage is not ChangeStage.RESERVED:
        title = f"{VOCABULARY['change_kind'][case.terms.kind][0]}协议"
        archive.file(
            case.session,
            case.deal,
            ArchiveKind.CHANGE_AGREEMENT,
            title,
            source_id=order.id,
            by=case.by,
            at=case.at,
        )
