"""What a question to a service reads, as PostgreSQL's plans count it.

    with Reader(engine) as reader:
        costs = reader.costs_of(read_service, by, ask)
        costs.faults(most=1_200)        # what is wrong with it, in words

Every statement is caught on its way to the driver and explained with its own parameters by
`EXPLAIN (ANALYZE)`. A row is read when a scan of a table returns it, or drops it by a filter.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from common.database import autocommitting

BIG = 1_000
"""Rows from which on a table is never scanned as a whole."""

ENTRIES_PER_ROW = 10
"""An index's entries that only set a bit cost about a tenth of a row."""

_SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Sample Scan")
_LOST = ("Rows Removed by Filter", "Rows Removed by Index Recheck", "Rows Removed by Join Filter")
_BIG_TABLES = text(f"SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > {BIG}")
Node = Mapping[str, Any]


@dataclass
class Costs:
    """Of one question: `read` rows of big tables, the most rows any step of a plan handled
    (`widest`, a sort's input for instance), and the big tables that were scanned as a whole."""

    answered: int = 0
    read: int = 0
    widest: int = 0
    scanned: set[str] = field(default_factory=set)

    @property
    def rows(self) -> int:
        return max(self.read, self.widest)

    def add(self, other: "Costs") -> None:
        self.read += other.read
        self.widest = max(self.widest, other.widest)
        self.scanned |= other.scanned

    def faults(self, most: int) -> list[str]:
        found = [f"scans all of {table}" for table in sorted(self.scanned)]
        if self.read > most:
            found.append(f"reads {self.read} rows to answer {self.answered}")
        elif self.widest > most:
            found.append(f"handles {self.widest} rows to answer {self.answered}")
        return found


class Reader:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._caught: list[tuple[str, Any]] = []
        self._known: dict[str, Costs] = {}

    def __enter__(self) -> Self:
        event.listen(self._engine, "before_cursor_execute", self._catch)
        with self._engine.connect() as connection:
            self._big = frozenset(connection.scalars(_BIG_TABLES))
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._catch)

    def costs_of(self, question: Callable[[Session], Any]) -> Costs:
        """Of what the question asks; it is asked once, and each of its statements once more."""
        self._caught = []
        with Session(autocommitting(self._engine)) as session:
            costs = Costs(answered=things(question(session)))
        for statement, parameters in list(self._caught):
            costs.add(self._explained(statement, parameters))
        return costs

    def _catch(self, _: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        self._caught.append((statement, parameters))

    def _explained(self, statement: str, parameters: Any) -> Costs:
        key = f"{statement} {parameters}"
        if key not in self._known:
            self._known[key] = self._explain(statement, parameters)
        return self._known[key]

    def _explain(self, statement: str, parameters: Any) -> Costs:
        driver = self._engine.raw_connection()
        try:
            with closing(driver.cursor()) as cursor:
                options = "ANALYZE, TIMING OFF, COSTS OFF, FORMAT JSON"
                cursor.execute(f"EXPLAIN ({options}) {statement}", parameters)
                [(found,)] = cursor.fetchall()
        finally:
            driver.close()
        plan = json.loads(found) if isinstance(found, str) else found
        return counted(plan[0]["Plan"], self._big)


def counted(plan: Node, big: frozenset[str]) -> Costs:
    """What a plan as `EXPLAIN (ANALYZE, FORMAT JSON)` tells it read."""
    costs = Costs()
    for node in _nodes(plan):
        loops = node["Actual Loops"]
        through = round((node["Actual Rows"] + sum(node.get(name, 0) for name in _LOST)) * loops)
        if node["Node Type"] == "Bitmap Index Scan":
            through //= ENTRIES_PER_ROW
        costs.widest = max(costs.widest, through)
        if node["Node Type"] in _SCANS and node["Relation Name"] in big:
            costs.read += through
            if node["Node Type"] == "Seq Scan" and loops:
                costs.scanned.add(node["Relation Name"])
    return costs


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def things(answer: Any) -> int:
    """How many things an answer tells of: its objects, however deep, but not what may be done."""
    if isinstance(answer, Mapping):
        return 1 + sum(things(value) for name, value in answer.items() if name != "can")
    return sum(map(things, answer)) if isinstance(answer, list) else 0
