"""Open approvals of all services, by the rules of sight of the services themselves."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.consent.queries import told, visible_to
from common.consent.rules import Seat, chosen_need
from common.consent.seats import needs_filled, seats
from contracts.consent.approvals import ApprovalStatus, ConsentContract
from contracts.schema import Ask
from services.reminders.inbox.open_approvals.models import OpenApproval


def list_open_approvals(
    session: Session,
    contracts: Iterable[ConsentContract],
    ask: Ask,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    own_seats = seats(session, by, at)
    by_service = {contract.service: contract for contract in contracts}
    seen = (
        and_(
            OpenApproval.service == contract.service,
            visible_to(by, own_seats, contract.restricted, of=OpenApproval),
        )
        for contract in by_service.values()
    )
    wanted = paging.given(
        select(OpenApproval).where(OpenApproval.status == ApprovalStatus.PENDING, or_(*seen)),
        (OpenApproval.service, ask.service),
        (OpenApproval.project_id, ask.project_id),
        (OpenApproval.requested_by, by.id if ask.mine else None),
    )
    if ask.to_decide:
        wanted = wanted.where(
            OpenApproval.requested_by != by.id,
            OpenApproval.still_needs.overlap(needs_filled(own_seats)),
        )
    items, after = paging.newest_first(
        session, wanted, ask, OpenApproval.requested_at, OpenApproval.id
    )
    return {
        "items": [_row(one, by_service[one.service], own_seats, by) for one in items],
        "next": after,
    }


def _row(
    approval: OpenApproval, contract: ConsentContract, own_seats: Sequence[Seat], by: Actor
) -> dict[str, Any]:
    columns = {
        column.key: getattr(approval, column.key) for column in OpenApproval.__table__.columns
    }
    chosen = chosen_need(
        own_seats,
        approval.still_needs,
        project_id=approval.project_id,
        requested_by=approval.requested_by,
    )
    return (
        columns | told(approval, True, contract, own_seats, by) | {"may_decide": chosen is not None}
    )
