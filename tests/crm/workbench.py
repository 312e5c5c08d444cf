"""A database of crm with its commands at hand."""

from typing import Any
from uuid import UUID

from sqlalchemy import Engine

from common import clock
from common.actor import Actor
from contracts.crm.files import customers as operations
from contracts.crm.files.numbers import reveal_personal_data
from contracts.schema import new_id
from services.crm.files.customers import commands, queries
from services.crm.files.numbers import commands as numbers
from services.crm.service import SERVICE
from tests.commands import Bench, answered, asked


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

    def read(self, customer_id: UUID, by: Actor) -> dict[str, Any]:
        with self.transaction() as session:
            ask = asked(operations.read_customer, customer_id=str(customer_id))
            return answered(operations.read_customer, queries.read(session, ask, by=by))

    def listed(self, by: Actor, **filters: Any) -> dict[str, Any]:
        with self.transaction() as session:
            ask = asked(operations.list_customers, **filters)
            answer = queries.listed(session, ask, by=by)
            return dict(answered(operations.list_customers, answer))

    def found(self, by: Actor, **filters: Any) -> list[UUID]:
        """The ids of the first page."""
        return [UUID(item["id"]) for item in self.listed(by, **filters)["items"]]

    def change(self, customer_id: UUID, by: Actor, **payload: Any) -> dict[str, Any]:
        with self.transaction() as session:
            ask = asked(operations.change_customer, customer_id=str(customer_id), **payload)
            return commands.change(session, ask, by=by)

    def assign(self, customer_id: UUID, owner_id: UUID, by: Actor) -> dict[str, Any]:
        to = {"customer_id": str(customer_id), "owner_id": str(owner_id)}
        with self.transaction() as session:
            ask = asked(operations.assign_customer, **to)
            return commands.assign(session, ask, by=by, at=clock.now())

    def reveal(self, customer_id: UUID, by: Actor, **payload: Any) -> list[str]:
        """The numbers that are shown."""
        with self.transaction() as session:
            ask = asked(reveal_personal_data, customer_id=str(customer_id), **payload)
            shown = numbers.reveal(session, ask, by=by, at=clock.now())
        return list(shown["numbers"])
