"""Who is offered to add files to a subject may do so, and nobody else."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from common.actor import Actor
from contracts.inventory.papers import attachments as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from services.inventory.papers.attachments import queries
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice


def _subjects(office: SalesOffice) -> Iterator[tuple[str, UUID]]:
    one, other = office.on_sale(2)
    yield "project", office.project
    yield "unit", other
    yield "deal", UUID(office.subscribe(one, office.customer())["id"])


def _offered(office: SalesOffice, subject: str, subject_id: UUID, by: Actor) -> bool:
    operation = operations.list_attachments
    ask = asked(operation, subject=subject, subject_id=str(subject_id))
    with office.transaction() as session:
        found: Any = answered(operation, queries.list_attachments(session, ask, by=by))
    return bool(found["can"])


def _reached(office: SalesOffice, subject: str, subject_id: UUID, by: Actor) -> bool:
    with office.transaction() as session:
        try:
            queries.project_of(session, subject, subject_id, by, "attachment.add")
        except Refusal:
            return False
    return True


def test_adding_is_offered_to_whom_it_is_allowed(office: SalesOffice) -> None:
    seen = set()
    for subject, subject_id in _subjects(office):
        for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
            reached = _reached(office, subject, subject_id, by)
            assert _offered(office, subject, subject_id, by) == reached
            seen.add((subject, reached))
    assert len(seen) == 6, "each subject is reached by some and not by others"
