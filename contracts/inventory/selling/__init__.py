"""Selling (交易): from the quotation to the signed contract."""
