"""Changes of a deal (变更): change orders, and what an order does."""
