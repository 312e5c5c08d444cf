"""Requests that a route's operation would accept, made from its schema.

A new operation gets its request by itself; only what a schema can't say about a field (a pattern, a
rule between fields) is told here.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from contracts.operation import Operation
from contracts.schema import Area, Id, Moment, Money, Rate, new_id
from contracts.workbook import write_price_list
from gateway.routing import Route

_BY_NAME: dict[str, Any] = {
    "username": "sample.person",
    "email": "sample@loupan.example",
    "roles": ["consultant"],
    "phone": "+4915112345678",
    "code": "SAMPLE",
    "period": "2026-11",
    "effective_from": "2026-11",
    "password": "a sample password",
    "new_password": "a sample password",
    "handover_date": "2099-12-31",
    "payout": {"receipts": "0.7", "settled": "0.2", "handover": "0.1"},
    "tiers": [{"rate": "0.003"}],
    "level": "company",
    "from": "2026-11-01",
    "to": "2026-11-02",
}
_BESIDE: dict[str, dict[str, Any]] = {
    "inventory.release_units": {"all": True},
    "inventory.review_units": {"all": True},
    "inventory.withdraw_units": {"all": True},
    "inventory.suspend_units": {"all": True},
    "inventory.resume_units": {"all": True},
    "inventory.request_data_change": {"number": "101"},
    "inventory.create_discount": {"rate": "0.01"},
    "inventory.foresee_adjustment": {"tiers": ["list_rate"], "share": "0.01"},
    "inventory.adjust_prices": {"tiers": ["list_rate"], "share": "0.01"},
    "inventory.create_payment_plan": {
        "lines": [
            {"name": "全款", "kind": "instalment", "rest": True, "due": "after_signing", "days": 7}
        ]
    },
    "inventory.issue_invoice": {"number": "25512000000123456789"},
    "reporting.set_target": {"units": 1},
}
"""Fields that only a rule between fields asks for."""

WORKBOOK = write_price_list(
    [
        {
            "building": "1栋",
            "stair": "1单元",
            "floor": 1,
            "number": "101",
            "house_type": "B",
            "gross_area": 100,
            "list_rate": 10000,
            "filed_rate": 10000,
        }
    ]
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def body_of(route: Route) -> dict[str, Any]:
    """The fields that do not come from the path."""
    skipped = {*route.parameters, route.file_field if route.body != "json" else ""}
    return _required(route.operation.request_schema, skipped) | _BESIDE.get(route.operation.key, {})


def whole_request(operation: Operation, route: Route) -> dict[str, Any]:
    """The operation's request as the gateway would put it together."""
    ids = {name: str(new_id()) for name in route.parameters}
    return ids | body_of(route)


def path_with(route: Route, ids: Mapping[str, str]) -> str:
    return route.path.format_map(ids)


def unknown_ids(route: Route) -> dict[str, str]:
    return {name: str(new_id()) for name in route.parameters}


def _required(schema: Schema, skipped: set[str]) -> dict[str, Any]:
    return {
        field.data_key or name: _value(field.data_key or name, field)
        for name, field in schema.fields.items()
        if field.required and (field.data_key or name) not in skipped
    }


def _value(name: str, field: fields.Field[Any]) -> Any:
    if name in _BY_NAME:
        return _BY_NAME[name]
    for validator in field.validators:
        if isinstance(validator, validate.OneOf):
            return next(iter(validator.choices))
    match field:
        case Id() | fields.UUID():
            return str(new_id())
        case Money() | Area():
            return "1.00"
        case Rate():
            return "0.01"
        case Moment() | fields.AwareDateTime():
            return "2026-11-21T08:00:00+00:00"
        case fields.Date():
            return "2026-11-21"
        case fields.Boolean():
            return True
        case fields.Integer():
            return 1
        case fields.Enum():
            return next(iter(field.enum.__members__.values())).value
        case fields.Nested():
            return _required(field.schema, set())
        case fields.List():
            return [_value(name, field.inner)]
        case fields.String():
            return "sample"
    raise LookupError(f"say in {__name__} what a {type(field).__name__} like {name} holds")


def fresh_key() -> str:
    return uuid.uuid4().hex
