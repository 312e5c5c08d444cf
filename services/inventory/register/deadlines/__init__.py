"""Deadlines (期限) of what follows from a deal: told to whoever reminds of them."""
