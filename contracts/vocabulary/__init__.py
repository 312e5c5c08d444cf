"""Words of the API with their labels, `(zh, en)` (design §8, §10); a file per corridor."""

from typing import Any

from contracts.vocabulary import (
    changes,
    control,
    crm,
    milestones,
    money,
    office,
    pricing,
    reminders,
    reporting,
    selling,
)
from contracts.vocabulary.word import Words
from contracts.words import Word

TOPICS = (
    office,
    control,
    pricing,
    selling,
    changes,
    money,
    milestones,
    crm,
    reminders,
    reporting,
)

VOCABULARY: dict[str, Words] = {
    kind: words for topic in TOPICS for kind, words in topic.WORDS.items()
}
"""Enum → word → label; `GET /api/v1/vocabulary` answers it."""


def words(kind: str) -> list[str]:
    """The words of one enumeration, in their order: what its schema field allows."""
    return list(VOCABULARY[kind])


def word_of(kind: str, **kwargs: Any) -> Word:
    """The field of a word of an enumeration that has no class: `staff_status` → `StaffStatus`."""
    return Word(words(kind), name=kind.title().replace("_", ""), **kwargs)
