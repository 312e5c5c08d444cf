"""Rows of reminders: method, path, operation."""

from contracts.reminders.inbox import open_approvals
from contracts.reminders.notices import deliveries, notices
from contracts.reminders.watch import deadlines
from gateway.routing import Route

_NOTICES = "/api/v1/notices"

ROUTES: list[Route] = [
    Route("GET", _NOTICES, notices.list_notices),
    Route("POST", _NOTICES, notices.send_notice, status=201),
    Route("GET", f"{_NOTICES}/{{notice_id}}", notices.read_notice),
    Route("POST", f"{_NOTICES}/{{notice_id}}/acknowledgement", notices.acknowledge_notice),
    Route("GET", "/api/v1/deadlines", deadlines.list_deadlines),
    Route("GET", "/api/v1/open-approvals", open_approvals.list_open_approvals),
    Route("GET", "/api/v1/deliveries", deliveries.list_deliveries),
]
