"""Signings that reminders followed by other events before are followed from version 2 on."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy import text

from common.migrate import configuration
from tests.reminders.workbench import Matter, Workbench, signing

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SIGN_BY = AT + 7 * DAY
BEFORE = "0003"


@pytest.fixture
def known(reminders: Workbench, monkeypatch: pytest.MonkeyPatch) -> Matter:
    """A signing of which the first notice was sent, as the version before left it: extended by the
    seventh version of its deal."""
    matter = signing()
    reminders.hear(matter.started(SIGN_BY), AT)
    reminders.tick(SIGN_BY - 2 * DAY)
    url = reminders.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("REMINDERS_DATABASE_URL", url)
    command.downgrade(configuration("reminders"), BEFORE)
    with reminders.engine.begin() as connection:
        connection.execute(text("UPDATE deadline SET terms_version = 7, responsible_id = NULL"))
    command.upgrade(configuration("reminders"), "head")
    return matter


def test_one_that_is_told_again_reminds_of_nothing_twice(
    reminders: Workbench, known: Matter
) -> None:
    reminders.hear(known.due(SIGN_BY, version=2), SIGN_BY - 2 * DAY)
    reminders.tick(SIGN_BY - 2 * DAY)
    assert len(reminders.notices()) == 1
    reminders.tick(SIGN_BY)
    assert [notice.recipient_id for notice in reminders.notices()] == [known.responsible] * 2


def test_an_extension_that_was_missed_is_had_from_it(reminders: Workbench, known: Matter) -> None:
    reminders.hear(known.due(SIGN_BY + 5 * DAY, version=2), SIGN_BY - 2 * DAY)
    assert reminders.deadline(known).next_notice_at == SIGN_BY + 3 * DAY


def test_the_signature_closes_it(reminders: Workbench, known: Matter) -> None:
    reminders.hear(known.over(SIGN_BY, version=3), SIGN_BY - DAY)
    assert reminders.deadline(known).outcome == "met"
    reminders.tick(SIGN_BY)
    assert [notice.status for notice in reminders.notices()] == ["closed"]
