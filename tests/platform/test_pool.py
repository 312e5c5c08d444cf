"""What one test writes the next does not see."""

from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from sqlalchemy import text

from common.database import connect
from deploy.local.databases import libpq_url
from tests.databases import Database, migrated
from tests.pool import Pool
from tests.servers import Servers

_ROW = "INSERT INTO outbox (exchange, routing_key, body, created_at) VALUES ('', '', '', now())"


@pytest.fixture
def own(servers: Servers) -> Iterator[Pool]:
    with closing(Pool(servers)) as pool:
        yield pool


def _execute(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(text(statement))


def _content(database: Database) -> dict[str, list[str]]:
    """Every row of every table, and where every sequence stands."""
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    sequences = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"
    with database.engine.connect() as connection:
        content = {
            name: list(connection.scalars(text(f'SELECT t::text FROM "{name}" t')))
            for name in connection.scalars(text(tables)).all()
        }
        return content | {"": [str(each) for each in connection.execute(text(sequences))]}


@pytest.mark.parametrize("service", ["office", "crm"])
def test_a_database_that_was_written_to_is_lent_again_as_if_it_were_new(
    servers: Servers, own: Pool, service: str
) -> None:
    with migrated(servers, service) as fresh:
        untouched = _content(fresh)
    with own.lend(service) as first:
        _execute(first, f"{_ROW}; DELETE FROM alembic_version")
        assert _content(first) != untouched
    with own.lend(service) as second:
        assert second.url == first.url
        assert _content(second) == untouched


def test_what_the_next_test_writes_lies_in_no_gaps(own: Pool) -> None:
    pages = text("SELECT pg_relation_size('outbox')")
    with own.lend("crm") as database:
        for _ in range(100):
            _execute(database, _ROW)
        with database.engine.connect() as connection:
            assert connection.scalar(pages)
    with own.lend("crm") as database, database.engine.connect() as connection:
        assert connection.scalar(pages) == 0


def test_two_at_a_time_are_two(own: Pool) -> None:
    with own.lend("crm") as one, own.lend("crm") as other:
        assert one.url != other.url


def test_one_whose_schema_was_changed_is_thrown_away(servers: Servers, own: Pool) -> None:
    with own.lend("crm") as changed:
        _execute(changed, "ALTER TABLE outbox ALTER body TYPE varchar")
    with own.lend("crm") as next_one:
        assert next_one.url != changed.url
    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        psycopg2.connect(libpq_url(changed.url))


def test_one_that_somebody_is_still_connected_to_is_thrown_away(own: Pool) -> None:
    with own.lend("crm") as database:
        elsewhere = connect(database.url)
        open_one = elsewhere.connect()
    with own.lend("crm") as next_one:
        assert next_one.url != database.url
    open_one.invalidate()
    open_one.close()


def test_one_whose_transaction_was_left_open_is_thrown_away(own: Pool) -> None:
    with own.lend("crm") as database:
        left_open = database.engine.connect()
        left_open.execute(text(_ROW))
    with own.lend("crm") as next_one:
        assert next_one.url != database.url
    left_open.invalidate()
    left_open.close()
