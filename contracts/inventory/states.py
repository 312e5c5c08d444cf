"""The words of inventory: states, stages and kinds, as they appear in answers and events."""

from enum import StrEnum


class UnitStatus(StrEnum):
    """Where a unit stands (design §8)."""

    DRAFT = "draft"
    UNRELEASED = "unreleased"
    AVAILABLE = "available"
    HELD = "held"
    LOCKED = "locked"
    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    DELIVERED = "delivered"
    SUSPENDED = "suspended"


class DealStage(StrEnum):
    """How far a deal has come. The first three are active: they own the unit."""

    RESERVED = "reserved"
    SUBSCRIBED = "subscribed"
    SOLD = "sold"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class HoldStatus(StrEnum):
    """What became of the request for a hold (I-08)."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class DataChangeStatus(StrEnum):
    """What became of the request to correct a unit's facts."""

    REQUESTED = "requested"
    MADE = "made"
    REFUSED = "refused"


class DiscountKind(StrEnum):
    """For everybody who is eligible, or given case by case (I-13)."""

    PUBLIC = "public"
    SPECIAL = "special"


class DiscountMode(StrEnum):
    """Off the price reached so far, or off the list price (折上折、直减)."""

    MULTIPLY = "multiply"
    ADD = "add"


class DiscountStatus(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


class DiscountFault(StrEnum):
    """Why a discount doesn't apply."""

    NOT_IN_FORCE = "not_in_force"
    NOT_YET = "not_yet"
    OVER = "over"
    PAYMENT_METHOD = "payment_method"
    HOUSE_TYPE = "house_type"


class GrantStatus(StrEnum):
    """What became of a special discount."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    USED = "used"


class PromiseKind(StrEnum):
    """What beside the price (I-23)."""

    FEE = "fee"
    GIFT = "gift"
    SERVICE = "service"
    OTHER = "other"


class PaymentForm(StrEnum):
    """How what a promise costs is paid (支付形式)."""

    CASH = "cash"
    DEDUCTION = "deduction"
    GOODS = "goods"


class PromiseStatus(StrEnum):
    REQUESTED = "requested"
    PROMISED = "promised"
    REFUSED = "refused"
    BREACHED = "breached"


class Usage(StrEnum):
    """What a unit is for (用途)."""

    RESIDENCE = "residence"
    SHOP = "shop"
    PARKING = "parking"
    STORAGE = "storage"


class PriceBasis(StrEnum):
    """What a price per … is multiplied with (计价方式)."""

    GROSS_AREA = "gross_area"
    INNER_AREA = "inner_area"
    UNIT = "unit"


class PaymentMethod(StrEnum):
    """How the buyer pays (付款方式)."""

    LUMP_SUM = "lump_sum"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    COMBINED_LOAN = "combined_loan"
    INSTALMENTS = "instalments"


class ReceiptKind(StrEnum):
    """What money was paid for: the kinds of claims, and money moved from or to another deal."""

    DEPOSIT = "deposit"
    DOWN_PAYMENT = "down_payment"
    INSTALMENT = "instalment"
    LOAN = "loan"
    PRICE_CHANGE = "price_change"
    AREA_SETTLEMENT = "area_settlement"
    LATE_FEE = "late_fee"
    TRANSFER = "transfer"


class ReceiptStatus(StrEnum):
    """Requested by sales, endorsed by their superior, confirmed by finance; or turned down (I-19).
    Money that a consultant had to take is `taken` until it is handed in, then endorsed."""

    TAKEN = "taken"
    REQUESTED = "requested"
    ENDORSED = "endorsed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ReceiptMethod(StrEnum):
    """How the payer pays (收款方式)."""

    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"
    CHEQUE = "cheque"
    LOAN = "loan"


class DeadlineKind(StrEnum):
    """What must be done by a certain moment (期限; R-06). Signing follows from the subscription's
    own events and is not among them."""

    FILING = "filing"
    COMMERCIAL_LOAN = "commercial_loan"
    PROVIDENT_FUND = "provident_fund"
    HANDOVER = "handover"
    TITLE = "title"
    ARCHIVE = "archive"
    BORROWING = "borrowing"
    HAND_IN = "hand_in"


class DeadlineStatus(StrEnum):
    """Still to be met, met, or no longer needed."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


class PriceListStatus(StrEnum):
    """How far a version of a price list (价格表版本) has come (I-12). Rejected or withdrawn, it is
    a draft again; `superseded` by the next one, or `ended` before it ever came into force."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class RowFault(StrEnum):
    """What is wrong with a cell of an entered row (I-03)."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_POSITIVE = "not_positive"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_HOUSE_TYPE = "unknown_house_type"
    INNER_ABOVE_GROSS = "inner_above_gross"
    AREA_NEEDED = "area_needed"
    ABOVE_FILED = "above_filed"
    FLOOR_ABOVE_LIST = "floor_above_list"
    FLOORS_CROSSED = "floors_crossed"
    CHANNEL_ABOVE_LIST = "channel_above_list"
    FLOOR_ABOVE_CHANNEL = "floor_above_channel"
    GAP_TOO_SMALL = "gap_too_small"
    TWICE_IN_FILE = "twice_in_file"
    EXISTS = "exists"
    UNKNOWN_UNIT = "unknown_unit"
    DIFFERS = "differs"
