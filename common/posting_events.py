"""The topic that keeps a service's copy of office's postings (see `common.postings`)."""

from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import on_event
from common.postings import keep
from contracts.event import Event
from contracts.office.events import STAFF_JOINED, STAFF_LEFT, STAFF_MOVED


class Postings:
    """Who is on duty, as what, in which team and projects."""

    @on_event(STAFF_JOINED)
    def postings_on_staff_joined(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        keep(session, event, on_duty=True)

    @on_event(STAFF_MOVED)
    def postings_on_staff_moved(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        keep(session, event, on_duty=True)

    @on_event(STAFF_LEFT)
    def postings_on_staff_left(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        keep(session, event, on_duty=False)
