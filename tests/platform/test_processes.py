"""What each process is given, and how it is kept running."""

import os
import smtplib
import subprocess
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from deploy.local.ports import Ports, is_busy
from deploy.local.processes import BACKGROUND, GATEWAY, MAIL, Platform, Process, machine_environment
from deploy.local.secrets import Secrets
from deploy.local.settings import LOG_WRITER, ROOT, SERVICES
from deploy.local.supervise import Program, Stage, Supervisor

SECRETS = Secrets.generate()
SIGNING, SYSTEM, LOG = "LOUPAN_SIGNING_KEY", "LOUPAN_SYSTEM_KEY", "LOUPAN_LOG_KEY"
CRM = {"CRM_DATA_KEY", "CRM_INDEX_KEY"}


def platform(home: Path) -> Platform:
    return Platform(
        home=home,
        ports=Ports.free(),
        secrets=SECRETS,
        database_urls={
            name: f"postgresql+psycopg2://{name}@/{name}" for name in (*SERVICES, LOG_WRITER)
        },
        amqp_uri="amqp://127.0.0.1/",
        management_url=None,
    )


@pytest.mark.parametrize("process", [*BACKGROUND, GATEWAY], ids=lambda process: process.name)
def test_a_process_gets_the_secrets_it_needs_and_no_others(
    process: Process, tmp_path: Path
) -> None:
    variables = platform(tmp_path).variables(process)
    kept = {name for name in variables if name.endswith(("_KEY", "_DATABASE_URL"))}
    own = f"{process.name.upper()}_DATABASE_URL"
    expected = {
        "office": {own, SIGNING, SYSTEM, "OFFICE_DATA_KEY"},
        "crm": {own, SYSTEM} | CRM,
        "relay": {f"{name.upper()}_DATABASE_URL" for name in SERVICES},
        "eventlog": {own, LOG},
        "gateway": set(),
        "mail": set(),
    }
    assert kept == expected.get(process.name, {own, SYSTEM})
    private = [SECRETS.signing_keys[kid] for kid in SECRETS.signing_keys]
    assert [key for key in private if key in variables.values()] == [
        variables[name] for name in sorted(kept & {SIGNING, SYSTEM, LOG})
    ]


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[Platform]:
    here = platform(tmp_path)
    process = subprocess.Popen(
        MAIL.command,
        cwd=ROOT,
        env=machine_environment() | here.variables(MAIL),
        stdout=subprocess.DEVNULL,
    )
    end = time.monotonic() + 20
    while not is_busy(here.ports.smtp):
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    yield here
    process.terminate()
    assert process.wait(20) == 0


def test_every_mail_becomes_a_file(mail_server: Platform) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "loupan@localhost", "li.na@example.com"
    message["Subject"] = "签约提醒"
    message.set_content("请在三天内签约。")
    with smtplib.SMTP("127.0.0.1", mail_server.ports.smtp, timeout=10) as server:
        server.send_message(message)
        server.send_message(message)
    files = list((mail_server.home / "mail").glob("*.eml"))
    assert len(files) == 2
    assert all(b"li.na@example.com" in file.read_bytes() for file in files)


def test_a_program_gets_its_environment_unchanged_and_is_restarted(tmp_path: Path) -> None:
    values = {"PERCENT": "a%b%20c", "JSON": '{"kid":"a=,;#b"}', "APOSTROPHE": "it's; so"}
    shown = "; ".join(f'printf "%s\\n" "${name}"' for name in values)
    program = Program(
        "speaker", ["sh", "-c", f"{shown}; sleep 1.2; exit 3"], tmp_path, environment=values
    )
    supervisor = Supervisor(tmp_path, [Stage("all", (program,))])
    supervisor.launch()
    try:
        supervisor.start("all")
        log = supervisor.log("speaker")
        end = time.monotonic() + 30
        while not log.exists() or len(log.read_text().splitlines()) < 2 * len(values):
            assert time.monotonic() < end
            time.sleep(0.05)
        assert log.read_text().splitlines()[: len(values)] == list(values.values())
        assert os.stat(tmp_path / "supervisord.conf").st_mode & 0o077 == 0
    finally:
        supervisor.stop()
    assert not supervisor.alive()
