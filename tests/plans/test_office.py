"""Office's lists and reports read in proportion to what they answer."""

from collections.abc import Iterator

import pytest

from contracts.operation import Operation
from services.office.service import SERVICE
from services.office.tables import METADATA
from tests.plans import judging
from tests.plans.asking import questions_of
from tests.plans.company import Thing, ident
from tests.plans.judging import Court, Excused, Excuses, verdict
from tests.plans.seeding import office as seeds
from tests.servers import Servers

VALUES = {
    "parked_id": ident(Thing.OTHER, 0),
    "after": 10_000,
    "type": "customer_registered",
    "source": "crm",
    "project_id": ident(Thing.PROJECT, 0),
    "aggregate_id": ident(Thing.UNIT, 0),
    "region_id": ident(Thing.REGION, 0),
    "team_id": ident(Thing.TEAM, 0),
    "staff_id": ident(Thing.STAFF, 0),
}
"""What is asked for, of the first project and the first consultant."""

EXCUSES: Excuses = {
    ("list_staff_of", "*"): Excused(
        "a service that asks for no team and no project gets all staff", 7_000
    ),
}
"""What reads more than it answers, why, and how many rows at most in the filled database."""


@pytest.fixture(scope="module")
def court(servers: Servers) -> Iterator[Court]:
    with judging.court(servers, SERVICE, METADATA, seeds.fill, VALUES) as sitting:
        yield sitting


@pytest.mark.parametrize("operation", questions_of("office"), ids=lambda one: one.name)
def test_what_is_read_is_in_proportion_to_the_answer(court: Court, operation: Operation) -> None:
    assert not verdict(court.judged(operation), EXCUSES)
