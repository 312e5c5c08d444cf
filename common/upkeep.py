"""Entrypoints that every service has: health, parked messages, revoked sessions, old keys."""

from datetime import datetime
from typing import Any

from sqlalchemy import MetaData, insert, text
from sqlalchemy.orm import Session

from common import idempotency, inbox, parking, revocation
from common.actor import Actor
from common.entrypoints import command, every, on_event, query
from common.outbox import outbox_table
from contracts.event import Event
from contracts.health import PINGS
from contracts.office.events import SESSIONS_REVOKED, SYSTEM_TOKENS_REVOKED
from contracts.office.roles import SystemRole
from contracts.parking import PARKED, not_redrivable
from contracts.schema import Ask

_outbox = outbox_table(MetaData())


def upkeep(service: str) -> type:
    """The topic of the foundation's own entrypoints for `service`."""
    operations = PARKED[service]

    class Upkeep:
        @query(PINGS[service])
        def ping(self, session: Session, ask: Ask, by: Actor, at: datetime) -> dict[str, Any]:
            session.execute(text("SELECT 1"))
            return {"service": service, "database": True}

        @query(operations.list)
        def list_parked(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return parking.list_parked(session, ask)

        @query(operations.show)
        def show_parked(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return parking.show_parked(session, ask)

        @command(operations.redrive)
        def redrive_parked(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            message = parking.decide(session, ask, parking.REDRIVEN, by=by, at=at)
            if message["body"] is None:
                raise not_redrivable()
            session.execute(insert(_outbox), _back_to_its_queue(message, at))
            return message

        @command(operations.discard)
        def discard_parked(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
            return parking.decide(session, ask, parking.DISCARDED, by=by, at=at)

        @on_event(SESSIONS_REVOKED)
        def access_on_sessions_revoked(
            self, session: Session, event: Event, by: Actor, at: datetime
        ) -> None:
            subject_id = event.data.session_id or event.data.staff_id
            revocation.revoke(session, subject_id, event.data.not_before)

        @on_event(SYSTEM_TOKENS_REVOKED)
        def access_on_system_tokens_revoked(
            self, session: Session, event: Event, by: Actor, at: datetime
        ) -> None:
            subject_id = revocation.system_subject(SystemRole.of(event.data.service))
            revocation.revoke(session, subject_id, event.data.not_before)

        @every(seconds=600)
        def forget_old_keys(self, session: Session, by: Actor, at: datetime) -> int:
            revocation.forget_old(session, at)
            return idempotency.forget_old(session, at) + inbox.forget_old(session, at)

    return Upkeep


def _back_to_its_queue(message: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The outbox row that takes a parked message to its own queue through the default exchange."""
    return {
        "exchange": "",
        "routing_key": message["queue"],
        "body": message["body"],
        "created_at": at,
    }
