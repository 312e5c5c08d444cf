"""`office`: a sales office with a project on sale; see `tests/inventory/workbench.py`."""

from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.inventory.workbench import SalesOffice


@pytest.fixture
def office(database: Callable[[str], Database]) -> SalesOffice:
    return SalesOffice(database("inventory").engine)
