"""Entrypoints of personal numbers."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every
from contracts.crm.files import numbers as operations
from contracts.schema import Ask
from services.crm.files.numbers import commands


class Numbers:
    """Masked numbers revealed; keys changed while serving."""

    @command(operations.reveal_personal_data)
    def reveal_personal_data(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reveal(session, ask, by=by, at=at)

    @every(seconds=60)
    def reseal_numbers(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.reseal(session, limit=100)
