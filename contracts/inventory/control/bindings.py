"""Parking spaces and storage rooms bound to a home (车位、储藏绑定): only whoever buys the home may
have them (I-01)."""

from contracts.inventory.register.units import Usage
from contracts.operation import Operation
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import Done, Id, Request, Text

BINDABLE = (Usage.PARKING, Usage.STORAGE)

binding_wrong_usage = code(
    Invalid,
    "binding_wrong_usage",
    zh="只能将车位或储藏间绑定到同一项目的住宅。",
    en="Only a parking space or storage room is bound, and to a home of the same project.",
)
already_bound = code(
    Conflict,
    "already_bound",
    zh="该房源已绑定至 {home}，请先解除绑定。",
    en="This unit is bound to {home}; unbind it first.",
)
not_bound = code(Conflict, "not_bound", zh="该房源未绑定。", en="This unit is not bound to a home.")
bound_to_home = code(
    Conflict,
    "bound_to_home",
    zh="该房源绑定至 {home}，只能由 {home} 的买受人购买。",
    en="This unit is bound to {home}: only the buyer of {home} may have it.",
)
claimed_by_another = code(
    Conflict,
    "claimed_by_another",
    zh="该房源现为{status}，不属于 {home} 的买受人，不能绑定。",
    en="This unit is {status}, and not by the buyer of {home}; it cannot be bound.",
    words={"status": "unit_status"},
)


unbind_first = code(
    Conflict,
    "unbind_first",
    zh="该房源有绑定关系，请先解除绑定再更正用途。",
    en="The unit is bound, or something is bound to it; unbind before correcting its usage.",
)


class BindUnit(Request):
    """`unit_id` is the parking space or storage room, `home_id` the home."""

    unit_id = Id(required=True)
    home_id = Id(required=True)
    reason = Text(most=200)


class UnbindUnit(Request):
    unit_id = Id(required=True)
    reason = Text(most=200)


bind_unit = Operation(
    "inventory",
    "bind_unit",
    "Bind a parking space or storage room to a home (绑定)",
    "unit.bind",
    BindUnit,
    Done,
    writes=True,
    refuses=("binding_wrong_usage", "already_bound", "claimed_by_another"),
)
unbind_unit = Operation(
    "inventory",
    "unbind_unit",
    "Let a parking space or storage room be sold to anybody again (解除绑定)",
    "unit.bind",
    UnbindUnit,
    Done,
    writes=True,
    refuses=("not_bound",),
)
