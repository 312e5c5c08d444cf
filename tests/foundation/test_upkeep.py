"""What is kept for a time is dropped afterwards, in bounded steps; what is young stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from common import clock, idempotency, inbox, parking
from contracts.parking import PARKED
from contracts.refusals import Invalid
from contracts.schema import load, new_id
from tests.databases import Database


def test_old_keys_go_a_thousand_at_a_time_and_young_ones_stay(
    database: Callable[[str], Database],
) -> None:
    now, engine = clock.now(), database("crm").engine
    ages = [timedelta(hours=49)] * 1500 + [timedelta(hours=47)] * 20
    row = "INSERT INTO idempotent_command VALUES ('a', 'note', :key, 'h', NULL, :at)"
    with engine.begin() as connection:
        rows = [{"key": str(number), "at": now - age} for number, age in enumerate(ages)]
        connection.execute(text(row), rows)
    dropped = []
    with Session(engine) as session:
        while gone := idempotency.forget_old(session, now):
            dropped.append(gone)
        session.commit()
        left = session.scalar(text("SELECT count(*) FROM idempotent_command"))
    assert (dropped, left) == ([1000, 500], 20)


def test_an_old_note_of_the_inbox_goes(database: Callable[[str], Database]) -> None:
    now, engine = clock.now(), database("crm").engine
    with Session(engine) as session:
        assert inbox.new_ones(session, [new_id()], "old", now - timedelta(days=31))
        assert inbox.new_ones(session, [new_id()], "young", now - timedelta(days=29))
        assert inbox.forget_old(session, now) == 1
        assert session.scalars(text("SELECT handler FROM inbox")).all() == ["young"]


def test_a_cursor_of_another_list_is_refused_by_name(database: Callable[[str], Database]) -> None:
    ask = load(PARKED["crm"].list.request_schema, {"cursor": "page 2"})
    with Session(database("crm").engine) as session, pytest.raises(Invalid) as refused:
        parking.list_parked(session, ask)
    assert list(refused.value.details["fields"]) == ["cursor"]
