"""Entrypoints of escalation."""

import logging

from common import actor, clock
from common.entrypoints import errand
from common.questions import Asker
from common.work import Call
from contracts.office.people.staff import read_chain_of_command
from contracts.refusals import Refusal
from services.reminders.watch.escalations import commands
from services.reminders.watch.escalations.commands import Due

_log = logging.getLogger(__name__)


class Escalations:
    """What nobody deals with goes up the ladder (升级)."""

    questions: Asker

    @errand(seconds=1)
    def escalate_notices(self, call: Call) -> int:
        with call.transaction() as session:
            claimed = commands.claim(session, at=clock.now(), limit=20)
        for due in claimed:
            try:
                _escalate(call, self.questions, due)
            except Refusal as refusal:
                _log.warning(
                    "an escalation waits",
                    extra={"notice_id": str(due.notice_id), "why": refusal.code},
                )
        return len(claimed)


def _escalate(call: Call, questions: Asker, due: Due) -> None:
    """Ask office for the ladder where it is not known yet, then tell the next level."""
    by = actor.system(call.service)
    ranks = None
    if not due.has_ladder:
        ranks = questions.ask(read_chain_of_command, {"staff_id": str(due.concerned_id)})
    with call.transaction() as session:
        if ranks is not None:
            commands.keep_ladder(session, due, ranks.items)
        commands.tell_next_level(session, due, by=by, at=clock.now())
