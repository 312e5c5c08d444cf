"""The gateway's settings, from the environment."""

import ipaddress
import os
from dataclasses import dataclass
from typing import Self

from common import settings


@dataclass(frozen=True)
class Settings:
    """Where the gateway listens and how much it takes on at once."""

    amqp_uri: str
    host: str = "127.0.0.1"
    port: int = 8000
    proxies: tuple[str, ...] = ()
    """Addresses and networks whose `X-Forwarded-For` and `-Proto` are believed."""
    secure_cookies: bool | None = None
    """`None`: wherever the gateway is asked by another address than this machine's own."""
    origins: tuple[str, ...] = ()
    """Web origins of ours beside the address that a request was sent to."""
    requests_per_second: float = 3000.0
    """Per authenticated actor; a burst of twice as many is let through."""
    anonymous_per_second: float = 100.0
    """Per client address, of requests without a valid token (log in, refresh)."""
    logins_at_once: int = 4
    """Fewer than an office process takes in; further ones wait their turn here."""
    pending_per_service: int = 1000
    queued_per_service: int = 2000
    longest_wait: float = 0.3
    """Of an operation's deadline, how much a request may wait in its service's queue."""
    heartbeat_seconds: float = 15.0
    stop_seconds: int = 20

    @classmethod
    def from_environment(cls) -> Self:
        """Raises `common.settings.MissingSetting` where the gateway can't do without one."""
        settings.public_keys()
        return cls(
            amqp_uri=settings.amqp_uri(),
            host=os.environ.get("LOUPAN_HOST", cls.host),
            port=int(os.environ.get("LOUPAN_PORT", cls.port)),
            proxies=_proxies(),
            secure_cookies={"1": True, "0": False}.get(os.environ.get("LOUPAN_SECURE_COOKIES", "")),
            origins=_listed("LOUPAN_ORIGINS"),
            requests_per_second=_number("LOUPAN_RATE_PER_ACTOR", cls.requests_per_second),
            anonymous_per_second=_number("LOUPAN_RATE_ANONYMOUS", cls.anonymous_per_second),
            pending_per_service=int(_number("LOUPAN_MAX_PENDING", cls.pending_per_service)),
            queued_per_service=int(_number("LOUPAN_MAX_QUEUED", cls.queued_per_service)),
            longest_wait=_number("LOUPAN_LONGEST_WAIT", cls.longest_wait),
            heartbeat_seconds=_number("LOUPAN_HEARTBEAT_SECONDS", cls.heartbeat_seconds),
            stop_seconds=int(_number("LOUPAN_STOP_SECONDS", cls.stop_seconds)),
        )


def _proxies() -> tuple[str, ...]:
    """Raises `MissingSetting` for what is no address; a star would believe everybody."""
    given = _listed("LOUPAN_PROXIES")
    try:
        return tuple(str(ipaddress.ip_network(text)) for text in given)
    except ValueError as error:
        raise settings.MissingSetting(f"LOUPAN_PROXIES: {error}") from None


def _listed(name: str) -> tuple[str, ...]:
    parts = (part.strip() for part in os.environ.get(name, "").split(","))
    return tuple(part for part in parts if part)


def _number(name: str, default: float) -> float:
    return float(os.environ.get(name, default))
