"""The load generator tells the truth: each request once, statuses, bodies, rates, lost answers."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from benchmarks.load import Generator, Load, request

_ANSWERS = {
    b"/whole": b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\nhello world",
    b"/refused": b"HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n",
    b"/unchanged": b"HTTP/1.1 304 Not Modified\r\ncontent-length: 11\r\n\r\n",
}


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with closing(writer), suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1]
            if path not in _ANSWERS:
                break
            for byte in _ANSWERS[path]:
                writer.write(bytes([byte]))
            await writer.drain()


async def _end_connections() -> None:
    """Those that the generator has closed, or left open."""
    answering = asyncio.all_tasks() - {asyncio.current_task()}
    for task in answering:
        task.cancel()
    await asyncio.gather(*answering, return_exceptions=True)
    await asyncio.sleep(0)  # the transports close now


@contextmanager
def _server() -> Iterator[str]:
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_answer, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(_end_connections())
        loop.close()


def test_each_request_is_sent_once_and_answers_keep_their_place() -> None:
    paths = ["/whole", "/refused", "/unchanged"] * 20
    with _server() as url, Generator() as generator:
        outcome = generator.run(
            Load(url, [request("GET", path) for path in paths], connections=8, keep_bodies=True)
        )
    assert outcome.lost == 0
    statuses = {answer.request: answer.status for answer in outcome.answers}
    assert statuses == dict(enumerate([200, 409, 304] * 20))
    assert {answer.body for answer in outcome.answers if answer.status == 200} == {b"hello world"}
    assert all(answer.sent < answer.received for answer in outcome.answers)


def test_a_repeated_load_ends_in_time() -> None:
    with _server() as url, Generator() as generator:
        outcome = generator.run(
            Load(url, [request("GET", "/whole")], connections=4, repeat=True, seconds=0.5)
        )
    assert outcome.count(200) == len(outcome.answers) > 20
    assert 0.3 < outcome.seconds < 10


def test_a_rate_is_kept() -> None:
    requests = [request("GET", "/whole")] * 40
    with _server() as url, Generator() as generator:
        outcome = generator.run(Load(url, requests, connections=4, per_second=80))
    assert outcome.count(200) == 40
    assert 0.45 < outcome.seconds < 10
    starts = [answer.sent - outcome.began for answer in outcome.answers]
    assert all(start > place / 80 - 0.05 for place, start in enumerate(sorted(starts)))


def test_a_closed_connection_is_a_lost_request() -> None:
    requests = [request("GET", path) for path in ("/whole", "/nowhere", "/whole")]
    with _server() as url, Generator() as generator:
        outcome = generator.run(Load(url, requests, connections=2))
    assert outcome.lost == 1
    assert outcome.count(200) == 2
