"""The demonstration company, loaded once for all end-to-end tests."""

import pytest

from tests.e2e import company
from tests.e2e.company import Company
from tests.stack import Stack


@pytest.fixture(scope="session")
def company_at_work(stack: Stack) -> Company:
    company.found(stack)
    company.load_demonstration(stack)
    return Company(stack.url, stack.home)
