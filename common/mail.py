"""E-mail by SMTP. Not by apprise: it hides why sending failed, logs the recipients' addresses and
takes no message id, by which a repeated attempt is recognised as the same message."""

import smtplib
import ssl
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from uuid import UUID

from common import settings

SECONDS = 15.0
LEASE = timedelta(seconds=90)
"""Longer than an attempt may take; after it an interrupted attempt is repeated."""


class NotSent(Exception):
    """Why a message did not go out, without addresses."""


def send(delivery_id: UUID, to: str, subject: str, text: str) -> None:
    """Hand one message to the server at `SMTP_URL`; its id is made of the delivery's. Raises
    `NotSent`."""
    url = settings.smtp_url()
    if url is None:
        raise NotSent("SMTP_URL is not set")
    try:
        message = _message(delivery_id, to, subject, text)
        with _connect(url) as server:
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise NotSent(_cause(error)) from error


def next_attempt(attempts: int, pauses: Sequence[timedelta], at: datetime) -> datetime | None:
    """When to try again after the `attempts`-th failure; `None` when it was the last."""
    return at + pauses[attempts - 1] if attempts <= len(pauses) else None


def _message(delivery_id: UUID, to: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from()
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = f"<{delivery_id}@loupan>"
    message.set_content(text)
    return message


def _connect(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", parts.scheme == "smtps"
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, parts.port or 465, timeout=SECONDS, context=context)
        if secure
        else smtplib.SMTP(host, parts.port or 25, timeout=SECONDS)
    )
    if parts.username:
        if not secure:
            server.starttls(context=context)
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _cause(error: Exception) -> str:
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    reason = error.strerror if isinstance(error, OSError) else None
    return " ".join(str(part) for part in (type(error).__name__, code, reason) if part)
