"""Words of what follows a contract: loans, filing, handover, title."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "milestone_kind": {
        "filing": ("网签备案", "Filing"),
        "commercial_loan": ("商业贷款", "Commercial loan"),
        "provident_fund": ("公积金贷款", "Provident fund loan"),
        "handover": ("交房", "Handover"),
        "title": ("产权", "Title"),
    },
    "milestone_status": {
        "collecting": ("收集资料", "Collecting documents"),
        "waiting": ("待通知", "To be notified"),
        "submitted": ("已提交", "Submitted"),
        "approved": ("已批贷", "Approved"),
        "paid_out": ("已放款", "Paid out"),
        "rejected": ("已拒贷", "Rejected"),
        "filed": ("已备案", "Filed"),
        "revoked": ("已撤销备案", "Filing revoked"),
        "notified": ("已通知", "Notified"),
        "inspected": ("已验房", "Inspected"),
        "delivered": ("已交房", "Delivered"),
        "issued": ("已出证", "Issued"),
        "dropped": ("不再需要", "No longer needed"),
    },
    "defect_severity": {
        "minor": ("一般", "Minor"),
        "major": ("严重", "Major"),
        "structural": ("结构性", "Structural"),
    },
    "handover_need": {
        "notice": ("未发交房通知", "Notice not sent"),
        "payment": ("房款未结清且贷款未放款", "Neither paid in full nor loan paid out"),
        "inspection": ("未验房", "Not inspected"),
        "defects": ("缺陷未整改", "Defects not rectified"),
        "documents": ("交房资料不齐", "Documents missing"),
        "fees": ("交房费用未缴清", "Fees not paid"),
        "settlement": ("面积差未结算", "Area not settled"),
    },
}
