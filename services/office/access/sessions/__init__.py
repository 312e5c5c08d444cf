"""Passwords, log-in, tokens, revocation (登录与会话)."""
