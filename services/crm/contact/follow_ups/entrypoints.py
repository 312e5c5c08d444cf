"""Entrypoints of the timeline."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.crm.contact import follow_ups as operations
from contracts.schema import Ask
from services.crm.contact.follow_ups import commands, queries
from services.crm.files.customers import queries as customers


class FollowUps:
    """Contacts with a customer (跟进), one shared timeline."""

    @command(operations.record_follow_up)
    def record_follow_up(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.record(session, ask, by=by, at=at)

    @query(operations.list_follow_ups)
    def list_follow_ups(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        customers.one(session, ask.customer_id, by, "customer.read")
        return queries.timeline(session, ask)
