"""Brings stored phones to their present spelling: `python -m services.crm.files.numbers.respell`.

Run once after an upgrade that changes the spelling; may be repeated and run beside the service.
Ends with 1 and the ids of customers whose phone another file has in that spelling: these files are
of one person, and people decide which of them stays.
"""

import sys
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from common import database, logs, settings
from services.crm.files.numbers import commands

_AT_ONCE = 200


def respell_all(engine: Engine) -> list[UUID]:
    """Answers the customers whose phone stays as it was."""
    taken: list[UUID] = []
    after: UUID | None = None
    while True:
        with Session(engine) as session, session.begin():
            after, found = commands.respell(session, after=after, limit=_AT_ONCE)
        taken += found
        if after is None:
            return taken


if __name__ == "__main__":
    log = logs.configure("respell")
    try:
        twice = respell_all(database.engine("crm"))
    except settings.MissingSetting as error:
        sys.exit(f"respell: {error}")
    if twice:
        sys.exit(f"respell: phones that another file has: {', '.join(map(str, twice))}")
    log.info("every phone has its present spelling")
