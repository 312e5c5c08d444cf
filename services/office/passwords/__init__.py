"""Passwords (密码)."""
