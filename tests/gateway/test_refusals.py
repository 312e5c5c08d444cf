"""What a service refuses reaches the client as problem details."""

from collections.abc import Mapping

import pytest

from contracts.refusals import KINDS, invalid_input
from gateway.refusals import no_such_path
from tests.gateway.conftest import Open, Serve
from tests.gateway.responder import Responder
from tests.gateway.running import Running


def _raise(error: Exception) -> object:
    raise error


def test_every_kind_of_refusal_keeps_its_status_code_and_details(
    serve: Serve, open_gateway: Open, consultant: Mapping[str, str]
) -> None:
    serve(read=lambda ask: _raise(KINDS[ask["word"]]("made_up_code", {"unit": "A-101"})))
    http = open_gateway().http
    for name, kind in KINDS.items():
        answer = http.get(f"/api/v1/words/{name}", headers=consultant)
        assert answer.status_code == kind.status
        assert answer.headers["Content-Type"] == "application/problem+json"
        body = answer.json()
        assert (body["status"], body["code"]) == (kind.status, "made_up_code")
        assert body["details"] == {"unit": "A-101"}
        assert body["request_id"] == answer.headers["X-Request-Id"]
        assert ("WWW-Authenticate" in answer.headers) == (kind.status == 401)
        assert ("Retry-After" in answer.headers) == (kind.status in (429, 503))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr, en;q=0.2, zh;q=0.5", "zh"),
        ("en;q=x", "zh"),
        ("fr", "zh"),
    ],
)
def test_the_sentence_is_in_the_preferred_language(
    echo: tuple[Running, Responder], accepted: str, language: str
) -> None:
    answer = echo[0].http.get("/api/v1/nothing", headers={"Accept-Language": accepted})
    assert answer.json()["title"] == no_such_path().sentence(language)
    assert answer.headers["Content-Language"] == language


def test_invalid_fields_are_flattened_and_told_in_the_readers_language(
    serve: Serve, open_gateway: Open, consultant: Mapping[str, str]
) -> None:
    fields = {
        "name": ["Missing data for required field."],
        "rows": {"3": {"price": ["Must be greater than or equal to 0.", "Not a valid number."]}},
        "_schema": ["Something of our own."],
    }
    serve(write=lambda _: _raise(invalid_input(fields=fields)))
    http = open_gateway().http
    chinese = http.post("/api/v1/words", json={}, headers=consultant).json()
    assert chinese["errors"] == [
        {"field": "name", "message": "必填。"},
        {"field": "rows.3.price", "message": "不得小于 0。"},
        {"field": "rows.3.price", "message": "应为数字。"},
        {"field": "", "message": "Something of our own."},
    ]
    english = {**consultant, "Accept-Language": "en"}
    told = http.post("/api/v1/words", json={}, headers=english).json()["errors"]
    assert told[0] == {"field": "name", "message": "Missing data for required field."}


def test_the_seconds_to_wait_come_from_the_service(
    serve: Serve, open_gateway: Open, consultant: Mapping[str, str]
) -> None:
    serve(read=lambda _: _raise(KINDS["TooMany"]("locked_out", {"retry_after": 90})))
    answer = open_gateway().http.get("/api/v1/words/a", headers=consultant)
    assert answer.headers["Retry-After"] == "90"


def test_anything_else_is_a_500_that_tells_only_the_request_id(
    serve: Serve,
    open_gateway: Open,
    consultant: Mapping[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    serve(read=lambda _: _raise(ZeroDivisionError("13800000000 divided by zero")))
    answer = open_gateway().http.get("/api/v1/words/a", headers=consultant)
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert answer.json()["request_id"]
    assert "13800000000" not in answer.text + caplog.text
    assert "a service failed" in caplog.text
