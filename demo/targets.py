"""Commission plans and targets of the month and year (P-02, P-04).

Targets go down as seed 001 has it: the director sets the company's and the projects', the project's
manager breaks them down to teams and consultants.
"""

from demo import consents
from demo.api import Desk, Platform
from demo.people import CONSULTANTS, EVERYWHERE, of_role

_TIERS = [
    {"up_to": "0.6", "including": False, "rate": "0.003"},
    {"up_to": "0.8", "including": True, "rate": "0.004"},
    {"rate": "0.005"},
]
_PAYOUT = {"receipts": "0.7", "settled": "0.2", "handover": "0.1"}
_CONSULTANT_UNITS, _CONSULTANT_AMOUNT = 5, 12_000_000


def set_all(platform: Platform) -> None:
    month = f"{platform.notebook.day():%Y-%m}"
    director = platform.desk(of_role("sales_director")[0].username)
    _set(director, "company", month[:4], 600)
    _set(director, "company", month, 60)
    for code in EVERYWHERE:
        project_id = platform.notebook.id(f"project {code}")
        manager = platform.desk(of_role("sales_manager", code)[0].username)
        what = f"commission plan {code}"
        asked_for = manager.enter(
            what,
            "POST",
            f"/projects/{project_id}/commission-plan-requests",
            {"effective_from": month, "tiers": _TIERS, "payout": _PAYOUT},
        )
        consents.consent(platform, code, what, asked_for, at="/reporting-approvals")
        _set(director, "project", month, 15, project_id=project_id)
        team_id = platform.notebook.id(f"team {code}")
        _set(manager, "team", month, 15, project_id=project_id, subject_id=team_id)
        for person in CONSULTANTS:
            if person.team == code:
                _set(
                    manager,
                    "consultant",
                    month,
                    _CONSULTANT_UNITS,
                    project_id=project_id,
                    subject_id=platform.notebook.id(person.username),
                )


def _set(desk: Desk, level: str, period: str, units: int, **whose: str) -> None:
    amount = units * _CONSULTANT_AMOUNT // _CONSULTANT_UNITS
    desk.enter(
        " ".join(("target", level, period, *whose.values())),
        "PUT",
        "/targets",
        {"level": level, "period": period, "units": units, "amount": f"{amount}.00", **whose},
    )
