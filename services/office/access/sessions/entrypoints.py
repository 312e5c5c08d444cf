"""Log-in, refresh and log-out: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every, steps
from common.work import Call
from contracts.office.access import sessions as operations
from contracts.schema import Ask
from services.office.access.lockout import commands as lockout
from services.office.access.passwords import queries as passwords
from services.office.access.passwords.entrypoints import in_a_thread
from services.office.access.passwords.rules import matches
from services.office.access.sessions import commands


class Sessions:
    """Log-in, lockout, tokens, refresh, log-out (登录与会话)."""

    @steps(operations.log_in)
    def log_in(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            lockout.check(session, ask.username, at=at)
            password_hash = passwords.password_hash(session, ask.username)
        right = in_a_thread(matches, password_hash, ask.password)
        with call.transaction() as session:
            return commands.log_in(session, ask.username, password_hash if right else None, at=at)

    @steps(operations.refresh_session)
    def refresh_session(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            return commands.refresh(session, ask.refresh_token, at=at)

    @command(operations.log_out)
    def log_out(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.log_out(session, ask.refresh_token, at=at)

    @every(seconds=600)
    def sweep_sessions(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.sweep(session, at=at)

    @every(seconds=600)
    def sweep_guards(self, session: Session, by: Actor, at: datetime) -> int:
        return lockout.sweep(session, at=at)
