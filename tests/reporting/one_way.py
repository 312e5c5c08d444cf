"""A wire to the broker of which one direction can be cut: what the broker says still arrives."""

import socket
import threading
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class OneWay:
    """Passes connections on to the broker of `amqp_uri`; a client connects to `uri`."""

    def __init__(self, amqp_uri: str) -> None:
        parts = urlsplit(amqp_uri)
        self._broker = (parts.hostname or "127.0.0.1", parts.port or 5672)
        self._opened = ExitStack()
        self._listener = self._opened.enter_context(socket.create_server(("127.0.0.1", 0)))
        here = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.uri = amqp_uri.replace(f"{parts.hostname}:{parts.port}", here)
        self._deaf = threading.Event()

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        _shut(self._listener)
        self._opened.close()

    def deafen_broker(self) -> None:
        """From now on the broker gets nothing any more, acknowledgements least of all."""
        self._deaf.set()

    def restore(self) -> None:
        """For new connections: an old one has lost bytes and must be closed first."""
        self._deaf.clear()

    def _run(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        thread.start()
        self._opened.callback(thread.join, 10)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                broker = socket.create_connection(self._broker)
                for end in (client, broker):
                    self._opened.enter_context(end)
                    self._opened.callback(_shut, end)
                self._run(self._pump, client, broker, True)
                self._run(self._pump, broker, client, False)

    def _pump(self, source: socket.socket, sink: socket.socket, cuttable: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if not (cuttable and self._deaf.is_set()):
                    sink.sendall(data)
        for end in (source, sink):
            _shut(end)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
