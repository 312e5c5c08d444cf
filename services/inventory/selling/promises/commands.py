"""Ask before promising; record what was broken."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.selling.promises import PromiseStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.register.deals import queries
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.rules import ACTIVE, require_stage
from services.inventory.selling.promises import rules
from services.inventory.selling.promises.models import Promise


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for consent to a promise. Raises `not_found`, `deal_wrong_stage`."""
    unit, deal = queries.locked(session, ask.deal_id, by, "promise.request")
    rules.check_request(deal, by)
    promise = Promise(
        id=ask.id,
        deal_id=deal.id,
        kind=ask.kind,
        text=ask.text,
        amount=ask.amount,
        payment_form=ask.payment_form,
        status=PromiseStatus.REQUESTED,
        requested_by=by.staff_id,
        requested_at=at,
        version=1,
    )
    approval = consent.ask(
        session,
        ApprovalKind.PROMISE,
        promise,
        project_id=deal.project_id,
        needs=rules.consents_needed(promise.amount),
        facts={
            "deal_id": deal.id,
            "unit_number": unit.number,
            "kind": promise.kind,
            "text": promise.text,
            "amount": promise.amount,
            "payment_form": promise.payment_form,
        },
        by=by,
        at=at,
    )
    return consent.answer(promise, approval)


def set_form(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The general manager decides how it is paid before consenting (seed 003). The approval is
    locked first, as whoever decides it does. Raises `not_found`, `promise_wrong_status`,
    `promise_costs_nothing`."""
    facts = {"payment_form": ask.payment_form}
    consent.update_facts(session, ask.promise_id, facts, by=by, at=at)
    promise = _reached(session, ask.promise_id, by, "promise.set_form")
    rules.check_form(promise, by)
    promise.payment_form = ask.payment_form
    promise.form_set_by = by.staff_id
    promise.version += 1
    return _answer(promise)


def grant(session: Session, deciding: Deciding) -> None:
    """With all consents it is promised. Raises `deal_wrong_stage` when the deal is over."""
    promise = deciding.matter(session, Promise)
    require_stage(session.get_one(Deal, promise.deal_id), *ACTIVE)
    promise.status = PromiseStatus.PROMISED
    promise.promised_at = deciding.at
    promise.version += 1


refuse = sets(Promise, PromiseStatus.REFUSED)
"""Rejected or withdrawn: it must not be promised."""


def record_breach(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """A promise was broken: the loss and whose it is. Raises `not_found`,
    `promise_wrong_status`."""
    promise = _reached(session, ask.promise_id, by, "promise.judge")
    rules.check_breach(promise, by)
    promise.status = PromiseStatus.BREACHED
    promise.loss = ask.loss
    promise.attributed_to = ask.attributed_to
    promise.breach_note = ask.note
    promise.breached_at = at
    promise.version += 1
    return _answer(promise)


def _reached(session: Session, promise_id: UUID, by: Actor, permission: str) -> Promise:
    """The promise, locked. Raises `not_found`."""
    promise = session.scalars(
        select(Promise)
        .join(Deal, Deal.id == Promise.deal_id)
        .where(Promise.id == promise_id, queries.reach(by, permission))
        .with_for_update(of=Promise)
    ).first()
    if promise is None:
        raise not_found(what="promise")
    return promise


def _answer(promise: Promise) -> dict[str, Any]:
    return {"id": promise.id, "status": promise.status, "version": promise.version}
