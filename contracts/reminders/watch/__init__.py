"""Watch (督办): deadlines."""
