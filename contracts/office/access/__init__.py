"""Access (登录): sessions, passwords."""
