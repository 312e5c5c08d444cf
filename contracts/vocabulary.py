"""Words of the API with their labels, `(zh, en)` (design §8, §10)."""

from contracts.office.roles import ROLE_LABELS

UNIT_STATUSES: dict[str, tuple[str, str]] = {
    "draft": ("待审核", "Draft"),
    "unreleased": ("未推盘", "Unreleased"),
    "available": ("待售", "Available"),
    "held": ("保留", "Held"),
    "locked": ("锁定", "Locked"),
    "reserved": ("预订", "Reserved"),
    "subscribed": ("认购", "Subscribed"),
    "sold": ("签约", "Sold"),
    "delivered": ("交房", "Delivered"),
    "suspended": ("停售", "Suspended"),
}

INSTALMENT_KINDS: dict[str, tuple[str, str]] = {
    "deposit": ("定金", "Deposit"),
    "down_payment": ("首付", "Down payment"),
    "instalment": ("分期款", "Instalment"),
    "loan": ("贷款", "Loan"),
    "price_change": ("价差", "Price difference"),
    "area_settlement": ("面积差", "Area settlement"),
    "late_fee": ("滞纳金", "Late fee"),
}

VOCABULARY: dict[str, dict[str, tuple[str, str]]] = {
    # office
    "role": {role.value: labels for role, labels in ROLE_LABELS.items()},
    "scope": {
        "own": ("本人", "Own"),
        "team": ("本团队", "Team"),
        "project": ("本项目", "Project"),
        "region": ("本区域", "Region"),
        "all": ("全部", "All"),
    },
    "staff_status": {"active": ("在职", "Present"), "left": ("离职", "Has left")},
    # inventory
    "unit_status": UNIT_STATUSES,
    # inventory
    "deal_stage": {
        "reserved": ("预订", "Reserved"),
        "subscribed": ("认购", "Subscribed"),
        "sold": ("签约", "Signed"),
        "expired": ("已过期", "Expired"),
        "cancelled": ("已取消", "Cancelled"),
    },
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
    },
    "approval_status": {
        "pending": ("待审批", "Pending"),
        "approved": ("已同意", "Approved"),
        "rejected": ("已驳回", "Rejected"),
        "withdrawn": ("已撤回", "Withdrawn"),
    },
    "verdict": {"approve": ("同意", "Approve"), "reject": ("驳回", "Reject")},
    "hold_status": {
        "requested": ("待审批", "Requested"),
        "granted": ("已同意", "Granted"),
        "refused": ("未同意", "Refused"),
        "cancelled": ("已取消", "Cancelled"),
    },
    "discount_kind": {"public": ("公开优惠", "Public"), "special": ("特殊优惠", "Special")},
    "discount_mode": {
        "multiply": ("折上折", "Off the price reached so far"),
        "add": ("按面价直减", "Off the list price"),
    },
    "discount_status": {
        "draft": ("草稿", "Draft"),
        "active": ("生效中", "In force"),
        "ended": ("已结束", "Ended"),
    },
    "discount_fault": {
        "not_in_force": ("未生效", "Not in force"),
        "not_yet": ("尚未开始", "Not yet"),
        "over": ("已过期", "Over"),
        "payment_method": ("付款方式不符", "Another payment method"),
        "house_type": ("户型不符", "Another house type"),
    },
    "special_discount_status": {
        "requested": ("待审批", "Requested"),
        "granted": ("已同意", "Granted"),
        "refused": ("未同意", "Refused"),
        "used": ("已使用", "Used"),
    },
    "promise_kind": {
        "fee": ("特殊费用", "Special fee"),
        "gift": ("赠送", "Gift"),
        "service": ("服务", "Service"),
        "other": ("其他", "Other"),
    },
    "payment_form": {
        "cash": ("现金", "Cash"),
        "deduction": ("抵扣房款", "Off the purchase price"),
        "goods": ("实物", "In kind"),
    },
    "promise_status": {
        "requested": ("待审批", "Requested"),
        "promised": ("已承诺", "Promised"),
        "refused": ("未同意", "Refused"),
        "breached": ("已违约", "Broken"),
    },
    "usage": {
        "residence": ("住宅", "Residence"),
        "shop": ("商铺", "Shop"),
        "parking": ("车位", "Parking space"),
        "storage": ("储藏", "Storage"),
    },
    "price_basis": {
        "gross_area": ("按建筑面积", "Per m² of gross area"),
        "inner_area": ("按套内面积", "Per m² of inner area"),
        "unit": ("按套", "Per unit"),
    },
    "payment_method": {
        "lump_sum": ("一次性付款", "Lump sum"),
        "commercial_loan": ("商业贷款", "Commercial loan"),
        "provident_fund": ("公积金贷款", "Provident fund loan"),
        "combined_loan": ("组合贷款", "Combined loan"),
        "instalments": ("分期付款", "Instalments"),
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
    "review_decision": {"approve": ("通过", "Approve"), "reject": ("驳回", "Reject")},
    "unit_move": {
        "enter": ("录入", "Entered"),
        "correct": ("更正", "Corrected"),
        "reject": ("驳回", "Rejected"),
        "approve": ("审核通过", "Approved"),
        "release": ("推盘", "Released"),
        "withdraw": ("封盘", "Closed"),
        "hold": ("保留", "Held"),
        "lock": ("锁定", "Locked"),
        "reserve": ("预订", "Reserved"),
        "subscribe": ("认购", "Subscribed"),
        "extend": ("延期", "Extended"),
        "sign": ("签约", "Signed"),
        "deliver": ("交房", "Delivered"),
        "free": ("释放", "Freed"),
        "expire": ("到期释放", "Expired"),
        "cancel": ("退房", "Cancelled"),
        "suspend": ("停售", "Suspended"),
        "resume": ("恢复", "Resumed"),
    },
    "contract_need": {
        "deposit": ("定金未确认", "Deposit not confirmed"),
        "documents": ("文件不齐", "Documents not complete"),
        "letter": ("认购书未签批", "Letter not signed for"),
    },
    "release_need": {
        "presale_permit": ("预售许可证", "Presale permit"),
        "list_price": ("面价", "List price"),
        "filed_price": ("备案价", "Filed price"),
    },
    "row_fault": {
        "missing": ("必填", "Missing"),
        "not_text": ("不是文字（请将单元格设为文本）", "Not text (format the cell as text)"),
        "not_a_number": ("不是数字", "Not a number"),
        "not_whole": ("不是整数", "Not a whole number"),
        "not_positive": ("必须大于零", "Must be above zero"),
        "too_many_decimals": ("最多两位小数", "At most two decimals"),
        "too_large": ("数值过大", "Too large"),
        "too_long": ("文字过长", "Too long"),
        "unknown_word": ("无法识别的用词", "Unknown word"),
        "unknown_house_type": ("未知户型", "Unknown house type"),
        "inner_above_gross": ("套内面积大于建筑面积", "Inner area above gross area"),
        "area_needed": ("计价需要该面积", "The price basis needs this area"),
        "above_filed": ("面价高于备案价", "List price above the filed price"),
        "floor_above_list": ("底价高于面价", "Floor above the list price"),
        "floors_crossed": ("总监底价高于经理底价", "Director floor above the manager floor"),
        "twice_in_file": ("文件内重复", "Twice in the file"),
        "exists": ("房源已存在", "The unit exists already"),
    },
    # crm
    "customer_source": {
        "site": ("官网", "Own website"),
        "social_media": ("社交媒体", "Social media"),
        "partner_platform": ("合作平台", "Partner platform"),
        "office": ("案场到访", "Sales office"),
        "exhibition": ("户外展销", "Exhibition"),
        "cross_industry": ("异业合作", "Cross-industry"),
        "referral": ("老带新", "Referral"),
        "call_in": ("来电", "Call-in"),
    },
    "customer_grade": {
        "A": ("A 级 高意向", "A: strong intention"),
        "B": ("B 级 中意向", "B: some intention"),
        "C": ("C 级 低意向", "C: weak intention"),
    },
    "purchase_purpose": {
        "first_home": ("刚需首套", "First home"),
        "better_home": ("改善", "Better home"),
        "investment": ("投资", "Investment"),
        "business": ("商用", "Business"),
    },
    "identity_kind": {
        "resident_id": ("居民身份证", "Resident identity card"),
        "passport": ("护照", "Passport"),
        "travel_permit": ("港澳台通行证", "Travel permit"),
    },
    "contact_kind": {
        "call": ("电话", "Call"),
        "message": ("微信短信", "Message"),
        "visit": ("到访", "Visit"),
        "meeting": ("外出拜访", "Meeting"),
        "other": ("其他", "Other"),
    },
    "reveal_reason": {
        "call": ("联系客户", "To call the customer"),
        "contract": ("签约备案", "For contract or filing"),
        "complaint": ("处理投诉", "For a complaint"),
        "correction": ("核对更正", "To check or correct"),
    },
    "personal_field": {
        "phone": ("电话", "Phone"),
        "identity_number": ("证件号码", "Identity number"),
    },
    "purchase_stage": {
        "reserved": ("预订", "Reserved"),
        "subscribed": ("认购", "Subscribed"),
        "sold": ("签约", "Signed"),
        "cancelled": ("退房", "Cancelled"),
        "released": ("预订已释放", "Reservation ended"),
    },
    # reminders
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
    "deadline_kind": {
        "signing": ("签约", "Signing"),
        "filing": ("网签备案", "Filing of the contract"),
        "commercial_loan": ("商业贷款放款", "Payout of the commercial loan"),
        "provident_fund": ("公积金贷款放款", "Payout of the provident fund loan"),
        "handover": ("交房", "Handover"),
        "title": ("产权办理", "Title"),
        "archive": ("合同归档", "Archiving"),
        "borrowing": ("借阅归还", "Return of borrowed documents"),
        "hand_in": ("代收款上交", "Handing in of money"),
    },
    "deadline_status": {"open": ("进行中", "Open"), "closed": ("已了结", "Closed")},
    "deadline_outcome": {
        "sold": ("已签约", "Signed"),
        "cancelled": ("已退房", "Cancelled"),
        "met": ("已完成", "Done"),
        "dropped": ("不再需要", "No longer needed"),
    },
    "delivery_channel": {"app": ("站内", "In the app"), "email": ("电子邮件", "E-mail")},
    "delivery_status": {
        "pending": ("待发送", "To be sent"),
        "sent": ("已发送", "Sent"),
        "failed": ("发送失败", "Failed"),
    },
    # reporting
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
        "settled": ("房款到齐", "Paid in full"),
        "handover": ("交房", "Handed over"),
    },
}
"""Enum → word → label; `GET /api/v1/vocabulary` answers it."""


def words(kind: str) -> list[str]:
    """The words of one enumeration, in their order: what its schema field allows."""
    return list(VOCABULARY[kind])
