"""What inventory refuses, and how it says so."""

from contracts.refusals import Conflict, Forbidden, Invalid, code

# units
unit_taken = code(
    Conflict,
    "unit_taken",
    zh="该房源已被占用，请选择其他房源。",
    en="The unit is already taken; choose another one.",
    words={"status": "unit_status"},
)
unit_wrong_state = code(
    Conflict,
    "unit_wrong_state",
    zh="房源当前状态为 {status}，不能执行 {move}。",
    en="Not possible while the unit is {status}: {move}.",
    words={"status": "unit_status", "move": "unit_move", "allowed": "unit_status"},
)
units_wrong_state = code(
    Conflict,
    "units_wrong_state",
    zh="部分房源的当前状态不允许执行 {move}，未作任何更改。",
    en="Some units are in a state that does not allow this: {move}. Nothing was changed.",
    words={"move": "unit_move", "allowed": "unit_status"},
)
lock_not_yours = code(
    Conflict, "lock_not_yours", zh="该房源不是由您锁定的。", en="You do not hold this unit's lock."
)
unit_exists = code(
    Conflict, "unit_exists", zh="该单元已有同号房源。", en="This stair already has such a unit."
)
release_not_ready = code(
    Conflict,
    "release_not_ready",
    zh="不满足推盘条件，缺少：{missing}。",
    en="Not ready for release; missing: {missing}.",
    words={"missing": "release_need"},
)
reason_needed = code(
    Invalid, "reason_needed", zh="驳回时必须填写原因。", en="A rejection needs a reason."
)

# entry
rows_rejected = code(
    Invalid,
    "rows_rejected",
    zh="有 {total} 处错误，未导入任何房源。",
    en="{total} cells are wrong; nothing was entered.",
)
workbook_unreadable = code(
    Invalid,
    "workbook_unreadable",
    zh="无法读取该文件，请上传 .xlsx 工作簿。",
    en="The file can't be read; send an .xlsx workbook.",
)
workbook_too_large = code(
    Invalid,
    "workbook_too_large",
    zh="文件过大：最多 {rows} 行、{megabytes} MB。",
    en="The workbook is too large: at most {rows} rows and {megabytes} MB.",
)
columns_wrong = code(
    Invalid,
    "columns_wrong",
    zh="表头有误：缺少 {missing}，无法识别 {unknown}，重复 {repeated}。",
    en="Wrong header: missing {missing}, unknown {unknown}, repeated {repeated}.",
)

# projects
project_code_taken = code(
    Conflict, "project_code_taken", zh="项目编码已被使用。", en="Another project has this code."
)
house_type_exists = code(
    Conflict, "house_type_exists", zh="该户型已存在。", en="This house type already exists."
)

# prices
price_above_list = code(
    Invalid,
    "price_above_list",
    zh="成交价不能高于面价 {list_price}。",
    en="The deal price is above the list price {list_price}.",
)
price_beyond_authority = code(
    Forbidden,
    "price_beyond_authority",
    zh="成交价超出您的优惠权限，需由 {who} 审批。",
    en="The price is beyond your authority; it needs {who}.",
    words={"who": "role"},
)
price_missing = code(
    Conflict, "price_missing", zh="该房源尚未定价。", en="This unit has no price yet."
)
deposit_above_cap = code(
    Invalid,
    "deposit_above_cap",
    zh="定金不能超过 {most}。",
    en="The deposit may be at most {most}.",
)

# deals
customer_not_yours = code(
    Forbidden, "customer_not_yours", zh="该客户不归您跟进。", en="This customer is not yours."
)
deal_wrong_stage = code(
    Conflict,
    "deal_wrong_stage",
    zh="交易当前阶段为 {stage}，此操作仅适用于 {allowed}。",
    en="The deal is {stage}; this is only possible when it is {allowed}.",
    words={"stage": "deal_stage", "allowed": "deal_stage"},
)
handover_in_past = code(
    Invalid, "handover_in_past", zh="交房日期不能早于今天。", en="The handover date has passed."
)
date_out_of_range = code(
    Invalid,
    "date_out_of_range",
    zh="日期须在 {first} 至 {last} 之间。",
    en="The date must lie between {first} and {last}.",
)
already_extended = code(
    Conflict, "already_extended", zh="预订只能延期一次。", en="A reservation is extended only once."
)
already_checked = code(
    Conflict, "already_checked", zh="文件已审核齐全。", en="The documents are already complete."
)
already_signed_off = code(
    Conflict, "already_signed_off", zh="认购书已签批。", en="The letter is already signed for."
)
documents_incomplete = code(
    Conflict, "documents_incomplete", zh="认购文件尚不齐全。", en="The documents are not complete."
)
contract_not_ready = code(
    Conflict,
    "contract_not_ready",
    zh="尚不能签约，缺少：{missing}。",
    en="The contract can't be signed yet; missing: {missing}.",
    words={"missing": "contract_need"},
)
needs_general_manager = code(
    Forbidden,
    "needs_general_manager",
    zh="大额或有偏差的合同需由总经理确认。",
    en="A large or deviating contract needs the general manager.",
)

# receipts
receipt_open = code(
    Conflict,
    "receipt_open",
    zh="该交易已有待确认或已足额的定金收款。",
    en="The deposit of this deal is already requested or paid.",
)
receipt_by_consultant = code(
    Forbidden,
    "receipt_by_consultant",
    zh="收款不能由申请人或该交易的置业顾问确认。",
    en="Neither the requester nor the deal's consultant confirms its money.",
)
receipt_confirmed_already = code(
    Conflict,
    "receipt_confirmed_already",
    zh="该收款已确认。",
    en="This receipt is confirmed already.",
)
