"""The second factor: the entrypoints."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query, steps
from common.work import Call
from contracts.office.access import second_factor as operations
from contracts.schema import Ask
from services.office.access.passwords import queries as passwords
from services.office.access.passwords.hashing import HASHING
from services.office.access.passwords.rules import matches
from services.office.access.second_factor import queries
from services.office.access.second_factor.commands import enrolment
from services.office.access.sessions.attempts import within_a_session


class SecondFactors:
    """Codes of a phone beside the password, and recovery codes (二次验证)."""

    @query(operations.read_second_factor)
    def read_second_factor(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.state_of(session, by.staff_id)

    @steps(operations.begin_second_factor)
    def begin_second_factor(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with HASHING.place() as hashing:
            with call.transaction() as session:
                attempt = within_a_session(session, by)
                password_hash = passwords.password_hash(session, attempt.username)
            right = hashing.run(matches, password_hash, ask.password)
            with call.transaction() as session:
                proven = password_hash if right else None
                return enrolment.begin(session, attempt, proven, at=at)

    @steps(operations.confirm_second_factor)
    def confirm_second_factor(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            attempt = within_a_session(session, by)
            return enrolment.confirm(session, ask.code, attempt, by=by, at=at)

    @steps(operations.renew_recovery_codes)
    def renew_recovery_codes(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            attempt = within_a_session(session, by)
            return enrolment.renew_recovery_codes(session, ask.code, attempt, by=by, at=at)

    @steps(operations.remove_second_factor)
    def remove_second_factor(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            attempt = within_a_session(session, by)
            return enrolment.remove(session, ask.code, attempt, by=by, at=at)

    @command(operations.reset_second_factor)
    def reset_second_factor(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return enrolment.reset(session, ask.staff_id, by=by, at=at)
