"""Statistics of contracts (合同统计) by project and period."""
