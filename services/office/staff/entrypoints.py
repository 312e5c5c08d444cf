"""Staff, teams, regions and postings: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, on_event, query
from contracts.event import Event
from contracts.inventory.events import PROJECT_CREATED
from contracts.office import staff as operations
from contracts.schema import Ask
from services.office.staff import commands, queries


class StaffTopic:
    """Who works here, as what, where, and who answers for whom (组织架构)."""

    @command(operations.create_staff)
    def create_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.join(session, ask, by=by, at=at)

    @command(operations.update_staff)
    def update_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.update(session, ask, by=by, at=at)

    @command(operations.leave_staff)
    def leave_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.leave(session, ask, by=by, at=at)

    @command(operations.create_region)
    def create_region(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create_region(session, ask)

    @command(operations.update_region)
    def update_region(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.update_region(session, ask)

    @command(operations.form_team)
    def form_team(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.form_team(session, ask, by=by, at=at)

    @command(operations.update_team)
    def update_team(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.update_team(session, ask, by=by, at=at)

    @query(operations.list_staff)
    def list_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_staff(session, ask, by=by)

    @query(operations.show_staff)
    def show_staff(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.show_staff(session, ask.staff_id, by=by)

    @query(operations.read_me)
    def read_me(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.me(session, by=by)

    @query(operations.list_teams)
    def list_teams(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_teams(session, ask, by=by)

    @query(operations.list_regions)
    def list_regions(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_regions(session, ask)

    @query(operations.read_contact)
    def read_contact(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.contact(session, ask.staff_id)

    @query(operations.list_staff_of)
    def list_staff_of(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.staff_of(session, ask)

    @query(operations.read_chain_of_command)
    def read_chain_of_command(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.chain_of_command(session, ask.staff_id)

    @on_event(PROJECT_CREATED)
    def staff_on_project_created(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.copy_project(session, event)
