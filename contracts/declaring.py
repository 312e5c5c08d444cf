"""Declarations are known once their modules are imported."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import walk_packages


def import_topics(package: str, path: Iterable[str]) -> None:
    """Imports every module of `package`, so that it declares what it has: a new topic is listed
    nowhere else."""
    for module in walk_packages(path, f"{package}."):
        import_module(module.name)
