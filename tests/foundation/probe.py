"""A service made only to test the foundation: `python -m tests.foundation.probe`.

It borrows crm's name, database and parked messages; its one table counts effects. `PROBE_JOURNAL`
is a file that gets a line per *delivery*, whatever the transaction does. Faults are asked for in
the environment: `PROBE_DIES=after_commit` kills the process between commit and acknowledgement,
`PROBE_DRAINS=no` puts nameko's own stopping behaviour back.
"""

import os
import signal
from datetime import datetime
from pathlib import Path
from typing import Any

from common.serve import run  # first: it patches

import eventlet  # isort: skip
from marshmallow import fields
from nameko.messaging import QueueConsumer
from sqlalchemy import text
from sqlalchemy.orm import Session

from common.actor import Actor
from common.compose import compose
from common.draining import DrainingQueueConsumer
from common.entrypoints import command, every, on_event
from common.handlers import EventConsumer
from contracts.crm.events import FOLLOW_UP_RECORDED
from contracts.event import Event
from contracts.operation import OPEN, Operation
from contracts.refusals import Conflict, code
from contracts.schema import Answer, Ask, Request

JOURNAL = Path(os.environ["PROBE_JOURNAL"])
notes_closed = code(Conflict, "notes_closed", zh="不再记录", en="No more notes.")
note_taken = code(Conflict, "note_taken", zh="已有该记录", en="That note is there.")


class Note(Request):
    text = fields.String(required=True)
    seconds = fields.Float(load_default=0.0)


class Noted(Answer):
    text = fields.String()
    number = fields.Integer()


NOTE = Operation("crm", "note", "Write a line, slowly if asked", OPEN, Note, Noted, writes=True)


def journal(line: str) -> None:
    with JOURNAL.open("a") as file:
        file.write(line + "\n")


class Probe:
    @command(NOTE)
    def note(self, session: Session, ask: Ask, by: Actor, at: datetime) -> dict[str, Any]:
        if (JOURNAL.parent / "closed").exists():
            raise notes_closed()
        session.execute(text("SELECT 1"))
        journal(ask.text)
        eventlet.sleep(ask.seconds)
        return {"text": ask.text, "number": write(session, ask.text)}

    @on_event(FOLLOW_UP_RECORDED)
    def probe_on_follow_up_recorded(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        journal(str(event.id))
        if event.data.kind == "poison" and not (JOURNAL.parent / "cured").exists():
            raise RuntimeError("this event can't be handled")
        write(session, f"event {event.id}")

    @every(seconds=0.2)
    def count_due(self, session: Session, by: Actor, at: datetime) -> int:
        due = "SELECT text FROM due ORDER BY text LIMIT 10 FOR UPDATE SKIP LOCKED"
        rows = session.execute(text(due)).scalars().all()
        for row in rows:
            write(session, f"timer {row}")
            session.execute(text("DELETE FROM due WHERE text = :text"), {"text": row})
        return len(rows)


def write(session: Session, line: str) -> int:
    inserted = text("INSERT INTO effect (text) VALUES (:text) RETURNING number")
    return int(session.execute(inserted, {"text": line}).scalar_one())


def _die_after_commit() -> None:
    settle = EventConsumer.settle

    def die(self: Any, outcomes: Any) -> None:
        if not self._in_hand[0].delivery_info["redelivered"]:
            os.kill(os.getpid(), signal.SIGKILL)
        settle(self, outcomes)

    setattr(EventConsumer, "settle", die)  # noqa: B010  # the fault asked for


if __name__ == "__main__":
    if os.environ.get("PROBE_DIES") == "after_commit":
        _die_after_commit()
    if os.environ.get("PROBE_DRAINS") == "no":
        setattr(DrainingQueueConsumer, "on_iteration", QueueConsumer.on_iteration)  # noqa: B010
    run(compose("crm", Probe, constraints={"uq_effect_text": note_taken}))
