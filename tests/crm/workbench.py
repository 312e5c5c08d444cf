"""A database of crm with its commands at hand."""

from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from common import clock
from common.actor import Actor
from contracts.crm import customers as operations
from contracts.schema import new_id
from services.crm.customers import commands
from services.crm.service import SERVICE
from tests.commands import Bench, asked


class Workbench(Bench):
    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, SERVICE)

    def registered(self, by: Actor, **payload: Any) -> UUID:
        """The id of a new customer; everything has a default but who opens the file."""
        given = {"name": "张三", "phone": f"13{new_id().int % 10**9:09d}"} | payload
        with self.transaction() as session:
            ask = asked(operations.register_customer, **given)
            row = commands.register(session, ask, by=by, at=clock.now())
            customer_id: UUID = row["id"]
        return customer_id
