"""What the gateway itself refuses, before or instead of a service."""

from typing import ClassVar

from contracts.refusals import Forbidden, Invalid, NotFound, Refusal, TooMany, Unavailable, code


class Ambiguous(Refusal):
    status: ClassVar[int] = 400


class MethodNotAllowed(Refusal):
    status: ClassVar[int] = 405


class TooSlow(Refusal):
    status: ClassVar[int] = 408


class TooLarge(Refusal):
    status: ClassVar[int] = 413


class UnsupportedMedia(Refusal):
    status: ClassVar[int] = 415


class Failed(Refusal):
    status: ClassVar[int] = 500


class TimedOut(Refusal):
    status: ClassVar[int] = 504


no_such_path = code(
    NotFound, "no_such_path", zh="没有这个地址。", en="There is nothing at this address."
)
method_not_allowed = code(
    MethodNotAllowed,
    "method_not_allowed",
    zh="此地址不支持该方法，可用：{allowed}。",
    en="This address does not know that method; it knows {allowed}.",
)
doubled_header = code(
    Ambiguous,
    "doubled_header",
    zh="请求头 {header} 出现了多次，无法判断以哪一个为准。",
    en="The header {header} was sent more than once; which one counts can't be told.",
)
foreign_origin = code(
    Forbidden,
    "foreign_origin",
    zh="该请求来自其他网站，已拒绝。",
    en="This request was made by a page of another site.",
)
body_too_slow = code(
    TooSlow, "body_too_slow", zh="请求体接收超时。", en="The body took too long to arrive."
)
body_too_large = code(
    TooLarge,
    "body_too_large",
    zh="请求体超过上限（{most} 字节）。",
    en="The body is larger than {most} bytes.",
)
unsupported_media_type = code(
    UnsupportedMedia,
    "unsupported_media_type",
    zh="不支持该内容类型，请使用 {allowed}。",
    en="This content type is not supported; send {allowed}.",
)
unreadable_form = code(
    Invalid,
    "unreadable_form",
    zh="上传的表单无法读取，请用字段 {field} 提交一个文件。",
    en="The form can't be read; send one file in the field {field}.",
)
internal_error = code(
    Failed,
    "internal_error",
    zh="系统出错，请提供请求编号以便排查。",
    en="Something went wrong on our side; please quote the request id.",
)
deadline_missed = code(
    TimedOut,
    "deadline_missed",
    zh="处理超时，结果未知；请用同一幂等键重试。",
    en="No answer in time, the outcome is unknown; repeat with the same Idempotency-Key.",
)
answer_lost = code(
    Unavailable,
    "answer_lost",
    zh="连接中断，结果未知；请用同一幂等键重试。",
    en="The answer was lost, the outcome is unknown; repeat with the same Idempotency-Key.",
)
overloaded = code(
    Unavailable, "overloaded", zh="系统繁忙，请稍后重试。", en="Too busy right now; try again soon."
)
too_many_uploads = code(
    TooMany,
    "too_many_uploads",
    zh="您同时上传的文件过多，最多 {most} 个，请等待前面的上传完成。",
    en="Too many files of yours at once: at most {most}. Wait for the others.",
)
too_many_requests = code(
    TooMany, "too_many_requests", zh="请求过于频繁，请稍后重试。", en="Too many requests: slow down"
)
