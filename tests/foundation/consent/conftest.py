from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.foundation.consent.probe import Office


@pytest.fixture
def office(database: Callable[[str], Database]) -> Office:
    return Office(database("crm").engine)
