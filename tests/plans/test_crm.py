"""Crm's lists and reports read in proportion to what they answer."""

from collections.abc import Iterator

import pytest

from contracts.operation import Operation
from services.crm.service import SERVICE
from services.crm.tables import METADATA
from services.crm.vault import vault
from tests.plans import judging
from tests.plans.asking import questions_of
from tests.plans.company import NOW, Thing, ident
from tests.plans.judging import Court, Excused, Excuses, verdict
from tests.plans.seeding import crm as seeds
from tests.servers import Servers
from tests.tokens import keys

VALUES = {
    "parked_id": ident(Thing.OTHER, 0),
    "customer_id": ident(Thing.CUSTOMER, 0),
    "deal_id": ident(Thing.DEAL, 0),
    "owner_id": ident(Thing.STAFF, 0),
    "project_id": ident(Thing.PROJECT, 0),
    "name": "张11",
    "phone": seeds.phone_of(0),
    "identity_number": "11010519491231002X",
    "due_before": NOW.isoformat(),
}
"""What is asked for, of the first project and the first consultant."""

WALKED = Excused("walks the newest customers until a page of a rare kind is full", 8_000)
EXCUSES: Excuses = {
    ("list_customers", "name"): Excused(
        "looks for a part of a name, which no index knows, from the newest customer on", 21_000
    ),
    ("list_customers", "grade"): WALKED,
    ("list_customers", "source"): WALKED,
    ("*", "sort"): Excused("an order that somebody picks sorts all that they may see", 70_000),
}
"""What reads more than it answers, why, and how many rows at most in the filled database."""


@pytest.fixture(scope="module")
def court(servers: Servers) -> Iterator[Court]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CRM_DATA_KEY", keys().crm_data_key)
        environment.setenv("CRM_INDEX_KEY", keys().crm_index_key)
        vault.cache_clear()
        with judging.court(servers, SERVICE, METADATA, seeds.fill, VALUES) as sitting:
            yield sitting
    vault.cache_clear()


@pytest.mark.parametrize("operation", questions_of("crm"), ids=lambda one: one.name)
def test_what_is_read_is_in_proportion_to_the_answer(court: Court, operation: Operation) -> None:
    assert not verdict(court.judged(operation), EXCUSES)
