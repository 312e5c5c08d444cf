"""Deadlines of another service and another subject than a deal: a probe of crm tells visits to its
customers, and reminders reminds of them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, text
from sqlalchemy.orm import Session

from common.actor import system
from common.deadlines import commands as deadlines
from common.deadlines.rules import About, Due
from common.deadlines.table import deadline_table
from contracts import event as events
from contracts.deadlines import DEADLINE_EVENTS, KINDS, DeadlineKind, Reminded
from contracts.office.roles import Role
from contracts.schema import new_id
from services.reminders.watch.deadlines.entrypoints import following
from tests.databases import Database
from tests.reminders.workbench import Workbench

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DUE = AT + 7 * DAY
PROJECT = new_id()
BY = {"by": system("crm"), "at": AT}
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


class Probe:
    """A service with a table of deadlines, and with kinds of its own."""

    def __init__(self, database: Database, reminders: Workbench) -> None:
        self.database, self.reminders = database, reminders
        self.visit = _kind("probe_visit", Reminded.PERSON, escalation=(Role.SALES_MANAGER,))
        self.survey = _kind("probe_survey", Role.SERVICE_CLERK, notices="1h")
        metadata = MetaData()
        deadline_table(metadata)
        metadata.create_all(database.engine)

    def do(self, command: Callable[..., None], *arguments: Any) -> None:
        with Session(self.database.engine) as session:
            command(session, *arguments, **BY)
            session.commit()

    def events(self) -> list[events.Event]:
        """As the relay would bring them."""
        bodies = text("SELECT body FROM outbox WHERE exchange = 'crm.events' ORDER BY seq")
        with self.database.engine.connect() as connection:
            return [events.read(json.loads(body)) for body in connection.scalars(bodies)]

    def tell(self) -> None:
        for event in self.events():
            self.reminders.hear(event, AT)


def _kind(name: str, who: Reminded | Role, **more: Any) -> DeadlineKind:
    words = ("回访", "Visit"), ("回访客户", "visit the customer")
    return DeadlineKind("crm", name, who, *words, **more)


@pytest.fixture
def probe(database: Callable[[str], Database]) -> Iterator[Probe]:
    """What it declares is forgotten afterwards."""
    with _forgotten(KINDS), _forgotten(DEADLINE_EVENTS), _forgotten(events.EVENTS):
        yield Probe(database("crm"), Workbench(database("reminders").engine))


@contextmanager
def _forgotten(declared: dict[str, Any]) -> Iterator[None]:
    before = dict(declared)
    try:
        yield
    finally:
        declared.clear()
        declared.update(before)


def test_a_person_is_reminded_of_a_subject_without_a_deal(probe: Probe) -> None:
    customer, staff = new_id(), new_id()
    due = Due(probe.visit, customer, DUE, staff)
    probe.do(deadlines.watch, About(project_id=PROJECT), due)
    probe.tell()
    probe.reminders.tick(DUE)
    [notice] = probe.reminders.notices()
    assert (notice.kind, notice.recipient_id, notice.project_id) == ("deadline_due", staff, PROJECT)
    assert (notice.subject_id, notice.unit_id) == (customer, None)
    assert notice.title["zh"] == f"回访期限已到：编号尾号 {str(customer)[-8:]}"
    assert "deal" not in notice.body["en"]


def test_it_goes_up_the_ladder_of_its_kind(probe: Probe) -> None:
    boss, manager = new_id(), new_id()
    chain = (boss, Role.SALES_SUPERVISOR), (manager, Role.SALES_MANAGER)
    probe.do(deadlines.start, About(), [Due(probe.visit, new_id(), DUE, new_id())])
    probe.tell()
    for hours in (0, 4, 8):
        probe.reminders.tick(DUE + timedelta(hours=hours), *chain)
    assert [notice.recipient_id for notice in probe.reminders.notices()][1:] == [manager]


def test_a_role_stands_for_its_staff_on_duty_in_the_project(probe: Probe) -> None:
    clerks = {probe.reminders.posted(new_id(), "service_clerk", PROJECT) for _ in range(2)}
    probe.reminders.posted(new_id(), "service_clerk", new_id())
    probe.reminders.posted(new_id(), "consultant", PROJECT)
    probe.do(deadlines.start, About(project_id=PROJECT), [Due(probe.survey, new_id(), DUE)])
    probe.tell()
    probe.reminders.tick(DUE - timedelta(minutes=30))
    notices = probe.reminders.notices()
    assert {notice.recipient_id for notice in notices} == clerks
    assert {notice.kind for notice in notices} == {"deadline_soon"}


def test_a_person_must_be_named_where_the_kind_says_so(probe: Probe) -> None:
    with pytest.raises(ValueError, match="nobody is responsible for a deadline of probe_visit"):
        probe.do(deadlines.watch, About(), Due(probe.visit, new_id(), DUE))
    assert probe.events() == []


def test_several_that_start_together_are_one_event(probe: Probe) -> None:
    dues = [Due(probe.visit, new_id(), DUE, new_id()) for _ in range(3)]
    probe.do(deadlines.start, About(), dues)
    [event] = probe.events()
    assert (event.type.key, event.aggregate_id) == ("crm.deadlines_started", dues[0].subject_id)
    assert [started.subject_id for started in event.data.deadlines] == [d.subject_id for d in dues]
    probe.do(deadlines.start, About(), [])
    assert len(probe.events()) == 1


STEPS = st.one_of(
    st.tuples(st.just("watch"), st.integers(1, 3)),
    st.tuples(st.sampled_from(["met", "drop"]), st.none()),
)


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(steps=st.lists(STEPS, max_size=6), data=st.data())
def test_in_any_order_reminders_knows_what_the_service_knows(
    probe: Probe, steps: list[tuple[str, int | None]], data: st.DataObject
) -> None:
    subject, staff = new_id(), new_id()
    known: tuple[str, datetime] | None = None
    changes = 0
    for command, days in steps:
        before = known
        if days is not None:
            due_at = AT + days * 10 * DAY
            probe.do(deadlines.watch, About(), Due(probe.visit, subject, due_at, staff))
            known = ("open", due_at)
        else:
            probe.do(getattr(deadlines, command), probe.visit, subject)
            if known and known[0] == "open":
                known = ("met" if command == "met" else "dropped", known[1])
        changes += known != before
    told = [event for event in probe.events() if subject in _subjects(event)]
    versions = [event.version for event in told]
    assert versions == list(range(1, changes + 1)), "each change is told once, and nothing else"
    for event in data.draw(st.permutations(told + told[:2])):
        probe.reminders.hear(event, AT)
    assert _watched(probe.reminders, subject) == known


def _subjects(event: events.Event) -> set[UUID]:
    started = event.type is DEADLINE_EVENTS["crm"].started
    return {one.subject_id for one in (event.data.deadlines if started else [event.data])}


def _watched(reminders: Workbench, subject: UUID) -> tuple[str, datetime] | None:
    row = text("SELECT coalesce(outcome, status), due_at FROM deadline WHERE subject_id = :subject")
    with reminders.engine.connect() as connection:
        found = connection.execute(row, {"subject": subject}).first()
    return None if found is None else (found[0], found[1])


def test_reminders_follows_each_service_by_handlers_of_its_own_name(probe: Probe) -> None:
    handlers = vars(following("crm"))
    assert {name for name, member in handlers.items() if hasattr(member, "handles")} == {
        "crm_deadlines_on_deadlines_started",
        "crm_deadlines_on_deadline_set",
        "crm_deadlines_on_deadline_met",
    }
