"""What a password is compared with."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.refusals import not_found
from services.office.access.passwords import rules
from services.office.access.passwords.models import Credential
from services.office.register.staff.models import Staff
from services.office.register.staff.rules import ACTIVE


def password_hash(session: Session, username: str) -> str:
    """Of a present member of staff, or one that nothing matches."""
    found = (
        select(Credential.password_hash)
        .join(Staff, Staff.id == Credential.staff_id)
        .where(Staff.username == username.strip().lower(), Staff.status == ACTIVE)
    )
    return session.scalar(found) or rules.NOBODYS_HASH


def proven_credential(session: Session, username: str, proven: str | None) -> Credential | None:
    """The credential of a present member of staff, locked, when `proven`, the hash that a password
    was right against, still is theirs.

    Log-ins and changes of rights take turns on this lock: either the token comes first and is made
    void, or the change comes first and the token has the new rights.
    """
    if proven is None:
        return None
    found = (
        select(Credential)
        .join(Staff, Staff.id == Credential.staff_id)
        .where(Staff.username == username.strip().lower(), Staff.status == ACTIVE)
        .with_for_update(key_share=True, of=Credential)
    )
    credential = session.scalar(found)
    return credential if credential and credential.password_hash == proven else None


def lock_credential(session: Session, staff_id: UUID) -> Credential | None:
    return session.get(
        Credential, staff_id, with_for_update={"key_share": True}, populate_existing=True
    )


def personal_words(session: Session, staff_id: UUID | None) -> list[str]:
    """What anybody who knows the person would guess first."""
    found = select(Staff.name, Staff.email, Staff.phone).where(Staff.id == staff_id)
    name, email, phone = session.execute(found).one()
    return [text for text in (name, email.partition("@")[0], phone) if text]


def username_of(session: Session, staff_id: UUID | None) -> str:
    """Of a present member of staff. Raises `not_found`."""
    found = select(Staff.username).where(Staff.id == staff_id, Staff.status == ACTIVE)
    username = session.scalar(found)
    if username is None:
        raise not_found(what="member of staff")
    return username
