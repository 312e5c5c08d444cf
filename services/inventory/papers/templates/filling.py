"""Templates are tried and filled in a process of their own (I-16; `docs/contract-template.md`)."""

from collections.abc import Mapping
from typing import Any

from common.confinement import confined
from common.word.filling import fill
from contracts.inventory.papers.templates import DocumentKind
from services.inventory.papers.templates.placeholders import PLAN, PLAN_FIELDS, example


def check(content: bytes, document: DocumentKind = DocumentKind.CONTRACT) -> None:
    """Fills in an example. Raises as `render`."""
    render(content, example(document))


def render(content: bytes, values: Mapping[str, Any]) -> bytes:
    """The template filled in. Raises `template_unreadable`, `template_unknown`, `template_unsafe`,
    and what `common.confinement.confined` raises."""
    filled = confined(fill, content, values=dict(values), lines=PLAN, fields=list(PLAN_FIELDS))
    assert isinstance(filled, bytes)
    return filled
