"""Whose deal it is: buyer and co-owners (产权人), rename (更名), adding and removing."""
