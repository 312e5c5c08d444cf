"""The web application is built when its sources changed, and only then."""

from pathlib import Path

import pytest

from deploy.local import web


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name in ("src/main.ts", "package.json", "node_modules/vue/index.js", "dist/index.html"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_a_changed_added_or_renamed_source_asks_for_a_build(sources: Path) -> None:
    before = {web.fingerprint(sources)}
    (sources / "src" / "main.ts").write_text("changed")
    before.add(web.fingerprint(sources))
    (sources / "src" / "more.ts").write_text("")
    before.add(web.fingerprint(sources))
    (sources / "src" / "more.ts").rename(sources / "src" / "other.ts")
    before.add(web.fingerprint(sources))
    assert len(before) == 4


def test_packages_and_the_build_itself_do_not(sources: Path) -> None:
    before = web.fingerprint(sources)
    (sources / "node_modules" / "vue" / "index.js").write_text("another")
    (sources / "dist" / "index.html").write_text("another")
    assert web.fingerprint(sources) == before


@pytest.mark.parametrize(
    ("said", "enough"),
    [("v20.20.2", True), ("v20.18.9", False), ("v18.20.0", False), ("v24.0.0", True), ("", False)],
)
def test_an_old_node_is_not_used(tmp_path: Path, said: str, enough: bool) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {said}\n")
    node.chmod(0o755)
    assert web._is_enough(str(node)) is enough


def test_without_node_none_is_used() -> None:
    assert web._is_enough(None) is False


def test_a_failed_build_is_told_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(web, "_STAMP", tmp_path / "stamp")
    monkeypatch.setattr(web, "_npm", lambda home, log: ["false"])
    web.build(tmp_path)
    assert "could not be built" in capsys.readouterr().out
    assert not (tmp_path / "stamp").exists()
