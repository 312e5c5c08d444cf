"""Special discounts (特殊优惠): a price beyond authority, granted to one customer for one unit."""
