"""What is asked for beside the sale: promises, corrections of units, holds, special prices (I-08,
I-12, I-13, I-23). Of each kind one has been consented to and one still waits; one promise was
broken."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

from demo import consents
from demo.api import Platform, Refused
from demo.business import Stage, Story, stories
from demo.people import of_role

_PROJECT = "XYT"
_SERVICE = {"kind": "service", "text": "交房前免费更换入户门锁"}
_FEE = {"kind": "fee", "text": "承担首年物业费", "amount": "3600.00", "payment_form": "cash"}
_GIFT = {"kind": "gift", "text": "赠送家电礼包", "amount": "8000.00", "payment_form": "cash"}
_MANAGER = {"needs": ["sales_manager"]}


def ask_all(platform: Platform) -> None:
    kept, waiting, broken = _stories(Stage.SIGNED)[:3]
    _consent(platform, "promise", _promise(kept, platform, "promise", _SERVICE))
    _promise(waiting, platform, "costly promise", _FEE)
    _break(_promise(broken, platform, "broken promise", _GIFT), platform)
    units = _units(platform)
    _consent(platform, "correction", _correct(platform, "correction", units[0], orientation="东南"))
    _correct(platform, "second correction", units[1], orientation="西南")
    undecided, relative, bargainer = _stories(Stage.VISITED)
    _hold(undecided, platform, "hold", units[2])
    _consent(platform, "second hold", _hold(relative, platform, "second hold", units[3]) | _MANAGER)
    _consent(platform, "special price", _bargain(bargainer, platform, "special price", 4, "0.985"))
    _bargain(undecided, platform, "second special price", 5, "0.965")
    _ask_too_much(undecided, platform, units[5])


def _ask_too_much(story: Story, platform: Platform, unit: Any) -> None:
    """A consultant tries prices beyond their authority; the supervisor is reminded of it."""
    desk = platform.desk(story.customer.consultant.username)
    customer = platform.notebook.id(story.customer.what)
    for share in ("0.90", "0.92", "0.94", "0.95", "0.96"):
        what = f"refused price {share}"
        if what in platform.notebook:
            continue
        price = (Decimal(unit["list_price"]) * Decimal(share)).to_integral_value(ROUND_CEILING)
        wish = {"customer_id": customer, "price": f"{price}.00"}
        try:
            desk.enter(f"{what}, granted", "POST", f"/units/{unit['id']}/reservation", wish)
        except Refused as refused:
            if refused.code != "price_beyond_authority":
                raise
        platform.notebook.note(what, None)


def _stories(stage: Stage) -> list[Story]:
    return [one for one in stories() if (one.stage, one.project) == (stage, _PROJECT)]


def _consent(platform: Platform, what: str, asked_for: Any) -> None:
    consents.consent(platform, _PROJECT, what, asked_for)


def _promise(story: Story, platform: Platform, what: str, promise: dict[str, Any]) -> Any:
    desk = platform.desk(story.customer.consultant.username)
    deal = platform.notebook.id(f"deal of {story.customer.what}")
    body = {"id": platform.notebook.id(what)} | promise
    return desk.enter(what, "POST", f"/deals/{deal}/promises", body)


def _break(asked_for: Any, platform: Platform) -> None:
    """The general manager wants it paid in goods; they never arrived, by the planner's fault."""
    promise = f"/promises/{asked_for['id']}"
    general = platform.desk(of_role("general_manager")[0].username)
    form = {"payment_form": "goods"}
    general.enter("form of the broken promise", "POST", f"{promise}/payment-form", form)
    _consent(platform, "broken promise", asked_for)
    breach = {
        "loss": "8500.00",
        "attributed_to": platform.notebook.id(of_role("planner", _PROJECT)[0].username),
        "note": "供应商未按期供货，另行补偿客户",
    }
    manager = platform.desk(of_role("sales_manager", _PROJECT)[0].username)
    manager.enter("breach of the promise", "POST", f"{promise}/breach", breach)


def _correct(platform: Platform, what: str, unit: Any, **facts: Any) -> Any:
    clerk = platform.desk(of_role("control_clerk", _PROJECT)[0].username)
    body = {"id": platform.notebook.id(what), "reason": "与测绘报告核对后更正"} | facts
    return clerk.enter(what, "POST", f"/units/{unit['id']}/data-changes", body)


def _hold(story: Story, platform: Platform, what: str, unit: Any) -> Any:
    body = {
        "id": platform.notebook.id(what),
        "customer_id": platform.notebook.id(story.customer.what),
        "days": 5,
        "reason": "客户家人周末到访后决定",
    }
    desk = platform.desk(story.customer.consultant.username)
    return desk.enter(what, "POST", f"/units/{unit['id']}/holds", body)


def _bargain(story: Story, platform: Platform, what: str, number: int, share: str) -> Any:
    """A share of the list price, beyond what the consultant may give."""
    unit = _units(platform)[number]
    price = (Decimal(unit["list_price"]) * Decimal(share)).to_integral_value(ROUND_CEILING)
    body = {
        "id": platform.notebook.id(what),
        "customer_id": platform.notebook.id(story.customer.what),
        "price": f"{price}.00",
        "reason": "老业主推荐，一次性付款",
    }
    desk = platform.desk(story.customer.consultant.username)
    return desk.enter(what, "POST", f"/units/{unit['id']}/special-discounts", body)


def _units(platform: Platform) -> list[Any]:
    """Six free homes; noted, so that a continued load stays with them."""
    choice = "unit for each wish"
    if choice not in platform.notebook:
        desk = platform.desk(of_role("control_clerk", _PROJECT)[0].username)
        path = f"/projects/{platform.notebook.id(f'project {_PROJECT}')}/units"
        free = desk.read(path, status="available", usage="residence", page_size=6)["items"]
        chosen = [{name: unit[name] for name in ("id", "list_price")} for unit in free]
        platform.notebook.note(choice, chosen)
    units: list[Any] = platform.notebook[choice]
    return units
