"""Words of price lists, discounts and quotations."""

from contracts.vocabulary.word import Words

WORDS: dict[str, Words] = {
    "price_basis": {
        "gross_area": ("按建筑面积", "Per m² of gross area"),
        "inner_area": ("按套内面积", "Per m² of inner area"),
        "unit": ("按套", "Per unit"),
    },
    "price_list_status": {
        "draft": ("草稿", "Draft"),
        "submitted": ("待审批", "Submitted"),
        "approved": ("已批准，待生效", "Approved, not yet in force"),
        "effective": ("生效中", "In force"),
        "superseded": ("已被替代", "Superseded"),
        "ended": ("已作废", "Ended"),
    },
    "price_tier": {
        "list_rate": ("面价", "List price"),
        "filed_rate": ("备案价", "Filed price"),
        "manager_floor_rate": ("经理底价", "Manager floor"),
        "director_floor_rate": ("总监底价", "Director floor"),
        "channel_rate": ("渠道价", "Channel price"),
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
    "quotation_status": {
        "draft": ("草稿", "Draft"),
        "in_review": ("审核中", "In review"),
        "reviewed": ("已审核", "Reviewed"),
        "used": ("已使用", "Used"),
        "expired": ("已过期", "Expired"),
    },
    "home_order": {
        "first": ("家庭唯一住房", "The family's only home"),
        "second": ("家庭第二套住房", "The family's second home"),
        "other": ("其他", "Other"),
    },
    "tax_note": {
        "deed_tax": ("契税", "Deed tax"),
        "maintenance_fund": ("住宅专项维修资金", "Maintenance fund"),
    },
}
