from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.office.workbench import Office
from tests.tokens import environment


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands sign tokens, tests verify them."""
    for name, value in environment("office").items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def office(database: Callable[[str], Database]) -> Office:
    return Office(database("office").engine)
