"""What the platform refuses before it starts anything, and how it says so."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.local import databases, rabbitmq, secrets
from deploy.local.ports import Ports
from deploy.local.problem import Problem
from deploy.local.secrets import Secrets
from deploy.local.settings import ROOT, SERVICES, Settings, own_folder
from tests.servers import Servers

PORTS = st.integers(min_value=1024, max_value=65535)


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_an_impossible_port_is_refused(port: str) -> None:
    with pytest.raises(Problem, match="LOUPAN_PORT must be a port number from 1 to 65535"):
        Settings.read({"LOUPAN_PORT": port})


def test_a_home_that_supervisord_cannot_write_down_is_refused() -> None:
    with pytest.raises(Problem, match="LOUPAN_HOME must be a path without %"):
        Settings.read({"LOUPAN_HOME": "/srv/100%"})


@given(PORTS)
def test_every_process_has_a_port_of_its_own(port: int) -> None:
    ports = [number for _, number in Ports.derived(port).named()]
    assert len(set(ports)) == len(ports)
    assert max(ports[1:]) < 32768


@given(PORTS, st.integers(min_value=1, max_value=1000))
def test_copies_with_neighbouring_ports_share_none(port: int, distance: int) -> None:
    first, second = Ports.derived(port), Ports.derived(port + distance)
    internal = [{n for name, n in ports.named() if name != "gateway"} for ports in (first, second)]
    assert internal[0].isdisjoint(internal[1])


def test_a_folder_of_somebody_else_is_refused_by_name(tmp_path: Path) -> None:
    foreign = Path("/")
    if os.geteuid() == 0:
        foreign = tmp_path / "foreign"
        foreign.mkdir()
        os.chown(foreign, 65534, -1)
    with pytest.raises(Problem, match=f"The folder {foreign} belongs to (nobody|root), and you"):
        own_folder(foreign)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(Problem, match="cannot be used"):
        own_folder(file)


def test_a_missing_broker_is_refused_with_the_command_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"sudo apt-get install -y .*rabbitmq-server.*AMQP_URI"):
        rabbitmq.refuse_missing(tmp_path / "rabbitmq-server")


@pytest.mark.parametrize(
    ("program", "uri", "code"),
    [("/nonexistent", "", 1), ("/nonexistent", "amqp://there", 0), ("/bin/sh", "", 0)],
)
def test_a_missing_broker_is_told_before_anything_is_downloaded(
    program: str, uri: str, code: int
) -> None:
    """To an ordinary user, who can't install it."""
    ids: dict[str, Any] = (
        {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    )
    script = (ROOT / "deploy" / "local" / "needs_broker.sh").read_text()
    done = subprocess.run(
        ["/bin/sh", "-c", script, "needs_broker", program],
        env={"PATH": os.defpath, "AMQP_URI": uri}, capture_output=True, text=True, **ids,
    )  # fmt: skip
    assert done.returncode == code
    assert ("sudo apt-get install -y" in done.stderr) == bool(code)


def test_a_role_that_is_not_ours_is_refused(servers: Servers) -> None:
    passwords = Secrets.generate().database_passwords
    with pytest.raises(Problem, match=r"The role office exists .* but not with this installation"):
        databases.create(servers.cluster.superuser_url, passwords)


def test_secrets_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    first = Secrets.of(tmp_path)
    assert Secrets.of(tmp_path) == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
    systems = {f"system-{name}" for name in SERVICES}
    assert set(first.public_keys) == {"office", "eventlog"} | systems


def test_who_asks_at_the_same_time_gets_the_same_secrets(tmp_path: Path) -> None:
    assert len(_asked_at_once(tmp_path)) == 1


def test_control_without_the_lock_everybody_makes_his_own(tmp_path: Path) -> None:
    with patch.object(secrets, "_alone", nullcontext):
        assert len(_asked_at_once(tmp_path)) > 1


def _asked_at_once(home: Path) -> set[str]:
    """The installations that eight callers were told of in a home without secrets; a caller whose
    file another one moved away counts as one without."""
    start = Barrier(8)

    def ask(_: int) -> str:
        start.wait()
        try:
            return Secrets.of(home).installation
        except OSError as error:
            return type(error).__name__

    with ThreadPoolExecutor(8) as callers:
        return set(callers.map(ask, range(8)))


def test_damaged_secrets_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(Problem, match="is damaged"):
        Secrets.of(tmp_path)


def test_what_a_newer_version_needs_is_made_and_what_is_kept_stays(tmp_path: Path) -> None:
    first = Secrets.of(tmp_path)
    kept = json.loads((tmp_path / "secrets.json").read_text())
    del kept["crm_index_key"], kept["signing_keys"]["system-crm"]
    kept["signing_keys"]["system-office.2027"] = first.signing_keys["office"]
    (tmp_path / "secrets.json").write_text(json.dumps(kept))
    now = Secrets.of(tmp_path)
    assert now == Secrets.of(tmp_path)
    assert now.signing_keys.keys() == first.signing_keys.keys() | {"system-office.2027"}
    assert now.signing_keys["system-crm"] != first.signing_keys["system-crm"]
    assert now.signing_keys["system-inventory"] == first.signing_keys["system-inventory"]
    assert (now.admin_password, now.crm_data_key) == (first.admin_password, first.crm_data_key)
