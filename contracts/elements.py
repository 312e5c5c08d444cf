"""XML of workbooks and documents, element by element, within bounds."""

import re
import zlib
from typing import IO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import BadZipFile

from defusedxml import DefusedXmlException, sax

MOST_ELEMENTS = 1_500_000
MOST_CHARACTERS = 32_767
"""Of one text: no spreadsheet holds more in a cell."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_KEPT = "\t\n\r"
_UNREADABLE = (
    SAXException,
    ValueError,
    LookupError,
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
)
UNKNOWN_CHARACTER = "\N{REPLACEMENT CHARACTER}"


class UnreadableXml(Exception):
    """No XML, or one that is ambiguous."""


class ForbiddenXml(UnreadableXml):
    """One that declares a document type or entities."""


class TooLarge(Exception):
    """More elements, cells or characters than a file may have."""


class Elements(ContentHandler):
    """Calls `begin` and `end` with names that have lost their prefixes, and refuses two attributes
    that are one without them; `text` is what stands in
    the element that ends, while `listen` was called in its `begin`."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = 0
        self._heard: list[str] | None = None
        self._length = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def listen(self) -> None:
        self._heard, self._length = [], 0

    @property
    def text(self) -> str:
        heard, self._heard = self._heard, None
        return _ESCAPED.sub(_character, "".join(heard or ()))

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # SAX's name
        self._seen += 1
        if self._seen > MOST_ELEMENTS:
            raise TooLarge
        own = [(key, value) for key, value in attrs.items() if not key.startswith("xmlns")]
        attributes = {_local(key): value for key, value in own}
        if len(attributes) < len(own):
            raise UnreadableXml(name)
        self.begin(_local(name), attributes)

    def endElement(self, name: str) -> None:  # noqa: N802  # SAX's name
        self.end(_local(name))

    def characters(self, content: str) -> None:
        if self._heard is None:
            return
        self._length += len(content)
        if self._length > MOST_CHARACTERS:
            raise TooLarge
        self._heard.append(content)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _character(escaped: re.Match[str]) -> str:
    """`_x000D_` stands for a character that XML can't hold; what no text may hold either becomes
    the replacement character."""
    character = chr(int(escaped[1], 16))
    return character if character.isprintable() or character in _KEPT else UNKNOWN_CHARACTER


def parse(stream: IO[bytes], elements: Elements) -> None:
    """Raises `UnreadableXml`, `TooLarge`."""
    try:
        sax.parse(stream, elements, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ForbiddenXml from error
    except _UNREADABLE as error:
        raise UnreadableXml from error
