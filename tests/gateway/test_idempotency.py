"""The idempotency key: taken, made, passed on and always returned."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from tests.gateway.responder import Responder
from tests.gateway.running import Running

Echo = tuple[Running, Responder]
Headers = Mapping[str, str]


def test_a_clients_key_reaches_the_service_and_comes_back(echo: Echo, consultant: Headers) -> None:
    headers = {**consultant, "Idempotency-Key": "order 66/!"}
    answer = echo[0].http.post("/api/v1/words", json={}, headers=headers)
    assert answer.headers["Idempotency-Key"] == "order 66/!"
    assert echo[1].asked[0].headers["nameko.idempotency_key"] == "order 66/!"


def test_a_key_is_made_for_a_write_without_one(echo: Echo, consultant: Headers) -> None:
    answers = [
        echo[0].http.post("/api/v1/words", json={}, headers=consultant).headers["Idempotency-Key"]
        for _ in range(2)
    ]
    assert [UUID(key).version for key in answers] == [7, 7]
    assert answers[0] != answers[1]
    passed_on = [request.headers["nameko.idempotency_key"] for request in echo[1].asked]
    assert passed_on == answers


def test_refused_writes_return_the_key_too(echo: Echo, consultant: Headers) -> None:
    http, key = echo[0].http, {"Idempotency-Key": "k1"}
    unauthenticated = http.post("/api/v1/words", json={}, headers=key)
    malformed = http.post("/api/v1/words", content=b"{", headers={**consultant, **key})
    assert (unauthenticated.status_code, malformed.status_code) == (401, 415)
    assert unauthenticated.headers["Idempotency-Key"] == "k1"
    assert malformed.headers["Idempotency-Key"] == "k1"


@pytest.mark.parametrize("key", [b"", b"x" * 201, "键".encode(), b"a\tb"])
def test_a_key_that_is_not_printable_ascii_is_refused(
    echo: Echo, consultant: Headers, key: bytes
) -> None:
    headers = {**{k.encode(): v.encode() for k, v in consultant.items()}, b"Idempotency-Key": key}
    answer = echo[0].http.post("/api/v1/words", json={}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"
    assert echo[1].asked == []


def test_reads_have_no_key(echo: Echo, consultant: Headers) -> None:
    headers = {**consultant, "Idempotency-Key": "k"}
    answer = echo[0].http.get("/api/v1/words/a", headers=headers)
    assert "Idempotency-Key" not in answer.headers
    assert "nameko.idempotency_key" not in echo[1].asked[0].headers
