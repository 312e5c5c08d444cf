"""Locks (锁定), and why a unit is not to be had."""

from marshmallow import fields

from contracts.inventory.register.units import OneUnit, UnitStatus
from contracts.operation import Operation
from contracts.refusals import Conflict, Forbidden, code
from contracts.schema import (
    Answer,
    Moment,
)
from contracts.words import Word

unit_taken = code(
    Conflict,
    "unit_taken",
    zh="该房源已被占用，请选择其他房源。",
    en="The unit is already taken; choose another one.",
    words={"status": "unit_status"},
)
lock_not_yours = code(
    Conflict, "lock_not_yours", zh="该房源不是由您锁定的。", en="You do not hold this unit's lock."
)
customer_not_yours = code(
    Forbidden, "customer_not_yours", zh="该客户不归您跟进。", en="This customer is not yours."
)


class UnitState(Answer):
    """A unit after a lock or its end."""

    unit_id = fields.UUID()
    status = Word(UnitStatus)
    version = fields.Integer()
    expires_at = Moment(allow_none=True)


lock_unit = Operation(
    "inventory",
    "lock_unit",
    "Lock a unit for a short while (锁定)",
    "unit.lock",
    OneUnit,
    UnitState,
    writes=True,
    refuses=("bound_to_home", "unit_taken", "unit_wrong_state"),
)
unlock_unit = Operation(
    "inventory",
    "unlock_unit",
    "Give up one's lock",
    "unit.lock",
    OneUnit,
    UnitState,
    writes=True,
    refuses=("unit_wrong_state", "lock_not_yours"),
)
