"""Named lists of words, kept in `data/word_lists.tsv`."""

from .vocabulary import derived, rows


@derived
def listed(kind: str) -> frozenset[str]:
    """The words of one list; empty for a name that the file does not hold."""
    return frozenset(word for name, words in rows("word_lists.tsv") if name == kind for word in words.split())
