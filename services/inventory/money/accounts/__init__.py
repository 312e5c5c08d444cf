"""A deal's account (账目): the tables of what is due, received and paid back, and their sums."""
