"""Watch (督办): deadlines, and what nobody deals with goes up the ladder."""
