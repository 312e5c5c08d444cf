"""Quotations (试算、报价单): worked out, reviewed, printed, used by a subscription."""
