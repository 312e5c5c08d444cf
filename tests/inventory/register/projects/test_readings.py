"""No stored name breaks a reading: names are put into the tables past every check, then read."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from common import clock
from contracts.inventory.control import board as boards
from contracts.inventory.register import projects as operations
from services.inventory.control.board import queries as board
from services.inventory.register.projects import queries
from services.inventory.register.projects.models import Building, HouseType, Project, Stair
from services.inventory.register.units.models import Unit
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice, row

_NAUGHTY = (
    "①", "⑳", "②²", "₂", "٣", "५", "Ⅷ", "㉈", "½", "𝟗", "一二", "１２", "9" * 20, "-0", "1e9", "NaN",
    "Infinity", "null", "", " ", "\u200b", "\u202e倒", "\ufeff1", "\x7f", "\t\r\n", "'; DROP--",
    "<script>", "%s{0}", "\\", "👩‍👩‍👧", "Z͑ͫ̓", "\U0010ffff", "\ufffe", "=1+1", "ﷺ",
)  # fmt: skip
_STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_NAMES = st.lists(st.text(_STORABLE, max_size=20), min_size=3, max_size=3, unique=True)


def _read_with(office: SalesOffice, names: list[str]) -> None:
    with office.transaction() as session:
        session.get_one(Project, office.project).name = names[0]
        for table, attribute in (
            (Building, "name"), (Stair, "name"), (HouseType, "name"), (Unit, "number"),
        ):  # fmt: skip
            for stored, name in zip(session.scalars(select(table)), names, strict=False):
                setattr(stored, attribute, name)
        session.flush()
        for read, operation, timed in (
            (board.board, boards.read_board, True),
            (queries.read_project, operations.read_project, False),
            (queries.list_house_types, operations.list_house_types, False),
        ):
            ask = asked(operation, project_id=str(office.project))
            query: Callable[..., Any] = read
            at = {"at": clock.now()} if timed else {}
            answered(operation, query(session, ask, by=office.manager, **at))
        session.rollback()


@pytest.fixture
def three_of_each(office: SalesOffice) -> SalesOffice:
    office.imported([row(n, building=f"B{n}", stair=f"S{n}", house_type=f"T{n}") for n in range(3)])
    office.review()
    return office


@pytest.mark.parametrize("first", range(0, len(_NAUGHTY), 3))
def test_naughty_names_are_read(three_of_each: SalesOffice, first: int) -> None:
    _read_with(three_of_each, [*_NAUGHTY[first : first + 3], "x", "y"][:3])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=_NAMES)
def test_any_names_are_read(three_of_each: SalesOffice, names: list[str]) -> None:
    _read_with(three_of_each, names)
