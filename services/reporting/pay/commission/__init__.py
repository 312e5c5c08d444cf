"""Commission (佣金): plans, accruals, clawbacks."""
