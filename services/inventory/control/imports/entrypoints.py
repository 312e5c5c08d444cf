from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.control import imports as operations
from contracts.inventory.control import imports as units
from contracts.schema import Ask
from services.inventory.control.imports import commands
from services.inventory.pricing.price_lists.entrypoints import read_workbook


class Imports:
    """Entry of units (房源录入): from a workbook, or one by one."""

    @command(operations.import_price_list, learn=read_workbook)
    def import_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.import_price_list(session, ask, by=by, at=at)

    @command(units.enter_units)
    def enter_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.enter_units(session, ask, by=by, at=at)

    @command(units.correct_unit)
    def correct_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.correct_unit(session, ask, by=by, at=at)
