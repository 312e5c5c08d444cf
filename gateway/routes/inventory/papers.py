"""Rows of inventory's corridor `papers`: method, path, operation."""

from contracts.inventory.papers import archive, attachments, borrowing, liaison, templates
from gateway.routes.inventory.paths import DEAL, PROJECT
from gateway.routing import Route

ROUTES: list[Route] = [
    Route("GET", f"{PROJECT}/contract-template", templates.download_template, answer="file"),
    Route(
        "POST",
        f"{PROJECT}/contract-template",
        templates.replace_template,
        status=201,
        body="file",
    ),
    Route("DELETE", f"{PROJECT}/contract-template", templates.reset_template),
    Route("GET", "/api/v1/attachments", attachments.list_attachments),
    Route("POST", "/api/v1/attachments", attachments.upload_attachment, status=201, body="file"),
    Route(
        "GET",
        "/api/v1/attachments/{attachment_id}/content",
        attachments.download_attachment,
        answer="file",
    ),
    Route("DELETE", "/api/v1/attachments/{attachment_id}", attachments.remove_attachment),
    Route("GET", "/api/v1/archive", archive.list_archive),
    Route("POST", f"{DEAL}/archive", archive.file_document, status=201),
    Route("POST", "/api/v1/archive/{document_id}/place", archive.shelve_document),
    Route(
        "POST",
        "/api/v1/archive/{document_id}/borrowings",
        borrowing.request_borrowing,
        status=201,
    ),
    Route("GET", "/api/v1/borrowings", borrowing.list_borrowings),
    Route("POST", "/api/v1/borrowings/{borrowing_id}/decision", borrowing.decide_borrowing),
    Route("POST", "/api/v1/borrowings/{borrowing_id}/lending", borrowing.lend_document),
    Route("POST", "/api/v1/borrowings/{borrowing_id}/return", borrowing.return_document),
    Route("GET", "/api/v1/letters", liaison.list_letters),
    Route("POST", f"{PROJECT}/letters", liaison.record_letter, status=201),
]
