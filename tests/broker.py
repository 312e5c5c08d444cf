"""A RabbitMQ node that one test has for itself and may stop, kill and start again."""

import signal
import subprocess
from typing import Self

from deploy.local.rabbitmq import Node


class Broker:
    def __init__(self, node: Node) -> None:
        self.node = node
        self._server: subprocess.Popen[bytes] | None = None
        self._epmd: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.node.create()
        self._epmd = self._launch(self.node.epmd_command)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGKILL)
        if self._epmd:
            self._epmd.terminate()
            self._epmd.wait(20)

    def start(self) -> None:
        """Returns when it answers."""
        server = self._server = self._launch(self.node.command)
        try:
            self.node.wait_until_ready(
                lambda: server.poll() is None, self.node.folder / "output.log"
            )
        except BaseException:
            self.__exit__()
            raise

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """SIGTERM stops it properly, SIGKILL pulls the plug; either way it has ended after."""
        if self._server and self._server.poll() is None:
            self._server.send_signal(how)
            self._server.wait(60)

    def _launch(self, command: list[str]) -> subprocess.Popen[bytes]:
        with open(self.node.folder / "output.log", "ab") as log:
            return subprocess.Popen(
                command, env=self.node.environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
