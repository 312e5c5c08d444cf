"""When a contract may be signed, and by whom (I-15, I-16; seeds 002, 003; design §8)."""


def missing(*, deposit: bool, documents: bool, letter: bool) -> list[str]:
    """What a contract still needs (vocabulary `contract_need`)."""
    there = {"deposit": deposit, "documents": documents, "letter": letter}
    return [need for need, met in there.items() if not met]
