"""Which files are kept, told by their content (I-02). Imports no schema: the process that looks at
a file starts fast."""

import struct

from contracts.archives import Archive, ArchiveTooLarge, UnreadableArchive, opened
from contracts.elements import Elements, TooLarge, UnreadableXml, parse
from contracts.refusals import Invalid, code

_OFFICE = "application/vnd.openxmlformats-officedocument"
PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
MEDIA_TYPES = {PNG: ".png", JPEG: ".jpg", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx"}
"""The types of files that are kept, and how their names end."""

MOST_PIXELS = 120_000_000
MOST_UNPACKED = 100 << 20
CONTENT_TYPES = "[Content_Types].xml"
_MAIN_PARTS = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
_ACTIVE = ("macro", "vba", "activex")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ENDS_OF_HEADERS = (0xD9, 0xDA)

file_unsafe = code(
    Invalid,
    "file_unsafe",
    zh="文件含宏或内容异常，不能接收。",
    en="The file holds macros or unpacks to too much; it is not taken.",
)


def type_of(content: bytes) -> str | None:
    """The media type of a file that may be kept; `None` for any other. Raises `file_unsafe`."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(PNG, _size_of_png(content))
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(JPEG, _size_of_jpeg(content))
    return _office_type(content) if content.startswith(b"PK\x03\x04") else None


def _picture(media_type: str, size: tuple[int, int] | None) -> str | None:
    if size is None:
        return None
    if not 0 < size[0] * size[1] <= MOST_PIXELS:
        raise file_unsafe(field="file")
    return media_type


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 33:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if marker in _ENDS_OF_HEADERS:
            return None
        at += 1 if marker == 0xFF else 2 + length
    return None


def _office_type(content: bytes) -> str | None:
    """By the main part of the archive that an office document is."""
    try:
        with opened(content, most=MOST_UNPACKED) as archive:
            types = content_types(archive)
            names = [name.lower() for name in archive.names]
    except (UnreadableArchive, UnreadableXml):
        return None
    except (ArchiveTooLarge, TooLarge):
        raise file_unsafe(field="file") from None
    every = [*types.by_ending.values(), *types.by_part.values()]
    if any(word in each.lower() for each in every for word in _ACTIVE):
        raise file_unsafe(field="file")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise file_unsafe(field="file")
    return next((_MAIN_PARTS[each] for each in every if each in _MAIN_PARTS), None)


class ContentTypes(Elements):
    """What the parts of an office document are: by ending, and by part, both in lower case."""

    def __init__(self) -> None:
        super().__init__()
        self.by_ending: dict[str, str] = {}
        self.by_part: dict[str, str] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if name == "Default":
            self.by_ending[attributes.get("Extension", "").lower()] = kind
        elif name == "Override":
            self.by_part[attributes.get("PartName", "").lstrip("/").lower()] = kind

    def of(self, part: str) -> str:
        """Empty for a part that has no type."""
        ending = part.rpartition(".")[2].lower()
        return self.by_part.get(part.lower(), self.by_ending.get(ending, ""))


def content_types(archive: Archive) -> ContentTypes:
    """Raises `UnreadableArchive`, `UnreadableXml`, `TooLarge`."""
    types = ContentTypes()
    with archive.open(CONTENT_TYPES) as stream:
        parse(stream, types)
    return types
