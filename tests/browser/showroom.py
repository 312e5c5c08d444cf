"""A small demonstration for browsers: the whole staff, one project on sale, one still empty.

company = showroom.furnished(stack)
company.free_units(showroom.ON_SALE)
"""

import json
from typing import Any

from demo import people, projects
from demo.api import Platform
from demo.notebook import Notebook
from tests.e2e import company
from tests.e2e.company import Company, ok
from tests.stack import Stack

ON_SALE = "XYT"
EMPTY = "GTYY"


def board(company: Company) -> str:
    """Where the board of the project on sale is; who sees several projects may start elsewhere."""
    return f"board?project={company.project(ON_SALE)}"


def place(unit: dict[str, Any]) -> str:
    """As the web application names a unit."""
    return f"{unit['building']} {unit['stair']} {unit['number']}"


def subscribed(company: Company, unit: str) -> str:
    """By the first consultant, for a new customer who pays at once; answers the deal's id."""
    seller = company.one("consultant", ON_SALE)
    terms = {
        "customer_id": company.new_customer(seller, ON_SALE),
        "payment_method": "lump_sum",
        "handover_date": "2099-06-30",
    }
    return str(ok(seller.post(f"/units/{unit}/subscription", terms))["id"])


def furnished(stack: Stack) -> Company:
    company.found(stack)
    notebook = Notebook(stack.home)
    with Platform.open(stack.url, notebook) as platform:
        administrator = platform.desk("admin", company.PASSWORD)
        people.open_regions(administrator, platform)
        projects.open_all(administrator, platform)
        people.hire(administrator, platform)
        (on_sale,) = (one for one in projects.PROJECTS if one.code == ON_SALE)
        projects.put_on_sale(on_sale, platform, stack.home)
    passwords = {person.username: notebook.password(person.username) for person in people.STAFF}
    accounts = [{"username": who, "password": word} for who, word in passwords.items()]
    (stack.home / "accounts.json").write_text(json.dumps(accounts))
    return Company(stack.url, stack.home)
