"""Purchases as they are read."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from services.crm.files.purchases.models import Purchase
from services.crm.files.purchases.rules import CANCELLED, RESERVED, SOLD, SUBSCRIBED


def has_bought_in(project_ids: Collection[UUID], customer_id: Any) -> ColumnElement[bool]:
    """Whether the customer has a deal in one of the projects. One look into an index per customer
    that is looked at; as `EXISTS` the planner would first read all deals of the projects."""
    theirs = (
        select(Purchase.customer_id)
        .where(Purchase.project_id.in_(project_ids), Purchase.customer_id == customer_id)
        .limit(1)
        .scalar_subquery()
    )
    return theirs.is_not(None)


def history(session: Session, customer_id: UUID) -> dict[str, Any]:
    """Every deal of a customer, latest first. Whose customer it is was checked before."""
    found = select(Purchase).where(Purchase.customer_id == customer_id)
    return {"items": session.scalars(found.order_by(Purchase.deal_id.desc())).all()}


def summary(session: Session, customer_id: UUID) -> dict[str, Any]:
    """How many deals are at each stage, and the amount of the signed ones."""
    found = (
        select(Purchase.stage, func.count(), func.coalesce(func.sum(Purchase.amount), 0))
        .where(Purchase.customer_id == customer_id)
        .group_by(Purchase.stage)
    )
    stages = {stage: (number, amount) for stage, number, amount in session.execute(found)}
    counted = {
        stage: stages.get(stage, (0, Decimal(0)))[0]
        for stage in (RESERVED, SUBSCRIBED, SOLD, CANCELLED)
    }
    return counted | {"amount": stages.get(SOLD, (0, Decimal(0)))[1]}
