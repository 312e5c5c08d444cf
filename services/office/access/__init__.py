"""Access (登录): passwords, lockout, sessions."""
