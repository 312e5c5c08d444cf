"""Deals (交易): the record that everything else of a sale refers to."""
