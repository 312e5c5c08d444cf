"""An account that is locked for a while (锁定)."""

from contracts.refusals import TooMany, code

account_locked = code(
    TooMany,
    "account_locked",
    zh="登录失败次数过多，请在 {retry_after} 秒后重试。",
    en="Too many failed attempts; try again in {retry_after} seconds.",
)
