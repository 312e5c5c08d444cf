"""Log-in, refresh and log-out: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every, query, steps
from common.work import Call
from contracts.office.access import sessions as operations
from contracts.schema import Ask
from services.office.access.lockout import commands as lockout
from services.office.access.passwords import queries as passwords
from services.office.access.passwords.hashing import HASHING
from services.office.access.passwords.rules import matches
from services.office.access.sessions import attempts, queries
from services.office.access.sessions.commands import ending, logging_in


class Sessions:
    """Log-in, lockout, tokens, refresh, log-out (登录与会话)."""

    @steps(operations.log_in)
    def log_in(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with HASHING.place() as hashing:
            with call.transaction() as session:
                attempt = attempts.from_outside(session, ask.username, call.client, at)
                lockout.check(session, attempt, at=at)
                password_hash = passwords.password_hash(session, ask.username)
            right = hashing.run(matches, password_hash, ask.password)
            with call.transaction() as session:
                proven = password_hash if right else None
                return logging_in.log_in(
                    session, attempt, proven, ask.code, client=call.client, at=at
                )

    @steps(operations.refresh_session)
    def refresh_session(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            return logging_in.refresh(session, ask.refresh_token, at=at)

    @command(operations.log_out)
    def log_out(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return ending.log_out(session, ask.refresh_token, at=at)

    @query(operations.list_sessions)
    def list_sessions(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.open_sessions(session, by=by, at=at)

    @command(operations.end_session)
    def end_session(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return ending.end_own_session(session, ask.session_id, by=by, at=at)

    @command(operations.end_other_sessions)
    def end_other_sessions(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return ending.end_other_sessions(session, by=by, at=at)

    @every(seconds=600)
    def sweep_sessions(self, session: Session, by: Actor, at: datetime) -> int:
        return ending.sweep(session, at=at)

    @every(seconds=600)
    def sweep_guards(self, session: Session, by: Actor, at: datetime) -> int:
        return lockout.sweep(session, at=at)
