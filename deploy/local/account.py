"""The account that PostgreSQL runs under: ours, or one of its own when we are root.

PostgreSQL refuses to run as root, and such an account can usually enter neither root's home nor
an environment in it. So what it needs and cannot reach is kept in `/var/lib/loupan` instead.
"""

import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.local.problem import Problem
from deploy.local.settings import account_name

_NAME = "loupan-postgres"


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def foreign(self) -> bool:
        return self.uid != os.geteuid()

    def popen_arguments(self) -> dict[str, Any]:
        """What makes `subprocess` start a program under this account."""
        if not self.foreign:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}

    @property
    def prefix(self) -> list[str]:
        """The same for a command line."""
        if not self.foreign:
            return []
        ids = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        return ["env", "--chdir=/", "setpriv", *ids, "--"]

    def can_reach(self, path: Path) -> bool:
        """Whether the account can read what is there; asks the system instead of guessing."""
        return not self.foreign or _succeeds(["test", "-r", str(path)], self)

    def can_enter(self, folder: Path) -> bool:
        return not self.foreign or _succeeds(["test", "-x", str(folder)], self)

    def own(self, path: Path) -> None:
        if self.foreign:
            shutil.chown(path, self.uid, self.gid)

    def make_folder(self, folder: Path) -> None:
        """A folder of mode 0700 that belongs to the account; anybody else's is refused."""
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        owner = folder.lstat().st_uid
        if owner not in (self.uid, os.geteuid()) or not folder.is_dir():
            raise Problem(
                f"The folder {folder} belongs to {account_name(owner)} instead of {self.name}; "
                "remove it or set another LOUPAN_HOME."
            )
        self.own(folder)


def own_account() -> Account:
    uid = os.geteuid()
    return Account(account_name(uid), uid, os.getegid())


def server_account() -> Account:
    if os.geteuid() != 0:
        return own_account()
    try:
        return _found(pwd.getpwnam(_NAME))
    except KeyError:
        _create()
        return _found(pwd.getpwnam(_NAME))


def _found(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:" + os.environ.get("PATH", ""))
    if useradd is None:
        raise Problem(
            f"PostgreSQL does not run as root and there is no `useradd` to create {_NAME}; "
            "create that account, run as an ordinary user, or set DATABASE_URL."
        )
    made = subprocess.run(
        [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", _NAME],
        capture_output=True, text=True,
    )  # fmt: skip
    if made.returncode not in (0, 9):  # 9: somebody else created it just now
        raise Problem(f"The account {_NAME} could not be created: {made.stderr.strip()}")


def _succeeds(command: list[str], account: Account) -> bool:
    return subprocess.run(command, capture_output=True, **account.popen_arguments()).returncode == 0
