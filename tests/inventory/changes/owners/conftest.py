from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.inventory.changing import Orders


@pytest.fixture
def orders(database: Callable[[str], Database]) -> Orders:
    return Orders(database("inventory").engine)
