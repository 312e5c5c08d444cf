"""A service is composed of topics: one nameko class out of several, nothing silently replaced."""

import inspect
from collections.abc import Mapping
from typing import Any

from nameko.extensions import is_dependency

from common.upkeep import upkeep
from common.work import Work
from contracts.refusals import Code


class Collision(TypeError):
    """Two topics of a service have a method or dependency of one name."""


def compose(
    name: str,
    *topics: type,
    constraints: Mapping[str, Code] | None = None,
    **dependencies: Any,
) -> type:
    """The nameko class of service `name`, made of `topics`, the foundation's own entrypoints and
    `dependencies`. `constraints` names the refusal of each database constraint.

    Raises `Collision` for two members of one name: nameko would silently keep one.
    """
    parts = (*topics, upkeep(name))
    owners: dict[str, str] = {"work": "the foundation"} | dict.fromkeys(
        dependencies, "dependencies"
    )
    for topic in parts:
        for member in _members(topic):
            if member in owners:
                raise Collision(f"{name}: {member} is in {owners[member]} and in {topic.__name__}")
            owners[member] = topic.__name__
    return type(name.capitalize(), parts, {"name": name, "work": Work(constraints), **dependencies})


def _members(topic: type) -> list[str]:
    return [
        name
        for name, value in vars(topic).items()
        if not name.startswith("__") and (inspect.isfunction(value) or is_dependency(value))
    ]
