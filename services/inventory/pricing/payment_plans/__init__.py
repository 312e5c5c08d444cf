"""Payment plans (付款方式、付款计划): in which parts, and when, a price is paid."""
