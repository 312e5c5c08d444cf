"""What crm says and answers: customers, follow-ups, purchase history."""
