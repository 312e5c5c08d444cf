"""The field `can` names what the services' offers may offer, no more and no less."""

import importlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from marshmallow import Schema, fields

from common.actor import Actor
from common.offers import OFFERS, Offer, Offers
from contracts.can import Can
from contracts.office.roles import Role
from contracts.operation import OPERATIONS, Operation
from contracts.parking import SERVICES
from contracts.refusals import Conflict, code
from contracts.schema import new_id
from tests.tokens import actor_for

far = code(Conflict, "offer_test_far", zh="还早", en="Far.")
near = code(Conflict, "offer_test_near", zh="还差{what}", en="Missing: {what}.")
PROJECT = new_id()


@pytest.fixture
def office() -> Iterator[Offers[Any]]:
    """A thing with three operations, forgotten after the test."""
    operations = [
        Operation("probe", name, "", "receipt.endorse", writes=True)
        for name in ("offer_test_one", "offer_test_two", "offer_test_three")
    ]
    yield Offers(
        "OfferTest",
        Offer(operations[0], _passes),
        Offer(operations[1], _is_near, near=(near,)),
        Offer(operations[2], _is_far, near=(near,)),
    )
    del OFFERS["OfferTest"]
    for operation in operations:
        del OPERATIONS[operation.key]


def test_what_is_near_says_why_and_what_is_far_is_left_out(office: Offers[Any]) -> None:
    assert office.of(_thing(), actor_for(Role.SALES_MANAGER, region_projects=[PROJECT])) == [
        {"operation": "offer_test_one", "refusal": None},
        {
            "operation": "offer_test_two",
            "refusal": {"code": "offer_test_near", "zh": "还差证件", "en": "Missing: 证件."},
        },
    ]


@pytest.mark.parametrize("project", [PROJECT, new_id()])
def test_nothing_is_offered_beyond_ones_right_and_scope(office: Offers[Any], project: Any) -> None:
    assert office.of(_thing(), actor_for(Role.FINANCE, projects=[project])) == []
    supervisor = actor_for(Role.SALES_SUPERVISOR, projects=[project])
    assert bool(office.of(_thing(), supervisor)) == (project == PROJECT)


def test_a_higher_corridor_adds_its_offers(office: Offers[Any]) -> None:
    operation = Operation("probe", "offer_test_four", "", "receipt.endorse", writes=True)
    office.add(Offer(operation, _passes))
    del OPERATIONS[operation.key]
    assert "offer_test_four" in office.operations


def test_offers_of_a_thing_are_declared_once(office: Offers[Any]) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Offers[Any]("OfferTest")


def test_every_operation_that_an_answer_can_name_has_its_offer() -> None:
    for service in SERVICES:
        importlib.import_module(f"services.{service}.service")
    named = {can.thing: set(_operations(can)) for can in _fields()}
    assert named == {thing: offers.operations for thing, offers in OFFERS.items()}


def test_what_is_offered_is_a_writing_operation() -> None:
    writing = {operation.name for operation in OPERATIONS.values() if operation.writes}
    assert {name for can in _fields() for name in _operations(can)} - writing == set()


def _fields() -> Iterator[Can]:
    for operation in OPERATIONS.values():
        yield from _within(operation.answer(), set())


def _within(schema: Schema, seen: set[type[Schema]]) -> Iterator[Can]:
    if type(schema) in seen:
        return
    for field in schema.fields.values():
        if isinstance(field, Can):
            yield field
            continue
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from _within(inner.schema, seen | {type(schema)})


def _operations(can: Can) -> list[str]:
    inner = can.inner
    assert isinstance(inner, fields.Nested)
    return list(inner.schema.fields["operation"].words)  # type: ignore[attr-defined]


def _thing() -> SimpleNamespace:
    return SimpleNamespace(consultant_id=new_id(), team_id=None, project_id=PROJECT)


def _passes(thing: Any, by: Actor) -> None:
    """No obstacle."""


def _is_near(thing: Any, by: Actor) -> None:
    raise near(what="证件")


def _is_far(thing: Any, by: Actor) -> None:
    raise far()
