"""Changes of what was agreed on (I-21): another unit, another buyer, a co-owner, a later signing, a
reservation that lasts longer, a payment plan that was refused, and a price that still waits for
consent. Cancellations are told in `business`."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

from demo import consents, orders
from demo.api import Platform
from demo.business import Stage, Story, stories
from demo.people import of_role


def change_all(platform: Platform) -> None:
    _change_unit(_last(Stage.PAID, "XYT"), platform)
    renamed, shared = _last(Stage.SUBSCRIBED, "DYJY"), _last(Stage.PAID, "BHLY")
    _change(renamed, platform, "rename", "rename", customer_id=_relative(renamed, platform))
    _change(
        shared,
        platform,
        "co-owner",
        "add_owner",
        customer_id=_relative(shared, platform),
        share="0.5",
    )
    _change(_last(Stage.SUBSCRIBED, "XYT"), platform, "extension", "extension", days=5)
    waiting = _last(Stage.SUBSCRIBED, "GTYY")
    _ask(waiting, platform, "price change", "price_change", price=_price(waiting, platform))
    _refuse_other_plan(_last(Stage.PAID, "GTYY"), platform)
    _reserve_longer(_last(Stage.RESERVED, "XYT"), platform)


def _last(stage: Stage, project: str) -> Story:
    """The last story that ends at a stage in a project."""
    return [one for one in stories() if (one.stage, one.project) == (stage, project)][-1]


def _change_unit(story: Story, platform: Platform) -> None:
    target = _target(story, platform)
    _change(story, platform, "unit change", "unit_change", target_unit_id=target)


def _relative(story: Story, platform: Platform) -> str:
    """Somebody whom the same consultant has met."""
    consultant = story.customer.consultant
    met = [one.customer for one in stories() if one.stage == Stage.MET]
    relative = next(customer for customer in met if customer.consultant == consultant)
    return platform.notebook.id(relative.what)


def _refuse_other_plan(story: Story, platform: Platform) -> None:
    kind = "payment_plan_change"
    asked_for = _ask(story, platform, "other plan", kind, payment_method="instalments")
    what = f"other plan of {story.customer.what}"
    consents.refuse(platform, story.project, what, asked_for, "分期期限过长，请按原计划付款")


def _reserve_longer(story: Story, platform: Platform) -> None:
    manager = platform.desk(of_role("sales_manager", story.project)[0].username)
    deal = platform.notebook.id(f"deal of {story.customer.what}")
    what, reason = f"longer reservation of {story.customer.what}", {"reason": "客户次日带家人看房"}
    manager.enter(what, "POST", f"/deals/{deal}/extension", reason)


def _change(story: Story, platform: Platform, name: str, kind: str, **terms: Any) -> None:
    what = f"{name} of {story.customer.what}"
    asked_for = _ask(story, platform, name, kind, **terms)
    consents.consent(platform, story.project, what, asked_for)
    clerk = platform.desk(of_role("control_clerk", story.project)[0].username)
    path = f"/change-orders/{asked_for['id']}/agreements"
    clerk.enter(f"agreement on the {what}", "POST", path)


def _ask(story: Story, platform: Platform, name: str, kind: str, **terms: Any) -> Any:
    customer = story.customer
    return orders.ask(
        platform,
        customer.consultant.username,
        f"{name} of {customer.what}",
        platform.notebook.id(f"deal of {customer.what}"),
        kind,
        reason="客户书面申请，资料已附",
        **terms,
    )


def _target(story: Story, platform: Platform) -> str:
    """A free unit; noted, so that a continued load stays with it."""
    choice = f"unit for the change of {story.customer.what}"
    if choice not in platform.notebook:
        desk = platform.desk(story.customer.consultant.username)
        units = f"/projects/{platform.notebook.id(f'project {story.project}')}/units"
        free = desk.read(units, status="available", usage="residence", page_size=200)["items"]
        platform.notebook.note(choice, {"id": free[-1]["id"]})
    target: str = platform.notebook[choice]["id"]
    return target


def _price(story: Story, platform: Platform) -> str:
    """2.5 % below the list price: beyond the manager's own authority."""
    list_price = Decimal(platform.notebook[f"unit for {story.customer.what}"]["list_price"])
    return f"{(list_price * Decimal('0.975')).to_integral_value(ROUND_CEILING)}.00"
