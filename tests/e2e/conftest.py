"""The demonstration company, loaded once for all end-to-end tests."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.e2e import company
from tests.e2e.company import Company
from tests.e2e.existing import things_of
from tests.stack import Stack


@pytest.fixture(scope="session")
def company_at_work(stack: Stack) -> Iterator[Company]:
    company.found(stack)
    company.load_demonstration(stack)
    with closing(Company(stack.url, stack.home)) as loaded:
        yield loaded


@pytest.fixture(scope="session")
def existing(company_at_work: Company) -> dict[str, str]:
    """A real thing for every parameter that a path may have."""
    return things_of(company_at_work)
