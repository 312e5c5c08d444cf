"""`office`: a sales office with a project on sale; see `tests/inventory/workbench.py`. `till`:
the same, with its money; see `tests/inventory/till.py`. `desk`: with what
follows the contract; see `tests/inventory/desk.py`."""

from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.inventory.desk import Desk
from tests.inventory.till import Till
from tests.inventory.workbench import SalesOffice


@pytest.fixture
def office(database: Callable[[str], Database]) -> SalesOffice:
    return SalesOffice(database("inventory").engine)


@pytest.fixture
def till(database: Callable[[str], Database]) -> Till:
    return Till(database("inventory").engine)


@pytest.fixture
def desk(database: Callable[[str], Database]) -> Desk:
    return Desk(database("inventory").engine)
