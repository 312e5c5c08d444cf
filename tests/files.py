"""Small files of every kind that is kept, and some that must not be."""

import struct
import zipfile
import zlib
from io import BytesIO

from docx import Document

from contracts.workbook import write_price_list

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080002000201011100ffd9")
PDF = b"%PDF-1.7\n%%EOF"
XLSX = write_price_list([])


def png(width: int = 2, height: int = 2) -> bytes:
    """A grey picture."""
    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def docx(*paragraphs: str, footer: str = "", title: str = "") -> bytes:
    """A Word document."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """The document with one more part in its archive, or another one of that name."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(document)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def texts(document: bytes) -> str:
    """Everything that a Word document says, paragraphs and tables, line by line."""
    read = Document(BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])
