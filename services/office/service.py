"""Office (组织与权限): the table of contents."""

from common.compose import compose
from services.office.access import corridor as access
from services.office.log import corridor as log
from services.office.people import corridor as people

SERVICE = compose(
    "office", *people.TOPICS, *access.TOPICS, *log.TOPICS, constraints=people.CONSTRAINTS
)
