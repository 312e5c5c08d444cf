from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from tests.databases import Database


@pytest.fixture
def session(database: Callable[[str], Database]) -> Iterator[Session]:
    """A session on a database of reporting of its own."""
    with Session(database("reporting").engine, expire_on_commit=False) as session:
        yield session
