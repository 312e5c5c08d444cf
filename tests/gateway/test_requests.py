"""From HTTP to the payload of an operation, and back."""

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from tests.gateway.responder import Responder
from tests.gateway.running import Running

Echo = tuple[Running, Responder]
Headers = Mapping[str, str]


def test_path_query_and_body_become_one_payload(echo: Echo, consultant: Headers) -> None:
    http = echo[0].http
    answer = http.put("/api/v1/words/楼盘?word2=x", json={"n": 1}, headers=consultant)
    assert answer.json() == {"word": "楼盘", "word2": "x", "n": 1}
    assert answer.status_code == 200


def test_a_list_field_may_be_repeated_in_the_query(echo: Echo, consultant: Headers) -> None:
    answer = echo[0].http.get("/api/v1/words?tags=a&tags=b&word=", headers=consultant)
    assert answer.json() == {"tags": ["a", "b"], "word": ""}


def test_the_status_of_the_row_is_answered(echo: Echo, consultant: Headers) -> None:
    http = echo[0].http
    assert http.post("/api/v1/words", json={}, headers=consultant).status_code == 201
    erased = http.delete("/api/v1/words/a", headers=consultant)
    assert (erased.status_code, erased.content) == (204, b"")


def test_a_head_request_is_answered_without_a_body(echo: Echo, consultant: Headers) -> None:
    answer = echo[0].http.head("/api/v1/words/a", headers=consultant)
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_file_is_answered_as_its_bytes(echo: Echo, consultant: Headers) -> None:
    file = {"file_name": "价格表.xlsx", "media_type": "application/zip", "content": "AAH/"}
    answer = echo[0].http.get("/api/v1/words/file", params=file, headers=consultant)
    assert (answer.status_code, answer.content) == (200, b"\x00\x01\xff")
    assert answer.headers["content-type"] == "application/zip"
    saved_as = answer.headers["content-disposition"]
    assert saved_as.startswith("attachment;")
    assert saved_as.endswith("filename*=UTF-8''%E4%BB%B7%E6%A0%BC%E8%A1%A8.xlsx")


def test_an_empty_body_asks_for_nothing(echo: Echo, consultant: Headers) -> None:
    assert echo[0].http.post("/api/v1/words", headers=consultant).json() == {}


@pytest.mark.parametrize(
    ("request_", "status", "code", "field"),
    [
        ({"content": b"{"}, 422, "malformed_body", None),
        ({"content": b"[1]"}, 422, "malformed_body", None),
        ({"content": b'{"n": NaN}'}, 422, "malformed_body", None),
        ({"content": b"\xff\xfe"}, 422, "malformed_body", None),
        ({"content": b"[" * 20_000}, 422, "malformed_body", None),
        ({"json": {"word": "b"}}, 422, "invalid_input", "word"),
        ({"json": {}, "params": {"word": "b"}}, 422, "invalid_input", "word"),
        ({"json": {"n": 1}, "params": {"n": 2}}, 422, "invalid_input", "n"),
        ({"json": {}, "params": {"n": ["1", "2"]}}, 422, "invalid_input", "n"),
        ({"content": b"x" * (1 << 20) + b"y"}, 413, "body_too_large", None),
        ({"content": iter([b"x" * 700_000] * 2)}, 413, "body_too_large", None),
    ],
)
def test_a_bad_request_is_refused_before_any_service(
    echo: Echo,
    consultant: Headers,
    request_: dict[str, Any],
    status: int,
    code: str,
    field: str | None,
) -> None:
    gateway, responder = echo
    headers = {**consultant, "Content-Type": "application/json"}
    answer = gateway.http.put("/api/v1/words/a", headers=headers, **request_)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert [error["field"] for error in answer.json().get("errors", [])] == (
        [field] if field else []
    )
    assert responder.asked == []


def test_another_content_type_than_json_is_refused(echo: Echo, consultant: Headers) -> None:
    answer = echo[0].http.post("/api/v1/words", data={"word": "a"}, headers=consultant)
    assert answer.status_code == 415
    assert answer.json()["details"] == {"allowed": "application/json"}


@pytest.mark.parametrize("size", [10, 3 << 20])
def test_a_spreadsheet_arrives_as_base64(echo: Echo, consultant: Headers, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    http, asked = echo[0].http, echo[1].asked
    upload = {"file": ("units.xlsx", content)}
    http.post("/api/v1/words/import", files=upload, data={"word": "a"}, headers=consultant)
    http.post(
        "/api/v1/words/import?word=a",
        content=content,
        headers={**consultant, "Content-Type": "application/octet-stream"},
    )
    expected = {"file": base64.b64encode(content).decode(), "word": "a"}
    assert [request.payload for request in asked] == [expected, expected]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"json": {}}, 415),
        ({"files": {"other": (None, "no file")}}, 422),
        ({"content": b"no form", "headers": {"Content-Type": "multipart/form-data"}}, 422),
        (
            {"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
            422,
        ),
        ({"files": {"file": ("big.xlsx", b"x" * (21 << 20))}}, 413),
    ],
)
def test_an_upload_that_is_no_spreadsheet_is_refused(
    echo: Echo, consultant: Headers, request_: dict[str, Any], status: int
) -> None:
    headers = {**consultant, **request_.pop("headers", {})}
    answer = echo[0].http.post("/api/v1/words/import", headers=headers, **request_)
    assert answer.status_code == status
    assert echo[1].asked == []


def test_an_unknown_path_and_method_are_problems_too(echo: Echo) -> None:
    http = echo[0].http
    unknown = http.get("/api/v1/nothing")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_path")
    wrong = http.patch("/api/v1/words/a")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "method_not_allowed")
    assert wrong.headers["Allow"] == "DELETE, GET, PUT"
    assert wrong.headers["Content-Type"] == "application/problem+json"


def test_the_request_id_is_kept_when_sane_and_made_otherwise(
    echo: Echo, consultant: Headers
) -> None:
    http, asked = echo[0].http, echo[1].asked
    kept = http.get("/api/v1/words", headers={**consultant, "X-Request-Id": "abc-1"})
    made = http.get("/api/v1/words", headers={**consultant, "X-Request-Id": "a b"})
    assert kept.headers["X-Request-Id"] == "abc-1"
    assert made.headers["X-Request-Id"] not in ("a b", "")
    ids = [request.headers["nameko.request_id"] for request in asked]
    assert ids == ["abc-1", made.headers["X-Request-Id"]]
    refused = http.get("/api/v1/nothing", headers={"X-Request-Id": "abc-2"})
    assert refused.json()["request_id"] == "abc-2"
