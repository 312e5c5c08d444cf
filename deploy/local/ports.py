"""Which port each process listens on, all on 127.0.0.1."""

import secrets
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Self

from deploy.local.problem import Problem

# Below the ports that the kernel hands out for outgoing connections (32768 and up).
_FIRST, _STEP, _COPIES = 10_000, 20, 1_100
_FREE_GATEWAYS = 7 * _COPIES


@dataclass(frozen=True)
class Ports:
    gateway: int
    amqp: int
    management: int
    broker_metrics: int
    distribution: int
    epmd: int
    smtp: int
    metrics_office: int
    metrics_inventory: int
    metrics_crm: int
    metrics_reminders: int
    metrics_reporting: int
    metrics_eventlog: int
    metrics_relay: int
    metrics_gateway: int

    @classmethod
    def derived(cls, gateway: int) -> Self:
        """Neighbouring gateway ports get separate ranges, so that copies run side by side."""
        return cls._of_range(_FIRST + gateway % _COPIES * _STEP, gateway)

    @classmethod
    def _of_range(cls, first: int, gateway: int) -> Self:
        others = (port for port in range(first, first + _STEP) if port != gateway)
        return cls(gateway, *(next(others) for _ in fields(cls)[1:]))

    @classmethod
    def free(cls) -> Self:
        """What nobody uses, for tests, as it is derived from its gateway's port; nobody else is
        given its range while this process lives."""
        while True:
            ports = cls.derived(_FREE_GATEWAYS + secrets.randbelow(_COPIES))
            guard = ports.amqp + _STEP - 1
            if not any(is_busy(port) for _, port in ports.named()) and _guard(guard):
                return ports

    def named(self) -> Iterator[tuple[str, int]]:
        for field in fields(self):
            yield field.name.replace("_", " "), getattr(self, field.name)


def _guard(port: int) -> bool:
    """Keeps a port of a range that no program uses, so that the range is given away once."""
    guard = socket.socket()
    try:
        guard.bind(("127.0.0.1", port))
    except OSError:
        guard.close()
        return False
    guard.detach()
    return True


def refuse_busy(ports: Iterable[tuple[str, int]]) -> None:
    for name, port in ports:
        if is_busy(port):
            raise Problem(
                f"Port {port} ({name}) is used by another program; end that program, or choose "
                "another LOUPAN_PORT, for example `LOUPAN_PORT=8100 make run`."
            )


def is_busy(port: int) -> bool:
    """Raises Problem when the port may not be used at all (below 1024 without the right)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Problem(
                f"Port {port} needs the right to use ports below 1024; choose a higher LOUPAN_PORT."
            ) from error
        except OSError:
            return True
    return False
