"""Whether every question of a service reads in proportion to what it answers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from inspect import unwrap
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts import schema
from contracts.operation import Operation
from contracts.refusals import Refusal
from tests import databases
from tests.plans.asking import Question, Values, asked, page_of
from tests.plans.company import NOW, askers
from tests.plans.filling import Fill, filling
from tests.plans.reading import Costs, Reader
from tests.servers import Servers

PER_ROW, BESIDE = 20, 300


@dataclass(frozen=True)
class Excused:
    """A question that reads more than it answers: why that is right, and how many rows at most."""

    why: str
    rows: int


Excuses = Mapping[tuple[str, str], Excused]
"""By operation and the field that makes the question a special one: "" for the plain question, "*"
for any."""


@dataclass(frozen=True)
class Judgement:
    question: Question
    asker: str
    costs: Costs
    most: int

    @property
    def faults(self) -> list[str]:
        return [
            f"{self.question.said} by the {self.asker} {fault}"
            for fault in self.costs.faults(self.most)
        ]


class Court:
    def __init__(self, reader: Reader, service: type, values: Values) -> None:
        self._reader, self._service, self._values = reader, service, values

    def judged(self, operation: Operation) -> list[Judgement]:
        """By everybody who may ask it; somebody gets an answer to each question."""
        found: list[Judgement] = []
        for question in asked(operation, self._values):
            answered = list(self._by_everybody(question))
            assert answered, f"nobody is answered {question.said}"
            found += answered
        return found

    def _by_everybody(self, question: Question) -> Iterator[Judgement]:
        operation = question.operation
        for asker, by in askers(operation.permission).items():
            ask = schema.load(operation.request_schema, dict(question.payload))
            asking = partial(self._ask, operation=operation, ask=ask, by=by)
            try:
                costs = self._reader.costs_of(asking)
            except Refusal:
                continue
            page = page_of(operation.request_schema, ask)
            yield Judgement(question, asker, costs, PER_ROW * (costs.answered + page) + BESIDE)

    def _ask(self, session: Session, operation: Operation, ask: Any, by: Actor) -> Any:
        method = unwrap(getattr(self._service, operation.name))
        return operation.answer_schema.dump(method(None, session, ask, by, NOW))


@contextmanager
def court(
    servers: Servers,
    service: type,
    metadata: MetaData,
    fill: Callable[[Fill], None],
    values: Values,
) -> Iterator[Court]:
    """On a database of the service that `fill` filled; dropped afterwards."""
    name: str = service.name  # type: ignore[attr-defined]  # nameko's
    with databases.migrated(servers, name) as database:
        with filling(database.engine, metadata) as copied:
            fill(copied)
        with Reader(database.engine) as reader:
            yield Court(reader, service, values)


def verdict(judgements: list[Judgement], excuses: Excuses) -> list[str]:
    """What is wrong: a fault without an excuse, one that is worse than its excuse says, and an
    excuse that nothing needs any more."""
    [name] = {one.question.operation.name for one in judgements}
    needed: set[tuple[str, str]] = set()
    wrong: list[str] = []
    for one in judgements:
        if one.faults:
            excuse = next((key for key in _keys(name, one) if key in excuses), None)
            if excuse is None or one.costs.rows > excuses[excuse].rows:
                wrong += one.faults
            if excuse is not None:
                needed.add(excuse)
    of_this = {key for key in excuses if key[0] == name}
    return wrong + [f"{key}: no exception any more" for key in sorted(of_this - needed)]


def _keys(name: str, one: Judgement) -> list[tuple[str, str]]:
    return [(name, one.question.by), (name, "*"), ("*", one.question.by)]
