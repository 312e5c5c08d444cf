"""Keeping, revealing and resealing personal numbers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from common.prepared import Prepared
from contracts.crm.events import PERSONAL_DATA_REVEALED
from contracts.crm.files.number_fields import normalise_phone
from contracts.crm.refusals import customer_exists
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.crm.files.customers import queries as customers
from services.crm.files.customers.models import Customer
from services.crm.files.numbers import queries
from services.crm.files.numbers.models import PersonalNumber
from services.crm.files.numbers.rules import EMAIL, PHONE
from services.crm.vault import KEY_ID_BYTES, vault

_TABLE = PersonalNumber.__table__
assert isinstance(_TABLE, Table)
_given = {column.name: bindparam(column.name, type_=column.type) for column in _TABLE.c}
_INSERT = Prepared(
    insert(_TABLE)
    .values(_given)
    .on_conflict_do_nothing(index_elements=[_TABLE.c.blind_index])
    .returning(_TABLE.c.position)
)


def keep(
    session: Session, customer_id: UUID, numbers: Sequence[tuple[str, str]], *, by: Actor
) -> None:
    """Add `(field, number)` pairs to a customer's file.

    Raises `customer_exists` for a number of another file, also of one that is being opened at this
    moment: the insert waits for it.
    """
    rows: list[dict[str, Any]] = [
        {
            "customer_id": customer_id,
            "field": field,
            "position": position,
            "sealed": vault().seal(number, customer_id, field),
            "blind_index": None if field == EMAIL else vault().index(number, field),
        }
        for position, (field, number) in enumerate(dict.fromkeys(numbers))
    ]
    # In one order everywhere: two files with the same two numbers must not wait for each other.
    rows.sort(key=lambda row: row["blind_index"] or b"")
    for row in rows:
        if _INSERT.first(session, row) is None:
            raise _exists(session, row, by)


def replace(
    session: Session, customer_id: UUID, field: str, numbers: Sequence[str], *, by: Actor
) -> None:
    """Put `numbers` in place of a field's numbers. Raises `customer_exists`."""
    session.execute(
        delete(PersonalNumber).where(
            PersonalNumber.customer_id == customer_id, PersonalNumber.field == field
        )
    )
    keep(session, customer_id, [(field, number) for number in numbers], by=by)


def _exists(session: Session, row: dict[str, Any], by: Actor) -> Refusal:
    """Whose customer it is, for those who may see that; for others only which field it is about."""
    holder = (
        select(Customer.id, Customer.owner_id, Customer.team_id, Customer.project_id)
        .join(PersonalNumber, PersonalNumber.customer_id == Customer.id)
        .where(PersonalNumber.blind_index == row["blind_index"])
    )
    found = session.execute(holder).first()
    details = {"field": row["field"]}
    if found and by.covers(
        "customer.read", owner=found.owner_id, team=found.team_id, project=found.project_id
    ):
        owner = str(found.owner_id) if found.owner_id else None
        return customer_exists(**details, customer_id=str(found.id), owner_id=owner)
    return customer_exists(**details)


def reveal(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """The unmasked numbers of a field; the look is told as an event. Raises `not_found`."""
    customer = customers.one(session, ask.customer_id, by, "customer.reveal")
    outbox.record(
        session,
        PERSONAL_DATA_REVEALED,
        aggregate_id=customer.id,
        version=customer.version,
        project_id=customer.project_id,
        data={
            "customer_id": customer.id,
            "staff_id": by.staff_id,
            "field": ask.field,
            "reason": ask.reason,
        },
        by=by,
        at=at,
    )
    opened = queries.opened_numbers(session, customer.id, ask.field)
    return {"customer_id": customer.id, "field": ask.field, "numbers": opened}


def reseal(session: Session, *, limit: int) -> int:
    """Seal numbers of retired keys with the current one; answers how many it was."""
    if not vault().has_retired_keys:
        return 0
    key_id = func.substr(PersonalNumber.sealed, 1, KEY_ID_BYTES)
    old = select(PersonalNumber).where(key_id != vault().key_id).limit(limit)
    rows = session.scalars(old.with_for_update(skip_locked=True)).all()
    for row in rows:
        number = vault().open(row.sealed, row.customer_id, row.field)
        row.sealed = vault().seal(number, row.customer_id, row.field)
    return len(rows)


def respell(session: Session, *, after: UUID | None, limit: int) -> tuple[UUID | None, list[UUID]]:
    """Bring the phones of the next `limit` customers to their present spelling. Answers the last
    customer looked at, `None` at the end, and whose phone another file has in that spelling: it
    stays as it was."""
    holders = select(PersonalNumber.customer_id).where(PersonalNumber.field == PHONE).distinct()
    if after is not None:
        holders = holders.where(PersonalNumber.customer_id > after)
    page = session.scalars(holders.order_by(PersonalNumber.customer_id).limit(limit)).all()
    phones = select(PersonalNumber).where(
        PersonalNumber.field == PHONE, PersonalNumber.customer_id.in_(page)
    )
    rows = session.scalars(phones.with_for_update()).all()
    taken = [row.customer_id for row in rows if not _respelled(session, row)]
    return (page[-1] if page else None), taken


def _respelled(session: Session, row: PersonalNumber) -> bool:
    stored = vault().open(row.sealed, row.customer_id, PHONE)
    number = normalise_phone(stored)
    if number is None or number == stored:
        return True
    index = vault().index(number, PHONE)
    if session.scalar(select(PersonalNumber).where(PersonalNumber.blind_index == index)):
        return False
    row.sealed, row.blind_index = vault().seal(number, row.customer_id, PHONE), index
    session.flush()
    return True
