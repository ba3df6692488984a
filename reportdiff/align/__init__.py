"""Two reports in, which sections and paragraphs belong together out."""

from collections.abc import Callable, Sequence

from ..model import Report
from .evidence import CROWD, Evidence
from .lexicon import Bag, Lexicon, pairs
from .order import told
from .pairing import Alignment, Pairing
from .paragraphs import Work, join_parts, pair_copies, pair_edited, pair_rewritten, pairings
from .sections import pair_sections

__all__ = ["Alignment", "Pairing", "align"]

MOSTLY = 0.5
"""From this share of carried paragraphs on, a report is an edited copy of the other, not a report of another time."""


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
    old_bags = [frozenset(terms + inner) for terms, inner in old_terms]
    new_bags = [frozenset(terms + inner) for terms, inner in new_terms]
    free_old, free_new = work.free()
    phrases = Evidence.of(
        _only(free_old, [pairs(terms) for terms, _ in old_terms]),
        _only(free_new, [pairs(terms) for terms, _ in new_terms]),
        power=2,
        crowd=CROWD,
    )
    pair_edited(work, phrases)
    sections = pair_sections(old, new, work, old_bags, new_bags, lexicon)
    if work.carried() > MOSTLY:
        free_old, free_new = work.free()
        words = Evidence.of(_only(free_old, old_bags), _only(free_new, new_bags))
    else:
        words = Evidence.of(old_bags, new_bags)
    asked = (lambda i, j: float(similarity(ours[i], theirs[j]))) if similarity else None
    pair_rewritten(work, words, _homes(old, new, sections), asked)
    join_parts(work, phrases if work.carried() > MOSTLY else words)
    return Alignment(sections, told(pairings(work), [len(text) for text in ours]))


def _only(indexes: Sequence[int], bags: Sequence[Bag]) -> list[Bag]:
    """The bags at some indexes, the others empty: what is paired already need not be weighed."""
    found: list[Bag] = [frozenset()] * len(bags)
    for at in indexes:
        found[at] = bags[at]
    return found


def _homes(old: Report, new: Report, sections: tuple[Pairing, ...]) -> Callable[[int, int], bool]:
    """Whether two paragraphs, given by their indexes, lie in sections that belong together."""
    group_old = {i: at for at, pairing in enumerate(sections) for i in pairing.old}
    group_new = {j: at for at, pairing in enumerate(sections) for j in pairing.new}
    ours = [group_old[at] for at, section in enumerate(old.sections) for _ in section.paragraphs]
    theirs = [group_new[at] for at, section in enumerate(new.sections) for _ in section.paragraphs]
    return lambda i, j: ours[i] == theirs[j]
