"""The document of the API, and the pages that show it."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from contracts.refusals import CODES
from gateway.openapi import specification
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
    name = change["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    assert "customer_id" not in document["components"]["schemas"][name]["properties"]
    in_path = [p for p in change["parameters"] if p.get("in") == "path"]
    assert [(p["name"], p["required"]) for p in in_path] == [("customer_id", True)]


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
