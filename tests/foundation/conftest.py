from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import Database
from tests.foundation.workbench import Workbench
from tests.vhosts import Vhost


@pytest.fixture
def bench(database: Callable[[str], Database], vhost: Vhost, tmp_path: Path) -> Iterator[Workbench]:
    workbench = Workbench(database("crm"), vhost, tmp_path)
    try:
        yield workbench
    finally:
        workbench.close()
