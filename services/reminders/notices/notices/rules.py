"""What notices say, and what stops them from going further up (R-04; seed 000)."""

from datetime import datetime, timedelta

from common.clock import SHANGHAI
from contracts.vocabulary import VOCABULARY

SIGNING_SOON, SIGNING_DUE, TASK = "signing_soon", "signing_due", "task"
DEADLINE_SOON, DEADLINE_DUE = "deadline_soon", "deadline_due"
OPEN, ACKNOWLEDGED, CLOSED = "open", "acknowledged", "closed"

Texts = dict[str, str]

TITLES: dict[str, Texts] = {
    SIGNING_SOON: {"zh": "签约期限临近：{unit} 房", "en": "Signing is due soon: unit {unit}"},
    SIGNING_DUE: {"zh": "签约期限已到：{unit} 房", "en": "Signing is due now: unit {unit}"},
    DEADLINE_SOON: {
        "zh": "{matter}期限临近：{unit} 房",
        "en": "{matter} is due soon: unit {unit}",
    },
    DEADLINE_DUE: {"zh": "{matter}期限已到：{unit} 房", "en": "{matter} is due now: unit {unit}"},
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
    DEADLINE_SOON: {
        "zh": "{unit} 房（交易编号尾号 {deal}）的{matter}须在 {due} 前完成。"
        "请确认收到，并{advice}。",
        "en": "{matter} for unit {unit} (deal ending in {deal}) is due by {due}."
        " Please acknowledge, and {advice}.",
    },
    DEADLINE_DUE: {
        "zh": "{unit} 房（交易编号尾号 {deal}）的{matter}期限 {due} 已到，仍未完成。"
        "请确认收到，并尽快{advice}。",
        "en": "{matter} for unit {unit} (deal ending in {deal}) was due by {due} and is not done."
        " Please acknowledge, and {advice}.",
    },
}

ADVICE: dict[str, Texts] = {
    "signing": {"zh": "与客户签约", "en": "sign with the customer"},
    "filing": {"zh": "提交网签备案、登记备案号", "en": "file the contract and record its number"},
    "commercial_loan": {
        "zh": "备齐贷款资料、跟进银行审批放款",
        "en": "complete the loan's documents and follow it up with the bank",
    },
    "provident_fund": {
        "zh": "备齐公积金资料、跟进公积金中心审批放款",
        "en": "complete the documents and follow it up with the provident fund centre",
    },
    "handover": {
        "zh": "通知客户、安排验房、办妥交房手续",
        "en": "notify the customer, arrange the inspection and hand the unit over",
    },
    "title": {"zh": "备齐办证资料、跟进产权办理", "en": "follow up the title procedure"},
    "archive": {"zh": "将合同资料归档", "en": "put the contract's documents into the archive"},
    "borrowing": {"zh": "归还所借资料", "en": "return what was borrowed"},
    "hand_in": {"zh": "将代收款上交财务", "en": "hand the money in to finance"},
}
"""What to do about a deadline, by its kind (vocabulary `deadline_kind`)."""

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


def kind_of(matter: str, *, has_come: bool) -> str:
    """The kind of notice about a deadline of the kind `matter`, before it and when it has come."""
    if matter == "signing":
        return SIGNING_DUE if has_come else SIGNING_SOON
    return DEADLINE_DUE if has_come else DEADLINE_SOON


def about_deadline(
    kind: str, matter: str, *, unit: str, deal: str, due_at: datetime
) -> tuple[Texts, Texts]:
    """Title and body of a notice about a deadline of the kind `matter`, in both languages."""
    labels = dict(zip(("zh", "en"), VOCABULARY["deadline_kind"][matter], strict=True))
    title, body = (
        {
            language: text.format(
                unit=unit,
                deal=deal,
                due=local(due_at),
                matter=labels[language],
                advice=ADVICE[matter][language],
            )
            for language, text in texts[kind].items()
        }
        for texts in (TITLES, BODIES)
    )
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
