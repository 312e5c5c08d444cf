"""What a browser is told and asked so that nobody listens in or acts in its user's name.

Outside this machine everything is meant to travel by TLS: cookies are `Secure`, and HSTS is sent.
Whether we are outside is told by the address that the browser asked for, so that nothing has to be
set; a plain-HTTP network needs `LOUPAN_SECURE_COOKIES=0`.
"""

import ipaddress
from collections.abc import Collection

from gateway.refusals import foreign_origin
from gateway.request import Request

HSTS = (b"strict-transport-security", b"max-age=31536000")
_SAME = (None, "same-origin", "none")


class Protection:
    """`secure` overrides what the address says; `origins` are further ones of ours."""

    def __init__(self, *, secure: bool | None = None, origins: Collection[str] = ()) -> None:
        self._secure = secure
        self._origins = frozenset(origins)

    def is_secure(self, request: Request) -> bool:
        if request.scheme == "https" or self._secure is None:
            return request.scheme == "https" or not is_loopback(request.host)
        return self._secure

    def check_origin(self, request: Request) -> None:
        """For requests that a cookie alone entitles. Raises `foreign_origin` when a page of another
        site makes the browser send them; programs send no `Origin`."""
        origin = request.header(b"origin")
        if origin is None:
            if request.header(b"sec-fetch-site") not in _SAME:
                raise foreign_origin()
        elif origin not in self._origins and not _is_same(origin, request):
            raise foreign_origin()


def is_loopback(host: str) -> bool:
    """Whether a `Host` header names this machine: `localhost:8000`, `127.0.0.1`, `[::1]:8000`."""
    name = host.rpartition("]")[0].removeprefix("[") or host.partition(":")[0]
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost" or name.lower().endswith(".localhost")


def _is_same(origin: str, request: Request) -> bool:
    scheme, _, host = origin.partition("://")
    is_downgraded = request.scheme == "https" and scheme != "https"
    return bool(host) and host.lower() == request.host.lower() and not is_downgraded
