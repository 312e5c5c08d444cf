"""Invoices and red invoices (发票、红字发票)."""
