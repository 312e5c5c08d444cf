"""Words of approvals and of what is changed by one."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "approval_kind": {
        "hold": ("保留房源", "Hold"),
        "price_list": ("价格表", "Price list"),
        "special_discount": ("特殊优惠", "Special discount"),
        "change_order": ("变更单", "Change order"),
        "promise": ("特殊承诺", "Promise"),
        "late_fee_waiver": ("滞纳金减免", "Late-fee waiver"),
        "data_change": ("数据更正", "Data change"),
        "suspension": ("停售", "Suspension"),
        "quotation": ("报价单", "Quotation"),
        "handover_deviation": ("交房例外", "Handover exception"),
        "receipt_reversal": ("收款冲销", "Reversal of a receipt"),
        "area_correction": ("面积差更正", "Correction of an area's settlement"),
        "settings_change": ("项目设置变更", "Change of settings"),
        "payment_plan": ("付款计划", "Payment plan"),
    },
    "approval_status": {
        "pending": ("待审批", "Pending"),
        "approved": ("已同意", "Approved"),
        "rejected": ("已驳回", "Rejected"),
        "withdrawn": ("已撤回", "Withdrawn"),
    },
    "verdict": {"approve": ("同意", "Approve"), "reject": ("驳回", "Reject")},
    "change_kind": {
        "cancellation": ("退房", "Cancellation"),
        "unit_change": ("换房", "Another unit"),
        "rename": ("更名", "Another buyer"),
        "add_owner": ("增加产权人", "One owner more"),
        "remove_owner": ("减少产权人", "One owner less"),
        "price_change": ("改价", "Another price"),
        "extension": ("延期签约", "Later signing"),
        "payment_plan_change": ("变更付款计划", "Another payment plan"),
    },
    "change_stage": {
        "reserved": ("预订", "Reserved"),
        "subscribed": ("认购", "Subscribed"),
        "sold": ("签约", "Signed"),
        "filed": ("已备案", "Filed"),
        "delivered": ("已交房", "Handed over"),
        "ended": ("已结束", "Ended"),
    },
    "change_need": {
        "filing_revoked": ("撤销备案", "Have the filing revoked"),
        "invoices_reversed": ("红冲发票", "Reverse the invoices"),
        "bound_units_settled": (
            "退订、改绑或解绑随房车位、储藏间",
            "Cancel, move or unbind the parking and storage bound to the home",
        ),
    },
    "change_status": {
        "requested": ("待审批", "Waiting for consent"),
        "done": ("已执行", "Carried out"),
        "refused": ("未同意", "Refused"),
    },
}
