"""Whence a password or code is tried, so that failures are counted there (see lockout.rules)."""

from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.client import Client, place_of
from services.office.access.devices import rules as devices
from services.office.access.keys import derived
from services.office.access.lockout.rules import Attempt
from services.office.access.passwords.queries import username_of
from services.office.access.sessions.queries import has_logged_in_from


def from_outside(session: Session, username: str, client: Client, at: datetime) -> Attempt:
    """A log-in: from a known device, or else from an address."""
    device = devices.known(device_key(), client.devices, username, at)
    if device is not None:
        return Attempt(username, f"device {device.id}", is_device=True)
    place = place_of(client.address)
    return Attempt(username, place, is_usual=has_logged_in_from(session, username, place))


def within_a_session(session: Session, by: Actor) -> Attempt:
    """Somebody who is logged in shows password or code again. Raises `not_found`."""
    username = username_of(session, by.staff_id)
    return Attempt(username, f"session {by.session_id}", is_device=True)


def device_key() -> bytes:
    return derived("device cookies")
