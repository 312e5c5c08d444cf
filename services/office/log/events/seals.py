"""Seals: the log's head signed with the writer's key, so that a rewritten end is noticed (O-08).

A chain of hashes shows a change only to who knows a later hash; whoever may write to the database
can write a new end with hashes that fit. The key is the writer's alone, outside the database.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, insert, select
from sqlalchemy.orm import Session

from common.claims import issuer_of
from services.office.log.events.models import LoggedEvent, LogHead, LogSeal

ISSUER = "eventlog"
EVERY = timedelta(seconds=10)
"""Between two seals while there is something new."""
LATE = timedelta(minutes=1)
"""After which what follows the newest seal is sealed, if the writer is there."""
_CHECK_ROWS = 2000


def seal(session: Session, *, kid: str, key: bytes, at: datetime) -> bool:
    """Sign the head unless it is sealed; answers whether it was needed."""
    head = session.execute(select(LogHead.position, LogHead.hash)).one()
    sealed = session.scalar(select(LogSeal.position).order_by(LogSeal.position.desc()).limit(1))
    if head.position == (sealed or 0):
        return False
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_text(head.position, head.hash, at))
    row = {"position": head.position, "hash": head.hash, "sealed_at": at}
    session.execute(insert(LogSeal).values(row | {"kid": kid, "signature": signature}))
    return True


def first_fault(
    connection: Connection, keys: Mapping[str, bytes], *, at: datetime, required: bool = False
) -> tuple[int, str] | None:
    """The first position whose seal is forged, or does not fit the log, or that should have been
    sealed by now. A log without any seal is sound unless seals are `required`."""
    head = connection.execute(select(LogHead.position)).scalar_one()
    newest = None
    for row in _sealed(connection):
        if fault := _fault(row, keys):
            return row.position, fault
        newest = row
    if newest is None:
        return (1, "nothing is sealed") if required and head else None
    if newest.position < head and newest.sealed_at < at - LATE:
        return newest.position + 1, (
            f"from here on nothing is sealed since {newest.sealed_at.isoformat()}:"
            " the writer is away, or the end was rewritten"
        )
    return None


def _sealed(connection: Connection) -> Iterator[Row[Any]]:
    """Every seal in order with the hash that the log has at its position."""
    after = 0
    page = (
        select(LogSeal.__table__, LoggedEvent.hash.label("logged_hash"))
        .join_from(LogSeal, LoggedEvent, LogSeal.position == LoggedEvent.position, isouter=True)
        .where(LogSeal.position > bindparam("after"))
        .order_by(LogSeal.position)
        .limit(_CHECK_ROWS)
    )
    while rows := connection.execute(page, {"after": after}).all():
        yield from rows
        after = rows[-1].position


def _fault(row: Row[Any], keys: Mapping[str, bytes]) -> str | None:
    if row.hash != row.logged_hash:
        return "it was sealed with another hash: the event or one before it was rewritten"
    if row.kid not in keys or issuer_of(row.kid) != ISSUER:
        return f"it is sealed with the key {row.kid}, which is not the writer's"
    public = Ed25519PublicKey.from_public_bytes(keys[row.kid])
    try:
        public.verify(bytes(row.signature), _text(row.position, row.hash, row.sealed_at))
    except InvalidSignature:
        return "its seal is forged"
    return None


def _text(position: int, digest: str, at: datetime) -> bytes:
    """What is signed; the moment to the microsecond in UTC, as the database keeps it."""
    return f"event_log {position} {digest} {at.timestamp():.6f}".encode()
