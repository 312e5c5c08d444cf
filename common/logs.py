"""Structured logs with one request id from HTTP through RPC and events (X-05). No personal data."""

import logging
import os
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

import orjson

from common.clock import SHANGHAI

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that the current thread or task works on."""

_STANDARD = set(logging.makeLogRecord({}).__dict__) | {"message", "request_id", "asctime"}


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
        }
        entry |= {k: v for k, v in record.__dict__.items() if k not in _STANDARD}
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return orjson.dumps({k: v for k, v in entry.items() if v is not None}, default=str).decode()


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        extra = {k: v for k, v in record.__dict__.items() if k not in _STANDARD}
        if request_id.get():
            extra["request_id"] = request_id.get()
        facts = " ".join(f"{key}={value}" for key, value in extra.items())
        moment = datetime.fromtimestamp(record.created, SHANGHAI).strftime("%H:%M:%S.%f")[:-3]
        line = f"{moment} {record.levelname:<7} {record.getMessage()} {facts}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure(process: str) -> logging.Logger:
    """Log to standard error: plain lines, or JSON with `LOUPAN_LOG_FORMAT=json`; answers the
    process's own logger."""
    handler = logging.StreamHandler(sys.stderr)
    as_json = os.environ.get("LOUPAN_LOG_FORMAT") == "json"
    handler.setFormatter(_Json() if as_json else _Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(os.environ.get("LOUPAN_LOG_LEVEL", "INFO"))
    for noisy in ("pika", "amqp", "kombu", "nameko.messaging", "alembic.runtime.plugins"):
        logging.getLogger(noisy).setLevel("WARNING")
    return logging.getLogger(process)
