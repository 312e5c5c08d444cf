"""Words of customers and what is done with them."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
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
        "email": ("电子邮箱", "E-mail"),
    },
    "message_kind": {
        "payment_requested": ("付款通知", "Payment asked for"),
        "request_withdrawn": ("付款通知撤回", "Request withdrawn"),
        "payment_received": ("收款确认", "Payment received"),
        "payment_reversed": ("收款更正", "Payment corrected"),
        "refund_paid": ("退款通知", "Refund paid"),
    },
    "message_status": {
        "mailing": ("邮件发送中", "On its way by e-mail"),
        "open": ("待告知", "To be told"),
        "told": ("已告知", "Told"),
        "overtaken": ("无需告知", "Overtaken"),
    },
    "told_how": {
        "phone": ("电话", "By phone"),
        "in_person": ("当面", "In person"),
        "message": ("微信短信", "Message"),
        "letter": ("书面", "In writing"),
        "email": ("电子邮件", "By e-mail"),
    },
    "purchase_stage": {
        "reserved": ("预订", "Reserved"),
        "subscribed": ("认购", "Subscribed"),
        "sold": ("签约", "Signed"),
        "cancelled": ("退房", "Cancelled"),
        "released": ("预订已释放", "Reservation ended"),
    },
}
