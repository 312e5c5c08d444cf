"""Quotations (报价单): calculated, reviewed, printed, used by a subscription."""
