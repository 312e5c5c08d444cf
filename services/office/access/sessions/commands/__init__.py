"""Log-in, refresh, log-out, the end of sessions."""
