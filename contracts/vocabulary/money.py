"""Words of what is due, paid, given back and invoiced."""

from contracts.vocabulary.word import Words

INSTALMENT_KINDS: Words = {
    "deposit": ("定金", "Deposit"),
    "down_payment": ("首付", "Down payment"),
    "instalment": ("分期款", "Instalment"),
    "loan": ("贷款", "Loan"),
    "price_change": ("价差", "Price difference"),
    "area_settlement": ("面积差", "Area settlement"),
    "late_fee": ("滞纳金", "Late fee"),
}

WORDS: dict[str, Words] = {
    "payment_method": {
        "lump_sum": ("一次性付款", "Lump sum"),
        "commercial_loan": ("商业贷款", "Commercial loan"),
        "provident_fund": ("公积金贷款", "Provident fund loan"),
        "combined_loan": ("组合贷款", "Combined loan"),
        "instalments": ("分期付款", "Instalments"),
    },
    "payment_plan_status": {
        "requested": ("待审批", "Requested"),
        "active": ("使用中", "In use"),
        "ended": ("已停用", "Ended"),
        "refused": ("未同意", "Refused"),
    },
    "plan_due": {
        "after_subscription": ("认购后", "After the subscription"),
        "after_signing": ("签约后", "After signing"),
        "on_date": ("指定日期", "On a date"),
        "loan_payout": ("贷款发放时", "When the loan is paid out"),
    },
    "instalment_kind": INSTALMENT_KINDS,
    "receipt_kind": INSTALMENT_KINDS | {"transfer": ("转款", "Moved between deals")},
    "receipt_status": {
        "taken": ("代收未交", "Taken, not handed in"),
        "requested": ("待销售确认", "Requested"),
        "endorsed": ("待财务确认", "Confirmed by sales"),
        "confirmed": ("已确认", "Confirmed"),
        "rejected": ("已退回", "Turned down"),
    },
    "receipt_method": {
        "transfer": ("银行转账", "Bank transfer"),
        "card": ("刷卡", "Card"),
        "cash": ("现金", "Cash"),
        "cheque": ("支票", "Cheque"),
        "loan": ("银行放款", "Paid out by a bank"),
    },
    "age_bucket": {
        "to_7": ("7 天以内", "Up to 7 days"),
        "to_30": ("8–30 天", "8 to 30 days"),
        "to_90": ("31–90 天", "31 to 90 days"),
        "to_180": ("91–180 天", "91 to 180 days"),
        "beyond": ("180 天以上", "More than 180 days"),
    },
    "overdue_group": {
        "project": ("项目", "Project"),
        "team": ("团队", "Team"),
        "consultant": ("置业顾问", "Consultant"),
        "customer": ("客户", "Customer"),
    },
    "collection_group": {
        "project": ("项目", "Project"),
        "consultant": ("置业顾问", "Consultant"),
        "month": ("月", "Month"),
    },
    "refund_cause": {
        "cancellation": ("退房", "Cancellation"),
        "unit_change": ("换房", "Change of unit"),
        "price_change": ("调价", "Price change"),
        "area_settlement": ("面积差结算", "Area settlement"),
        "overpayment": ("多收", "Overpayment"),
    },
    "refund_status": {
        "owed": ("待申请", "Owed"),
        "requested": ("待经理确认", "Waits for the manager"),
        "confirmed": ("待财务付款", "Waits for payment"),
        "paid": ("已退款", "Paid back"),
        "cancelled": ("已取消", "Cancelled"),
    },
    "invoice_kind": {"blue": ("蓝字发票", "Invoice"), "red": ("红字发票", "Red invoice")},
    "invoice_status": {
        "requested": ("待审核", "To be reviewed"),
        "reviewed": ("待开具", "To be issued"),
        "issued": ("已开具", "Issued"),
        "signed": ("已签收", "Signed for"),
        "rejected": ("已驳回", "Rejected"),
    },
    "review_decision": {"approve": ("通过", "Approve"), "reject": ("驳回", "Reject")},
}
