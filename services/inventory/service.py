"""Inventory (销控): the table of contents."""

from common.compose import compose
from common.questions import Questions
from contracts.inventory import refusals
from contracts.inventory.approvals import approval_pending, decided_by_you
from contracts.inventory.borrowing import document_lent
from contracts.inventory.changes import change_pending
from contracts.inventory.filings import filing_number_taken
from contracts.inventory.invoices import invoice_number_taken
from contracts.inventory.late_fees import late_fee_charged_already
from contracts.inventory.receipts import receipt_reversed_already
from contracts.inventory.refunds import refund_owed_already
from contracts.refusals import already_exists
from services.inventory import effects
from services.inventory.agreements.entrypoints import Agreements
from services.inventory.approvals.entrypoints import Approvals
from services.inventory.archive.entrypoints import Archive
from services.inventory.area_corrections.entrypoints import AreaCorrections
from services.inventory.area_settlements.entrypoints import AreaSettlements
from services.inventory.attachments.entrypoints import Attachments
from services.inventory.bindings.entrypoints import Bindings
from services.inventory.board.entrypoints import Board
from services.inventory.borrowing.entrypoints import Borrowings
from services.inventory.calculations.entrypoints import Calculations
from services.inventory.change_orders.entrypoints import ChangeOrders
from services.inventory.changes.entrypoints import Changes
from services.inventory.claims.entrypoints import Claims
from services.inventory.collection.entrypoints import Collection
from services.inventory.comparisons.entrypoints import Comparisons
from services.inventory.contracts.entrypoints import Contracts
from services.inventory.customers.entrypoints import Customers
from services.inventory.data_changes.entrypoints import DataChanges
from services.inventory.deals.entrypoints import Deals
from services.inventory.delegations.entrypoints import Delegations
from services.inventory.deviations.entrypoints import Deviations
from services.inventory.discounts.entrypoints import Discounts
from services.inventory.execution.entrypoints import Execution
from services.inventory.expiry.entrypoints import Expiry
from services.inventory.filings.entrypoints import Filings
from services.inventory.handovers.entrypoints import Handovers
from services.inventory.holds.entrypoints import Holds
from services.inventory.imports.entrypoints import Imports
from services.inventory.instalments.entrypoints import Instalments
from services.inventory.invoices.entrypoints import Invoices
from services.inventory.late_fees.entrypoints import LateFees
from services.inventory.liaison.entrypoints import Liaison
from services.inventory.loans.entrypoints import Loans
from services.inventory.milestones.entrypoints import Milestones
from services.inventory.overdue.entrypoints import Overdue
from services.inventory.payment_plans.entrypoints import PaymentPlans
from services.inventory.price_lists.entrypoints import PriceLists
from services.inventory.price_rows.entrypoints import PriceRows
from services.inventory.price_workbooks.entrypoints import PriceWorkbooks
from services.inventory.projects.entrypoints import Projects
from services.inventory.promises.entrypoints import Promises
from services.inventory.quotation_reviews.entrypoints import QuotationReviews
from services.inventory.quotations.entrypoints import Quotations
from services.inventory.receipts.entrypoints import Receipts
from services.inventory.refunds.entrypoints import Refunds
from services.inventory.releases.entrypoints import Releases
from services.inventory.repricing.entrypoints import Repricing
from services.inventory.reversals.entrypoints import Reversals
from services.inventory.signing.entrypoints import Signing
from services.inventory.specials.entrypoints import Specials
from services.inventory.suspensions.entrypoints import Suspensions
from services.inventory.takings.entrypoints import Takings
from services.inventory.templates.entrypoints import Templates
from services.inventory.titles.entrypoints import Titles
from services.inventory.units.entrypoints import Units

effects.register()

SERVICE = compose(
    "inventory",
    Projects,
    Imports,
    Units,
    Releases,
    DataChanges,
    Bindings,
    Board,
    Claims,
    Deals,
    Changes,
    ChangeOrders,
    Agreements,
    Signing,
    Receipts,
    Takings,
    Reversals,
    Refunds,
    Invoices,
    LateFees,
    Overdue,
    Collection,
    Instalments,
    Expiry,
    Customers,
    Approvals,
    Delegations,
    Holds,
    Suspensions,
    Discounts,
    PriceLists,
    PriceRows,
    PriceWorkbooks,
    Comparisons,
    Repricing,
    PaymentPlans,
    Calculations,
    Quotations,
    QuotationReviews,
    Specials,
    Promises,
    Milestones,
    Filings,
    Loans,
    Handovers,
    AreaSettlements,
    AreaCorrections,
    Deviations,
    Titles,
    Archive,
    Attachments,
    Borrowings,
    Contracts,
    Execution,
    Liaison,
    Templates,
    constraints={
        "uq_price_list_number": already_exists,
        "uq_borrowing_out": document_lent,
        "uq_archived_document_source_id": already_exists,
        "uq_filing_case_number": filing_number_taken,
        "uq_approval_pending": approval_pending,
        "pk_approval_decision": decided_by_you,
        "uq_project_code": refusals.project_code_taken,
        "uq_house_type_name": refusals.house_type_exists,
        "uq_unit_number": refusals.unit_exists,
        "uq_deal_active_unit": refusals.unit_taken,
        "uq_receipt_open_deposit": refusals.receipt_open,
        "uq_receipt_reversed_once": receipt_reversed_already,
        "uq_hold_requested": approval_pending,
        "uq_change_order_requested": change_pending,
        "uq_data_change_requested": approval_pending,
        "uq_special_discount_requested": approval_pending,
        "uq_refund_source": refund_owed_already,
        "uq_invoice_number": invoice_number_taken,
        "uq_late_fee_days": late_fee_charged_already,
        "uq_late_fee_waiver_requested": approval_pending,
        "uq_area_correction_requested": approval_pending,
        "uq_building_name": already_exists,
        "uq_stair_name": already_exists,
    },
    questions=Questions(),
)
