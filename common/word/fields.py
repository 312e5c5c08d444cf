"""The fields of a document (域): those that work out something from the document itself."""

from common.word.links import is_safe
from contracts.documents import template_unsafe

_KNOWN = frozenset(
    {
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "NUMWORDS",
        "NUMCHARS",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "AUTHOR",
        "TITLE",
        "SUBJECT",
        "FILENAME",
        "TOC",
        "TC",
        "INDEX",
        "XE",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "LISTNUM",
        "HYPERLINK",
        "SYMBOL",
        "EQ",
        "ADVANCE",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
    }
)


def check(instruction: str) -> None:
    """Raises `template_unsafe` for an instruction that isn't known: what fetches, embeds, runs or
    builds other instructions (`DDEAUTO`, `INCLUDEPICTURE`, `QUOTE`, …)."""
    words = instruction.split()
    if not words or "{" in instruction:
        raise template_unsafe(field="file", problem=instruction.strip()[:60] or "field")
    name = words[0].upper()
    if name.startswith("="):
        return
    if name not in _KNOWN or (name == "HYPERLINK" and not _leads_to_safe(instruction)):
        raise template_unsafe(field="file", problem=instruction.strip()[:60])


def _leads_to_safe(instruction: str) -> bool:
    before, quote, quoted = instruction.partition('"')
    if r"\l" in before.lower().split():
        return True
    words = before.split()
    target = quoted.partition('"')[0] if quote else (words[1] if len(words) > 1 else "")
    return is_safe(target) and bool(target)


class Fields:
    """The fields of a part while it is read: one may stand inside another's instruction."""

    def __init__(self) -> None:
        self._open: list[list[str] | None] = []

    def add(self, text: str) -> None:
        """A piece of an instruction; outside of one it is no instruction of ours."""
        if not self._open or self._open[-1] is None:
            raise template_unsafe(field="file", problem=text.strip()[:60] or "field")
        self._open[-1].append(text)

    def mark(self, kind: str) -> None:
        """`begin`, `separate` or `end`."""
        if kind == "begin":
            self._open.append([])
            return
        if kind not in {"separate", "end"} or not self._open:
            raise template_unsafe(field="file", problem=f"field {kind[:20]}")
        pieces = self._open.pop()
        if pieces is not None:
            check("".join(pieces))
        if kind == "separate":
            self._open.append(None)

    def close(self) -> None:
        """The part is over: no field may be open."""
        if self._open:
            raise template_unsafe(field="file", problem="field")
