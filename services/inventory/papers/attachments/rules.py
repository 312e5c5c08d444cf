"""Which files are taken, and what they are called (I-02, I-16).

A file is what its first bytes say, whatever its name or its sender says.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from common.offers import Offer, Offers
from contracts.inventory.papers.attachments import (
    AttachmentKind,
    AttachmentSubject,
    file_unsuitable,
    kind_unsuitable,
    upload_attachment,
)
from contracts.media import DOCX, JPEG, MEDIA_TYPES, PDF, PNG

_MOST_NAME = 100
_BAD_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_PICTURES = (PNG, JPEG)

_PLACES: dict[AttachmentKind, Collection[AttachmentSubject]] = {
    AttachmentKind.FLOOR_PLAN: (AttachmentSubject.HOUSE_TYPE, AttachmentSubject.UNIT),
    AttachmentKind.RENDERING: (
        AttachmentSubject.PROJECT,
        AttachmentSubject.HOUSE_TYPE,
        AttachmentSubject.UNIT,
    ),
    AttachmentKind.SCAN: (AttachmentSubject.DEAL, AttachmentSubject.LETTER),
}
_TYPES: dict[AttachmentKind, Collection[str]] = {
    AttachmentKind.FLOOR_PLAN: (*_PICTURES, PDF),
    AttachmentKind.RENDERING: _PICTURES,
    AttachmentKind.SCAN: tuple(MEDIA_TYPES),
    AttachmentKind.CONTRACT: (DOCX,),
    AttachmentKind.CONTRACT_TEMPLATE: (DOCX,),
    AttachmentKind.CHANGE_AGREEMENT: (DOCX,),
}


OFFERS = Offers[object](
    "Attachments", Offer(upload_attachment), owner=None, team=None, project=None
)
"""What may be done with the files of a subject as a whole."""


@dataclass(frozen=True)
class Kept:
    """A file in the storage."""

    key: UUID
    size: int
    sha256: str
    media_type: str


def kept(key: UUID, content: bytes, media_type: str) -> Kept:
    return Kept(key, len(content), sha256(content).hexdigest(), media_type)


def check_place(kind: str, subject: str) -> None:
    """Raises `kind_unsuitable`."""
    if subject not in _PLACES.get(AttachmentKind(kind), ()):
        raise kind_unsuitable(field="kind", kind=kind, subject=subject)


def checked_type(kind: str, found: str | None) -> str:
    """The media type `found` of a file that may be kept as `kind`. Raises `file_unsuitable`."""
    allowed = _TYPES[AttachmentKind(kind)]
    if found is None or found not in allowed:
        names = ", ".join(MEDIA_TYPES[each].lstrip(".").upper() for each in allowed)
        raise file_unsuitable(field="file", allowed=names)
    return found


def clean_name(given: str, media_type: str) -> str:
    """A name that is safe on every system, with the ending that its content deserves."""
    ending = MEDIA_TYPES[media_type]
    bare = given.replace("\\", "/").rpartition("/")[2]
    stem, dot, last = bare.rpartition(".")
    stem = stem if dot and len(last) <= 5 else bare
    clean = " ".join(_BAD_IN_NAMES.sub(" ", stem).split()).strip(". ")[:_MOST_NAME].strip()
    return f"{clean or 'file'}{ending}"
