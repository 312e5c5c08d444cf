"""E-mail: claimed by a lease, tried again with pauses, given up visibly."""

from datetime import UTC, datetime, timedelta

import pytest

from common import mail
from contracts.reminders.notices import deliveries as operations
from services.reminders.notices.deliveries import commands, queries
from tests.commands import answered, asked
from tests.reminders.workbench import Workbench, signing

AT = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def sent(reminders: Workbench) -> Workbench:
    """One notice was sent at `AT`."""
    reminders.hear(signing().started(AT), AT)
    reminders.tick(AT)
    return reminders


def claim(reminders: Workbench, at: datetime) -> list[commands.Letter]:
    with reminders.transaction() as session:
        return commands.claim(session, at=at, limit=9)


def test_the_app_has_it_at_once_and_the_mail_waits_to_be_sent(sent: Workbench) -> None:
    [in_app], [by_mail] = sent.deliveries("app"), sent.deliveries("email")
    assert (in_app.status, in_app.sent_at) == ("sent", AT)
    assert (by_mail.status, by_mail.due_at) == ("pending", AT)


def test_a_claimed_mail_is_not_claimed_again_while_it_is_being_sent(sent: Workbench) -> None:
    assert len(claim(sent, AT)) == 1
    assert claim(sent, AT + SECOND) == []
    assert len(claim(sent, AT + mail.LEASE)) == 1  # whoever claimed it has died


def test_a_sent_mail_is_over(sent: Workbench) -> None:
    [letter] = claim(sent, AT)
    with sent.transaction() as session:
        commands.note_sent(session, letter.delivery_id, at=AT + SECOND)
    assert claim(sent, AT + timedelta(days=9)) == []
    [delivery] = sent.deliveries()
    assert (delivery.status, delivery.attempts, delivery.last_error) == ("sent", 1, None)


def test_failures_are_repeated_with_pauses_and_then_visible_as_failed(
    sent: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_RETRIES", "10s,1m")
    at, pauses = AT, []
    for _ in range(3):
        [letter] = claim(sent, at)
        with sent.transaction() as session:
            commands.note_failure(session, letter.delivery_id, "SMTPConnectError 421", at=at)
        [delivery] = sent.deliveries()
        if delivery.due_at:
            pauses.append(delivery.due_at - at)
            at = delivery.due_at
    assert pauses == [timedelta(seconds=10), timedelta(minutes=1)]
    with sent.transaction() as session:
        answer = queries.listed(session, asked(operations.list_deliveries, status="failed"))
        [shown] = answered(operations.list_deliveries, answer)["items"]
    assert (shown["attempts"], shown["last_error"]) == (3, "SMTPConnectError 421")
    assert claim(sent, AT + timedelta(days=9)) == []
