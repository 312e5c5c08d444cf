"""Guessing passwords is stopped (登录锁定)."""
