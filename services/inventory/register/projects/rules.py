"""A project's settings as plain values (defaults: design §8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracts.inventory.register.milestone_terms import MilestoneTermsAnswer
from contracts.inventory.register.projects import PriceBasis, SettingsAnswer
from contracts.inventory.register.projects import Settings as SettingsRequest
from contracts.inventory.register.quotation_terms import QuotationTerms as QuotationTermsRequest
from contracts.inventory.register.units import Usage


@dataclass(frozen=True)
class DownPayments:
    """The least share of the price that is paid without a loan (首付比例), by usage."""

    residence: Decimal
    other: Decimal

    def of(self, usage: Usage) -> Decimal:
        return self.residence if usage is Usage.RESIDENCE else self.other


@dataclass(frozen=True)
class QuotationTerms:
    """What quotations are worked out with (`contracts.inventory.quotation_terms`)."""

    valid_days: int
    commercial_rate: Decimal
    fund_rate: Decimal
    vat_rate: Decimal
    small_area: Decimal
    first_small: Decimal
    first_large: Decimal
    second_small: Decimal
    second_large: Decimal
    other_home: Decimal
    deed_tax_source: str
    deed_tax_as_of: date
    maintenance_fund: Decimal
    maintenance_source: str
    maintenance_as_of: date


@dataclass(frozen=True)
class MilestoneTerms:
    """By when milestones are to be reached, in days, and which documents they need
    (`contracts.inventory.milestone_terms`)."""

    filing_days: int
    loan_days: int
    provident_fund_days: int
    title_days: int
    loan_documents: list[str]
    handover_documents: list[str]
    title_documents: list[str]


@dataclass(frozen=True)
class Settings:
    lock: timedelta
    reservation: timedelta
    sign_days: int
    late_entry: timedelta
    hand_in: timedelta
    price_basis: PriceBasis
    min_tier_gap: Decimal
    late_fee_rate: Decimal
    late_fee_waiver_limit: Decimal
    deposit: Decimal
    deposit_cap: Decimal
    large_contract: Decimal
    discount_authority: Mapping[str, Decimal]
    down_payment: DownPayments


_quotation_terms, _milestone_terms = QuotationTermsRequest(), MilestoneTermsAnswer()
DEFAULTS: dict[str, Any] = SettingsAnswer().dump(SettingsRequest().load({}))


def settings_of(stored: Mapping[str, Any]) -> Settings:
    """The settings as stored: JSON in which rates and money are strings. A setting that is younger
    than the project has its default."""
    stored = DEFAULTS | dict(stored)
    return Settings(
        lock=timedelta(minutes=stored["lock_minutes"]),
        reservation=timedelta(hours=stored["reservation_hours"]),
        sign_days=stored["sign_days"],
        late_entry=timedelta(days=stored["late_entry_days"]),
        hand_in=timedelta(hours=stored["hand_in_hours"]),
        price_basis=PriceBasis(stored["price_basis"]),
        min_tier_gap=Decimal(stored["min_tier_gap"]),
        late_fee_rate=Decimal(stored["late_fee_rate"]),
        late_fee_waiver_limit=Decimal(stored["late_fee_waiver_limit"]),
        deposit=Decimal(stored["deposit"]),
        deposit_cap=Decimal(stored["deposit_cap"]),
        large_contract=Decimal(stored["large_contract"]),
        discount_authority={
            role: Decimal(share) for role, share in stored["discount_authority"].items()
        },
        down_payment=DownPayments(
            **{usage: Decimal(share) for usage, share in stored["down_payment"].items()}
        ),
    )


def quotation_terms_of(stored: Mapping[str, Any]) -> QuotationTerms:
    """The quotation terms among the stored settings; apart, as only quotations need them."""
    return QuotationTerms(**vars(_quotation_terms.load(stored.get("quotation", {}))))


def milestone_terms_of(stored: Mapping[str, Any]) -> MilestoneTerms:
    """The terms of milestones among the stored settings."""
    given = DEFAULTS["milestones"] | dict(stored.get("milestones", {}))
    return MilestoneTerms(**vars(_milestone_terms.load(given)))
