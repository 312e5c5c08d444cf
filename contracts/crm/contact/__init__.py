"""Contact (跟进与联系): follow-ups with customers, messages to them."""
