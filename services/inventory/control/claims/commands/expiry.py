"""Claims that run out become free (design §5.9, §8).

Due rows are taken `FOR UPDATE SKIP LOCKED` and their state is checked again, so that any number of
replicas frees each once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam, null, select, update
from sqlalchemy.orm import Session

from common import actor, outbox
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.units import UNIT_FREED, UnitStatus
from services.inventory.pricing.repricing.commands import reprice
from services.inventory.register.deals.models import Deal
from services.inventory.register.units import commands as units
from services.inventory.register.units.models import Unit
from services.inventory.register.units.queries import may
from services.inventory.register.units.rules import Move

BATCH = 100
REASON = "expired"
_SYSTEM = actor.system("inventory")
_at = bindparam("at", type_=DateTime(timezone=True))

_due = (
    select(Unit.id, Unit.status, Unit.deal_id, Unit.locked_by)
    .where(Unit.expires_at <= _at, may(Move.EXPIRE))
    .order_by(Unit.expires_at)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
    .cte("due")
)
_EXPIRE = (
    update(Unit)
    .where(Unit.id == _due.c.id)
    .values(
        status=UnitStatus.AVAILABLE,
        version=Unit.version + 1,
        locked_by=null(),
        held_for=null(),
        buyer_id=null(),
        deal_id=null(),
        expires_at=null(),
    )
    .returning(
        Unit.id.label("unit_id"),
        Unit.project_id,
        Unit.version,
        _due.c.status,
        _due.c.deal_id,
        _due.c.locked_by,
        Unit.number,
    )
)
_CLOSE = (
    update(Deal)
    .where(
        Deal.id.in_(bindparam("deals", type_=Uuid, expanding=True)),
        Deal.stage == DealStage.RESERVED,
    )
    .values(stage=DealStage.EXPIRED, ended_at=_at, end_reason=REASON, version=Deal.version + 1)
    .returning(Deal.id, Deal.customer_id, Deal.consultant_id, Deal.team_id)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True)
class Ended:
    """A claim that ran out: `status` was its kind, `version` is the unit's once it is free."""

    unit_id: UUID
    project_id: UUID
    version: int
    status: str
    deal_id: UUID | None
    locked_by: UUID | None
    number: str


def expire_claims(session: Session, *, at: datetime) -> int:
    """Free up to 100 units whose claim has run out; answers how many."""
    ended = [Ended(**row._mapping) for row in session.execute(_EXPIRE, {"at": at})]
    if ended:
        record(session, ended, at)
    return len(ended)


def record(session: Session, ended: Sequence[Ended], at: datetime) -> None:
    """Close the deals behind claims that ran out, note and tell that their units are free; these
    take the prices in force."""
    deal_ids = [claim.deal_id for claim in ended if claim.deal_id is not None]
    closed = {}
    if deal_ids:
        found = session.execute(_CLOSE, {"deals": deal_ids, "at": at})
        closed = {deal.id: deal for deal in found}
    units.note(session, [_change(claim, at) for claim in ended])
    request_id = session.info.get("request_id")
    outbox.write(
        session,
        [
            outbox.row_of(
                UNIT_FREED,
                aggregate_id=claim.unit_id,
                version=claim.version,
                project_id=claim.project_id,
                data=_freed(claim, closed.get(claim.deal_id)),
                by=_SYSTEM,
                at=at,
                request_id=request_id,
            )
            for claim in ended
        ],
    )
    if deal_ids:
        reprice(session, [claim.unit_id for claim in ended if claim.deal_id is not None], at=at)


def _change(claim: Ended, at: datetime) -> dict[str, Any]:
    return {
        "unit_id": claim.unit_id,
        "version": claim.version,
        "move": Move.EXPIRE,
        "from_status": claim.status,
        "to_status": UnitStatus.AVAILABLE,
        "reason": REASON,
        "deal_id": claim.deal_id,
        "by": _SYSTEM.id,
        "at": at,
    }


def _freed(claim: Ended, deal: Any) -> dict[str, Any]:
    return {
        "unit_id": claim.unit_id,
        "unit_number": claim.number,
        "status": UnitStatus.AVAILABLE,
        "previous_status": claim.status,
        "deal_id": claim.deal_id,
        "customer_id": deal.customer_id if deal else None,
        "consultant_id": deal.consultant_id if deal else claim.locked_by,
        "team_id": deal.team_id if deal else None,
        "reason": REASON,
    }
