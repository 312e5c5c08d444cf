"""E-mail through a real SMTP server."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from common import mail
from contracts.schema import new_id
from deploy.local.ports import Ports


class Postbox:
    """Takes everything but what is for `nobody@…`."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return f"550 no such mailbox {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=Ports.free().smtp)
    server.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    monkeypatch.setenv("MAIL_FROM", "loupan@example.com")
    try:
        yield box
    finally:
        server.stop()


def test_a_message_arrives_as_it_was_written(postbox: Postbox) -> None:
    delivery_id = new_id()
    mail.send(delivery_id, "lisi@example.com", "【催办】签约期限临近", "李四：\n\n请确认。\n")
    [message] = postbox.messages
    assert message["To"] == "lisi@example.com"
    assert message["From"] == "loupan@example.com"
    assert message["Subject"] == "【催办】签约期限临近"
    assert message.get_content().splitlines() == ["李四：", "", "请确认。"]


def test_a_repeated_attempt_is_recognised_by_its_message_id(postbox: Postbox) -> None:
    delivery_id = new_id()
    for _ in range(2):
        mail.send(delivery_id, "lisi@example.com", "主题", "内容")
    first, second = postbox.messages
    assert first["Message-ID"] == second["Message-ID"] == f"<{delivery_id}@loupan>"


def test_a_refused_recipient_is_told_by_code_without_the_address(postbox: Postbox) -> None:
    with pytest.raises(mail.NotSent) as failure:
        mail.send(new_id(), "nobody@example.com", "主题", "内容")
    assert str(failure.value) == "SMTPRecipientsRefused 550"


def test_an_address_that_cannot_be_written_is_a_failure_like_any_other(postbox: Postbox) -> None:
    with pytest.raises(mail.NotSent, match=r"^ValueError$"):
        mail.send(new_id(), "a@example.com\nBcc: b@example.com", "主题", "内容")
    assert postbox.messages == []


def test_a_server_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{Ports.free().smtp}")
    with pytest.raises(mail.NotSent, match="ConnectionRefusedError"):
        mail.send(new_id(), "lisi@example.com", "主题", "内容")


def test_without_a_server_nothing_is_sent_and_the_cause_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SMTP_URL", raising=False)
    with pytest.raises(mail.NotSent, match="SMTP_URL is not set"):
        mail.send(new_id(), "lisi@example.com", "主题", "内容")
