"""`make run`: servers, databases, migrations, topology, services, gateway, demonstration, ready."""

import os
import signal
import time
from pathlib import Path
from types import FrameType

from deploy.local import databases, oneshot, ready, web
from deploy.local.console import Follower, say
from deploy.local.leftovers import end_leftovers, only_copy
from deploy.local.ports import Ports, refuse_busy
from deploy.local.problem import Problem
from deploy.local.processes import (
    ADMINISTRATOR,
    BACKGROUND,
    GATEWAY,
    MIGRATIONS,
    TOPOLOGY,
    Platform,
    Process,
)
from deploy.local.secrets import Secrets
from deploy.local.servers import Servers
from deploy.local.settings import ROOT, Settings, own_folder
from deploy.local.supervise import Program, Stage, Supervisor

_OURS_ALONE = 0o077
"""What the platform writes (logs, price lists, mail, scans) is for its own account."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(settings: Settings) -> None:
    """Returns after a Ctrl-C, SIGTERM or SIGHUP, when everything that it started has ended."""
    _interrupt_on_signals()
    home = own_folder(settings.home)
    with only_copy(home):
        end_leftovers(home)
        try:
            _run(settings, home)
        except KeyboardInterrupt:
            say("stopped")


def _run(settings: Settings, home: Path) -> None:
    secrets = Secrets.of(home)
    ports = Ports.derived(settings.port)
    refuse_busy(ports.named())
    say(f"starting from {home}")
    web.build(home)
    os.umask(_OURS_ALONE)
    servers = Servers.chosen(settings, home, secrets, ports)
    servers.create()
    platform = Platform(
        home=home,
        ports=ports,
        secrets=secrets,
        database_urls=databases.urls(servers.database_url, secrets.database_passwords),
        amqp_uri=servers.amqp_uri,
        management_url=servers.management_url,
    )
    supervisor = Supervisor(home, [*servers.stages(), *_stages(platform)])
    with _console(supervisor):
        try:
            supervisor.launch()
            servers.start(supervisor)
            _bring_up(platform, servers, supervisor)
            _watch(supervisor)
        finally:
            say("stopping")
            supervisor.stop()
            servers.clear()


def _stages(platform: Platform) -> list[Stage]:
    services = tuple(_program(platform, process) for process in BACKGROUND)
    return [Stage("services", services), Stage("gateway", (_program(platform, GATEWAY),))]


def _program(platform: Platform, process: Process) -> Program:
    return Program(process.name, process.command, ROOT, platform.variables(process))


def _console(supervisor: Supervisor) -> Follower:
    log, programs = supervisor.log, supervisor.programs
    return Follower(
        [log(program.name) for program in programs if not program.quiet],
        [log(program.name) for program in programs if program.quiet],
    )


def _bring_up(platform: Platform, servers: Servers, supervisor: Supervisor) -> None:
    databases.create(servers.database_url, platform.secrets.database_passwords)
    say("bringing the databases up to date")
    oneshot.run_all(platform, MIGRATIONS)
    oneshot.run_all(platform, [TOPOLOGY, ADMINISTRATOR])
    say("starting the services and the gateway")
    supervisor.start("services")
    supervisor.start("gateway")
    ready.wait_for_gateway(platform, lambda: not supervisor.given_up("gateway"))
    ready.load_demonstration(platform)
    ready.announce(platform)


def _watch(supervisor: Supervisor) -> None:
    """Until we are interrupted; says once of each process that it is beyond restarting."""
    told: set[str] = set()
    while supervisor.alive():
        for name in set(supervisor.failed()) - told:
            say(f"{name} keeps ending and is not restarted; see {supervisor.log(name)}")
            told.add(name)
        time.sleep(2)
    raise Problem("supervisord ended unexpectedly; run again to end what it left behind.")


def _interrupt_on_signals() -> None:
    """The first signal stops the platform; further ones only learn that it is stopping."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in _SIGNALS:
            signal.signal(each, lambda *_: say("still stopping, a few seconds more"))
        raise KeyboardInterrupt

    for number in _SIGNALS:
        signal.signal(number, interrupt)
