"""How the services say it: transactions, messages, callers, clock. Knows no service."""
