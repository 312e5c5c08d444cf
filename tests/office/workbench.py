"""Office's commands on a real database, without the service around them."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from common.client import Client
from contracts.office.people import staff as operations
from contracts.office.people import teams as team_operations
from contracts.operation import Operation
from contracts.refusals import Refusal
from contracts.schema import Ask, load, new_id
from services.office.access.passwords import commands as passwords
from services.office.access.passwords import queries
from services.office.access.passwords.rules import hashed, matches
from services.office.access.sessions import attempts
from services.office.access.sessions.commands import ending, logging_in
from services.office.people.staff import commands as staff
from services.office.people.teams import commands as teams
from services.office.register.staff.models import Staff
from tests.tokens import actor_for

PASSWORD = "Jinjiang-2026"
_HASH = hashed(PASSWORD)
HERE = Client(address="203.0.113.5", agent="Mozilla/5.0")
MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def later(**delta: float) -> datetime:
    return MORNING + timedelta(**delta)


class Office:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.administrator = actor_for("administrator")

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def hire(
        self, username: str, *roles: str, at: datetime = MORNING, password: bool = True, **more: Any
    ) -> UUID:
        """Somebody with `PASSWORD`; answers the staff id."""
        ask = load(
            operations.create_staff.request_schema,
            {"username": username, "name": username, "email": f"{username}@example.com"}
            | {"roles": roles or ["consultant"]}
            | jsonable(more),
        )
        with self.transaction() as session:
            joined = staff.join(session, ask, by=self.administrator, at=at)
            if password:
                passwords.reset(session, joined.id, _HASH, by=self.administrator, at=at)
            return joined.id

    def rehire(self, staff_id: UUID, at: datetime = MORNING, **changes: Any) -> Staff:
        """Update somebody, everything else as it was."""
        with self.transaction() as session:
            now = session.get_one(Staff, staff_id)
            fields = ("name", "email", "phone", "roles", "team_id", "project_ids", "region_ids")
            posting = {name: getattr(now, name) for name in (*fields, "version")}
            ask = asked(operations.update_staff, staff_id=staff_id, **(posting | changes))
            return staff.update(session, ask, by=self.administrator, at=at)

    def part(self, staff_id: UUID, at: datetime = MORNING) -> Staff:
        """Somebody leaves."""
        with self.transaction() as session:
            version = session.get_one(Staff, staff_id).version
            ask = asked(operations.leave_staff, staff_id=staff_id, version=version)
            return staff.leave(session, ask, by=self.administrator, at=at)

    def region(self, name: str) -> UUID:
        with self.transaction() as session:
            return teams.create_region(session, asked(team_operations.create_region, name=name)).id

    def team(self, name: str, **more: Any) -> UUID:
        with self.transaction() as session:
            ask = asked(team_operations.form_team, name=name, **more)
            return teams.form_team(session, ask, by=self.administrator, at=MORNING).id

    def project(self, region_id: UUID) -> UUID:
        """A project that inventory told us about."""
        project_id = new_id()
        self.execute(
            "INSERT INTO project (id, region_id, version) VALUES (:id, :region, 1)",
            id=project_id,
            region=region_id,
        )
        return project_id

    def log_in(
        self,
        username: str,
        password: str = PASSWORD,
        at: datetime = MORNING,
        *,
        code: str | None = None,
        client: Client = HERE,
    ) -> Any:
        """What `log_in` answers; raises its refusal."""
        with self.transaction() as session:
            known = queries.password_hash(session, username)
            proven = known if matches(known, password) else None
            attempt = attempts.from_outside(session, username, client, at)
            outcome = logging_in.log_in(session, attempt, proven, code, client=client, at=at)
        return _answered(outcome)

    def refresh(self, token: str, at: datetime = MORNING) -> Any:
        with self.transaction() as session:
            outcome = logging_in.refresh(session, token, at=at)
        return _answered(outcome)

    def log_out(self, token: str, at: datetime = MORNING) -> None:
        with self.transaction() as session:
            ending.log_out(session, token, at=at)

    def execute(self, sql: str, **values: Any) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(sql), values)

    def events(self, *kinds: str) -> list[dict[str, Any]]:
        """Events recorded so far, in order; of these kinds, if given."""
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT body FROM outbox ORDER BY seq"))
            found = [json.loads(row.body) for row in rows]
        return [event for event in found if not kinds or event["type"] in kinds]


def refused(code: str) -> AbstractContextManager[pytest.ExceptionInfo[Refusal]]:
    """Expects the refusal of this code."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def asked(operation: Operation, **payload: Any) -> Ask:
    """The request as the entrypoint would have loaded it."""
    return load(operation.request_schema, jsonable(payload))


def jsonable(payload: dict[str, Any]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(json.dumps(payload, default=str))
    return loaded


def _answered(outcome: Any) -> Any:
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome
