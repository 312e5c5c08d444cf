"""What a price may be, and who may give it."""

from contracts.refusals import Conflict, Forbidden, Invalid, code

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
