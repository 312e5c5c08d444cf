"""Declared once, exposed once (design §2)."""

import importlib
import pkgutil
import re
from collections import Counter

import contracts
from contracts.health import PINGS
from contracts.office.rights import RIGHTS
from contracts.operation import ANYONE, OPEN, OPERATIONS
from contracts.parking import SERVICES
from gateway.routes import ROUTES

for module in pkgutil.walk_packages(contracts.__path__, "contracts."):
    importlib.import_module(module.name)

_ASKED_BY_THE_GATEWAY_ITSELF = {ping.key for ping in PINGS.values()}
_OF_SERVICES = {key: op for key, op in OPERATIONS.items() if op.service in SERVICES}


def test_every_operation_that_is_not_internal_is_exposed_exactly_once() -> None:
    exposed = Counter(route.operation.key for route in ROUTES)
    internal = {key for key, operation in _OF_SERVICES.items() if operation.internal}
    expected = _OF_SERVICES.keys() - internal - _ASKED_BY_THE_GATEWAY_ITSELF
    assert dict(exposed) == dict.fromkeys(expected, 1)


def test_path_parameters_are_fields_of_the_request() -> None:
    for route in ROUTES:
        unknown = set(route.parameters) - route.operation.request_schema.fields.keys()
        assert not unknown, f"{route.method} {route.path}: {unknown}"


def test_the_file_of_an_upload_is_a_field_of_the_request() -> None:
    for route in ROUTES:
        if route.body == "xlsx":
            assert route.file_field in route.operation.request_schema.fields, route.path


def test_reads_are_gets_and_writes_are_not() -> None:
    for route in ROUTES:
        assert (route.method == "GET") != route.operation.writes, f"{route.method} {route.path}"


def test_paths_are_plural_nouns_under_the_version() -> None:
    for route in ROUTES:
        assert re.fullmatch(r"/api/v1(/[a-z0-9-]+|/\{[a-z_]+\})+", route.path), route.path


def test_permissions_are_known_rights() -> None:
    for key, operation in _OF_SERVICES.items():
        assert operation.permission in {OPEN, ANYONE, *RIGHTS}, key
