"""Draft a version, submit it, consent to it, drop it."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.pricing.price_lists import (
    PriceListStatus,
    price_list_empty,
    prices_rejected,
)
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.pricing.price_lists.models import ListedPrice, PriceList
from services.inventory.pricing.price_lists.queries import rows
from services.inventory.pricing.price_lists.queries import versions as queries
from services.inventory.pricing.price_lists.rules import versions as rules
from services.inventory.pricing.price_lists.rules.rows import NAMED, faulty, listed, tier_change
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of


def create(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """A draft of all the project's units, with the prices of the version it is based on, or else
    those that the units have. Raises `not_found`."""
    project = projects.project(session, ask.project_id, by, "price_list.edit")
    if ask.based_on_id is not None:
        queries.price_list(session, ask.based_on_id, by, "price_list.read")
    session.refresh(project, with_for_update={"key_share": True})
    last = session.scalar(
        select(func.max(PriceList.number)).where(PriceList.project_id == project.id)
    )
    draft = PriceList(
        id=ask.id,
        project_id=project.id,
        number=(last or 0) + 1,
        name=ask.name,
        status=PriceListStatus.DRAFT,
        based_on_id=ask.based_on_id,
        created_by=by.id,
        created_at=at,
        version=1,
    )
    session.add(draft)
    session.flush()
    _copy_prices(session, project, draft)
    return answer(draft)


def _copy_prices(session: Session, project: Project, draft: PriceList) -> None:
    basis = settings_of(project.settings).price_basis
    prices = [
        listed(unit, unit.rates, basis)
        for unit in rows.units_with_prices(session, project.id, draft.based_on_id)
    ]
    if prices:
        copies = [{"price_list_id": draft.id, **price} for price in prices]
        session.execute(insert(ListedPrice), copies)


def submit(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for the consent. Raises `not_found`, `price_list_wrong_status`, `price_list_empty`,
    `prices_rejected`."""
    draft = queries.locked(session, ask.price_list_id, by, "price_list.submit")
    rules.check_draft(draft, by)
    project = session.get_one(Project, draft.project_id)
    gap = settings_of(project.settings).min_tier_gap
    priced = [unit for unit in rows.priced_units(session, draft) if unit.rates["list_rate"]]
    if not priced:
        raise price_list_empty()
    found = [
        faulty(unit, tier, reason)
        for unit in priced
        for tier, reason in rules.submitted_faults(unit.rates, gap=gap).items()
    ]
    if found:
        raise prices_rejected(total=len(found), rows=found[:NAMED])
    draft.status = PriceListStatus.SUBMITTED
    draft.effective_at = ask.effective_at
    draft.version += 1
    approval = consent.ask(
        session,
        ApprovalKind.PRICE_LIST,
        draft,
        project_id=draft.project_id,
        needs=[rules.consent_needed(by.roles)],
        facts=_facts(session, draft),
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(draft, approval)


def _facts(session: Session, draft: PriceList) -> dict[str, Any]:
    """What the decider has to know, without a word about floors: these are in the version."""
    change = tier_change("list_rate", rows.pairs(session, draft, None))
    return {
        "price_list": f"{draft.number} {draft.name}",
        "units": change.units,
        "present_list_amount": f"{change.before:.2f}",
        "list_amount": f"{change.after:.2f}",
        "effective_at": draft.effective_at,
    }


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent it waits for its time; the timer brings it into force."""
    submitted = deciding.matter(session, PriceList)
    submitted.status = PriceListStatus.APPROVED
    submitted.effective_at = max(submitted.effective_at or deciding.at, deciding.at)
    submitted.version += 1


refuse = sets(PriceList, PriceListStatus.DRAFT)
"""Rejected or withdrawn: a draft again."""


def end(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Drop a version that is not in force. Raises `not_found`, `price_list_wrong_status`."""
    found = queries.locked(session, ask.price_list_id, by, "price_list.submit")
    rules.check_end(found, by)
    found.status = PriceListStatus.ENDED
    found.version += 1
    return answer(found)


def answer(found: PriceList) -> dict[str, Any]:
    return {"id": found.id, "status": found.status, "version": found.version}
