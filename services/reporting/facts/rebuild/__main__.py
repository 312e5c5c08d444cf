"""Rebuild the figures from the event log: `python -m services.reporting.facts.rebuild [--compare]`.

Replays office's log into a second set of tables and puts it in the place of the live one, while
events keep arriving. `--compare` changes nothing, says where the two differ, and then exits with 1.
Targets and commission plans are not rebuilt: they are set here; commission follows from the rest.
"""

import argparse
import logging
import sys
import time
from uuid import UUID

from pika.exceptions import AMQPError
from sqlalchemy.exc import SQLAlchemyError

from common import logs, settings
from contracts.refusals import Refusal
from services.reporting.facts.rebuild.event_log import EventLog
from services.reporting.facts.rebuild.shadow import Busy, Shadow, beside_the_live_ones

SAME, DIFFERENT, IMPOSSIBLE = 0, 1, 2
LATE_SECONDS = 10.0
FROZEN_SECONDS = 2.5
POLL_SECONDS = 0.1
SHOWN = 50


def rebuild(event_log: EventLog, shadow: Shadow, log: logging.Logger, *, compare: bool) -> int:
    """Exit code: 0 the same figures (afterwards), 1 they differ, 2 nothing could be decided."""
    position = _replay(event_log, shadow, log, after=0)
    position = _replay(event_log, shadow, log, after=position)
    _wait_for_late_handlers(shadow)
    shadow.freeze()
    missing = _catch_up(event_log, shadow, position)
    if missing:
        log.error("the log lacks %d events that were counted; nothing changed", missing)
        return IMPOSSIBLE
    differences = shadow.differences()
    for difference in differences[:SHOWN]:
        log.warning(difference)
    log.info("compared", extra={"position": position, "differences": len(differences)})
    if compare:
        return DIFFERENT if differences else SAME
    shadow.swap()
    shadow.commit()
    log.info("the figures are those of the log now")
    return SAME


def _replay(event_log: EventLog, shadow: Shadow, log: logging.Logger, *, after: int) -> int:
    """Count the log from a position to where it ends now; answers the position reached."""
    page = event_log.page(after)
    end = page.head
    while True:
        shadow.count(page.envelopes)
        shadow.commit()
        log.info("replayed", extra={"position": page.next})
        if page.is_last or page.next >= end:
            return page.next
        page = event_log.page(page.next)


def _wait_for_late_handlers(shadow: Shadow) -> None:
    """Events that were replayed may still be on their way to the live figures: wait while their
    number falls, so that only what is really missing counts as a difference. What is logged from
    here on counts as far as the live figures have it."""
    fewest, until = sys.maxsize, time.monotonic() + LATE_SECONDS
    while (late := len(shadow.only_here())) and time.monotonic() < until:
        shadow.commit()
        if late < fewest:
            fewest, until = late, time.monotonic() + LATE_SECONDS
        time.sleep(POLL_SECONDS)
    shadow.commit()


def _catch_up(event_log: EventLog, shadow: Shadow, position: int) -> int:
    """Count what the live figures were told since the replay; answers how many of these events the
    log does not have."""
    until = time.monotonic() + FROZEN_SECONDS
    while (newer := shadow.only_live()) and time.monotonic() < until:
        page = event_log.page(position)
        shadow.count(told for told in page.envelopes if UUID(told["id"]) in newer)
        position = page.next
        if not page.envelopes:
            time.sleep(POLL_SECONDS)
    return len(newer)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m services.reporting.facts.rebuild",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--compare", action="store_true", help="only compare; exit 1 if different")
    compare = parser.parse_args(arguments).compare
    log = logs.configure("rebuild")
    try:
        with EventLog.at(settings.amqp_uri()) as event_log, beside_the_live_ones() as shadow:
            return rebuild(event_log, shadow, log, compare=compare)
    except Refusal as refusal:
        log.error("office did not answer: %s", refusal.sentence("en"))
    except (settings.MissingSetting, Busy, AMQPError, SQLAlchemyError) as error:
        log.error("rebuild: %s", str(error) or type(error).__name__)
    return IMPOSSIBLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
