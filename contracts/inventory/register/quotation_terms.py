"""What a project's quotations are worked out with: rates and taxes, each with its source and date.

Rates change; the project's settings overwrite them.
"""

from datetime import date
from decimal import Decimal

from marshmallow import fields, validate

from contracts.schema import Answer, Area, Day, Money, Rate, Request, Text, Whole

_share = validate.Range(min=0, max=1)
HIGHEST_RATE = Decimal("0.24")
_DATE = {"format": "date"}


def _rate(default: str) -> Rate:
    return Rate(load_default=Decimal(default), validate=_share)


class QuotationTerms(Request):
    """`commercial_rate` and `fund_rate` are annual; deed tax (契税) is on the price without value
    added tax; `maintenance_fund` is per square metre of gross area, 0 where it isn't known."""

    valid_days = Whole(load_default=7, validate=validate.Range(1, 90))
    commercial_rate = _rate("0.035")
    """The loan prime rate above five years (五年期以上 LPR) of May 2025."""
    fund_rate = _rate("0.026")
    """First home, above five years: 中国人民银行, 8 May 2025."""
    vat_rate = _rate("0.09")
    small_area = Area(load_default=Decimal("140.00"))
    """Up to this gross area the lower rate of deed tax applies."""
    first_small = _rate("0.01")
    first_large = _rate("0.015")
    second_small = _rate("0.01")
    second_large = _rate("0.02")
    other_home = _rate("0.03")
    deed_tax_source = Text(
        most=200, load_default="财政部 税务总局 住房城乡建设部公告2024年第16号；《契税法》第三条"
    )
    deed_tax_as_of = Day(load_default=date(2024, 12, 1))
    maintenance_fund = Money(load_default=Decimal("0.00"))
    maintenance_source = Text(
        most=200, load_default="《住宅专项维修资金管理办法》（建设部、财政部令第165号）第七条"
    )
    maintenance_as_of = Day(load_default=date(2008, 2, 1))


class QuotationTermsAnswer(Answer):
    """As stored: days are text already."""

    valid_days = fields.Integer()
    commercial_rate = Rate()
    fund_rate = Rate()
    vat_rate = Rate()
    small_area = Area()
    first_small = Rate()
    first_large = Rate()
    second_small = Rate()
    second_large = Rate()
    other_home = Rate()
    deed_tax_source = fields.String()
    deed_tax_as_of = fields.String(metadata=_DATE)
    maintenance_fund = Money()
    maintenance_source = fields.String()
    maintenance_as_of = fields.String(metadata=_DATE)
