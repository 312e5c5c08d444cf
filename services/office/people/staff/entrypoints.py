"""Staff and postings: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.office.people import staff as operations
from contracts.schema import Ask
from services.office.people.staff import commands, queries


class StaffTopic:
    """Who works here, as what, where, and who answers for whom (人员与岗位)."""

    @command(operations.create_staff)
    def create_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.join(session, ask, by=by, at=at)

    @command(operations.update_staff)
    def update_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.update(session, ask, by=by, at=at)

    @command(operations.leave_staff)
    def leave_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.leave(session, ask, by=by, at=at)

    @query(operations.list_staff)
    def list_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_staff(session, ask, by=by)

    @query(operations.show_staff)
    def show_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.show_staff(session, ask.staff_id, by=by)

    @query(operations.read_me)
    def read_me(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.me(session, by=by)

    @query(operations.read_contact)
    def read_contact(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.contact(session, ask.staff_id)

    @query(operations.list_staff_of)
    def list_staff_of(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.staff_of(session, ask)

    @query(operations.read_chain_of_command)
    def read_chain_of_command(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.chain_of_command(session, ask.staff_id)
