"""The first administrator: `python -m services.office.bootstrap`.

While there is no staff at all, creates the administrator `admin` with the password in
`LOUPAN_ADMIN_PASSWORD`. Afterwards it changes nothing, however often it runs.
"""

import sys

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from common import actor, clock, database, logs, settings
from common.waiting import wait_for_database
from contracts.office.people import staff as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import load
from services.office.access.passwords import commands as passwords
from services.office.access.passwords.rules import hashed
from services.office.people.staff import commands
from services.office.register.staff.models import Staff

USERNAME = "admin"
_FIRST = {
    "username": USERNAME,
    "name": "系统管理员",
    "email": "admin@localhost.localdomain",
    "roles": [Role.ADMINISTRATOR.value],
}


def first_administrator(session: Session, password: str) -> bool:
    """Whether one was needed and made. Raises `weak_password`."""
    session.execute(text("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE"))
    if session.scalar(select(Staff.id).limit(1)) is not None:
        return False
    passwords.check_strength(password, USERNAME)
    by, at = actor.system("office"), clock.now()
    ask = load(operations.create_staff.request_schema, _FIRST)
    staff = commands.join(session, ask, by=by, at=at)
    passwords.reset(session, staff.id, hashed(password), by=by, at=at)
    return True


if __name__ == "__main__":
    log = logs.configure("bootstrap")
    try:
        password = settings.required("LOUPAN_ADMIN_PASSWORD")
        engine = database.engine("office")
    except settings.MissingSetting as error:
        sys.exit(f"bootstrap: {error}")
    wait_for_database(engine, log)
    try:
        with Session(engine) as session:
            made = first_administrator(session, password)
            session.commit()
    except Refusal as refusal:
        sys.exit(f"bootstrap: LOUPAN_ADMIN_PASSWORD: {refusal.sentence('en')}")
    log.info("administrator created" if made else "there is staff already; nothing to do")
