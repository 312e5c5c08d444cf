"""Office (组织与权限): the table of contents."""

from common.compose import compose
from contracts.office import staff, teams
from services.office.events.entrypoints import EventLog
from services.office.passwords.entrypoints import Passwords
from services.office.sessions.entrypoints import Sessions
from services.office.staff.entrypoints import StaffTopic
from services.office.teams.entrypoints import Teams

SERVICE = compose(
    "office",
    StaffTopic,
    Teams,
    Passwords,
    Sessions,
    EventLog,
    constraints={
        "uq_staff_username": staff.username_taken,
        "uq_team_name": teams.name_taken,
        "uq_region_name": teams.name_taken,
    },
)
