"""Runs one nameko service in this process: `serve("inventory")`.

Monkey-patches first of all, waits for broker and database instead of dying, drains on SIGTERM.
"""

import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")  # known: design §3

import eventlet  # noqa: E402

eventlet.monkey_patch()

import importlib  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402

import kombu.pools  # noqa: E402
from eventlet.event import Event  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from common import database, logs, metrics, settings  # noqa: E402
from common.waiting import wait_for_broker, wait_for_database  # noqa: E402


def serve(name: str) -> None:
    """Run `services.<name>.service.SERVICE` until SIGTERM or SIGINT."""
    run(importlib.import_module(f"services.{name}.service").SERVICE)


def run(service: type) -> None:
    """Run one composed service until SIGTERM or SIGINT."""
    name: str = service.name  # type: ignore[attr-defined]  # set by compose
    log = logs.configure(name)
    try:
        uri = settings.amqp_uri()
        engine = database.engine(name)
    except settings.MissingSetting as error:
        sys.exit(f"{name}: {error}")
    wait_for_broker(uri, log)
    wait_for_database(engine, log)
    metrics.serve()
    kombu.pools.set_limit(settings.max_workers() + 10)
    runner = ServiceRunner(
        {
            "AMQP_URI": uri,
            "max_workers": settings.max_workers(),
            "HEARTBEAT": 30,
            "ACCEPT": ["json"],
        }
    )
    runner.add_service(service)
    told_to_stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.ready() or told_to_stop.send())
    runner.start()
    log.info("ready")
    eventlet.spawn_n(_stop_when_told, runner, told_to_stop)
    runner.wait()
    log.info("stopped")


def _stop_when_told(runner: ServiceRunner, told_to_stop: Event) -> None:
    """Once, and not before the start is complete: either would leave nameko hanging for ever."""
    told_to_stop.wait()
    runner.stop()
