"""What customers are told about their money (客户通知)."""
