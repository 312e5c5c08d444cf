"""Start order doesn't matter: a process waits for what it needs and says so once (design §5.12)."""

import logging
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

_FIRST, _MOST = 0.1, 2.0


def wait_for_broker(uri: str, log: logging.Logger) -> None:
    """Return once the broker accepts connections."""
    parts = urlsplit(uri)
    port = parts.port or (5671 if parts.scheme == "amqps" else 5672)

    def reachable() -> bool:
        with socket.create_connection((parts.hostname or "localhost", port), timeout=2):
            return True

    _wait(reachable, "the broker", log)


def wait_for_database(engine: Engine, log: logging.Logger) -> None:
    """Return once the database answers and is migrated (the outbox exists)."""

    def reachable() -> bool:
        with engine.connect() as connection:
            found = connection.execute(text("SELECT to_regclass('public.outbox')"))
            return found.scalar() is not None

    _wait(reachable, "the database and its migrations", log)


def _wait(reachable: Callable[[], bool], what: str, log: logging.Logger) -> None:
    pause, said = _FIRST, False
    while True:
        try:
            if reachable():
                return
        except (OSError, SQLAlchemyError):
            pass
        if not said:
            log.warning("waiting for %s", what)
            said = True
        time.sleep(pause)
        pause = min(pause * 2, _MOST)
