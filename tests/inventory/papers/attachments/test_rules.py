"""A file is what its content says, and is called what is safe."""

import struct
import zipfile
from io import BytesIO

import pytest

from contracts.inventory.papers.attachments import AttachmentKind, AttachmentSubject
from contracts.media import DOCX, JPEG, MOST_UNPACKED, PDF, PNG, XLSX, type_of
from contracts.refusals import Refusal
from services.inventory.papers.attachments import rules
from tests import files


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (files.png(), PNG),
        (files.JPEG, JPEG),
        (files.PDF, PDF),
        (files.docx("合同"), DOCX),
        (files.XLSX, XLSX),
    ],
)
def test_the_type_follows_from_the_content(content: bytes, media_type: str) -> None:
    assert rules.checked_type("scan", type_of(content)) == media_type


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("scan", b"<html><script>alert(1)</script></html>"),
        ("scan", b"MZ\x90\x00"),
        ("scan", b"PK\x03\x04 no archive"),
        ("scan", b"GIF89a"),
        ("rendering", files.PDF),
        ("floor_plan", files.docx("户型")),
        ("contract_template", files.PDF),
    ],
)
def test_what_a_kind_does_not_take_is_refused(kind: str, content: bytes) -> None:
    with pytest.raises(Refusal, match="file_unsuitable") as refused:
        rules.checked_type(kind, type_of(content))
    assert refused.value.details["field"] == "file"


def test_macros_are_refused() -> None:
    with pytest.raises(Refusal, match="file_unsafe"):
        type_of(files.with_part(files.docx(), "word/vbaProject.bin", b"x"))


def _frame(height: int, width: int) -> bytes:
    return b"\xff\xc2\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"


@pytest.mark.parametrize(
    "content",
    [
        files.png()[:16] + struct.pack(">II", 60_000, 60_000) + files.png()[24:],
        files.png()[:16] + struct.pack(">II", 0, 1) + files.png()[24:],
        b"\xff\xd8\xff\xe1\x00\x04xx" + _frame(65_000, 65_000),
        b"\xff\xd8\xff\xff" + _frame(65_000, 2_000),
    ],
)
def test_a_picture_that_would_fill_a_readers_memory_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match="file_unsafe"):
        type_of(content)


@pytest.mark.parametrize(
    "content",
    [
        files.png()[:20],
        b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        b"\xff\xd8\xff\xda" + b"\x00" * 100,
        b"\xff\xd8\xff\xe0\xff\xff" + b"\x00" * 100,
        b"\xff\xd8\xff",
    ],
)
def test_what_only_begins_like_a_picture_is_none(content: bytes) -> None:
    assert type_of(content) is None


@pytest.mark.parametrize(
    "active",
    [
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        b"application/vnd.ms-excel.intlmacrosheet+xml",
        b"application/vnd.ms-office.vbaProject",
        b"application/vnd.ms-office.activeX+xml",
    ],
)
def test_what_runs_is_refused_by_its_type_whatever_its_name(active: bytes) -> None:
    with zipfile.ZipFile(BytesIO(files.XLSX)) as archive:
        types = archive.read("[Content_Types].xml")
    part = b'<Override PartName="/xl/a.bin" ContentType="' + active + b'"/></Types>'
    content = files.with_part(files.XLSX, "[Content_Types].xml", types.replace(b"</Types>", part))
    with pytest.raises(Refusal, match="file_unsafe"):
        type_of(content)


def test_what_unpacks_to_too_much_is_refused_without_unpacking_it() -> None:
    bomb = files.with_part(files.docx(), "word/media/big", bytes(MOST_UNPACKED + 1))
    assert len(bomb) < 1 << 20
    with pytest.raises(Refusal, match="file_unsafe"):
        type_of(bomb)


@pytest.mark.parametrize(
    ("kind", "subject", "fits"),
    [
        (AttachmentKind.FLOOR_PLAN, AttachmentSubject.HOUSE_TYPE, True),
        (AttachmentKind.FLOOR_PLAN, AttachmentSubject.UNIT, True),
        (AttachmentKind.FLOOR_PLAN, AttachmentSubject.DEAL, False),
        (AttachmentKind.RENDERING, AttachmentSubject.PROJECT, True),
        (AttachmentKind.SCAN, AttachmentSubject.DEAL, True),
        (AttachmentKind.SCAN, AttachmentSubject.LETTER, True),
        (AttachmentKind.SCAN, AttachmentSubject.UNIT, False),
        (AttachmentKind.CONTRACT, AttachmentSubject.DEAL, False),
        (AttachmentKind.CONTRACT_TEMPLATE, AttachmentSubject.PROJECT, False),
    ],
)
def test_a_kind_belongs_to_certain_things(
    kind: AttachmentKind, subject: AttachmentSubject, fits: bool
) -> None:
    if fits:
        rules.check_place(kind, subject)
        return
    with pytest.raises(Refusal, match="kind_unsuitable"):
        rules.check_place(kind, subject)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("户型图 A1.png", "户型图 A1.png"),
        ("plan.exe", "plan.png"),
        ("plan", "plan.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\temp\\plan.PNG", "plan.png"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie x.png"),
        ('a"b<c>.png', "a b c.png"),
        ("\u202egnp.exe", "gnp.png"),
        ("...", "file.png"),
        ("长" * 150 + ".png", "长" * 100 + ".png"),
        ("1.2 版 说明（终稿）", "1.2 版 说明（终稿）.png"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert rules.clean_name(given, PNG) == kept
