from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from common import clock, settings
from common.actor import Actor
from common.aside import aside
from common.confinement import confined
from common.entrypoints import command, errand, query
from common.storage import Files
from common.work import Call
from contracts.inventory.papers import attachments as operations
from contracts.media import type_of
from contracts.schema import Ask, new_id
from services.inventory.papers.attachments import commands, queries, rules

_GRACE = timedelta(hours=1)
_BATCH = 500


def files() -> Files:
    """Inventory's files."""
    return Files(settings.files_folder("inventory"))


def keep(content: bytes, media_type: str) -> rules.Kept:
    """Keep a file, while another thread writes it."""
    kept = rules.kept(new_id(), content, media_type)
    aside(files().put, kept.key, content)
    return kept


def keep_upload(service: Any, call: Call, ask: Ask) -> None:
    """Look at the request's file in a process of its own and keep it, outside of any transaction.
    Raises `file_unsuitable`, `file_unsafe`."""
    ask.kept = keep(ask.file, rules.checked_type(ask.kind, confined(type_of, ask.file)))


class Attachments:
    """Attachments (附件)."""

    @command(operations.upload_attachment, learn=keep_upload)
    def upload_attachment(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.upload(session, ask, by=by, at=at)

    @command(operations.remove_attachment)
    def remove_attachment(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.remove(session, ask, by=by, at=at)

    @query(operations.list_attachments)
    def list_attachments(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_attachments(session, ask, by=by)

    @query(operations.download_attachment)
    def download_attachment(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        found = queries.one(session, ask.attachment_id, by)
        content = aside(files().get, found.file_key)
        return {
            "file_name": found.file_name,
            "media_type": found.media_type,
            "content": content,
        }

    @errand(seconds=1800)
    def remove_orphaned_files(self, call: Call) -> int:
        return remove_orphans(call, files(), clock.now() - _GRACE)


def remove_orphans(call: Call, kept: Files, before: datetime) -> int:
    """Remove files written before a moment that no row names; answers 0: one round is enough."""
    old = kept.older_than(before)
    while keys := aside(lambda: list(islice(old, _BATCH))):
        with call.reading() as session:
            named = queries.known(session, keys)
        for key in set(keys) - named:
            aside(kept.remove, key)
    return 0
