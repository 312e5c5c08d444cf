"""Who is told when a notice is not acknowledged or a deadline passes (升级)."""
