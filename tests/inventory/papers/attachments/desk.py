"""Files for a sales office, as the entrypoints keep them."""

import base64
from typing import Any

from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.papers import attachments as operations
from contracts.media import type_of
from contracts.schema import Ask
from services.inventory.papers.attachments import commands, queries, rules
from services.inventory.papers.attachments.entrypoints import keep
from tests import files
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice


def attach(
    office: SalesOffice,
    subject: str,
    subject_id: Any,
    *,
    kind: str = "scan",
    content: bytes = files.PDF,
    by: Actor | None = None,
    **more: Any,
) -> Any:
    """Upload a file. Its first attempt must wait for the file to be kept."""
    payload = {
        "subject": subject,
        "subject_id": str(subject_id),
        "kind": kind,
        "file_name": "文件",
        "file": base64.b64encode(content).decode(),
    } | more

    def command(session: Any, ask: Ask, **how: Any) -> Any:
        try:
            commands.upload(session, ask, **how)
        except NotKnownYet:
            ask.kept = keep(ask.file, rules.checked_type(ask.kind, type_of(ask.file)))
        return commands.upload(session, ask, **how)

    return office.do(command, operations.upload_attachment, by or office.clerk, **payload)


def remove(office: SalesOffice, attachment: Any, *, by: Actor | None = None) -> Any:
    payload = {"attachment_id": attachment["id"]}
    return office.do(commands.remove, operations.remove_attachment, by or office.clerk, **payload)


def listed(
    office: SalesOffice, subject: str, subject_id: Any, by: Actor, **chosen: Any
) -> list[dict[str, Any]]:
    ask = asked(operations.list_attachments, subject=subject, subject_id=str(subject_id), **chosen)
    with office.transaction() as session:
        found = queries.list_attachments(session, ask, by=by)
        items: list[dict[str, Any]] = answered(operations.list_attachments, found)["items"]
        return items


def may_read(office: SalesOffice, attachment: Any, by: Actor) -> rules.Kept:
    """The kept file, if `by` may have it. Raises `not_found`."""
    ask = asked(operations.download_attachment, attachment_id=attachment["id"])
    with office.transaction() as session:
        found = queries.one(session, ask.attachment_id, by)
        return rules.Kept(found.file_key, found.size, found.sha256, found.media_type)
