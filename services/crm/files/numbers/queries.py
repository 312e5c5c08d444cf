"""Finding customers by a number, and showing numbers masked or opened."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.crm.files.numbers.models import PersonalNumber
from services.crm.files.numbers.rules import masked
from services.crm.vault import vault


def holder_of(number: str, field: str) -> Select[tuple[UUID]]:
    """The customer with this number, by its blind index."""
    index = vault().index(number, field)
    return select(PersonalNumber.customer_id).where(PersonalNumber.blind_index == index)


def masked_numbers(
    session: Session, customer_ids: Collection[UUID]
) -> dict[UUID, dict[str, list[str]]]:
    """`{customer: {field: [masked number]}}`, in the order in which they were given."""
    found = select(PersonalNumber).where(PersonalNumber.customer_id.in_(customer_ids))
    shown: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in session.scalars(found.order_by(PersonalNumber.position)):
        number = vault().open(row.sealed, row.customer_id, row.field)
        shown[row.customer_id][row.field].append(masked(number, row.field))
    return shown


def opened_numbers(session: Session, customer_id: UUID, field: str) -> list[str]:
    """The numbers as they are; only for who is entitled, and never unrecorded."""
    found = select(PersonalNumber.sealed).where(
        PersonalNumber.customer_id == customer_id, PersonalNumber.field == field
    )
    rows = session.scalars(found.order_by(PersonalNumber.position))
    return [vault().open(sealed, customer_id, field) for sealed in rows]
