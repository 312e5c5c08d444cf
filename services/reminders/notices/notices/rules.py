"""What notices say, and what stops them from going further up (R-04; seed 000)."""

from datetime import datetime, timedelta

from common.clock import SHANGHAI
from contracts.deadlines import DeadlineKind

SIGNING_SOON, SIGNING_DUE, TASK = "signing_soon", "signing_due", "task"
DEADLINE_SOON, DEADLINE_DUE = "deadline_soon", "deadline_due"
OPEN, ACKNOWLEDGED, CLOSED = "open", "acknowledged", "closed"

Texts = dict[str, str]

TITLES: dict[str, Texts] = {
    SIGNING_SOON: {"zh": "签约期限临近：{unit} 房", "en": "Signing is due soon: unit {unit}"},
    SIGNING_DUE: {"zh": "签约期限已到：{unit} 房", "en": "Signing is due now: unit {unit}"},
    DEADLINE_SOON: {"zh": "{matter}期限临近：{about}", "en": "{matter} is due soon: {about}"},
    DEADLINE_DUE: {"zh": "{matter}期限已到：{about}", "en": "{matter} is due now: {about}"},
}

BODIES: dict[str, Texts] = {
    SIGNING_SOON: {
        "zh": "{unit} 房的认购（编号尾号 {number}）须在 {due} 前签约。"
        "请确认收到，并与客户约定签约时间、备齐资料。",
        "en": "The subscription of unit {unit} (number ending in {number}) must be signed by {due}."
        " Please acknowledge, and settle the day and the documents with the customer.",
    },
    SIGNING_DUE: {
        "zh": "{unit} 房的认购（编号尾号 {number}）签约期限 {due} 已到，仍未签约。"
        "请确认收到，并尽快签约、申请延期或退房。",
        "en": "The subscription of unit {unit} (number ending in {number}) was to be signed by"
        " {due} and is not. Please acknowledge, and sign it, ask for an extension or cancel it.",
    },
    DEADLINE_SOON: {
        "zh": "{what}须在 {due} 前完成。请确认收到，并{advice}。",
        "en": "{what} is due by {due}. Please acknowledge, and {advice}.",
    },
    DEADLINE_DUE: {
        "zh": "{what}期限 {due} 已到，仍未完成。请确认收到，并尽快{advice}。",
        "en": "{what} was due by {due} and is not done. Please acknowledge, and {advice}.",
    },
}

OF_A_DEAL: dict[str, Texts] = {
    "about": {"zh": "{unit} 房", "en": "unit {unit}"},
    "what": {
        "zh": "{unit} 房（交易编号尾号 {number}）的{matter}",
        "en": "{matter} for unit {unit} (deal ending in {number})",
    },
}
OF_ANYTHING: dict[str, Texts] = {
    "about": {"zh": "编号尾号 {number}", "en": "number ending in {number}"},
    "what": {
        "zh": "{matter}（编号尾号 {number}）",
        "en": "{matter} (number ending in {number})",
    },
}
"""What the notices about a deadline call its subject."""

ESCALATED_TITLES: dict[str, Texts] = {
    SIGNING_SOON: {"zh": "催办未确认：{title}", "en": "Not acknowledged: {title}"},
    SIGNING_DUE: {"zh": "逾期升级：{title}", "en": "Overdue: {title}"},
    DEADLINE_SOON: {"zh": "催办未确认：{title}", "en": "Not acknowledged: {title}"},
    DEADLINE_DUE: {"zh": "逾期升级：{title}", "en": "Overdue: {title}"},
    TASK: {"zh": "催办未确认：{title}", "en": "Not acknowledged: {title}"},
}

ESCALATED_BODY: Texts = {
    "zh": "下级在 {by} 前未处理以下催办，请协调推进：{body}",
    "en": "This was not dealt with by {by}; please see to it: {body}",
}


def kind_of(matter: DeadlineKind, *, has_come: bool) -> str:
    """The kind of notice about a kind of deadline, before it and when it has come."""
    return f"{matter.notice}_{'due' if has_come else 'soon'}"


def about_deadline(
    kind: str, matter: DeadlineKind, *, unit: str | None, number: str, due_at: datetime
) -> tuple[Texts, Texts]:
    """Title and body of a notice about a deadline, in both languages. `number` ends the id of its
    deal, which has a `unit`, or else of its subject."""
    subject = OF_ANYTHING if unit is None else OF_A_DEAL
    title, body = {}, {}
    for language, label, advice in zip(("zh", "en"), matter.label, matter.advice, strict=True):
        words = {"unit": unit, "number": number, "matter": label}
        words |= {name: text[language].format(**words) for name, text in subject.items()}
        words |= {"due": local(due_at), "advice": advice}
        title[language] = TITLES[kind][language].format(**words)
        body[language] = BODIES[kind][language].format(**words)
    return title, body


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
    """Before a deadline an acknowledgement is enough; once it has passed, only doing it or
    cancelling keeps it from going up."""
    return kind not in (SIGNING_DUE, DEADLINE_DUE)


def local(moment: datetime) -> str:
    """A moment as staff read it: Shanghai time to the minute; the end of a day is its 24:00."""
    here = moment.astimezone(SHANGHAI)
    if (here.hour, here.minute) == (0, 0):
        return (here - timedelta(days=1)).strftime("%Y-%m-%d 24:00")
    return here.strftime("%Y-%m-%d %H:%M")
