"""Entrypoints of customer files."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.crm.files import customers as operations
from contracts.schema import Ask
from services.crm.files.customers import commands, queries


class Customers:
    """Customer files (客户档案): opened once per person, owned, searched."""

    @command(operations.register_customer)
    def register_customer(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.register(session, ask, by=by, at=at)

    @command(operations.change_customer)
    def change_customer(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.change(session, ask, by=by)

    @command(operations.assign_customer)
    def assign_customer(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.assign(session, ask, by=by, at=at)

    @query(operations.list_customers)
    def list_customers(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)

    @query(operations.read_customer)
    def read_customer(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read(session, ask, by=by)

    @query(operations.read_customer_owner)
    def read_customer_owner(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.owner(session, ask, by=by)
