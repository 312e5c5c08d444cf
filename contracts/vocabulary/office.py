"""Words of the company's people and their rights."""

from contracts.office.roles import ROLE_LABELS
from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "role": {role.value: labels for role, labels in ROLE_LABELS.items()},
    "scope": {
        "own": ("本人", "Own"),
        "team": ("本团队", "Team"),
        "project": ("本项目", "Project"),
        "region": ("本区域", "Region"),
        "all": ("全部", "All"),
    },
    "staff_status": {"active": ("在职", "Present"), "left": ("离职", "Has left")},
}
