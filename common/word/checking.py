"""What a document may be made of: parts, elements and relationships that are known."""

from common.word.fields import Fields
from common.word.fields import check as check_field
from common.word.links import is_safe, outside_links
from contracts.archives import Archive, ArchiveTooLarge, UnreadableArchive, opened
from contracts.documents import template_unreadable, template_unsafe
from contracts.elements import Elements, ForbiddenXml, TooLarge, UnreadableXml, parse
from contracts.media import CONTENT_TYPES, ContentTypes, content_types

MOST_UNPACKED = 30 << 20
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN = f"{_WORD}document.main+xml"
_CUSTOM = "application/xml"
_TEXTS = frozenset(
    {
        _MAIN,
        *(
            f"{_WORD}{name}+xml"
            for name in (
                "document.glossary",
                "styles",
                "settings",
                "webSettings",
                "fontTable",
                "numbering",
                "footnotes",
                "endnotes",
                "header",
                "footer",
                "comments",
                "commentsExtended",
                "commentsIds",
                "commentsExtensible",
                "people",
            )
        ),
        *(
            f"{_OFFICE}{name}+xml"
            for name in (
                "theme",
                "extended-properties",
                "custom-properties",
                "customXmlProperties",
            )
        ),
        "application/vnd.ms-word.stylesWithEffects+xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        _CUSTOM,
    }
)
_PICTURES = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/bmp": (b"BM",),
    "image/tiff": (b"II*\0", b"MM\0*"),
}
_REFUSED = frozenset(
    name.lower()
    for name in (
        "altChunk",
        "subDoc",
        "object",
        "objectEmbed",
        "objectLink",
        "OLEObject",
        "control",
        "ocx",
        "movie",
        "binData",
        "contentPart",
        "mailMerge",
        "attachedTemplate",
        "attachedSchema",
        "schemaLibrary",
        "saveThroughXslt",
        "frameset",
        "entryMacro",
        "exitMacro",
        "scriptAnchor",
        "script",
        "embedRegular",
        "embedBold",
        "embedItalic",
        "embedBoldItalic",
    )
)
_FETCHED = frozenset({"src", "href", "althref", "link"})
_ADDRESSES = frozenset({"action", "manifestlocation", "schemalocation", "base"})
_LINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover"})
_BIBLIOGRAPHY = "Sources"


def check(content: bytes) -> None:
    """Raises `template_unreadable`, and `template_unsafe` for macros, embedded things, anything
    that is fetched from elsewhere, and whatever isn't known."""
    try:
        with opened(content, most=MOST_UNPACKED) as archive:
            _check(archive)
    except ForbiddenXml:
        raise template_unsafe(field="file", problem="DOCTYPE") from None
    except (UnreadableArchive, UnreadableXml):
        raise template_unreadable(field="file", problem="zip, xml") from None
    except (ArchiveTooLarge, TooLarge):
        raise template_unsafe(field="file", problem=f"> {MOST_UNPACKED >> 20} MiB") from None


def _check(archive: Archive) -> None:
    types = content_types(archive)
    if not any(types.of(name) == _MAIN for name in archive.names):
        raise template_unreadable(field="file", problem="Word")
    outside_links(archive, "")
    for name in archive.names:
        if name != CONTENT_TYPES:
            _check_part(archive, name, types)


def _check_part(archive: Archive, name: str, types: ContentTypes) -> None:
    kind = types.of(name)
    if kind == _RELATIONS:
        _check_owner(archive, name)
    elif kind in _PICTURES:
        if not archive.read(name).startswith(_PICTURES[kind]):
            raise template_unsafe(field="file", problem=name[:80])
    elif kind in _TEXTS:
        part = _Part(name, kind, outside_links(archive, name))
        with archive.open(name) as stream:
            parse(stream, part)
        part.fields.close()
    else:
        raise template_unsafe(field="file", problem=name[:80])


def _check_owner(archive: Archive, name: str) -> None:
    """Relationships are looked at with the part that has them: there must be one."""
    folder, _, ending = name.rpartition("_rels/")
    owner = f"{folder}{ending.removesuffix('.rels')}"
    if owner and owner not in archive:
        raise template_unsafe(field="file", problem=name[:80])


class _Part(Elements):
    """A part with text; `outside` are the ids of its links that lead outside."""

    def __init__(self, name: str, kind: str, outside: set[str]) -> None:
        super().__init__()
        self.fields = Fields()
        self._name, self._kind, self._outside = name, kind, outside
        self._is_first = True

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if self._is_first and self._kind == _CUSTOM and name != _BIBLIOGRAPHY:
            raise template_unsafe(field="file", problem=f"{self._name[:80]}: {name[:40]}")
        self._is_first = False
        if name.lower() in _REFUSED:
            raise template_unsafe(field="file", problem=f"{self._name[:80]}: {name}")
        for key, value in attributes.items():
            self._check_attribute(name, key, value)
        if name == "fldChar":
            self.fields.mark(attributes.get("fldCharType", ""))
        elif name == "fldSimple":
            check_field(attributes.get("instr", ""))
        elif name in {"instrText", "delInstrText"}:
            self.listen()

    def end(self, name: str) -> None:
        if name in {"instrText", "delInstrText"}:
            self.fields.add(self.text)

    def _check_attribute(self, element: str, key: str, value: str) -> None:
        is_address = key.lower() in _ADDRESSES and value and not is_safe(value)
        fetched = key.lower() in _FETCHED and value and not value.startswith("#")
        styled = "url(" in "".join(value.lower().split())
        misused = value in self._outside and element not in _LINKS
        if is_address or fetched or styled or misused:
            problem = f"{self._name[:80]}: {element[:40]} {value[:60]}"
            raise template_unsafe(field="file", problem=problem)
