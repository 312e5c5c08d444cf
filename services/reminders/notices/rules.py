"""What notices say, and what stops them from going further up (R-04; seed 000)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from common.clock import SHANGHAI

SIGNING_SOON, SIGNING_DUE, TASK = "signing_soon", "signing_due", "task"
OPEN, ACKNOWLEDGED, CLOSED = "open", "acknowledged", "closed"

Texts = dict[str, str]

TITLES: dict[str, Texts] = {
    SIGNING_SOON: {"zh": "签约期限临近：{unit} 房", "en": "Signing is due soon: unit {unit}"},
    SIGNING_DUE: {"zh": "签约期限已到：{unit} 房", "en": "Signing is due now: unit {unit}"},
}

BODIES: dict[str, Texts] = {
    SIGNING_SOON: {
        "zh": "{unit} 房的认购（编号尾号 {deal}）须在 {due} 前签约。"
        "请确认收到，并与客户约定签约时间、备齐资料。",
        "en": "The subscription of unit {unit} (number ending in {deal}) must be signed by {due}."
        " Please acknowledge, and settle the day and the documents with the customer.",
    },
    SIGNING_DUE: {
        "zh": "{unit} 房的认购（编号尾号 {deal}）签约期限 {due} 已到，仍未签约。"
        "请确认收到，并尽快签约、申请延期或退房。",
        "en": "The subscription of unit {unit} (number ending in {deal}) was to be signed by {due}"
        " and is not. Please acknowledge, and sign it, ask for an extension or cancel it.",
    },
}

ESCALATED_TITLES: dict[str, Texts] = {
    SIGNING_SOON: {"zh": "催办未确认：{title}", "en": "Not acknowledged: {title}"},
    SIGNING_DUE: {"zh": "逾期升级：{title}", "en": "Overdue: {title}"},
    TASK: {"zh": "催办未确认：{title}", "en": "Not acknowledged: {title}"},
}

ESCALATED_BODY: Texts = {
    "zh": "下级在 {by} 前未处理以下催办，请协调推进：{body}",
    "en": "This was not dealt with by {by}; please see to it: {body}",
}


def about_deadline(kind: str, *, unit: str, deal: str, due_at: datetime) -> tuple[Texts, Texts]:
    """Title and body of a notice about a deadline, in both languages."""
    facts = {"unit": unit, "deal": deal, "due": local(due_at)}
    return _filled(TITLES[kind], facts), _filled(BODIES[kind], facts)


def escalated(
    kind: str, title: Texts, body: Texts, acknowledge_by: datetime
) -> tuple[Texts, Texts]:
    """Title and body for the next level, quoting the notice that was not dealt with."""
    titles = {
        language: text.format(title=title[language])
        for language, text in ESCALATED_TITLES[kind].items()
    }
    bodies = {
        language: text.format(by=local(acknowledge_by), body=body[language])
        for language, text in ESCALATED_BODY.items()
    }
    return titles, bodies


def ends_by_acknowledgement(kind: str) -> bool:
    """Before a deadline an acknowledgement is enough; once it has passed, only signing or
    cancelling keeps it from going up."""
    return kind != SIGNING_DUE


def local(moment: datetime) -> str:
    """A moment as staff read it: Shanghai time to the minute; the end of a day is its 24:00."""
    here = moment.astimezone(SHANGHAI)
    if (here.hour, here.minute) == (0, 0):
        return (here - timedelta(days=1)).strftime("%Y-%m-%d 24:00")
    return here.strftime("%Y-%m-%d %H:%M")


def _filled(texts: Texts, facts: Mapping[str, str]) -> Texts:
    return {language: text.format(**facts) for language, text in texts.items()}
