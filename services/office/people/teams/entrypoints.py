"""Teams and regions: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, on_event, query
from contracts.event import Event
from contracts.inventory.register.projects import PROJECT_CREATED
from contracts.office.people import teams as operations
from contracts.schema import Ask
from services.office.people.teams import commands, queries


class Teams:
    """Teams with their leaders, regions with their projects (团队与区域)."""

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

    @query(operations.list_teams)
    def list_teams(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_teams(session, ask, by=by)

    @query(operations.list_regions)
    def list_regions(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_regions(session, ask)

    @on_event(PROJECT_CREATED)
    def teams_on_project_created(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.copy_project(session, event)
