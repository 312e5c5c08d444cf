"""Contract numbers: nobody gets another's, and nobody waits for another's transaction."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text

from contracts.schema import new_id
from services.inventory.base import table
from services.inventory.counters import Counter
from services.inventory.signing.models import ContractCounter
from tests.inventory.workbench import SalesOffice

_AT_ONCE = 8
_numbers = Counter(table(ContractCounter))


def test_a_number_is_to_be_had_while_another_transaction_still_has_one(office: SalesOffice) -> None:
    project = new_id()
    with office.transaction() as first, office.transaction() as second:
        second.execute(text("SET LOCAL lock_timeout = '1s'"))
        numbers = [
            _numbers.next(session, project, 2026) for session in (first, second, first, second)
        ]
    assert numbers == [1, 2, 3, 4]


def test_a_transaction_that_fails_leaves_a_gap(office: SalesOffice) -> None:
    project = new_id()
    with office.transaction() as session:
        assert _numbers.next(session, project, 2026) == 1
        session.rollback()
    with office.transaction() as session:
        assert _numbers.next(session, project, 2026) == 2


def test_each_number_is_given_once_and_each_year_begins_at_one(office: SalesOffice) -> None:
    project = new_id()

    def take(turn: int) -> tuple[int, int]:
        year = 2026 + turn % 2
        with office.transaction() as session:
            return year, _numbers.next(session, project, year)

    with ThreadPoolExecutor(_AT_ONCE) as clerks:
        given = list(clerks.map(take, range(40)))
    assert sorted(given) == [(year, number) for year in (2026, 2027) for number in range(1, 21)]
