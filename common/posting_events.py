"""The topic that keeps a service's copy of office's postings (see `common.postings`)."""

from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.fan_in import on_events
from common.postings import keep
from contracts.event import Event
from contracts.office.events import STAFF_JOINED, STAFF_LEFT, STAFF_MOVED

_ON_DUTY = {STAFF_JOINED: True, STAFF_MOVED: True, STAFF_LEFT: False}


class Postings:
    """Who is on duty, as what, in which team and projects."""

    @on_events(*_ON_DUTY)
    def postings_on_staff(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        keep(session, event, on_duty=_ON_DUTY[event.type])
