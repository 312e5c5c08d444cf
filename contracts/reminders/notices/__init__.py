"""Notices (催办通知): what staff are told, and how it reaches them."""
