"""The judgement of plans finds a question that has lost its index."""

from contracts.reporting.facts.figures import read_daily_report
from services.reporting.service import SERVICE
from services.reporting.tables import METADATA
from tests import databases
from tests.plans.filling import filling
from tests.plans.judging import Court, verdict
from tests.plans.reading import Reader
from tests.plans.seeding import reporting as seeds
from tests.plans.test_reporting import VALUES
from tests.servers import Servers

_INDEXES = "SELECT indexname FROM pg_indexes WHERE tablename = 'day_figures'"


def test_a_question_that_has_lost_its_index_is_found(servers: Servers) -> None:
    with databases.migrated(servers, "reporting") as database:
        with filling(database.engine, METADATA) as copied:
            seeds.fill(copied)
        with Reader(database.engine) as reader:
            court = Court(reader, SERVICE, VALUES)
            assert not verdict(court.judged(read_daily_report), {})
        with database.engine.begin() as connection:
            for name in connection.exec_driver_sql(_INDEXES).scalars().all():
                if name.startswith("ix_"):
                    connection.exec_driver_sql(f'DROP INDEX "{name}"')
            connection.exec_driver_sql(
                "ALTER TABLE day_figures DROP CONSTRAINT uq_day_figures_whose"
            )
        with Reader(database.engine) as reader:
            found = verdict(Court(reader, SERVICE, VALUES).judged(read_daily_report), {})
        assert any("scans all of day_figures" in fault for fault in found), found
