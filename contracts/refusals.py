"""Refusals: what a service answers when it will not do what was asked (design §6).

A refusal has a stable code, a sentence in Chinese and English, and details that name the field and
what is allowed instead. Codes are declared next to the operations that use them:

    unit_taken = code(Conflict, "unit_taken", zh="房源已被占用", en="The unit is already taken.")
    raise unit_taken(status="reserved")

Sentences may quote details: "…现为{status}". A list is quoted as words ("A、B" or "A, B"; "无" or
"none" when empty), and `words={"status": "unit_status"}` says in which vocabulary a detail has its
labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar


class Refusal(Exception):
    """A request that was understood and refused; `args` is `(code, details)` so that it crosses
    the wire as it is."""

    status: ClassVar[int] = 500

    def __init__(self, code: str, details: Mapping[str, Any] | None = None) -> None:
        super().__init__(code, dict(details or {}))

    @property
    def code(self) -> str:
        return str(self.args[0])

    @property
    def details(self) -> dict[str, Any]:
        return dict(self.args[1])

    def sentence(
        self, language: str = "zh", vocabulary: Mapping[str, Mapping[str, tuple[str, str]]] = {}
    ) -> str:
        """The sentence of this refusal's code in `language` (`zh` or `en`), with the labels of
        `vocabulary` (`contracts.vocabulary`) where they are given."""
        known = CODES.get(self.code)
        if known is None:
            return self.code
        chinese = language.startswith("zh")
        text = known.zh if chinese else known.en
        quoted = {
            name: _quoted(value, vocabulary.get(known.words.get(name, ""), {}), chinese)
            for name, value in self.details.items()
        }
        try:
            return text.format(**quoted)
        except (KeyError, IndexError):
            return text


def _quoted(value: Any, labels: Mapping[str, tuple[str, str]], chinese: bool) -> Any:
    if isinstance(value, list | tuple):
        words = [str(_quoted(one, labels, chinese)) for one in value]
        if not words:
            return "无" if chinese else "none"
        return ("、" if chinese else ", ").join(words)
    if isinstance(value, str) and value in labels:
        return labels[value][0 if chinese else 1]
    return value


class Invalid(Refusal):
    status = 422


class Unauthenticated(Refusal):
    status = 401


class Forbidden(Refusal):
    status = 403


class NotFound(Refusal):
    status = 404


class Conflict(Refusal):
    status = 409


class TooMany(Refusal):
    status = 429


class Unavailable(Refusal):
    status = 503


KINDS: dict[str, type[Refusal]] = {
    kind.__name__: kind
    for kind in (Invalid, Unauthenticated, Forbidden, NotFound, Conflict, TooMany, Unavailable)
}


@dataclass(frozen=True)
class Code:
    """One refusal code; call it with details to get the exception."""

    kind: type[Refusal]
    name: str
    zh: str
    en: str
    words: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, **details: Any) -> Refusal:
        return self.kind(self.name, details)


CODES: dict[str, Code] = {}


def code(
    kind: type[Refusal], name: str, *, zh: str, en: str, words: Mapping[str, str] | None = None
) -> Code:
    """Declare a refusal code. A name means one thing everywhere: declaring it twice is an error."""
    if name in CODES:
        raise ValueError(f"refusal code {name} is declared twice")
    CODES[name] = Code(kind, name, zh, en, words or {})
    return CODES[name]


invalid_input = code(
    Invalid,
    "invalid_input",
    zh="提交的内容有误，请检查标出的字段。",
    en="Some fields are not valid.",
)
malformed_body = code(
    Invalid,
    "malformed_body",
    zh="请求体不是有效的 JSON 对象。",
    en="The body is not a JSON object.",
)
unauthenticated = code(
    Unauthenticated, "unauthenticated", zh="请先登录。", en="Please log in first."
)
token_expired = code(
    Unauthenticated, "token_expired", zh="登录已过期，请重新登录。", en="The session has expired."
)
forbidden = code(Forbidden, "forbidden", zh="您没有权限执行此操作。", en="You may not do this.")
not_found = code(
    NotFound, "not_found", zh="没有找到该{what}，或您无权查看。", en="No such {what} for you."
)
already_exists = code(
    Conflict, "already_exists", zh="记录已存在。", en="This record already exists."
)
stale_version = code(
    Conflict,
    "stale_version",
    zh="记录已被他人修改，请刷新后重试。",
    en="Somebody changed this record meanwhile; reload it and try again.",
)
key_reused = code(
    Conflict,
    "idempotency_key_reused",
    zh="同一幂等键已用于另一份请求。",
    en="This idempotency key was used with another request.",
)
in_progress = code(
    Conflict,
    "request_in_progress",
    zh="同一请求正在处理中，请稍后重试。",
    en="The same request is still being worked on; try again shortly.",
)
deadline_passed = code(
    Unavailable,
    "deadline_passed",
    zh="请求已超时，未被处理，请重试。",
    en="The request was past its deadline and was not worked on.",
)
unavailable = code(
    Unavailable, "unavailable", zh="服务暂不可用，请稍后重试。", en="Temporarily unavailable."
)
