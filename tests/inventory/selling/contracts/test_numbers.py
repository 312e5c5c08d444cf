"""Contract numbers: nobody gets another's, and nobody waits for another's transaction."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from common.database import SPARE_CONNECTIONS, connect
from contracts.schema import new_id
from services.inventory.base import table
from services.inventory.counters import Counter
from services.inventory.selling.contracts.models import ContractCounter
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


def test_spare_connections_give_numbers_while_every_worker_holds_one(office: SalesOffice) -> None:
    with _pool(office, spare=SPARE_CONNECTIONS) as engine:
        assert sorted(_all_workers_take_one(engine)) == list(range(1, _AT_ONCE + 1))


def test_without_spare_connections_they_would_wait_for_each_other(office: SalesOffice) -> None:
    """The control."""
    with _pool(office, spare=0) as engine, pytest.raises(NoConnection):
        _all_workers_take_one(engine)


@contextmanager
def _pool(office: SalesOffice, *, spare: int) -> Iterator[Engine]:
    url = office.engine.url.render_as_string(hide_password=False)
    engine = connect(url, pool_size=_AT_ONCE + spare, max_overflow=0, pool_timeout=1)
    yield engine
    engine.dispose()


def _all_workers_take_one(engine: Engine) -> list[int]:
    project, all_are_at_work = new_id(), Barrier(_AT_ONCE, timeout=10)

    def take(_: int) -> int:
        with Session(engine) as session:
            session.execute(text("SELECT 1"))
            all_are_at_work.wait()
            return _numbers.next(session, project, 2026)

    with ThreadPoolExecutor(_AT_ONCE) as workers:
        return list(workers.map(take, range(_AT_ONCE)))
