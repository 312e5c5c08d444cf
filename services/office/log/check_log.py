"""Checks the event log: `python -m services.office.log.check_log [--sealed]`.

Ends with 0 when positions have no gap, the chain of hashes is whole and every seal fits, otherwise
with 1 and the first broken position (O-08). `--sealed` also refuses a log without any seal.
"""

import sys

from sqlalchemy import select, text

from common import clock, database, logs, settings
from services.office.log.events import seals
from services.office.log.events.models import LogHead
from services.office.log.events.queries import first_fault

if __name__ == "__main__":
    log = logs.configure("check_log")
    try:
        engine, keys = database.engine("office"), settings.public_keys()
    except settings.MissingSetting as error:
        sys.exit(f"check_log: {error}")
    with engine.connect() as connection:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        head = connection.execute(select(LogHead.__table__)).one()
        fault = first_fault(connection) or seals.first_fault(
            connection, keys, at=clock.now(), required="--sealed" in sys.argv[1:]
        )
    if fault:
        sys.exit(f"check_log: the event log is broken at position {fault[0]}: {fault[1]}")
    log.info("the event log is whole", extra={"events": head.position, "hash": head.hash})
