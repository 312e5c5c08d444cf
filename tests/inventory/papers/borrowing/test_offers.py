"""What a borrowing's and a document's `can` offers is what their commands do, for everybody."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.inventory.papers import archive as archive_operations
from contracts.inventory.papers import borrowing as operations
from contracts.office.roles import Role
from services.inventory.papers.archive import commands as archive
from services.inventory.papers.archive import queries as archive_queries
from services.inventory.papers.borrowing import commands
from tests.commands import answered, asked
from tests.inventory.papers.archive.test_commands import file, signed
from tests.inventory.papers.borrowing.test_commands import (
    TODAY,
    borrowings,
    decide,
    lend,
    request,
    take_back,
)
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def _requested(office: SalesOffice) -> Any:
    return request(office, file(office, signed(office)))


def _granted(office: SalesOffice) -> Any:
    wish = _requested(office)
    decide(office, wish, office.manager)
    return wish


def _lent(office: SalesOffice) -> Any:
    wish = _granted(office)
    lend(office, wish)
    return wish


def _returned(office: SalesOffice) -> Any:
    wish = _lent(office)
    take_back(office, wish)
    return wish


@pytest.mark.parametrize("state", [_requested, _granted, _lent, _returned])
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    one = {"borrowing_id": state(office)["id"]}
    for by in [office.manager, office.clerk, *map(office.posted_as, Role)]:
        if by.scope("borrowing.read") is None:
            continue
        for row in borrowings(office, by):
            judge(
                office,
                row["can"],
                by,
                {
                    operations.decide_borrowing: (commands.decide, one | {"grant": True}),
                    operations.lend_document: (commands.lend, one),
                    operations.return_document: (commands.take_back, one),
                },
            )


def test_what_is_offered_of_a_document_is_what_is_possible(office: SalesOffice) -> None:
    one = {"document_id": file(office, signed(office))["id"]}
    wish = one | {"purpose": "复印", "due_on": TODAY.isoformat()}
    for by in [office.consultant, office.manager, *map(office.posted_as, Role)]:
        with office.transaction() as session:
            found = archive_queries.list_archive(
                session, asked(archive_operations.list_archive), by=by
            )
            rows = answered(archive_operations.list_archive, found)["items"]
        for row in rows:
            judge(
                office,
                row["can"],
                by,
                {
                    archive_operations.shelve_document: (
                        lambda session, ask, *, by, at: archive.shelve(session, ask, by=by, at=at),
                        one | {"place": "B-2"},
                    ),
                    operations.request_borrowing: (commands.request, wish),
                },
            )
