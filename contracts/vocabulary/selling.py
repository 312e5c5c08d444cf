"""Words of deals and their papers: stages, contracts, promises, archive and letters."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "deal_stage": {
        "reserved": ("预订", "Reserved"),
        "subscribed": ("认购", "Subscribed"),
        "sold": ("签约", "Signed"),
        "expired": ("已过期", "Expired"),
        "cancelled": ("已取消", "Cancelled"),
    },
    "contract_need": {
        "deposit": ("定金未确认", "Deposit not confirmed"),
        "documents": ("文件不齐", "Documents not complete"),
        "letter": ("认购书未签批", "Letter not signed for"),
    },
    "contract_term": {
        "price": ("成交价", "Price"),
        "payment_method": ("付款方式", "Payment method"),
        "payment_plan": ("付款计划", "Payment plan"),
        "deposit": ("定金", "Deposit"),
    },
    "contract_issue": {
        "signing_overdue": ("逾期未签", "Signing overdue"),
        "documents_missing": ("资料不齐", "Documents missing"),
        "no_draft": ("未生成文本", "No text drafted"),
        "unarchived": ("未归档", "Not archived"),
        "deviating": ("条款有偏差", "Deviating"),
        "payment_overdue": ("欠款逾期", "Payment overdue"),
    },
    "promise_kind": {
        "fee": ("特殊费用", "Special fee"),
        "gift": ("赠送", "Gift"),
        "service": ("服务", "Service"),
        "other": ("其他", "Other"),
    },
    "promise_status": {
        "requested": ("待审批", "Requested"),
        "promised": ("已承诺", "Promised"),
        "refused": ("未同意", "Refused"),
        "breached": ("已违约", "Broken"),
    },
    "payment_form": {
        "cash": ("现金", "Cash"),
        "deduction": ("抵扣房款", "Off the purchase price"),
        "goods": ("实物", "In kind"),
    },
    "attachment_subject": {
        "project": ("项目", "Project"),
        "house_type": ("户型", "House type"),
        "unit": ("房源", "Unit"),
        "deal": ("交易", "Deal"),
        "letter": ("公文", "Letter"),
    },
    "attachment_kind": {
        "floor_plan": ("户型图", "Floor plan"),
        "rendering": ("效果图", "Rendering"),
        "scan": ("扫描件", "Scan"),
        "contract": ("合同文本", "Contract"),
        "contract_template": ("合同模板", "Contract template"),
        "change_agreement": ("变更协议", "Change agreement"),
    },
    "document_kind": {
        "contract": ("合同", "Contract"),
        "cancellation": ("退房协议", "Agreement on a cancellation"),
        "unit_change": ("换房协议", "Agreement on another unit"),
        "owners": ("权利人变更协议", "Agreement on owners"),
        "supplement": ("补充协议", "Supplementary agreement"),
    },
    "archive_kind": {
        "subscription_letter": ("认购书", "Subscription letter"),
        "contract": ("买卖合同", "Contract"),
        "annex": ("合同附件", "Annex"),
        "change_agreement": ("变更协议", "Change agreement"),
        "other": ("其他资料", "Other"),
    },
    "borrowing_status": {
        "requested": ("待审批", "Requested"),
        "granted": ("已批准", "Consented to"),
        "refused": ("未批准", "Refused"),
        "lent": ("借出中", "Lent"),
        "returned": ("已归还", "Returned"),
    },
    "letter_direction": {"incoming": ("收文", "Incoming"), "outgoing": ("发文", "Outgoing")},
}
