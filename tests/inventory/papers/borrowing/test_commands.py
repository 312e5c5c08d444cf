"""Asked for, consented to by somebody else, lent, returned; one at a time (I-16)."""

from datetime import timedelta
from typing import Any

import pytest

from common import clock
from common.actor import Actor
from contracts.inventory.papers import borrowing as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.inventory.papers.borrowing import commands, queries
from tests.commands import answered, asked
from tests.inventory.papers.archive.test_commands import archived, file, signed
from tests.inventory.workbench import SalesOffice

TODAY = clock.business_day(clock.now())


@pytest.fixture
def document(office: SalesOffice) -> Any:
    return file(office, signed(office))


def request(office: SalesOffice, document: Any, *, by: Actor | None = None, days: int = 3) -> Any:
    payload = {
        "document_id": document["id"],
        "purpose": "办理按揭复印",
        "due_on": (TODAY + timedelta(days=days)).isoformat(),
    }
    operation = operations.request_borrowing
    return office.do(commands.request, operation, by or office.consultant, **payload)


def decide(office: SalesOffice, wish: Any, by: Actor, *, grant: bool = True) -> Any:
    payload = {"borrowing_id": wish["id"], "grant": grant}
    return office.do(commands.decide, operations.decide_borrowing, by, **payload)


def lend(office: SalesOffice, wish: Any, *, by: Actor | None = None) -> Any:
    operation = operations.lend_document
    return office.do(commands.lend, operation, by or office.clerk, borrowing_id=wish["id"])


def take_back(office: SalesOffice, wish: Any) -> Any:
    payload = {"borrowing_id": wish["id"], "remark": "完好"}
    return office.do(commands.take_back, operations.return_document, office.clerk, **payload)


def borrowings(office: SalesOffice, by: Actor, *, days: int = 0, **chosen: Any) -> Any:
    ask = asked(operations.list_borrowings, **chosen)
    at = clock.now() + timedelta(days=days)
    with office.transaction() as session:
        found = queries.list_borrowings(session, ask, by=by, at=at)
        return answered(operations.list_borrowings, found)["items"]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=code)


def test_a_document_goes_out_and_comes_back(office: SalesOffice, document: Any) -> None:
    wish = request(office, document)
    with refused("borrowing_wrong_status"):
        lend(office, wish)
    decide(office, wish, office.reviewer)
    lend(office, wish)
    assert archived(office, office.clerk)[0]["lent"] is True
    [told] = office.started("borrowing")
    assert told["responsible_id"] == str(office.consultant.staff_id)
    assert told["due_at"] == clock.end_of(TODAY + timedelta(days=3)).isoformat()
    take_back(office, wish)
    assert archived(office, office.clerk)[0]["lent"] is False
    [met] = [e["data"] for e in office.told("deadline_met") if e["data"]["kind"] == "borrowing"]
    assert met["subject_id"] == wish["id"]
    [row] = borrowings(office, office.consultant)
    assert (row["status"], row["remark"]) == ("returned", "完好")
    assert (row["building"], row["stair"], row["number"]) == ("1", "1", "100")


def test_nobody_consents_to_their_own_wish(office: SalesOffice, document: Any) -> None:
    wish = request(office, document, by=office.reviewer)
    with refused("own_borrowing"):
        decide(office, wish, office.reviewer)
    assert decide(office, wish, office.manager)["status"] == "granted"


def test_a_refused_wish_leads_nowhere(office: SalesOffice, document: Any) -> None:
    wish = request(office, document)
    decide(office, wish, office.manager, grant=False)
    for step in (lambda: decide(office, wish, office.manager), lambda: lend(office, wish)):
        with refused("borrowing_wrong_status"):
            step()


def test_a_document_is_promised_to_one_at_a_time(office: SalesOffice, document: Any) -> None:
    first, second = request(office, document), request(office, document, by=office.finance)
    decide(office, first, office.manager)
    with refused("document_lent"):
        decide(office, second, office.manager)
    lend(office, first)
    with refused("document_lent"):
        decide(office, second, office.manager)
    take_back(office, first)
    assert decide(office, second, office.manager)["status"] == "granted"


@pytest.mark.parametrize("days", [-1, 91])
def test_the_day_of_return_lies_ahead_and_not_too_far(
    office: SalesOffice, document: Any, days: int
) -> None:
    with refused("return_day_wrong"):
        request(office, document, days=days)


@pytest.mark.parametrize("days", [0, 90])
def test_the_first_and_last_day_are_allowed(office: SalesOffice, document: Any, days: int) -> None:
    assert request(office, document, days=days)["status"] == "requested"


def test_what_should_be_back_is_overdue_from_the_next_day(
    office: SalesOffice, document: Any
) -> None:
    wish = request(office, document, days=1)
    decide(office, wish, office.manager)
    assert borrowings(office, office.manager, days=2, overdue=True) == []
    lend(office, wish)
    assert borrowings(office, office.manager, days=1, overdue=True) == []
    [row] = borrowings(office, office.manager, days=2, overdue=True)
    assert (row["id"], row["overdue"]) == (wish["id"], True)


def test_others_documents_are_not_there(office: SalesOffice, document: Any) -> None:
    wish = request(office, document)
    with refused("not_found"):
        request(office, document, by=office.posted_as(Role.CONSULTANT))
    elsewhere = new_id()
    for step in (
        lambda: decide(office, wish, office.posted_as(Role.SALES_MANAGER, project=elsewhere)),
        lambda: lend(office, wish, by=office.posted_as(Role.CONTROL_CLERK, project=elsewhere)),
    ):
        with refused("not_found"):
            step()
    assert borrowings(office, office.posted_as(Role.CONSULTANT)) == []
