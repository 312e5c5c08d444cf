"""Word templates of contracts (合同模板)."""
