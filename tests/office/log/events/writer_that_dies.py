"""The log's writer, killed between its first commit and the acknowledgement."""

import os
import signal
from typing import Any

from pika.adapters.blocking_connection import BlockingChannel

from common import database, logs, settings
from services.office.log.eventlog import Writer


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    BlockingChannel.basic_ack = _die
    Writer(settings.amqp_uri(), database.engine("office"), logs.configure("eventlog")).run()
