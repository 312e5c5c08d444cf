"""The gateway's settings, from the environment."""

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
    secure_cookies: bool = False
    requests_per_second: float = 3000.0
    """Per authenticated actor; a burst of twice as many is let through."""
    anonymous_per_second: float = 100.0
    """Per client address, of requests that need no token (log in, refresh)."""
    pending_per_service: int = 1000
    queued_per_service: int = 2000
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
            secure_cookies=os.environ.get("LOUPAN_SECURE_COOKIES") == "1",
            requests_per_second=_number("LOUPAN_RATE_PER_ACTOR", cls.requests_per_second),
            anonymous_per_second=_number("LOUPAN_RATE_ANONYMOUS", cls.anonymous_per_second),
            pending_per_service=int(_number("LOUPAN_MAX_PENDING", cls.pending_per_service)),
            queued_per_service=int(_number("LOUPAN_MAX_QUEUED", cls.queued_per_service)),
            heartbeat_seconds=_number("LOUPAN_HEARTBEAT_SECONDS", cls.heartbeat_seconds),
            stop_seconds=int(_number("LOUPAN_STOP_SECONDS", cls.stop_seconds)),
        )


def _number(name: str, default: float) -> float:
    return float(os.environ.get(name, default))
