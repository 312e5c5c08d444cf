"""The table of deadlines (期限; R-06): a kind is a row. Its service tells it with
`common.deadlines`, reminders hears of it by this table."""

from contracts.deadlines import KINDS, DeadlineKind, Reminded
from contracts.office.roles import Role

SIGNING = DeadlineKind(
    "inventory",
    "signing",
    Reminded.CONSULTANT,
    label=("签约", "Signing"),
    advice=("与客户签约", "sign with the customer"),
    notices="2d,1d",
    notice="signing",
)
FILING = DeadlineKind(
    "inventory",
    "filing",
    Reminded.CONSULTANT,
    label=("网签备案", "Filing of the contract"),
    advice=("提交网签备案、登记备案号", "file the contract and record its number"),
)
COMMERCIAL_LOAN = DeadlineKind(
    "inventory",
    "commercial_loan",
    Reminded.CONSULTANT,
    label=("商业贷款放款", "Payout of the commercial loan"),
    advice=(
        "备齐贷款资料、跟进银行审批放款",
        "complete the loan's documents and follow it up with the bank",
    ),
)
PROVIDENT_FUND = DeadlineKind(
    "inventory",
    "provident_fund",
    Reminded.CONSULTANT,
    label=("公积金贷款放款", "Payout of the provident fund loan"),
    advice=(
        "备齐公积金资料、跟进公积金中心审批放款",
        "complete the documents and follow it up with the provident fund centre",
    ),
)
HANDOVER = DeadlineKind(
    "inventory",
    "handover",
    Reminded.CONSULTANT,
    label=("交房", "Handover"),
    advice=(
        "通知客户、安排验房、办妥交房手续",
        "notify the customer, arrange the inspection and hand the unit over",
    ),
)
TITLE = DeadlineKind(
    "inventory",
    "title",
    Reminded.CONSULTANT,
    label=("产权办理", "Title"),
    advice=("备齐办证资料、跟进产权办理", "follow up the title procedure"),
)
ARCHIVE = DeadlineKind(
    "inventory",
    "archive",
    Reminded.CONSULTANT,
    label=("合同归档", "Archiving"),
    advice=("将合同资料归档", "put the contract's documents into the archive"),
)
BORROWING = DeadlineKind(
    "inventory",
    "borrowing",
    Reminded.PERSON,
    label=("借阅归还", "Return of borrowed documents"),
    advice=("归还所借资料", "return what was borrowed"),
)
HAND_IN = DeadlineKind(
    "inventory",
    "hand_in",
    Reminded.CONSULTANT,
    label=("代收款上交", "Handing in of money"),
    advice=("将代收款上交财务", "hand the money in to finance"),
)
REFUSED_PRICES = DeadlineKind(
    "inventory",
    "refused_prices",
    Role.SALES_SUPERVISOR,
    label=("多次被拒报价核实", "Check of repeated refused prices"),
    advice=(
        "在优惠页核对该顾问被拒的报价并记录结果",
        "look at the consultant's refused prices on the page of discounts and note what you found",
    ),
    escalation=(Role.SALES_MANAGER, Role.SALES_DIRECTOR),
)

WORDS = {kind.name: kind.label for kind in KINDS.values()}
"""The vocabulary's `deadline_kind`."""

SERVICES = tuple(dict.fromkeys(kind.service for kind in KINDS.values()))
"""Those that tell deadlines."""
