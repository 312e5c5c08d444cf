"""Many who ask at a rate, whether they are answered or not; run as a program.

Given as JSON: url, headers, rate (a second), seconds; answered: how many good answers came, and how
many seconds the slowest refusal took.
"""

import asyncio
import json
import os
import sys
import time
from typing import Any

import httpx


async def crowd(asked: dict[str, Any]) -> tuple[int, float]:
    slowest, good = 0.0, 0
    limits = httpx.Limits(max_connections=None)
    http = httpx.AsyncClient(headers=asked["headers"], timeout=30, limits=limits)

    async def one() -> None:
        nonlocal slowest, good
        began = time.monotonic()
        answer = await http.get(asked["url"])
        if answer.status_code == 503:
            slowest = max(slowest, time.monotonic() - began)
        good += answer.status_code == 200

    tasks: list[asyncio.Task[None]] = []
    began = time.monotonic()
    while (passed := time.monotonic() - began) < asked["seconds"]:
        new = int(passed * asked["rate"]) - len(tasks)
        tasks += [asyncio.ensure_future(one()) for _ in range(new)]
        await asyncio.sleep(0.005)
    return good, slowest


async def main() -> None:
    sys.stdout.write(json.dumps(await crowd(json.loads(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main())
