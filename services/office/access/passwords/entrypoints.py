"""Passwords: the entrypoints. Hashing runs outside transactions, in the hashing pool."""

from datetime import datetime
from typing import Any

from common.actor import Actor
from common.entrypoints import steps
from common.work import Call
from contracts.office.access import passwords as operations
from contracts.schema import Ask
from services.office.access.passwords import commands, queries, rules
from services.office.access.passwords.hashing import HASHING
from services.office.access.sessions.attempts import within_a_session


class Passwords:
    """Changing one's own password, giving somebody one (密码)."""

    @steps(operations.change_password)
    def change_password(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with HASHING.place() as hashing:
            with call.transaction() as session:
                attempt = within_a_session(session, by)
                personal = queries.personal_words(session, by.staff_id)
                password_hash = queries.password_hash(session, attempt.username)
            commands.check_strength(ask.new_password, attempt.username, personal)
            right = hashing.run(rules.matches, password_hash, ask.current_password)
            new_hash = hashing.run(rules.hashed, ask.new_password)
            with call.transaction() as session:
                proven = password_hash if right else None
                return commands.change(session, attempt, proven, new_hash, by=by, at=at)

    @steps(operations.reset_password)
    def reset_password(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with HASHING.place() as hashing:
            with call.transaction() as session:
                username = queries.username_of(session, ask.staff_id)
                personal = queries.personal_words(session, ask.staff_id)
            commands.check_strength(ask.password, username, personal)
            new_hash = hashing.run(rules.hashed, ask.password)
            with call.transaction() as session:
                return commands.reset(session, ask.staff_id, new_hash, by=by, at=at)
