"""Customers, registered by the consultant who received them, and their visits (C-01, C-03).

Names and numbers are invented.
"""

from dataclasses import dataclass

from demo.api import Desk, Platform
from demo.people import Person

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = ("子涵", "雨桐", "浩然", "思源", "一诺", "俊杰", "梦琪", "志强", "晓燕", "文博", "佳怡")
_SOURCES = ("office", "call_in", "referral", "social_media", "exhibition", "site")
_GRADES = ("A", "B", "B", "C")
_LAYOUTS = ("三室两厅", "四室两厅")
_PURPOSES = ("first_home", "better_home", "investment")


@dataclass(frozen=True)
class Customer:
    """The `number`th customer of the company, received by `consultant`."""

    number: int
    consultant: Person

    @property
    def what(self) -> str:
        return f"customer {self.number}"

    @property
    def name(self) -> str:
        return _FAMILY[self.number * 7 % len(_FAMILY)] + _GIVEN[self.number % len(_GIVEN)]

    @property
    def phone(self) -> str:
        return f"1990000{self.number:04d}"

    @property
    def reads_email(self) -> bool:
        """Every third one agrees to be told by e-mail."""
        return self.number % 3 == 0


def register(customer: Customer, desk: Desk, platform: Platform) -> str:
    """Answers the customer's id."""
    number, customer_id = customer.number, platform.notebook.id(customer.what)
    budget = 1_200_000 + number % 9 * 300_000
    desk.enter(
        customer.what,
        "POST",
        "/customers",
        {
            "id": customer_id,
            "name": customer.name,
            "phone": customer.phone,
            "email": f"customer{number:04d}@example.com",
            "email_agreed": customer.reads_email,
            "source": _SOURCES[number % len(_SOURCES)],
            "grade": _GRADES[number % len(_GRADES)],
            "project_id": platform.notebook.id(f"project {customer.consultant.projects[0]}"),
            "needs": {
                "budget_min": f"{budget}.00",
                "budget_max": f"{budget + 800_000}.00",
                "layout": _LAYOUTS[number % len(_LAYOUTS)],
                "area_min": "90.00",
                "area_max": "180.00",
                "purpose": _PURPOSES[number % len(_PURPOSES)],
            },
        },
    )
    return customer_id


def follow_up(customer: Customer, desk: Desk, platform: Platform) -> None:
    """A visit yesterday afternoon; when the next contact is due follows from the grade."""
    desk.enter(
        f"{customer.what} visited",
        "POST",
        f"/customers/{platform.notebook.id(customer.what)}/follow-ups",
        {
            "kind": "visit",
            "content": "到访看房，介绍了户型、价格和付款方式；客户希望与家人商量后再定。",
            "contacted_at": f"{platform.notebook.day(1)}T15:30:00+08:00",
        },
    )
