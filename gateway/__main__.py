"""`python -m gateway`: serve the API until SIGTERM or SIGINT."""

import logging
import signal
import sys

from common import logs, metrics
from common.settings import MissingSetting
from gateway.app import Gateway
from gateway.routes import ROUTES
from gateway.server import server
from gateway.settings import Settings


def main() -> None:
    log = logs.configure("gateway")
    logging.getLogger("uvicorn").setLevel("WARNING")
    try:
        settings = Settings.from_environment()
    except MissingSetting as error:
        sys.exit(f"gateway: {error}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)  # uvicorn raises the signal anew once it has stopped
    metrics.serve()
    log.info("listening on http://%s:%s", settings.host, settings.port)
    try:
        server(settings, Gateway(settings, ROUTES)).run()
    finally:
        log.info("stopped")


def _leave(*_: object) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
