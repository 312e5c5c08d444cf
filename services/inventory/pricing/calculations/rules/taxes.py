"""Notes on taxes and funds for a quotation: estimates, with their legal source (I-14).

Deed tax: 契税法 and 财政部 税务总局 住房城乡建设部公告2024年第16号; its base has no value added tax
(财政部 税务总局公告2021年第23号). Maintenance fund: 住宅专项维修资金管理办法 §7, per square metre.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from common.money import cents
from contracts.inventory.pricing.calculations import HomeOrder
from contracts.inventory.register.units import Usage
from services.inventory.register.projects.rules import QuotationTerms


@dataclass(frozen=True)
class Note:
    kind: str
    rate: Decimal | None
    base: Decimal | None
    amount: Decimal | None
    source: str
    as_of: date


def notes(
    terms: QuotationTerms, price: Decimal, area: Decimal, *, usage: Usage, home: HomeOrder
) -> list[Note]:
    """Deed tax and maintenance fund; the latter without an amount where its rate isn't known."""
    return [_deed_tax(terms, price, area, usage, home), _maintenance(terms, area)]


def deed_tax_rate(terms: QuotationTerms, area: Decimal, usage: Usage, home: HomeOrder) -> Decimal:
    """The lower rates are for a family's first two homes; anything else has the general one."""
    if usage is not Usage.RESIDENCE or home is HomeOrder.OTHER:
        return terms.other_home
    small = area <= terms.small_area
    if home is HomeOrder.FIRST:
        return terms.first_small if small else terms.first_large
    return terms.second_small if small else terms.second_large


def _deed_tax(
    terms: QuotationTerms, price: Decimal, area: Decimal, usage: Usage, home: HomeOrder
) -> Note:
    rate = deed_tax_rate(terms, area, usage, home)
    base = cents(price / (1 + terms.vat_rate))
    source, as_of = terms.deed_tax_source, terms.deed_tax_as_of
    return Note("deed_tax", rate, base, cents(base * rate), source, as_of)


def _maintenance(terms: QuotationTerms, area: Decimal) -> Note:
    amount = cents(terms.maintenance_fund * area) if terms.maintenance_fund else None
    source, as_of = terms.maintenance_source, terms.maintenance_as_of
    return Note("maintenance_fund", None, None, amount, source, as_of)
