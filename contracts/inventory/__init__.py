"""What inventory says and answers: projects, units, the board, deals, money in.

Importing the package declares every operation, event and refusal.
"""

from contracts.inventory import (
    approvals,
    board,
    deals,
    discounts,
    events,
    holds,
    imports,
    instalments,
    invoices,
    payment_plans,
    projects,
    promises,
    receipts,
    refunds,
    refusals,
    signing,
    specials,
    suspensions,
    units,
)

__all__ = [
    "approvals",
    "board",
    "deals",
    "discounts",
    "events",
    "holds",
    "imports",
    "instalments",
    "invoices",
    "payment_plans",
    "projects",
    "promises",
    "receipts",
    "refunds",
    "refusals",
    "signing",
    "specials",
    "suspensions",
    "units",
]
