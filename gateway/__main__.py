"""`python -m gateway`: serve the API until SIGTERM or SIGINT."""

import logging
import sys

from common import logs
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
    log.info("listening on http://%s:%s", settings.host, settings.port)
    server(settings, Gateway(settings, ROUTES)).run()
    log.info("stopped")


if __name__ == "__main__":
    main()
