"""Loans of buyers (按揭、公积金): from the documents to the payout."""
