"""Consent to what somebody asked for: by everybody whose consent it takes, or refused by one."""

from typing import Any

from demo.api import Platform
from demo.people import of_role

_EVERYWHERE = ("sales_director", "general_manager")


def consent(
    platform: Platform, project: str, what: str, asked_for: Any, *, at: str = "/approvals"
) -> None:
    """`at`: where the service that was asked has its approvals."""
    decision = {"verdict": "approve", "comment": "同意，按申请办理"}
    for need in asked_for["needs"]:
        path = f"{at}/{asked_for['approval_id']}/decision"
        _decide(platform, project, what, need, path, decision)


def refuse(platform: Platform, project: str, what: str, asked_for: Any, why: str) -> None:
    """One no is enough."""
    path = f"/approvals/{asked_for['approval_id']}/decision"
    decision = {"verdict": "reject", "comment": why}
    _decide(platform, project, what, asked_for["needs"][0], path, decision)


def _decide(
    platform: Platform, project: str, what: str, need: str, path: str, decision: dict[str, str]
) -> None:
    decider = of_role(need, None if need in _EVERYWHERE else project)[0]
    desk = platform.desk(decider.username)
    desk.enter(f"consent of {need} to the {what}", "POST", path, decision)
