"""Many buyers at once, and the judgement on what they got."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, text

from common import clock
from common.actor import Actor
from contracts.refusals import Refusal

BUYERS = 64


@dataclass
class Outcome:
    """Who got which unit, who was refused and why."""

    bought: list[tuple[UUID, Actor]] = field(default_factory=list)
    refused: list[tuple[UUID, datetime, Refusal]] = field(default_factory=list)

    def double_sales(self) -> list[UUID]:
        sold = Counter(unit for unit, _ in self.bought)
        return [unit for unit, times in sold.items() if times > 1]


Buy = Callable[[Actor, UUID], object]
"""Buys a unit for a fresh customer of that consultant, or raises a refusal."""


def rush(buyers: Sequence[tuple[Actor, Buy]], choices: Sequence[Sequence[UUID]]) -> Outcome:
    """Every buyer, in a thread of their own, tries the units of their choice one after another."""
    outcome = Outcome()
    start = threading.Barrier(len(buyers))
    failures: list[BaseException] = []

    def try_all(buyer: Actor, buy: Buy, wanted: Sequence[UUID]) -> None:
        try:
            start.wait()
            for unit in wanted:
                try:
                    buy(buyer, unit)
                    outcome.bought.append((unit, buyer))
                except Refusal as refusal:
                    outcome.refused.append((unit, clock.now(), refusal))
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=try_all, args=(buyer, buy, wanted))
        for (buyer, buy), wanted in zip(buyers, choices, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[0]
    return outcome


def everybody_wants_all(units: Sequence[UUID]) -> list[Sequence[UUID]]:
    """All buyers go for the same units in the same order: the hardest queue."""
    return [units] * BUYERS


def each_unit_wanted_by(times: int, units: Sequence[UUID]) -> list[Sequence[UUID]]:
    """Every unit is wanted by `times` buyers, at random moments."""
    choices: list[list[UUID]] = [[] for _ in range(BUYERS)]
    for unit in units:
        for buyer in random.sample(range(BUYERS), times):
            choices[buyer].append(unit)
    for wanted in choices:
        random.shuffle(wanted)
    return list(choices)


def judge(outcome: Outcome, engine: Engine, units: Sequence[UUID]) -> None:
    """Every wanted unit has exactly one owner, and whoever was refused came after the owner."""
    assert not outcome.double_sales()
    assert {unit for unit, _ in outcome.bought} == set(units)
    with engine.connect() as connection:
        deals = connection.execute(
            text("SELECT unit_id, consultant_id, created_at FROM deal WHERE stage = 'reserved'")
        ).all()
        facts = connection.execute(
            text("SELECT count(*), count(DISTINCT body) FROM outbox WHERE routing_key = :key"),
            {"key": "unit_reserved"},
        ).one()
    assert {(deal.unit_id, deal.consultant_id) for deal in deals} == {
        (unit, buyer.staff_id) for unit, buyer in outcome.bought
    }
    assert tuple(facts) == (len(units), len(units))
    owned_since = {deal.unit_id: deal.created_at for deal in deals}
    for unit, at, refusal in outcome.refused:
        assert refusal.code == "unit_taken", refusal.details
        assert owned_since[unit] < at, "refused although nobody had taken the unit yet"
