"""Consent to what somebody asked for: by everybody whose consent it takes, or refused by one."""

from typing import Any

from demo.api import Platform
from demo.people import of_role

_EVERYWHERE = ("sales_director", "general_manager")


def consent(
    platform: Platform, project: str, what: str, asked_for: Any, why: str = "同意，按申请办理"
) -> None:
    for need in asked_for["needs"]:
        _decide(platform, project, what, asked_for, need, "approve", why)


def refuse(platform: Platform, project: str, what: str, asked_for: Any, why: str) -> None:
    """One no is enough."""
    _decide(platform, project, what, asked_for, asked_for["needs"][0], "reject", why)


def _decide(
    platform: Platform, project: str, what: str, asked_for: Any, need: str, verdict: str, why: str
) -> None:
    decider = of_role(need, None if need in _EVERYWHERE else project)[0]
    platform.desk(decider.username).enter(
        f"consent of {need} to the {what}",
        "POST",
        f"/approvals/{asked_for['approval_id']}/decision",
        {"verdict": verdict, "comment": why},
    )
