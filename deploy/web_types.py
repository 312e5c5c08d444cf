"""Writes `web/openapi.json`, from which the web application's build makes its types:
`python -m deploy.web_types --write` (or `--check`). It is the API's document without refusals.
"""

import sys
from pathlib import Path
from typing import Any

import orjson

from gateway.openapi import specification
from gateway.routes import ROUTES

DOCUMENT = Path(__file__).parent.parent / "web" / "openapi.json"
_LEAST_REFUSAL = 400


def document() -> bytes:
    api = specification(ROUTES)
    for path in api["paths"].values():
        for operation in path.values():
            operation["responses"] = _done(operation["responses"])
    return orjson.dumps(api, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _done(responses: dict[str, Any]) -> dict[str, Any]:
    return {status: one for status, one in responses.items() if int(status) < _LEAST_REFUSAL}


def main(arguments: list[str]) -> None:
    if arguments == ["--write"]:
        DOCUMENT.write_bytes(document())
    elif arguments == ["--check"]:
        if not DOCUMENT.exists() or DOCUMENT.read_bytes() != document():
            sys.exit("web/openapi.json differs from the API: python -m deploy.web_types --write")
    else:
        sys.exit("usage: python -m deploy.web_types --write | --check")


if __name__ == "__main__":
    main(sys.argv[1:])
