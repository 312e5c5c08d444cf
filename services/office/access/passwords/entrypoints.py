"""Passwords: the entrypoints. Hashing runs outside transactions, in threads, two at a time, so that
guessing does not keep everybody else waiting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from eventlet import tpool
from eventlet.semaphore import Semaphore

from common.actor import Actor
from common.entrypoints import steps
from common.work import Call
from contracts.office.access import passwords as operations
from contracts.schema import Ask
from services.office.access.passwords import commands, queries, rules

_hashing = Semaphore(2)


def in_a_thread(work: Callable[..., Any], *arguments: str) -> Any:
    with _hashing:
        return tpool.execute(work, *arguments)


class Passwords:
    """Changing one's own password, giving somebody one (密码)."""

    @steps(operations.change_password)
    def change_password(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            username = queries.username_of(session, by.staff_id)
            password_hash = queries.password_hash(session, username)
        commands.check_strength(ask.new_password, username)
        right = in_a_thread(rules.matches, password_hash, ask.current_password)
        new_hash = in_a_thread(rules.hashed, ask.new_password)
        with call.transaction() as session:
            proven = password_hash if right else None
            return commands.change(session, username, proven, new_hash, by=by, at=at)

    @steps(operations.reset_password)
    def reset_password(self, call: Call, ask: Ask, by: Actor, at: datetime) -> Any:
        with call.transaction() as session:
            username = queries.username_of(session, ask.staff_id)
        commands.check_strength(ask.password, username)
        new_hash = in_a_thread(rules.hashed, ask.password)
        with call.transaction() as session:
            return commands.reset(session, ask.staff_id, new_hash, by=by, at=at)
