"""Entrypoints of a service: `@command`, `@query`, `@on_event`, `@every`, and the rare `@steps`.

Each opens one transaction, reads the clock, knows the caller and hands plain values on:

    @command(operations.subscribe_unit)
    def subscribe_unit(self, session, ask, by, at):
        return commands.subscribe(session, ask, by=by, at=at)

    @query(operations.read_board)
    def read_board(self, session, ask, by, at):
        return queries.board(session, ask, by=by)

    @on_event(events.UNIT_SOLD)
    def figures_on_unit_sold(self, session, event, by, at):
        commands.count_sale(session, event, at=at)

    @every(seconds=1)
    def expire_claims(self, session, by, at):
        return commands.expire_claims(session, by=by, at=at, limit=100)

    @errand(seconds=1)
    def deliver_mail(self, call):
        return mailing.deliver(call, self.questions)

`errand` is a timer that reaches outside the database (mail, another service), which no transaction
may wait for: it opens short transactions of its own by `call.transaction()`.

A timer answers how many rows it worked on and is called again at once until that is 0. Refusals
travel as values to the message layer, which answers them; nothing is logged as an error for them.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from time import perf_counter
from typing import Any

from nameko.timer import Timer
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from common import actor, clock, database, logs, metrics
from common.handlers import EventConsumer
from common.handling import Handler
from common.idempotency import Attempt, Repeated
from common.learning import NotKnownYet
from common.requests import OperationConsumer
from common.work import Call
from contracts import schema
from contracts.event import EventType
from contracts.operation import Operation
from contracts.refusals import Refusal

Method = Callable[..., Any]
_log = logging.getLogger(__name__)


def command(
    operation: Operation,
    *,
    learn: Callable[..., None] | None = None,
    trace: Callable[..., None] | None = None,
) -> Callable[[Method], Method]:
    """A writing operation: idempotent under the caller's key, committed before it is answered.

    The key is looked at with the method's first statement, so that what the method does before it
    must leave nothing behind.

    When the method raises `NotKnownYet`, `learn(service, call, ask)` asks the other service,
    outside any transaction, keeps the answer, and the method runs once more. A refusal is shown to
    `trace(call, ask, by, at, refusal)` once its transaction is over, which may keep that it was
    given.
    """

    def answer(service: Any, call: Call, payload: dict[str, Any], method: Method) -> Any:
        at = clock.now()
        call.check_deadline(at)
        by = call.caller(operation, at)
        ask = schema.load(operation.request_schema, payload)

        def work(session: Session) -> Any:
            return method(service, session, ask, by, at)

        def run() -> Any:
            try:
                return _committed(call, operation, payload, by, at, work)
            except Refusal as refusal:
                if trace is not None:
                    trace(call, ask, by, at, refusal)
                raise

        if learn is None:
            return run()
        try:
            return run()
        except NotKnownYet:
            learn(service, call, ask)
        return run()

    return _operation(operation, answer)


def _committed(
    call: Call,
    operation: Operation,
    payload: dict[str, Any],
    by: actor.Actor,
    at: datetime,
    work: Callable[[Session], Any],
) -> Any:
    if not (operation.idempotent and call.idempotency_key):
        with call.transaction() as session:
            return operation.answer_schema.dump(work(session))
    attempt = Attempt(by, operation, call.idempotency_key, payload)
    try:
        with call.transaction() as session:
            attempt.begin(session, at)
            with attempt.refusing(session):
                answer = operation.answer_schema.dump(work(session))
            attempt.finish(session, answer)
    except Repeated:
        with call.reading() as session:
            return attempt.stored_answer(session)
    return answer


def steps(operation: Operation) -> Callable[[Method], Method]:
    """A command of several transactions, each opened by the method: `with call.transaction()`.

    For what must not run inside a transaction (hashing a password) and for what must be kept
    although the answer is a refusal (a failed log-in). The method gets the `Call` in place of a
    session and may return a refusal once its transaction is over. Not idempotent.
    """
    if operation.idempotent:
        raise ValueError(f"{operation.key} is declared idempotent; steps are not")

    def answer(service: Any, call: Call, payload: dict[str, Any], method: Method) -> Any:
        at = clock.now()
        call.check_deadline(at)
        by = call.caller(operation, at)
        ask = schema.load(operation.request_schema, payload)
        outcome = method(service, call, ask, by, at)
        if isinstance(outcome, Refusal):
            raise outcome
        return operation.answer_schema.dump(outcome)

    return _operation(operation, answer)


def query(operation: Operation) -> Callable[[Method], Method]:
    """A reading operation."""

    def answer(service: Any, call: Call, payload: dict[str, Any], method: Method) -> Any:
        at = clock.now()
        call.check_deadline(at)
        by = call.caller(operation, at)
        ask = schema.load(operation.request_schema, payload)
        with call.reading() as session:
            return operation.answer_schema.dump(method(service, session, ask, by, at))

    return _operation(operation, answer)


def on_event(event_type: EventType) -> Callable[[Method], Method]:
    """A handler of one kind of event, `<topic>_on_<event>`; done once per event id. Whatever it
    raises is retried with delay and then parked. `common.fan_in` makes several of one method."""

    def decorate(method: Method) -> Method:
        name = method.__name__
        if not name.endswith(f"_on_{event_type.name}"):
            raise ValueError(f"the handler {name} must be named <topic>_on_{event_type.name}")

        handler = Handler(name, method, event_type)

        @wraps(method)
        def run(self: Any, deliveries: EventConsumer) -> None:
            while bodies := deliveries.take():
                deliveries.settle(handler.handle(self, bodies))
                deliveries.gather()

        run.handles = event_type  # type: ignore[attr-defined]  # read by common.topology
        return EventConsumer.decorator(event_type.source, event_type.name)(run)  # type: ignore[no-any-return]

    return decorate


def every(seconds: float) -> Callable[[Method], Method]:
    """A timer that runs in every replica; rows are taken `FOR UPDATE SKIP LOCKED` by its command,
    at most 100 in a transaction."""

    def turn(service: Any, method: Method, call: Call) -> int:
        with call.transaction() as session:
            by = actor.system(call.service)
            return int(method(service, session, by, clock.now()) or 0)

    return _timer(seconds, turn)


def errand(seconds: float) -> Callable[[Method], Method]:
    """A timer outside any transaction; its rows are claimed by a lease that outlives the work."""

    def turn(service: Any, method: Method, call: Call) -> int:
        return int(method(service, call) or 0)

    return _timer(seconds, turn)


def _timer(seconds: float, turn: Callable[[Any, Method, Call], int]) -> Callable[[Method], Method]:
    def decorate(method: Method) -> Method:
        @wraps(method)
        def run(self: Any) -> None:
            call: Call = self.work
            try:
                while worked := turn(self, method, call):
                    metrics.timer_rows.labels(call.service, method.__name__).inc(worked)
            except (Refusal, SQLAlchemyError) as error:
                if not database.means_away(error):
                    raise
                _log.warning("timer waits for the database", extra={"timer": method.__name__})

        return Timer.decorator(interval=seconds)(run)  # type: ignore[no-any-return]

    return decorate


def _operation(operation: Operation, answer: Callable[..., Any]) -> Callable[[Method], Method]:
    def decorate(method: Method) -> Method:
        if method.__name__ != operation.name:
            raise ValueError(f"{method.__name__} implements the operation {operation.name}")

        @wraps(method)
        def run(self: Any, /, **payload: Any) -> Any:
            call: Call = self.work
            logs.request_id.set(call.request_id)
            began, outcome = perf_counter(), "answered"
            try:
                return answer(self, call, payload, method)
            except Refusal as refusal:
                outcome = refusal.code
                return refusal
            except Exception:
                outcome = "failed"
                raise
            finally:
                metrics.operations.labels(operation.service, operation.name, outcome).inc()
                metrics.operation_seconds.labels(operation.service, operation.name).observe(
                    perf_counter() - began
                )

        run.operation = operation  # type: ignore[attr-defined]  # read by the completeness tests
        return OperationConsumer.decorator(run)  # type: ignore[no-any-return]

    return decorate
