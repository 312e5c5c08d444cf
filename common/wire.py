"""py-amqp's connection with fewer system calls, for eventlet processes.

It reads ahead, where py-amqp asks the socket nine times for one message; and what the greenlets of
one turn of the event loop write, leaves in one piece.
"""

import socket
from contextlib import suppress
from typing import Any

import eventlet
import kombu.connection
from amqp.transport import SSLTransport, TCPTransport
from kombu.transport import pyamqp

_READ_AHEAD = 16 << 10


class _Outgoing:
    """Bytes on their way out. After a failure they are dropped: the connection's reader finds it
    closed, and what the broker did not get is covered by redelivery and deadlines."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._pieces: list[bytes] = []
        self._sending = False

    def put(self, piece: bytes | memoryview) -> None:
        self._pieces.append(bytes(piece))  # py-amqp uses its buffer again
        if not self._sending:
            self._sending = True
            eventlet.spawn_n(self._send)

    def _send(self) -> None:
        try:
            while self._pieces:
                together = memoryview(b"".join(self._pieces))
                self._pieces.clear()
                self._send_whole(together)
        except OSError:
            self._close()
        finally:
            self._sending = False

    def _send_whole(self, data: memoryview) -> None:
        while data:
            try:
                data = data[self._sock.send(data) :]
            except TimeoutError:
                continue  # the reader's time limit, which eventlet applies to writers too

    def _close(self) -> None:
        with suppress(OSError):  # closed already
            self._sock.shutdown(socket.SHUT_RDWR)


class _Transport(TCPTransport):
    def _setup_transport(self) -> None:
        super()._setup_transport()
        sock = self.sock
        self._quick_recv = lambda _: sock.recv(_READ_AHEAD)
        self._write = _Outgoing(sock).put


class _AmqpConnection(pyamqp.Connection):
    def Transport(  # noqa: N802
        self,
        host: str,
        connect_timeout: float,
        ssl: Any = False,
        read_timeout: float | None = None,
        write_timeout: float | None = None,
        **kwargs: Any,
    ) -> Any:
        transport = SSLTransport if ssl else _Transport
        return transport(host, connect_timeout, read_timeout, write_timeout, ssl=ssl, **kwargs)


class _KombuTransport(pyamqp.Transport):
    Connection = _AmqpConnection


class Connection(kombu.connection.Connection):
    """What `kombu.Connection` is, over such a socket."""

    def get_transport_cls(self) -> type:
        return _KombuTransport
