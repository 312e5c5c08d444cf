"""What the buyer pays beside the price: deed tax (契税) and maintenance fund (维修资金)."""
