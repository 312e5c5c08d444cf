"""The devices' cookie: a signed token for each of the last people who logged in on a device.

It lets nobody in. It says that somebody with this name's password was here before, so that guesses
made elsewhere don't make them wait (OWASP, device cookies).
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

KEPT = timedelta(days=180)
MOST = 5
"""People per device: a counter's computer has several."""
_BETWEEN = "~"


class Device(NamedTuple):
    id: str
    username: str
    seen_at: int


def known(key: bytes, cookie: str, username: str, at: datetime) -> Device | None:
    """The device, if its cookie has a token of ours for this name."""
    name = username.strip().lower()
    for token in cookie.split(_BETWEEN)[:MOST]:
        device_id, _, rest = token.partition(".")
        seen_at, _, signature = rest.partition(".")
        if not (seen_at.isascii() and seen_at.isdecimal() and len(seen_at) <= 12):
            continue
        device = Device(device_id, name, int(seen_at))
        if _is_fresh(device, at) and hmac.compare_digest(_signature(key, device), signature):
            return device
    return None


def remembered(key: bytes, cookie: str, username: str, at: datetime) -> str:
    """The cookie after `username` has logged in: their token first, then those of others."""
    name = username.strip().lower()
    old = known(key, cookie, name, at)
    device = Device(old.id if old else secrets.token_urlsafe(9), name, int(at.timestamp()))
    others = [token for token in cookie.split(_BETWEEN) if token and not _is_of(token, old)]
    return _BETWEEN.join([_token(key, device), *others][:MOST])


def _is_of(token: str, device: Device | None) -> bool:
    return device is not None and token.startswith(f"{device.id}.")


def _is_fresh(device: Device, at: datetime) -> bool:
    return datetime.fromtimestamp(device.seen_at, UTC) > at - KEPT


def _token(key: bytes, device: Device) -> str:
    return f"{device.id}.{device.seen_at}.{_signature(key, device)}"


def _signature(key: bytes, device: Device) -> str:
    what = f"{device.id}\n{device.seen_at}\n{device.username}".encode()
    return urlsafe_b64encode(hmac.digest(key, what, "sha256")).rstrip(b"=").decode()
