"""Consent (审批): approvals and their delegation, the same for every service (ADR 32)."""
