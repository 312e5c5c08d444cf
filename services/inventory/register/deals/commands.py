"""A deal as a row, as an answer and in events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from contracts.inventory.register.deals import DEAL_CHANGED
from services.inventory.register.deals.models import Deal


def row_of(deal: Deal) -> dict[str, Any]:
    return {column.key: getattr(deal, column.key) for column in Deal.__table__.columns}


def state(deal: Mapping[str, Any], unit: Any) -> dict[str, Any]:
    """What commands answer about a deal and its unit."""
    return {**deal, "unit_status": unit.status, "unit_version": unit.version}


def tell_change(session: Session, deal: Deal, change: str, *, by: Actor, at: datetime) -> None:
    """Record that a deal changed in a way its unit's state doesn't show; counts its version up."""
    deal.version += 1
    outbox.record(
        session,
        DEAL_CHANGED,
        aggregate_id=deal.id,
        version=deal.version,
        project_id=deal.project_id,
        data={
            "deal_id": deal.id,
            "unit_id": deal.unit_id,
            "customer_id": deal.customer_id,
            "consultant_id": deal.consultant_id,
            "stage": deal.stage,
            "expires_at": deal.expires_at,
            "sign_by": deal.sign_by,
            "change": change,
        },
        by=by,
        at=at,
    )


def claimed(deal: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What events of a claim with a deal behind it tell."""
    return {
        "deal_id": deal["id"],
        "customer_id": deal["customer_id"],
        "consultant_id": deal["consultant_id"],
        "team_id": deal["team_id"],
        "expires_at": deal.get("expires_at"),
        "amount": deal["price"],
        "area": deal["area"],
        "business_day": clock.business_day(at),
    }
