"""Which relationships a document may have, and where its links may lead."""

from contracts.archives import Archive
from contracts.documents import template_unsafe
from contracts.elements import Elements, parse

_OOXML = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KNOWN_ISSUERS = (
    *_OOXML,
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
    "http://schemas.microsoft.com/office/2007/relationships",
    "http://schemas.microsoft.com/office/2011/relationships",
    "http://schemas.microsoft.com/office/2016/09/relationships",
    "http://schemas.microsoft.com/office/2018/08/relationships",
)
_KNOWN = frozenset(
    {
        "officeDocument",
        "core-properties",
        "extended-properties",
        "extendedProperties",
        "custom-properties",
        "customProperties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
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
        "glossaryDocument",
        "image",
        "customXml",
        "customXmlProps",
        "hyperlink",
    }
)
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def is_safe(target: str) -> bool:
    """Whether a link leads to a page or an address, or to a place in the document itself."""
    plain = target.strip().lower()
    printable = plain.isprintable() and "\\" not in plain and "{" not in plain
    return printable and (plain.startswith(("#", *_SCHEMES)) or ":" not in plain.split("/")[0])


def outside_links(archive: Archive, part: str) -> set[str]:
    """The ids of a part's links that lead outside. Raises `template_unsafe` for any relationship
    that is not known."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    relations = _Relations(path)
    if path in archive:
        with archive.open(path) as stream:
            parse(stream, relations)
    return relations.outside


class _Relations(Elements):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.outside: set[str] = set()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationships":
            return
        issuer, _, kind = attributes.get("Type", "").rpartition("/")
        target, mode = attributes.get("Target", ""), attributes.get("TargetMode", "Internal")
        if name != "Relationship" or issuer not in _KNOWN_ISSUERS or kind not in _KNOWN:
            raise template_unsafe(field="file", problem=f"{self._path}: {kind[:40]}")
        if mode == "Internal":
            if ":" in target or "\\" in target or target.startswith("//"):
                raise template_unsafe(field="file", problem=f"{self._path}: {target[:80]}")
            return
        is_link = kind == "hyperlink" and issuer in _OOXML
        if not (is_link and is_safe(target) and target.lower().startswith(_SCHEMES)):
            raise template_unsafe(field="file", problem=f"{self._path}: {target[:80]}")
        self.outside.add(attributes.get("Id", ""))
