"""Words of notices and deadlines."""

from contracts import deadline_kinds
from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "notice_kind": {
        "signing_soon": ("签约期限临近", "Signing is due soon"),
        "signing_due": ("签约期限已到", "Signing is due"),
        "deadline_soon": ("期限临近", "A deadline is near"),
        "deadline_due": ("期限已到", "A deadline has come"),
        "task": ("工作任务", "Task"),
    },
    "notice_status": {
        "open": ("待确认", "To be acknowledged"),
        "acknowledged": ("已确认", "Acknowledged"),
        "closed": ("已了结", "Closed"),
    },
    "deadline_kind": deadline_kinds.WORDS,
    "deadline_status": {"open": ("进行中", "Open"), "closed": ("已了结", "Closed")},
    "deadline_outcome": {
        "met": ("已完成", "Done"),
        "dropped": ("不再需要", "No longer needed"),
    },
    "delivery_channel": {"app": ("站内", "In the app"), "email": ("电子邮件", "E-mail")},
    "delivery_status": {
        "pending": ("待发送", "To be sent"),
        "sent": ("已发送", "Sent"),
        "failed": ("发送失败", "Failed"),
    },
    "service": {
        "inventory": ("销控", "Sales control"),
        "crm": ("客户", "Customers"),
        "reminders": ("催办", "Reminders"),
        "reporting": ("报表", "Reports"),
        "office": ("组织与权限", "Staff and access"),
    },
}
