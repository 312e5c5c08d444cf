from collections.abc import Callable

import pytest

from tests.databases import Database
from tests.reminders.workbench import Workbench


@pytest.fixture
def reminders(database: Callable[[str], Database]) -> Workbench:
    return Workbench(database("reminders").engine)
