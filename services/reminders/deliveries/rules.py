"""When a failed delivery is tried again, and what an e-mail says."""

from collections.abc import Sequence
from datetime import datetime, timedelta

APP, EMAIL = "app", "email"
PENDING, SENT, FAILED = "pending", "sent", "failed"


def next_attempt(attempts: int, pauses: Sequence[timedelta], at: datetime) -> datetime | None:
    """When to try again after the `attempts`-th failure; `None` when it was the last."""
    return at + pauses[attempts - 1] if attempts <= len(pauses) else None


def letter(name: str, title: dict[str, str], body: dict[str, str]) -> tuple[str, str]:
    """Subject and text of an e-mail, Chinese first."""
    subject = f"【催办】{title['zh']}"
    chinese = f"{name}：\n\n{body['zh']}"
    if body["en"] == body["zh"]:
        return subject, chinese + "\n"
    return subject, f"{chinese}\n\n{title['en']}\n{body['en']}\n"
