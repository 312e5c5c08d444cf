"""marshmallow's English messages in Chinese."""

import re
from functools import lru_cache

_SENTENCES: list[tuple[str, str]] = [
    (r"Missing data for required field\.", "必填。"),
    (r"Unknown field\.", "没有这个字段。"),
    (r"Field may not be null\.", "不能为空。"),
    (r"Not a valid UUID\.", "不是有效的编号（UUID）。"),
    (r"Not a UUID of version 7\.", "编号必须是第 7 版 UUID。"),
    (r"Not a valid string\.", "应为文本。"),
    (r"Not a valid integer\.", "应为整数。"),
    (r"Not a valid number\.", "应为数字。"),
    (r"Special numeric values .* are not permitted\.", "应为普通数字。"),
    (r"Not a valid boolean\.", "应为 true 或 false。"),
    (r"Not a valid date\.", "不是有效的日期（YYYY-MM-DD）。"),
    (r"Not a valid time\.", "不是有效的时间。"),
    (r"Not a valid (?:naive |aware )?datetime\.", "不是有效的时刻，应为带时区的 ISO 8601。"),
    (r"Not a valid mapping type\.", "应为对象。"),
    (r"Not a valid list\.", "应为列表。"),
    (r"Invalid input type\.", "应为对象。"),
    (r"Invalid value\.", "取值无效。"),
    (r"Not a valid email address\.", "不是有效的邮箱地址。"),
    (r"Not a valid URL\.", "不是有效的网址。"),
    (r"String does not match expected pattern\.", "格式不符。"),
    (r"Money has at most two decimals\.", "金额最多两位小数。"),
    (r"Money must be between (.+) and (.+)\.", r"金额应在 \1 与 \2 之间。"),
    (r"An area has at most two decimals\.", "面积最多两位小数。"),
    (r"An area must be between (.+) and (.+)\.", r"面积应在 \1 与 \2 之间。"),
    (r"A share has at most (\d+) decimals\.", r"比例最多 \1 位小数。"),
    (r"Has characters that can't be stored\.", "含有无法保存的字符。"),
    (r"The year must be between (\d{4}) and (\d{4})\.", r"年份应在 \1 与 \2 之间。"),
    (r"Must be one of: (.+)\.", r"应为其中之一：\1。"),
    (r"Must be equal to (.+)\.", r"应等于 \1。"),
    (r"Must be greater than or equal to (\S+?) and less than or equal to (\S+?)\.",
     r"应在 \1 与 \2 之间。"),
    (r"Must be greater than or equal to (\S+?)\.", r"不得小于 \1。"),
    (r"Must be less than or equal to (\S+?)\.", r"不得大于 \1。"),
    (r"Must be greater than (\S+?)\.", r"应大于 \1。"),
    (r"Must be less than (\S+?)\.", r"应小于 \1。"),
    (r"Length must be between (\d+) and (\d+)\.", r"长度应为 \1 至 \2。"),
    (r"Shorter than minimum length (\d+)\.", r"长度不得少于 \1。"),
    (r"Longer than maximum length (\d+)\.", r"长度不得超过 \1。"),
    (r"Length must be (\d+)\.", r"长度应为 \1。"),
    (r"Is given by the path\.", "已由地址给出。"),
    (r"Is given twice\.", "重复给出。"),
    (r"Must be 1–200 printable ASCII characters\.", "应为 1–200 个可打印 ASCII 字符。"),
]  # fmt: skip
_COMPILED = [(re.compile(english), chinese) for english, chinese in _SENTENCES]


@lru_cache(maxsize=512)
def in_chinese(message: str) -> str:
    """`message` in Chinese where it is known; otherwise as it is."""
    for pattern, chinese in _COMPILED:
        found = pattern.fullmatch(message)
        if found:
            return found.expand(chinese)
    return message
