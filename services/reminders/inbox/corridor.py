"""Inbox (待办): its topics."""

from services.reminders.inbox.open_approvals.entrypoints import (
    InventoryApprovals,
    OpenApprovals,
    ReportingApprovals,
)

TOPICS = (OpenApprovals, InventoryApprovals, ReportingApprovals)
