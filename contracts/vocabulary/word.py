"""What a word of the API is shown as."""

Words = dict[str, tuple[str, str]]
"""The words of one enumeration, in their order, each with its labels `(zh, en)`."""
