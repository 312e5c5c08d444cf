"""The timeline of contacts with a customer (跟进)."""
