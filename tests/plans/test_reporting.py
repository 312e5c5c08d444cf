"""Reporting's lists and reports read in proportion to what they answer."""

from collections.abc import Iterator

import pytest

from contracts.operation import Operation
from services.reporting.service import SERVICE
from services.reporting.tables import METADATA
from tests.plans import judging
from tests.plans.asking import questions_of
from tests.plans.company import NOW, Thing, ident
from tests.plans.judging import Court, Excused, Excuses, verdict
from tests.plans.seeding import reporting as seeds
from tests.servers import Servers

VALUES = {
    "parked_id": ident(Thing.OTHER, 0),
    "project_id": ident(Thing.PROJECT, 0),
    "approval_id": ident(Thing.OTHER, 0),
    "consultant_id": ident(Thing.STAFF, 0),
    "subject_id": ident(Thing.STAFF, 0),
    "period": f"{NOW:%Y-%m}",
    "day": NOW.date().isoformat(),
    "from_day": NOW.date().replace(day=1).isoformat(),
    "to_day": NOW.date().isoformat(),
}
"""What is asked for, of the first project and the first consultant."""

EXCUSES: Excuses = {
    ("list_targets", "*"): Excused(
        "looks for a consultant's among all targets, a few per person and month", 7_000
    ),
}
"""What reads more than it answers, why, and how many rows at most in the filled database."""


@pytest.fixture(scope="module")
def court(servers: Servers) -> Iterator[Court]:
    with judging.court(servers, SERVICE, METADATA, seeds.fill, VALUES) as sitting:
        yield sitting


@pytest.mark.parametrize("operation", questions_of("reporting"), ids=lambda one: one.name)
def test_what_is_read_is_in_proportion_to_the_answer(court: Court, operation: Operation) -> None:
    assert not verdict(court.judged(operation), EXCUSES)
