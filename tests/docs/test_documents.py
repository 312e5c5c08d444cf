"""Documents that cannot rot: what they name is there, and what is there is named."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from contracts.office.roles import Role
from contracts.vocabulary import VOCABULARY
from deploy.local import processes
from deploy.local.settings import ROOT, SERVICES

_CODE = ("contracts", "common", "services", "gateway", "deploy", "demo", "benchmarks")
_DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
_READ = re.compile(
    r"(?:environ(?:\.get)?|required|secret|_number|_durations)[\[(]\s*f?\"([A-Z][A-Z_{}.()a-z]*)\""
)
_NOT_OURS = {"PATH"}


def _said(document: str) -> str:
    return (ROOT / document).read_text()


def _sources() -> Iterator[Path]:
    for folder in _CODE:
        yield from (ROOT / folder).rglob("*.py")


@cache
def _words_of_code() -> frozenset[str]:
    text = "\n".join(path.read_text() for path in _sources())
    return frozenset(re.findall(r"\w+", text))


def _settings_read() -> set[str]:
    found = {name for path in _sources() for name in _READ.findall(path.read_text())}
    found |= set(re.findall(r"\$\{([A-Z_]+)", _said("docker-compose.yml")))
    found |= {f"{service.upper()}_DATABASE_URL" for service in SERVICES}
    return {name for name in found if "{" not in name} - _NOT_OURS


def _settings_documented() -> set[str]:
    table = _said("docs/operations.md").partition("## Settings")[2].partition("\n## ")[0]
    first_cells = re.findall(r"^\| (`[^|]+) \|", table, re.M)
    return set(re.findall(r"`([A-Z_]+)`", " ".join(first_cells)))


def test_every_setting_that_is_read_is_documented() -> None:
    assert len(_settings_read()) > 30, "the search for settings finds nothing any more"
    assert not _settings_read() - _settings_documented()


def test_every_documented_setting_exists() -> None:
    named = _words_of_code() | _settings_read() | set(re.findall(r"\w+", _tests_code()))
    assert not _settings_documented() - named


def _tests_code() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "tests").glob("*.py"))


@pytest.mark.parametrize(
    "process", [*processes.BACKGROUND, processes.GATEWAY], ids=lambda p: p.name
)
def test_every_process_is_documented_with_its_command(process: processes.Process) -> None:
    assert f"`python {' '.join(process.arguments)}`" in _said("docs/operations.md")


def test_every_metric_is_documented() -> None:
    code = "\n".join(path.read_text() for path in _sources())
    metrics = set(re.findall(r'(?:Counter|Gauge|Histogram)\(\s*"(\w+)"', code))
    assert len(metrics) > 5
    assert not metrics - set(re.findall(r"`(loupan_[a-z_]+)`", _said("docs/operations.md")))


def test_every_module_that_is_told_to_run_is_there() -> None:
    told = {
        module
        for document in _DOCUMENTS
        for module in re.findall(r"python3? -m ([a-z_.]+\w)", document.read_text())
    }
    assert len(told) > 8
    for module in told - {"venv", "json.tool"}:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


@pytest.mark.parametrize("writer", ["deploy.reference", "deploy.web_types"])
def test_what_is_written_from_the_code_is_what_the_code_says(writer: str) -> None:
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", writer, "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text()
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        linked = (document.parent / name).resolve() if name else document
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", linked.read_text(), re.M)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("decision", _DECISIONS, ids=lambda path: path.stem)
def test_every_decision_says_context_decision_and_consequence(decision: Path) -> None:
    text = decision.read_text()
    assert re.findall(r"^## (.*)$", text, re.M) == ["Context", "Decision", "Consequence"]
    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert f"]({decision.name})" in _said("docs/adr/README.md")


def test_decisions_are_numbered_without_gap() -> None:
    numbers = [int(decision.name[:4]) for decision in _DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def _glossary() -> list[tuple[str, str]]:
    """Chinese terms and words in code, row by row."""
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$", _said("docs/glossary.md"), re.M)
    return [row for row in rows if "`" in row[1]]


def test_every_word_of_the_glossary_is_used_in_code() -> None:
    words = [word for _, code in _glossary() for word in re.findall(r"`(\w+)`", code)]
    assert len(words) > 80
    assert not set(words) - _words_of_code()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("role", [role.value for role in Role]),
        ("unit_status", list(VOCABULARY["unit_status"])),
        ("payment_method", ["lump_sum", "commercial_loan", "instalments"]),
    ],
)
def test_the_glossary_and_the_vocabulary_say_the_same(kind: str, words: list[str]) -> None:
    terms = "\n".join(f"{chinese} {code}" for chinese, code in _glossary())
    for word in words:
        chinese, _ = VOCABULARY[kind][word]
        assert re.search(rf"^.*{chinese}.*`{word}`", terms, re.M), f"{word} {chinese}"
