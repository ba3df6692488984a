"""Two reports in, which sections and paragraphs belong together out."""

from collections.abc import Callable

from ..model import Report
from .pairing import Alignment, Pairing
from .paragraphs import pair_paragraphs
from .sections import pair_sections

__all__ = ["Alignment", "Pairing", "align"]


def align(old: Report, new: Report, *, similarity: Callable[[str, str], float] | None = None) -> Alignment:
    """Pair the sections and the paragraphs of two reports, whatever order either puts them in.

    `similarity` takes two paragraphs' texts and gives 0 to 1; it is asked only about pairs that are worth asking about,
    and stands in for the own score where it is higher.
    """
    paragraphs = pair_paragraphs(old, new, similarity)
    return Alignment(pair_sections(old, new, paragraphs), paragraphs)
