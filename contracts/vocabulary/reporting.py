"""Words of figures and commission."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "reporting_approval_kind": {
        "commission_plan": ("佣金方案", "Commission plan"),
        "target": ("销售目标调整", "Change of a target"),
    },
    "target_status": {
        "set": ("已设定", "Set"),
        "requested": ("待审批", "Requested"),
        "refused": ("未同意", "Refused"),
    },
    "plan_request_status": {
        "requested": ("待审批", "Requested"),
        "granted": ("已同意", "Agreed"),
        "refused": ("未同意", "Refused"),
    },
    "target_level": {
        "company": ("公司", "Company"),
        "project": ("项目", "Project"),
        "team": ("团队", "Team"),
        "consultant": ("置业顾问", "Consultant"),
    },
    "figures_group": {
        "day": ("日", "Day"),
        "project": ("项目", "Project"),
        "team": ("团队", "Team"),
        "consultant": ("置业顾问", "Consultant"),
    },
    "commission_line": {
        "accrual": ("计提", "Accrual"),
        "adjustment": ("改价调整", "Adjustment to a new price"),
        "clawback": ("追回", "Clawback"),
    },
    "commission_stage": {
        "receipts": ("回款达标", "Receipts reach the condition"),
        "settled": ("房款到齐或贷款放款", "Paid in full or loan paid out"),
        "handover": ("交房", "Handed over"),
    },
}
