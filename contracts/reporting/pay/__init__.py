"""Pay (佣金): commission plans, and what they come to."""
