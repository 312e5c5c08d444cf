"""What a customer bought, from events of inventory (购买记录)."""
