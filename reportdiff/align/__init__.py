"""Two reports in, which sections and paragraphs belong together out."""

from collections.abc import Callable

from ..model import Report
from .evidence import Evidence
from .lexicon import Lexicon, pairs
from .order import told
from .pairing import Alignment, Pairing
from .paragraphs import Work, join_parts, pair_copies, pair_edited, pair_rewritten, pairings
from .sections import pair_sections

__all__ = ["Alignment", "Pairing", "align"]


def align(old: Report, new: Report, *, similarity: Callable[[str, str], float] | None = None) -> Alignment:
    """Pair the sections and the paragraphs of two reports, whatever order either puts them in.

    `similarity` takes two paragraphs' texts and gives 0 to 1; it is asked only about pairs that are worth asking about,
    and stands in for the own score where it is higher.
    """
    ours, theirs = [p.flow.text for p in old.paragraphs], [p.flow.text for p in new.paragraphs]
    work = Work((len(ours), len(theirs)))
    pair_copies(work, ours, theirs)
    lexicon = Lexicon()
    old_terms, new_terms = [lexicon.terms(text) for text in ours], [lexicon.terms(text) for text in theirs]
    phrases = Evidence.of([pairs(terms) for terms in old_terms], [pairs(terms) for terms in new_terms], 2)
    pair_edited(work, phrases)
    old_bags, new_bags = [frozenset(terms) for terms in old_terms], [frozenset(terms) for terms in new_terms]
    sections = pair_sections(old, new, work, old_bags, new_bags, lexicon)
    words = Evidence.of(old_bags, new_bags)
    ask = similarity

    def asked(i: int, j: int) -> float:
        return float(ask(ours[i], theirs[j])) if ask else 0.0

    pair_rewritten(work, words, _homes(old, new, sections), asked if ask else None)
    join_parts(work, phrases if work.carried() > 0.5 else words)
    return Alignment(sections, told(pairings(work), [len(text) for text in ours]))


def _homes(old: Report, new: Report, sections: tuple[Pairing, ...]) -> Callable[[int, int], bool]:
    """Whether two paragraphs, given by their indexes, lie in sections that belong together."""
    group_old = {i: at for at, pairing in enumerate(sections) for i in pairing.old}
    group_new = {j: at for at, pairing in enumerate(sections) for j in pairing.new}
    ours = [group_old[at] for at, section in enumerate(old.sections) for _ in section.paragraphs]
    theirs = [group_new[at] for at, section in enumerate(new.sections) for _ in section.paragraphs]
    return lambda i, j: ours[i] == theirs[j]
