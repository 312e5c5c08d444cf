"""Files on their way in: how large, how many at once, and what is refused before it travels."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest

from contracts.inventory.papers.attachments import MOST_BYTES as ATTACHMENT
from contracts.inventory.papers.templates import MOST_TEMPLATE_BYTES as TEMPLATE
from contracts.inventory.pricing.columns import MOST_BYTES as WORKBOOK
from contracts.office.roles import Role
from gateway.limits import Uploads
from gateway.routes import ROUTES
from gateway.routing import FILE_BYTES
from gateway.server import MOST_DISCARDED
from tests import tokens
from tests.gateway.responder import Responder
from tests.gateway.running import Running, until

Echo = tuple[Running, Responder]
_KIND = "Content-Type: application/octet-stream\r\n"


@contextmanager
def upload(gateway: Running, size: int, *more: str, token: str) -> Iterator[socket.socket]:
    """A connection on which an upload of that size was announced and nothing of it sent."""
    to = urlsplit(gateway.url)
    head = (
        "POST /api/v1/words/import HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {size}\r\n{_KIND}{''.join(more)}\r\n"
    )
    with socket.create_connection((to.hostname or "", to.port or 0), timeout=10) as client:
        client.sendall(head.encode())
        yield client


def status_of(client: socket.socket) -> int:
    return int(client.recv(4096).split(b" ", 2)[1])


@pytest.mark.parametrize("more", ["", "Expect: 100-continue\r\n"])
def test_a_size_beyond_the_limit_is_refused_before_the_body_travels(echo: Echo, more: str) -> None:
    token = tokens.token_for(Role.CONSULTANT)
    with upload(echo[0], FILE_BYTES + 1, more, token=token) as client:
        assert status_of(client) == 413
    assert echo[1].asked == []


def test_a_body_that_goes_on_after_its_refusal_is_cut_off(echo: Echo) -> None:
    token = tokens.token_for(Role.CONSULTANT)
    with upload(echo[0], 1 << 40, token=token) as client:
        assert status_of(client) == 413
        with pytest.raises(OSError, match=r"reset|pipe"):
            client.sendall(bytes(4 * MOST_DISCARDED))


def test_a_person_sends_a_few_files_at_once_and_keeps_nobody_else_out(echo: Echo) -> None:
    mine, anothers = tokens.token_for(Role.CONSULTANT), tokens.token_for(Role.CONSULTANT)
    with ExitStack() as opened:
        for _ in range(3):
            opened.enter_context(upload(echo[0], 100, "Expect: 100-continue\r\n", token=mine)).recv(
                100
            )
        with upload(echo[0], 100, token=mine) as fourth:
            assert status_of(fourth) == 429
        with upload(echo[0], 3, token=anothers) as other:
            other.sendall(b"abc")
            assert status_of(other) == 200
    headers = {"Authorization": f"Bearer {mine}", "Content-Type": "application/octet-stream"}

    def taken() -> bool:
        answer = echo[0].http.post("/api/v1/words/import", content=b"x", headers=headers)
        return answer.status_code == 200

    until(taken)


def test_a_place_is_free_again_however_an_upload_ends() -> None:
    uploads = Uploads(each=1, all_together=1)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"), uploads.one_of("a"):
            raise ValueError("broken")
    with uploads.one_of("a"), pytest.raises(Exception, match="overloaded"), uploads.one_of("b"):
        pass


def test_every_route_takes_what_its_operation_takes() -> None:
    most = {route.operation.name: route.most_bytes for route in ROUTES if route.body != "json"}
    assert most == {
        "import_price_list": WORKBOOK,
        "upload_prices": WORKBOOK,
        "replace_template": TEMPLATE,
        "upload_attachment": ATTACHMENT,
    }
