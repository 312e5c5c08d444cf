"""Where a call without a token comes from, as the gateway saw it."""

import ipaddress
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

_PREFIX = "client_"


@dataclass(frozen=True)
class Client:
    """The address, the program's own description of itself, and the devices' cookie."""

    address: str = ""
    agent: str = ""
    devices: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, Any]) -> Self:
        """From a message's headers, without nameko's prefix."""
        return cls(*(str(headers.get(_PREFIX + field.name) or "") for field in fields(cls)))

    @property
    def headers(self) -> dict[str, str]:
        return {_PREFIX + name: value for name, value in asdict(self).items() if value}


def place_of(address: str) -> str:
    """An IPv6 address counts as its /64, which one household or office has to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))


NOWHERE = Client()
