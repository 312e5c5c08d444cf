"""Customer files: register, change, assign. Nothing here answers personal data."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.postings import posting_of
from common.prepared import Insertion
from contracts.crm.events import CUSTOMER_ASSIGNED, CUSTOMER_REGISTERED
from contracts.crm.refusals import already_owner, owner_unsuitable, project_not_yours
from contracts.event import EventType
from contracts.office.roles import Role, Scope
from contracts.refusals import not_found, stale_version
from contracts.schema import Ask
from services.crm.files.customers import queries, rules
from services.crm.files.customers.models import Customer
from services.crm.files.numbers import commands as numbers
from services.crm.files.numbers.rules import EMAIL, IDENTITY_NUMBER, PHONE

_TABLE = Customer.__table__
assert isinstance(_TABLE, Table)
_INSERT = Insertion(
    _TABLE, [column.name for column in _TABLE.c if column.name != "last_contact_at"]
)


def register(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Open a file. A consultant who opens it owns it. Raises `customer_exists`, also against one
    opened at this very moment, and `project_not_yours`."""
    owns = by.has(Role.CONSULTANT)
    customer = _needs(ask.needs) | {
        "id": ask.id,
        "name": ask.name,
        "grade": ask.grade,
        "source": ask.source,
        "owner_id": by.staff_id if owns else None,
        "team_id": by.team_id if owns else None,
        "project_id": _project_of_first_contact(ask.project_id, by),
        "identity_kind": ask.identity_kind if ask.identity_number else None,
        "email_agreed": ask.email_agreed,
        "registered_by": by.id,
        "registered_at": at,
        "next_due_at": at + rules.FIRST_RESPONSE,
        "version": 1,
    }
    _INSERT.later(session, customer)
    given = [(PHONE, number) for number in (ask.phone, *ask.more_phones)]
    if ask.identity_number:
        given.append((IDENTITY_NUMBER, ask.identity_number))
    if ask.email:
        given.append((EMAIL, ask.email))
    numbers.keep(session, ask.id, given, by=by)
    _record(session, CUSTOMER_REGISTERED, customer, by=by, at=at)
    return customer


def change(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Change what was asked for. Raises `not_found`, `stale_version`, `customer_exists`."""
    customer = _locked(session, ask.customer_id, by, "customer.write")
    if ask.version is not None and ask.version != customer.version:
        raise stale_version(version=customer.version)
    asked = {name: getattr(ask, name) for name in ("name", "grade", "source", "email_agreed")}
    changes = {name: value for name, value in asked.items() if value is not None}
    if ask.needs is not None:
        changes |= _needs(ask.needs)
    if ask.identity_number is not None:
        changes["identity_kind"] = ask.identity_kind
        numbers.replace(session, customer.id, IDENTITY_NUMBER, [ask.identity_number], by=by)
    if ask.phones is not None:
        numbers.replace(session, customer.id, PHONE, ask.phones, by=by)
    if ask.email is not None:
        numbers.replace(session, customer.id, EMAIL, [ask.email], by=by)
    return _write(session, customer, changes)


def assign(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Give the customer to somebody on duty within the caller's scope (判客). Raises `not_found`,
    `owner_unsuitable`, `already_owner`."""
    customer = _locked(session, ask.customer_id, by, "customer.assign")
    posting = posting_of(session, ask.owner_id)
    if (
        posting is None
        or not posting.roles & rules.OWNER_ROLES
        or not posting.within(by, "customer.assign")
    ):
        raise owner_unsuitable(field="owner_id", allowed=sorted(rules.OWNER_ROLES))
    if customer.owner_id == posting.staff_id:
        raise already_owner(owner_id=str(posting.staff_id))
    owned = {"owner_id": posting.staff_id, "team_id": posting.team_id}
    assigned = _write(session, customer, owned)
    told = assigned | {"previous_owner_id": customer.owner_id}
    _record(session, CUSTOMER_ASSIGNED, told, by=by, at=at)
    return assigned


def _project_of_first_contact(asked: UUID | None, by: Actor) -> UUID:
    own = by.projects | by.region_projects
    everywhere = by.scope("customer.write") is Scope.ALL
    project = rules.first_project(asked, own, everywhere=everywhere)
    if project is None:
        raise project_not_yours(field="project_id", allowed=sorted(map(str, own)))
    return project


def _needs(needs: Ask | None) -> dict[str, Any]:
    return {name: getattr(needs, name) for name in rules.NEEDS} if needs else {}


def _locked(session: Session, customer_id: UUID, by: Actor, permission: str) -> Any:
    mine = select(_TABLE).where(_TABLE.c.id == customer_id, queries.in_scope(by, permission))
    row = session.execute(mine.with_for_update()).first()
    if row is None:
        raise not_found(what="customer")
    return row


def _write(session: Session, customer: Any, changes: dict[str, Any]) -> dict[str, Any]:
    changes = changes | {"version": customer.version + 1}
    session.execute(update(Customer).where(Customer.id == customer.id).values(changes))
    return dict(customer._mapping) | changes


def _record(
    session: Session, event: EventType, customer: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    outbox.record(
        session,
        event,
        aggregate_id=customer["id"],
        version=customer["version"],
        project_id=customer["project_id"],
        data=customer | {"customer_id": customer["id"]},
        by=by,
        at=at,
    )
