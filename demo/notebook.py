"""What this installation's load has entered, kept in `<LOUPAN_HOME>/demo.jsonl` (mode 0600).

One secret seed per installation gives every id, idempotency key and password. An interrupted load
asks for the same things under the same keys, so nothing is entered twice; what was answered is
noted, so that a finished load asks for nothing at all.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


class Notebook:
    def __init__(self, home: Path) -> None:
        self._file = home / "demo.jsonl"
        self._alone = threading.Lock()
        self._noted: dict[str, Any] = dict(self._lines())
        if "seed" not in self._noted:
            self.note("seed", secrets.token_hex(32))
            self.note("begun", int(time.time() * 1000))
        self._seed = bytes.fromhex(self._noted["seed"])

    def __contains__(self, what: str) -> bool:
        return what in self._noted

    def __getitem__(self, what: str) -> Any:
        return self._noted[what]

    def __len__(self) -> int:
        return len(self._noted)

    def note(self, what: str, answer: Any) -> None:
        line = json.dumps([what, answer], ensure_ascii=False) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with (
            self._alone,
            open(os.open(self._file, flags, 0o600), "a", encoding="utf-8") as file,
        ):
            file.write(line)
        self._noted[what] = answer

    def id(self, what: str) -> str:
        """The UUIDv7 of a thing: always the same in this installation, never in another."""
        chance = int.from_bytes(self._derived("id", what)[:10])
        moment = int(self._noted["begun"]) << 80
        value = moment | 7 << 76 | (chance >> 68 & 0xFFF) << 64 | 2 << 62 | chance & (1 << 62) - 1
        return str(uuid.UUID(int=value))

    def day(self, days_ago: int = 0) -> date:
        """A business day before the one on which the load was begun."""
        begun = datetime.fromtimestamp(self._noted["begun"] / 1000, ZoneInfo("Asia/Shanghai"))
        return begun.date() - timedelta(days=days_ago)

    def key(self, what: str) -> str:
        """The idempotency key under which a thing is entered."""
        return f"demo-{self._derived('key', what).hex()[:40]}"

    def password(self, username: str) -> str:
        """16 characters that nobody can guess."""
        return base64.urlsafe_b64encode(self._derived("password", username)[:12]).decode()

    def _derived(self, purpose: str, what: str) -> bytes:
        return hmac.digest(self._seed, f"{purpose}:{what}".encode(), hashlib.sha256)

    def _lines(self) -> list[tuple[str, Any]]:
        """What was noted; a line cut short when the load was killed counts as not noted."""
        if not self._file.exists():
            return []
        text = self._file.read_text(encoding="utf-8")
        whole, _, torn = text.rpartition("\n")
        if torn:
            os.truncate(self._file, len(whole.encode()) + 1 if whole else 0)
        return [tuple(json.loads(line)) for line in whole.splitlines()]
