from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.aside import aside
from common.confinement import confined
from common.entrypoints import command, query
from common.work import Call
from contracts.inventory.pricing import price_lists
from contracts.inventory.pricing import price_lists as operations
from contracts.media import XLSX
from contracts.schema import Ask
from contracts.workbook import AS_TABLE, write_price_list
from contracts.workbooks import tables
from services.inventory.pricing.price_lists.commands import rows as row_commands
from services.inventory.pricing.price_lists.commands import versions as commands
from services.inventory.pricing.price_lists.commands import workbook as workbook_commands
from services.inventory.pricing.price_lists.queries import comparison
from services.inventory.pricing.price_lists.queries import rows as row_queries
from services.inventory.pricing.price_lists.queries import versions as queries
from services.inventory.pricing.price_lists.queries import workbook as workbook_queries


def read_workbook(service: Any, call: Call, ask: Ask) -> None:
    """Read the request's workbook, outside of any transaction and of this process."""
    ask.table = tables.table_of(confined(tables.read, ask.workbook, **AS_TABLE))


class PriceLists:
    """Versions of the price list (价格表版本)."""

    @command(operations.create_price_list)
    def create_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create(session, ask, by=by, at=at)

    @query(operations.list_price_lists)
    def list_price_lists(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_price_lists(session, ask, by=by)

    @query(operations.read_price_list)
    def read_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_price_list(session, ask, by=by)

    @command(operations.submit_price_list)
    def submit_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.submit(session, ask, by=by, at=at)

    @command(operations.end_price_list)
    def end_price_list(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.end(session, ask, by=by)


class Comparisons:
    """Price lists side by side (对比)."""

    @query(price_lists.compare_price_lists)
    def compare_price_lists(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return comparison.compare(session, ask, by=by)


class PriceRows:
    """The prices of a version (价格表明细)."""

    @query(price_lists.list_prices)
    def list_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return row_queries.list_prices(session, ask, by=by)

    @command(price_lists.set_prices)
    def set_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return row_commands.set_prices(session, ask, by=by)

    @query(price_lists.foresee_adjustment)
    def foresee_adjustment(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return row_queries.foresee(session, ask, by=by)

    @command(price_lists.adjust_prices)
    def adjust_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return row_commands.adjust(session, ask, by=by)


class PriceWorkbooks:
    """Price lists as workbooks (价格表 Excel)."""

    @command(price_lists.upload_prices, learn=read_workbook)
    def upload_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return workbook_commands.upload(session, ask, by=by)

    @query(price_lists.download_prices)
    def download_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        sheet = workbook_queries.sheet(session, ask, by=by)
        content = aside(write_price_list, sheet.rows, fields=sheet.fields)
        return {"file_name": sheet.file_name, "media_type": XLSX, "content": content}
