"""Files as answers: to be saved, never shown as a page of ours."""

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response


def attached(answer: Mapping[str, Any]) -> Response:
    """The answer of an operation that answers a `contracts.files.File`."""
    name = str(answer["file_name"])
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    headers = {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    content = base64.b64decode(answer["content"])
    return Response(content, 200, headers, media_type=str(answer["media_type"]))
