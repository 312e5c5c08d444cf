from collections.abc import Callable, Iterator

import pytest

from services.crm import vault as vaults
from tests.crm.workbench import Workbench
from tests.databases import Database
from tests.tokens import keys


@pytest.fixture
def crm(
    database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workbench]:
    """A database of crm and the vault of the test servers' keys."""
    monkeypatch.setenv("CRM_DATA_KEY", keys().crm_data_key)
    monkeypatch.setenv("CRM_INDEX_KEY", keys().crm_index_key)
    vaults.vault.cache_clear()
    yield Workbench(database("crm").engine)
    vaults.vault.cache_clear()
