"""Pages that need nothing from outside: the start page and the API's documentation."""

from functools import cache, partial
from importlib.resources import files

import orjson
from starlette.responses import Response

from contracts.vocabulary import VOCABULARY
from gateway.request import Request
from gateway.routing import Endpoint

_CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_OWN, _SWAGGER = "gateway", "swagger_ui"
_ASSETS = {
    "/": (_OWN, "start.html", "text/html"),
    "/docs": (_OWN, "docs.html", "text/html"),
    "/docs/docs.js": (_OWN, "docs.js", "text/javascript"),
    "/docs/swagger-ui.css": (_SWAGGER, "swagger-ui.css", "text/css"),
    "/docs/swagger-ui-bundle.js": (_SWAGGER, "swagger-ui-bundle.js", "text/javascript"),
    "/docs/favicon.png": (_SWAGGER, "favicon-32x32.png", "image/png"),
}


def pages() -> dict[str, Endpoint]:
    """The endpoint of every page and asset, by path."""
    return {path: partial(_asset, *asset) for path, asset in _ASSETS.items()}


async def _asset(package: str, name: str, media_type: str, request: Request) -> Response:
    headers = {
        "Cache-Control": "no-cache" if package == _OWN else "public, max-age=86400",
        "Content-Security-Policy": _CONTENT_SECURITY,
    }
    return Response(_content(package, name), 200, headers, media_type=media_type)


@cache
def _content(package: str, name: str) -> bytes:
    return (files(package) / "static" / name).read_bytes()


async def vocabulary(request: Request) -> Response:
    """`GET /api/v1/vocabulary`: enum → word → `{zh, en}`."""
    body = {
        enum: {word: {"zh": zh, "en": en} for word, (zh, en) in words.items()}
        for enum, words in VOCABULARY.items()
    }
    headers = {"Cache-Control": "public, max-age=300"}
    return Response(orjson.dumps(body), 200, headers, media_type="application/json")
