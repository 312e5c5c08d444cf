"""An operation is declared in the contract of the topic that implements it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import contracts
from contracts.operation import Operation
from contracts.parking import SERVICES


def test_every_operation_is_declared_where_it_is_implemented() -> None:
    declared = dict(_declared())
    implemented = dict(_implemented())
    assert {key: place for key, place in declared.items() if key in implemented} == {
        key: place for key, place in implemented.items() if key in declared
    }


@pytest.mark.parametrize("service", SERVICES)
def test_an_operation_that_no_topic_implements_is_one_of_every_service(service: str) -> None:
    implemented = dict(_implemented())
    missing = {key for key, _ in _declared() if key.startswith(f"{service}.")} - set(implemented)
    assert missing == set()


def _declared() -> Iterator[tuple[str, str]]:
    """`service.operation` and `corridor.topic` of its contract."""
    for module in _contracts():
        for name in _assigned(module):
            value = getattr(module, name)
            if isinstance(value, Operation):
                yield value.key, ".".join(module.__name__.split(".")[2:4])


def _implemented() -> Iterator[tuple[str, str]]:
    """`service.operation` and `corridor.topic` of the entrypoint of that name."""
    for service in SERVICES:
        composed = importlib.import_module(f"services.{service}.service").SERVICE
        for topic in composed.__mro__:
            if topic.__module__.startswith(f"services.{service}."):
                place = ".".join(topic.__module__.split(".")[2:4])
                yield from ((f"{service}.{name}", place) for name in vars(topic))


def _contracts() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(contracts.__path__, "contracts."):
        if found.name.count(".") == 3:
            yield importlib.import_module(found.name)


def _assigned(module: ModuleType) -> list[str]:
    assert module.__file__
    return [
        target.id
        for statement in ast.parse(Path(module.__file__).read_text()).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
