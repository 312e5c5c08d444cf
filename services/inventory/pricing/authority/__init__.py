"""Who may give which price (价格权限)."""
