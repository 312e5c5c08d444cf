"""Office (组织与权限): the table of contents."""

from common.compose import compose
from contracts.office import staff
from services.office.events.entrypoints import EventLog
from services.office.passwords.entrypoints import Passwords
from services.office.sessions.entrypoints import Sessions
from services.office.staff.entrypoints import StaffTopic

SERVICE = compose(
    "office",
    StaffTopic,
    Passwords,
    Sessions,
    EventLog,
    constraints={
        "uq_staff_username": staff.username_taken,
        "uq_team_name": staff.name_taken,
        "uq_region_name": staff.name_taken,
    },
)
