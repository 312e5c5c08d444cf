"""`python -m deploy.local.mail`: an SMTP server that keeps every message as a file.

Nothing leaves the machine: each message becomes one `.eml` in `<home>/mail`, oldest first.
"""

import os
import signal
import threading
from datetime import UTC, datetime
from email.message import Message
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler


class Folder(MessageHandler):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._number = count(1)

    def handle_message(self, message: Message) -> None:
        arrived = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        file = self._path / f"{arrived}-{next(self._number):06}.eml"
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_bytes(message.as_bytes())
        unfinished.rename(file)


def main() -> None:
    folder = Path(os.environ["LOUPAN_HOME"]) / "mail"
    folder.mkdir(mode=0o700, exist_ok=True)
    address = urlsplit(os.environ["SMTP_URL"])
    server = Controller(Folder(folder), hostname=address.hostname, port=address.port or 25)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    server.start()
    print(f"mail is kept in {folder}", flush=True)
    stop.wait()
    server.stop()


if __name__ == "__main__":
    main()
