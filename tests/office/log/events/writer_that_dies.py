"""The log's writer, killed between its first commit and the acknowledgement."""

import os
import signal
from typing import Any

from pika.adapters.blocking_connection import BlockingChannel

from common import logs, settings
from services.office.log.eventlog import Writer, own_engine


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    BlockingChannel.basic_ack = _die
    log = logs.configure("eventlog")
    Writer(settings.amqp_uri(), own_engine(log), log).run()
