"""Consent (审批): what reporting asks consent for."""
