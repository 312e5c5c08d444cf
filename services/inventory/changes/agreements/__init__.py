"""Agreements on changes (变更协议)."""
