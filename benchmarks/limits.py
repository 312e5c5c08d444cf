"""What the machine could do at best, measured in the same run: the broker, the database and an HTTP
server with nothing behind them. Every result is put in proportion to one of these."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter
from typing import Any

import pika
import psycopg2
import uvicorn
from pika.adapters.select_connection import SelectConnection

from benchmarks.installation import Installation
from benchmarks.load import Generator, Load, request
from benchmarks.results import Measurement, rate
from deploy.local.databases import libpq_url

IN_FLIGHT = 64
DATABASE_CONNECTIONS = 8
_QUEUE = "bench-echo"
_ROWS = 20_000
_BODY = b'{"args":[],"kwargs":{"unit_id":"0190e7b0-0000-7000-8000-000000000000"}}'
_SPAWN = get_context("spawn")


@dataclass(frozen=True)
class Limits:
    """Per second."""

    echoes: float
    """Round trips through the broker: pika on both ends, 64 in flight."""
    transactions: float
    """`UPDATE` + `INSERT` in PostgreSQL: 8 connections, four round trips each."""
    statements: float
    """The same in one statement, one round trip."""
    http: float
    """Answers of a bare uvicorn to our load generator, 64 connections."""

    def measurements(self) -> list[Measurement]:
        return [
            rate("limits", "RPC echo through the broker", self.echoes),
            rate("limits", "UPDATE + INSERT in four round trips", self.transactions),
            rate("limits", "UPDATE + INSERT in one statement", self.statements),
            rate("limits", "bare HTTP answers", self.http),
        ]


def measure(installation: Installation, generator: Generator, seconds: float) -> Limits:
    database = libpq_url(installation.platform.database_urls["inventory"])
    return Limits(
        echoes=_echoes(installation.amqp_uri, seconds),
        transactions=_database(database, _four_round_trips, seconds),
        statements=_database(database, _one_round_trip, seconds),
        http=_http(generator, seconds),
    )


def _echoes(amqp_uri: str, seconds: float) -> float:
    with _in_process(_echo, amqp_uri):
        return _Asking(amqp_uri, seconds).rate()


@contextmanager
def _in_process(program: Callable[[Any], None], argument: object) -> Iterator[None]:
    process = _SPAWN.Process(target=program, args=(argument,), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _echo(amqp_uri: str) -> None:
    def answer(channel: Any, method: Any, properties: Any, body: bytes) -> None:
        channel.basic_publish("", properties.reply_to, body, properties)
        channel.basic_ack(method.delivery_tag)

    def consume(channel: Any) -> None:
        channel.basic_qos(prefetch_count=IN_FLIGHT)
        channel.queue_declare(
            _QUEUE,
            auto_delete=True,
            callback=lambda _: channel.basic_consume(_QUEUE, answer),
        )

    _loop(amqp_uri, consume)


class _Asking:
    """The caller's end of the echo; the time runs from the first answer on."""

    def __init__(self, amqp_uri: str, seconds: float) -> None:
        self._amqp_uri = amqp_uri
        self._seconds = seconds
        self._answers = -1
        self._began = 0.0
        self._ended = 0.0

    def rate(self) -> float:
        _loop(self._amqp_uri, self._start)
        return self._answers / (self._ended - self._began)

    def _start(self, channel: Any) -> None:
        channel.queue_declare(_QUEUE, auto_delete=True)
        channel.queue_declare(
            "", exclusive=True, callback=lambda answer: self._listen(channel, answer.method.queue)
        )

    def _listen(self, channel: Any, queue: str) -> None:
        self._properties = pika.BasicProperties(reply_to=queue, delivery_mode=1)
        channel.basic_consume(queue, self._answered, auto_ack=True)
        for _ in range(IN_FLIGHT):
            channel.basic_publish("", _QUEUE, _BODY, self._properties)

    def _answered(self, channel: Any, *_: object) -> None:
        self._answers += 1
        self._ended = perf_counter()
        self._began = self._began or self._ended
        if self._ended - self._began < self._seconds:
            channel.basic_publish("", _QUEUE, _BODY, self._properties)
        elif channel.is_open:
            channel.connection.close()


def _loop(amqp_uri: str, on_channel: Callable[[Any], None]) -> None:
    connection = SelectConnection(
        pika.URLParameters(amqp_uri),
        on_open_callback=lambda opened: opened.channel(on_open_callback=on_channel),
        on_close_callback=lambda closed, _: closed.ioloop.stop(),
    )
    connection.ioloop.start()


def _database(url: str, work: Callable[[str, int, float], int], seconds: float) -> float:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("CREATE TABLE bench_unit (id int PRIMARY KEY, status text, version int)")
        cursor.execute("CREATE TABLE bench_outbox (seq bigserial PRIMARY KEY, body text)")
        try:
            cursor.execute(
                "INSERT INTO bench_unit SELECT n, 'available', 1 FROM generate_series(1, %s) n",
                [_ROWS],
            )
            with ProcessPoolExecutor(DATABASE_CONNECTIONS, mp_context=_SPAWN) as processes:
                numbers = range(DATABASE_CONNECTIONS)
                done = [processes.submit(work, url, number, seconds) for number in numbers]
                return sum(each.result() for each in done) / seconds
        finally:
            cursor.execute("DROP TABLE bench_unit, bench_outbox")


def _four_round_trips(url: str, number: int, seconds: float) -> int:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:

        def claim(unit: int) -> None:
            cursor.execute(
                "UPDATE bench_unit SET status = 'reserved', version = version + 1 WHERE id = %s",
                [unit],
            )
            cursor.execute("INSERT INTO bench_outbox (body) VALUES (%s)", [_BODY.decode()])
            connection.commit()

        return _repeat(claim, number, seconds)


def _one_round_trip(url: str, number: int, seconds: float) -> int:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        connection.autocommit = True

        def claim(unit: int) -> None:
            cursor.execute(
                "WITH claimed AS (UPDATE bench_unit SET status = 'reserved', version = version + 1"
                " WHERE id = %s RETURNING id)"
                " INSERT INTO bench_outbox (body) SELECT %s FROM claimed",
                [unit, _BODY.decode()],
            )

        return _repeat(claim, number, seconds)


def _repeat(claim: Callable[[int], None], number: int, seconds: float) -> int:
    """Each connection has units of its own."""
    done, end = 0, perf_counter() + seconds
    while perf_counter() < end:
        claim(number + 1 + done * DATABASE_CONNECTIONS % _ROWS)
        done += 1
    return done


def _http(generator: Generator, seconds: float) -> float:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with _in_process(_serve, listening):
            url, requests = f"http://127.0.0.1:{port}", [request("GET", "/")]
            generator.run(Load(url, requests, connections=1))
            outcome = generator.run(Load(url, requests, IN_FLIGHT, repeat=True, seconds=seconds))
    return outcome.count(200) / outcome.seconds


def _serve(listening: socket.socket) -> None:
    config = uvicorn.Config(_bare, loop="uvloop", lifespan="off", log_level="error")
    uvicorn.Server(config).run([listening])


async def _bare(scope: Any, receive: Any, send: Any) -> None:
    headers = [(b"content-length", b"2"), (b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})
