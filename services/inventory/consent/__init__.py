"""Consent (审批): approvals and their delegation."""
