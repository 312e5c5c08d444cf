"""The web application's files, built into `web/dist` (G-06), and its page for every other path.

Files are read once and kept, compressed too. Without a build the gateway's own start page answers.
"""

import gzip
import mimetypes
from functools import partial
from pathlib import Path

from starlette.responses import Response

from gateway.request import Request
from gateway.routing import Endpoint, Target

FOLDER = Path(__file__).parent.parent / "web" / "dist"
_INDEX = "index.html"
_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_PAGES = ("/api/", "/health/", "/docs/", "/assets/")
_WORTH_COMPRESSING = 1024
_CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


class Web:
    """What `folder` holds, by path."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {
            "/" + file.relative_to(folder).as_posix(): _File(file)
            for file in folder.rglob("*")
            if file.is_file()
        }
        index = self._files.pop(f"/{_INDEX}", None)
        self._page = (
            Target("(page)", partial(_serve, index, "no-cache")) if index is not None else None
        )

    def endpoints(self) -> dict[str, Endpoint]:
        """The built files, by path, and the application at `/`; empty without a build."""
        if self._page is None:
            return {}
        files: dict[str, Endpoint] = {
            path: partial(_serve, file, _FOR_EVER if path.startswith("/assets/") else "no-cache")
            for path, file in self._files.items()
        }
        return files | {"/": self._page.endpoint}

    def page(self, request: Request) -> Target | None:
        """The application, for a path of its own that a browser was sent to."""
        wants_page = "text/html" in (request.header(b"accept") or "")
        if request.method != "GET" or not wants_page or request.path.startswith(_NOT_PAGES):
            return None
        return self._page


class _File:
    def __init__(self, file: Path) -> None:
        self.plain = file.read_bytes()
        compressed = gzip.compress(self.plain, mtime=0)
        self.compressed = compressed if len(self.plain) > _WORTH_COMPRESSING else None
        self.media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"


async def _serve(file: _File, cache: str, request: Request) -> Response:
    headers = {
        "Cache-Control": cache,
        "Content-Security-Policy": _CONTENT_SECURITY,
        "Referrer-Policy": "same-origin",
        "Vary": "Accept-Encoding",
    }
    if file.compressed is None or "gzip" not in (request.header(b"accept-encoding") or ""):
        return Response(file.plain, 200, headers, media_type=file.media_type)
    headers["Content-Encoding"] = "gzip"
    return Response(file.compressed, 200, headers, media_type=file.media_type)
