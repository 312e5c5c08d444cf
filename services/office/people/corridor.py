"""People (人员): its topics and the refusals of its constraints."""

from contracts.office.people import staff, teams
from services.office.people.staff.entrypoints import StaffTopic
from services.office.people.teams.entrypoints import Teams

TOPICS = (StaffTopic, Teams)
CONSTRAINTS = {
    "uq_staff_username": staff.username_taken,
    "uq_team_name": teams.name_taken,
    "uq_region_name": teams.name_taken,
}
