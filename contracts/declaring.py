"""Declarations are known once their modules are imported."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import walk_packages


def import_topics(package: str, path: Iterable[str], *, rank: str | None = None) -> None:
    """Imports every module of `package`, or those of one `rank` (`models`: `…/models.py` and what
    is in `…/models/`), so that it declares what it has: a new topic is listed nowhere else."""
    for module in walk_packages(path, f"{package}."):
        if rank is None or rank in module.name.split("."):
            import_module(module.name)
