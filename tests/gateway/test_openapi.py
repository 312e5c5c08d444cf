"""The document of the API, and the pages that show it."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from marshmallow import fields
from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts import health
from contracts.inventory.pricing.price_lists import TIERS
from contracts.inventory.register.units import UnitStatus
from contracts.refusals import CODES
from contracts.schema import Answer
from gateway.openapi import specification
from gateway.openapi_schemas import shapes_of
from gateway.routes import ROUTES
from tests.gateway.conftest import Open


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return specification(ROUTES)


def _operation(document: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"][path][method]
    return found


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_its_version_is_the_projects(document: dict[str, Any]) -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text())
    assert document["info"]["version"] == project["project"]["version"]


def test_every_route_is_described(document: dict[str, Any]) -> None:
    for route in ROUTES:
        assert route.method.lower() in document["paths"][route.path]


def test_money_is_documented_as_text(document: dict[str, Any]) -> None:
    unit = document["components"]["schemas"]["BoardUnit"]["properties"]["list_price"]
    assert "string" in unit["type"]
    assert unit["example"] == "1280000.00"


def test_writes_document_the_idempotency_key(document: dict[str, Any]) -> None:
    write = _operation(document, "post", "/api/v1/customers")
    read = _operation(document, "get", "/api/v1/customers")
    key = {"$ref": "#/components/parameters/IdempotencyKey"}
    assert key in write["parameters"]
    assert key not in read["parameters"]
    assert "Idempotency-Key" in write["responses"]["201"]["headers"]


def test_what_the_path_gives_is_not_asked_for_in_the_body(document: dict[str, Any]) -> None:
    change = _operation(document, "patch", "/api/v1/customers/{customer_id}")
    assert "customer_id" not in _body(change)["properties"]
    in_path = [p for p in change["parameters"] if p.get("in") == "path"]
    assert [(p["name"], p["required"]) for p in in_path] == [("customer_id", True)]


def _body(operation: dict[str, Any], media_type: str = "application/json") -> dict[str, Any]:
    body: dict[str, Any] = operation["requestBody"]["content"][media_type]["schema"]
    return body


def test_what_asks_nothing_more_has_no_body(document: dict[str, Any]) -> None:
    assert "requestBody" not in _operation(document, "post", "/api/v1/units/{unit_id}/lock")


def test_a_body_names_what_it_needs_and_takes_nothing_else(document: dict[str, Any]) -> None:
    subscribe = _operation(document, "post", "/api/v1/units/{unit_id}/subscription")
    body = _body(subscribe)
    assert subscribe["requestBody"]["required"]
    assert sorted(body["required"]) == ["customer_id", "handover_date", "payment_method"]
    assert body["additionalProperties"] is False


def test_a_file_brings_its_name(document: dict[str, Any]) -> None:
    upload = _body(_operation(document, "post", "/api/v1/attachments"), "multipart/form-data")
    assert "file" in upload["required"]
    assert "file_name" not in upload["properties"]


def test_query_parameters_have_their_bounds_and_are_never_null(document: dict[str, Any]) -> None:
    staff = _operation(document, "get", "/api/v1/staff")
    asked = {one["name"]: one["schema"] for one in staff["parameters"]}
    assert asked["page_size"] == {"type": "integer", "default": 50, "minimum": 1, "maximum": 200}
    assert asked["team_id"] == {"type": "string", "format": "uuid"}
    assert asked["status"] == {"$ref": "#/components/schemas/StaffStatus", "default": "active"}


def test_every_field_of_an_answer_is_there_unless_it_is_withheld(document: dict[str, Any]) -> None:
    """Floors and the prices below the list price are left out for those who may not see them."""
    left_out = {
        name: {*shape["properties"]} - {*shape.get("required", ())}
        for name, shape in _answers(document).items()
        if "properties" in shape
    }
    floors = {"manager_floor", "director_floor"}
    unit = {*floors, "channel_price"}
    totals = {*unit, "list_price", "filed_price"}
    assert {name: fields for name, fields in left_out.items() if fields} == {
        "BoardUnit": floors,
        "UnitRow": unit,
        "FoundUnit": unit,
        "Unit": unit,
        "ListedPrice": {*totals, *TIERS},
        "Totals": totals,
        "Problem": {"detail", "details", "errors"},
    }


def _answers(document: dict[str, Any]) -> dict[str, Any]:
    """The named schemas of which answers consist."""
    found: dict[str, Any] = {}
    operations = [way for path in document["paths"].values() for way in path.values()]
    open_ends: list[Any] = [operation["responses"] for operation in operations]
    while open_ends:
        for part in _parts(open_ends.pop()):
            name = part.get("$ref", "").removeprefix("#/components/schemas/")
            if name in document["components"]["schemas"] and name not in found:
                found[name] = document["components"]["schemas"][name]
                open_ends.append(found[name])
    return found


def _parts(whole: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, itself too."""
    if isinstance(whole, dict):
        yield whole
    for part in whole.values() if isinstance(whole, dict) else whole:
        if isinstance(part, dict | list):
            yield from _parts(part)


def test_an_answer_may_be_null_only_where_it_says_so(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["Deal"]["properties"]["deposit"]["type"] == ["string", "null"]
    assert schemas["Deal"]["properties"]["price"]["type"] == "string"
    assert schemas["DealMilestones"]["properties"]["filing"] == {
        "anyOf": [{"$ref": "#/components/schemas/Filing"}, {"type": "null"}]
    }


def test_enumerations_have_names(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    named = [shape["enum"] for shape in schemas.values() if "enum" in shape]
    everywhere = [part["enum"] for part in _parts(document) if "enum" in part]
    assert len(named) > 80
    assert everywhere == named
    assert schemas["UnitStatus"] == {"type": "string", "enum": [str(word) for word in UnitStatus]}
    reference = {"$ref": "#/components/schemas/UnitStatus"}
    assert schemas["BoardUnit"]["properties"]["status"] == reference


def test_one_thing_has_one_schema(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    contents = {json.dumps(shape, sort_keys=True) for shape in schemas.values()}
    assert len(contents) == len(schemas)
    assert [name for name in schemas if name[-1].isdigit()] == []


def test_two_schemas_of_one_name_are_refused() -> None:
    class Pong(Answer):
        another = fields.String()

    class Both(Answer):
        mine = fields.Nested(Pong)
        health = fields.Nested(health.Pong)

    with pytest.raises(ValueError, match="both called Pong"):
        shapes_of(Both())


def test_decimals_are_strings_of_a_pattern(document: dict[str, Any]) -> None:
    decimals = [part for part in _parts(document) if part.get("format") == "decimal"]
    assert len(decimals) > 300
    for one in decimals:
        assert one["type"] in ("string", ["string", "null"])
        for text in ("0.03", "128.35", one.get("example", "1.00")):
            assert re.fullmatch(one["pattern"], text)
    assert not re.search(r"\\[AZz]", json.dumps([p.get("pattern") for p in _parts(document)]))


def test_lists_say_what_they_hold(document: dict[str, Any]) -> None:
    pages = [shape for shape in _answers(document).values() if "next" in shape.get("required", ())]
    assert len(pages) > 30
    for page in pages:
        assert "$ref" in page["properties"]["items"]["items"]
        assert "null" in page["properties"]["next"]["type"]


def test_the_refresh_token_is_in_no_answer(document: dict[str, Any]) -> None:
    assert "refresh_token" not in document["components"]["schemas"]["Session"]["properties"]
    assert "OpenSession" not in document["components"]["schemas"]


def test_refusals_are_described_by_their_codes(document: dict[str, Any]) -> None:
    log_in = _operation(document, "post", "/api/v1/session")
    assert "login_failed" in log_in["responses"]["401"]["description"]
    assert "account_locked" in log_in["responses"]["429"]["description"]
    assert log_in["security"] == []
    board = _operation(document, "get", "/api/v1/projects/{project_id}/board")
    assert board["security"] == [{"token": []}]
    assert "forbidden" in board["responses"]["403"]["description"]
    assert "deadline_missed" in board["responses"]["504"]["description"]


def test_every_code_an_operation_names_is_declared() -> None:
    for route in ROUTES:
        assert set(route.operation.refuses) <= CODES.keys(), route.operation.key


def test_the_documentation_page_needs_nothing_from_outside(open_gateway: Open) -> None:
    http = open_gateway(list(ROUTES)).http
    assert http.get("/openapi.json").json()["info"]["title"] == "Loupan 楼盘"
    page = http.get("/docs")
    assert page.status_code == 200
    assert "://" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for asset in ("/docs/docs.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js"):
        assert asset in page.text
        assert http.get(asset).status_code == 200


def test_the_start_page_links_to_the_documentation() -> None:
    page = (files("gateway") / "static" / "start.html").read_text()
    assert 'href="/docs"' in page
    assert "://" not in page


def test_the_vocabulary_has_both_languages(open_gateway: Open) -> None:
    words = open_gateway().http.get("/api/v1/vocabulary").json()
    assert words["unit_status"]["available"] == {"zh": "待售", "en": "Available"}
    assert words["role"]["consultant"]["zh"] == "置业顾问"
