"""Answers are checked against the document wherever a test gets one; here the check can fail."""

from typing import Any

import httpx
import pytest
from marshmallow import ValidationError

from contracts.inventory.register.units import UnitStatus
from contracts.office.people import teams
from contracts.schema import Answer, Money, new_id, withheld
from contracts.words import Word
from gateway.routes import ROUTES
from tests import documented

ID = str(new_id())
TEAM = {"id": ID, "name": "一组", "region_id": None, "leader_id": None, "version": 1}


def _page(**otherwise: Any) -> dict[str, Any]:
    return {"items": [TEAM | otherwise], "next": None}


def test_what_is_as_documented_passes() -> None:
    documented.check(teams.list_teams, _page())


@pytest.mark.parametrize(
    ("otherwise", "fault"),
    [
        ({"name": None}, r"items\[0\]\.name: None is not of type"),
        ({"version": "1"}, r"items\[0\]\.version: '1' is not of type"),
        ({"id": "1"}, r"items\[0\]\.id: '1' is not a 'uuid'"),
        ({"colour": "red"}, r"'colour' was unexpected"),
    ],
)
def test_what_is_otherwise_is_found(otherwise: dict[str, Any], fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        documented.check(teams.list_teams, _page(**otherwise))


def test_a_missing_field_is_found() -> None:
    lacking = {name: value for name, value in TEAM.items() if name != "leader_id"}
    with pytest.raises(AssertionError, match="'leader_id' is a required property"):
        documented.check(teams.list_teams, {"items": [lacking], "next": None})


def _response(path: str, answer: Any, status: int = 200) -> httpx.Response:
    request = httpx.Request("GET", f"http://gateway{path}")
    return httpx.Response(status, json=answer, request=request)


def test_a_response_is_held_against_its_path() -> None:
    documented.check_response(_response("/api/v1/teams", _page()))
    with pytest.raises(AssertionError, match="GET /api/v1/teams"):
        documented.check_response(_response("/api/v1/teams", _page(name=None)))
    with pytest.raises(AssertionError, match="201"):
        documented.check_response(_response("/api/v1/teams", _page(), 201))


def test_every_answer_of_the_routes_has_a_schema_to_be_held_against() -> None:
    for route in ROUTES:
        with pytest.raises(AssertionError):
            documented.check(route.operation, None)


class Priced(Answer):
    status = Word(UnitStatus)
    price = Money(allow_none=True)
    floor = withheld(Money(allow_none=True))


def test_a_field_that_may_be_null_is_null_where_it_is_not_given() -> None:
    assert Priced().dump({"status": UnitStatus.SOLD}) == {"status": "sold", "price": None}


def test_readers_take_words_that_they_do_not_know_yet() -> None:
    assert Priced().load({"status": "auctioned"}).status == "auctioned"


def test_requests_refuse_unknown_words() -> None:
    word = Word(UnitStatus)
    with pytest.raises(ValidationError, match="Must be one of: draft"):
        word.deserialize("auctioned")
