"""What is overdue, and for how long (逾期账龄)."""
