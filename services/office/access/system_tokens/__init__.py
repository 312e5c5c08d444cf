"""Tokens that services sign for themselves (系统令牌)."""
