"""How buyers may pay and which public discounts they get: payment plans and discounts of every
project (I-13, I-17), put in force by its manager, the plans with the
director's consent; one for special cases is still a draft."""

from typing import Any

from demo import consents
from demo.api import Desk, Platform
from demo.people import EVERYWHERE, of_role

_SIGNING = {"due": "after_signing", "days": 0}
_PAYOUT = {"kind": "loan", "due": "loan_payout"}
_PLANS: tuple[tuple[str, str, list[dict[str, Any]]], ...] = (
    (
        "按揭首付三成",
        "commercial_loan",
        [
            {"name": "首付款", "kind": "down_payment", "rest": True, **_SIGNING},
            {"name": "商业贷款", "share": "0.7", **_PAYOUT},
        ],
    ),
    (
        "按揭首付五成",
        "commercial_loan",
        [
            {"name": "首付款", "kind": "down_payment", "rest": True, **_SIGNING},
            {"name": "商业贷款", "share": "0.5", **_PAYOUT},
        ],
    ),
    (
        "一次性付款十五日付清",
        "lump_sum",
        [
            {"name": "首期房款", "kind": "down_payment", "share": "0.5", **_SIGNING},
            {
                "name": "尾款",
                "kind": "instalment",
                "rest": True,
                "due": "after_signing",
                "days": 15,
            },
        ],
    ),
    (
        "分期付款四三三",
        "instalments",
        [
            {"name": "首期款", "kind": "down_payment", "share": "0.4", **_SIGNING},
            {
                "name": "第二期款",
                "kind": "instalment",
                "share": "0.3",
                "due": "after_signing",
                "days": 60,
            },
            {
                "name": "第三期款",
                "kind": "instalment",
                "rest": True,
                "due": "after_signing",
                "days": 180,
            },
        ],
    ),
)
_DISCOUNTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("开盘优惠", {"mode": "multiply", "rate": "0.01", "position": 1}),
    ("按时签约优惠", {"mode": "multiply", "rate": "0.005", "position": 2}),
    (
        "一次性付款优惠",
        {"mode": "add", "amount": "10000.00", "position": 3, "payment_methods": ["lump_sum"]},
    ),
)
_SPECIAL: tuple[str, dict[str, Any]] = (
    "老带新专项优惠",
    {"kind": "special", "mode": "add", "amount": "5000.00", "position": 4},
)


def set_all(platform: Platform) -> None:
    for code in EVERYWHERE:
        manager = platform.desk(of_role("sales_manager", code)[0].username)
        project = platform.notebook.id(f"project {code}")
        for name, method, lines in _PLANS:
            what = f"payment plan {code} {name}"
            asked_for = manager.enter(
                what,
                "POST",
                f"/projects/{project}/payment-plans",
                {"name": name, "payment_method": method, "lines": lines},
            )
            consents.consent(platform, code, what, asked_for)
        for name, how in _DISCOUNTS:
            discount_id = _draft(manager, platform, code, name, {"kind": "public"} | how)
            what = f"{discount(code, name)} in force"
            manager.enter(what, "POST", f"/discounts/{discount_id}/activation")
        _draft(manager, platform, code, *_SPECIAL)


def discount(code: str, name: str) -> str:
    """What the notebook calls a discount; its id follows from that."""
    return f"discount {code} {name}"


def _draft(manager: Desk, platform: Platform, code: str, name: str, how: dict[str, Any]) -> str:
    what = discount(code, name)
    discount_id = platform.notebook.id(what)
    manager.enter(
        what,
        "POST",
        f"/projects/{platform.notebook.id(f'project {code}')}/discounts",
        {"id": discount_id, "name": name, "valid_from": str(platform.notebook.day(30)), **how},
    )
    return discount_id
