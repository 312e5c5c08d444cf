"""Changes of what was agreed on (I-21): another unit, another buyer, a later signing, and a price
that still waits for consent. Cancellations are told in `business`."""

from decimal import ROUND_CEILING, Decimal
from typing import Any

from demo import orders
from demo.api import Platform
from demo.business import Stage, Story, stories


def change_all(platform: Platform) -> None:
    _change_unit(_last(Stage.PAID, "XYT"), platform)
    _rename(_last(Stage.SUBSCRIBED, "DYJY"), platform)
    _change(_last(Stage.SUBSCRIBED, "XYT"), platform, "extension", "extension", days=5)
    waiting = _last(Stage.SUBSCRIBED, "GTYY")
    _ask(waiting, platform, "price change", "price_change", price=_price(waiting, platform))


def _last(stage: Stage, project: str) -> Story:
    """The last story that ends at a stage in a project."""
    return [one for one in stories() if (one.stage, one.project) == (stage, project)][-1]


def _change_unit(story: Story, platform: Platform) -> None:
    target = _target(story, platform)
    _change(story, platform, "unit change", "unit_change", target_unit_id=target)


def _rename(story: Story, platform: Platform) -> None:
    """To somebody whom the same consultant has met."""
    consultant = story.customer.consultant
    met = [one.customer for one in stories() if one.stage == Stage.MET]
    relative = next(customer for customer in met if customer.consultant == consultant)
    buyer = platform.notebook.id(relative.what)
    _change(story, platform, "rename", "rename", customer_id=buyer)


def _change(story: Story, platform: Platform, name: str, kind: str, **terms: Any) -> None:
    asked_for = _ask(story, platform, name, kind, **terms)
    orders.consent(platform, story.project, f"{name} of {story.customer.what}", asked_for)


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
        free = desk.read(units, status="available", page_size=200)["items"]
        platform.notebook.note(choice, {"id": free[-1]["id"]})
    target: str = platform.notebook[choice]["id"]
    return target


def _price(story: Story, platform: Platform) -> str:
    """2.5 % below the list price: beyond the manager's own authority."""
    list_price = Decimal(platform.notebook[f"unit for {story.customer.what}"]["list_price"])
    return f"{(list_price * Decimal('0.975')).to_integral_value(ROUND_CEILING)}.00"
