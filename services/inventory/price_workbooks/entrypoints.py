from datetime import datetime
from typing import Any

from eventlet import tpool
from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.files import XLSX
from contracts.inventory import price_rows as operations
from contracts.inventory.workbook import read_price_list, write_price_list
from contracts.schema import Ask
from services.inventory.price_workbooks import commands, queries


class PriceWorkbooks:
    """Price lists as workbooks (价格表 Excel)."""

    @command(operations.upload_prices)
    def upload_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        rows = tpool.execute(read_price_list, ask.workbook)
        return commands.upload(session, ask, rows, by=by)

    @query(operations.download_prices)
    def download_prices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        sheet = queries.sheet(session, ask, by=by)
        content = tpool.execute(write_price_list, sheet.rows, fields=sheet.fields)
        return {"file_name": sheet.file_name, "media_type": XLSX, "content": content}
