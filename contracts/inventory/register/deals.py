"""Deals (交易): their stages, and what is told when one changes."""

from enum import StrEnum

from marshmallow import fields

from contracts.event import EventType
from contracts.inventory.register.units import UnitStatus
from contracts.refusals import Conflict, Invalid, code
from contracts.schema import (
    Answer,
    Facts,
    Id,
    Moment,
    Money,
    Request,
)
from contracts.words import Word


class DealStage(StrEnum):
    """How far a deal has come. The first three are active: they own the unit."""

    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


deposit_above_cap = code(
    Invalid,
    "deposit_above_cap",
    zh="定金不能超过 {most}。",
    en="The deposit may be at most {most}.",
)
deal_wrong_stage = code(
    Conflict,
    "deal_wrong_stage",
    zh="交易当前阶段为 {stage}，此操作仅适用于 {allowed}。",
    en="The deal is {stage}; this is only possible when it is {allowed}.",
    words={"stage": "deal_stage", "allowed": "deal_stage"},
)
handover_in_past = code(
    Invalid, "handover_in_past", zh="交房日期不能早于今天。", en="The handover date has passed."
)
date_out_of_range = code(
    Invalid,
    "date_out_of_range",
    zh="日期须在 {first} 至 {last} 之间。",
    en="The date must lie between {first} and {last}.",
)


class OneDeal(Request):
    deal_id = Id(required=True)


class DealState(Answer):
    """A deal after a command: `version` is the deal's, `unit_version` the unit's."""

    id = fields.UUID()
    unit_id = fields.UUID()
    project_id = fields.UUID()
    stage = Word(DealStage)
    unit_status = Word(UnitStatus)
    version = fields.Integer()
    unit_version = fields.Integer()
    price = Money()
    expires_at = Moment(allow_none=True)
    sign_by = Moment(allow_none=True)
    contract_number = fields.String(allow_none=True)


class DealChanged(Facts):
    """A deal's stage, terms or sign-off changed."""

    deal_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    customer_id = fields.UUID(required=True)
    consultant_id = fields.UUID(required=True)
    stage = fields.String(required=True)
    expires_at = Moment(allow_none=True)
    sign_by = Moment(allow_none=True)
    change = fields.String(required=True)


DEAL_CHANGED = EventType("inventory", "deal_changed", DealChanged, "A deal changed")
