"""The built application is served with its pages; the API's own paths stay the API's."""

import asyncio
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from gateway.request import Request
from gateway.web import Web


class Site:
    """Just what the gateway does with a `Web`."""

    def __init__(self, folder: Path) -> None:
        self._web = Web(folder)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        endpoint = self._web.endpoints().get(request.path)
        if endpoint is None:
            page = self._web.page(request)
            assert page is not None, f"nothing at {request.path}"
            endpoint = page.endpoint
        response = await endpoint(request)
        await response(scope, receive, send)


def get(site: Site, path: str, **headers: str) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(site)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(asked())


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>楼盘</title>")
    (tmp_path / "assets" / "main-1a2b.js").write_text("let board = 1;" * 200)
    return tmp_path


def test_an_asset_is_compressed_and_kept_for_ever(built: Path) -> None:
    asked = get(Site(built), "/assets/main-1a2b.js")
    assert asked.headers["content-type"].startswith("text/javascript")
    assert asked.headers["content-encoding"] == "gzip"
    assert "immutable" in asked.headers["cache-control"]
    assert asked.text == "let board = 1;" * 200


def test_who_does_not_take_gzip_gets_it_plain(built: Path) -> None:
    asked = get(Site(built), "/assets/main-1a2b.js", **{"accept-encoding": "identity"})
    assert "content-encoding" not in asked.headers
    assert asked.text == "let board = 1;" * 200


@pytest.mark.parametrize("path", ["/", "/board", "/deals", "/a/page/of/its/own"])
def test_every_page_is_the_application(built: Path, path: str) -> None:
    asked = get(Site(built), path, accept="text/html,*/*")
    assert "楼盘" in asked.text
    assert "script-src 'self'" in asked.headers["content-security-policy"]
    assert asked.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/health/nothing", "/assets/gone.js"])
def test_a_path_of_the_api_is_never_a_page(built: Path, path: str) -> None:
    with pytest.raises(AssertionError, match="nothing at"):
        get(Site(built), path, accept="text/html")


def test_a_program_that_asks_for_json_gets_no_page(built: Path) -> None:
    with pytest.raises(AssertionError, match="nothing at"):
        get(Site(built), "/board", accept="application/json")


def test_without_a_build_there_is_nothing(tmp_path: Path) -> None:
    web = Web(tmp_path)
    assert web.endpoints() == {}
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": []}, None)  # type: ignore[arg-type]
    assert web.page(request) is None
