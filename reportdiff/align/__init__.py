"""Two reports in, which sections and paragraphs belong together out; `align_sentences` does it for two texts."""

from collections.abc import Callable, Iterable

from ..matching.evidence import weights
from ..model import Report
from .kinship import topical
from .lexicon import Bag, Lexicon, Texts
from .order import told
from .overlap import FEW, Overlap
from .pairing import Alignment, Pairing
from .paragraphs import Work, join_parts, pair_copies, pair_edited, pair_rewritten, pairings
from .sections import pair_sections
from .sentences import align_sentences

__all__ = ["Alignment", "Pairing", "align", "align_sentences"]

_W = weights("align")
_PHRASES = int(_W["phrase"])


def align(old: Report, new: Report, *, similarity: Callable[[str, str], float] | None = None) -> Alignment:
    """Pair the sections and the paragraphs of two reports, whatever order either puts them in.

    `similarity` takes two paragraphs' texts and gives 0 to 1; it is asked only about pairs that are worth asking about,
    and stands in for the own score where it is higher. Which report is the old one does not decide what belongs
    together: where equal choices are open, the texts themselves do.
    """
    ours, theirs = [p.flow.text for p in old.paragraphs], [p.flow.text for p in new.paragraphs]
    if ours <= theirs:
        sections, paragraphs = _pair(old, new, ours, theirs, similarity)
    else:
        ask = similarity and (lambda text, other: similarity(other, text))
        sections, paragraphs = (
            [p._replace(old=p.new, new=p.old) for p in found] for found in _pair(new, old, theirs, ours, ask)
        )
    sizes = [sum(len(p.flow.text) for p in s.paragraphs) for s in old.sections]
    return Alignment(told(sections, sizes), told(paragraphs, [len(text) for text in ours], whole=True))


def _pair(
    old: Report, new: Report, ours: list[str], theirs: list[str], similarity: Callable[[str, str], float] | None
) -> tuple[list[Pairing], list[Pairing]]:
    """Pairings of the sections and of the paragraphs, in no order; `ours` and `theirs` are the paragraphs' texts."""
    lexicon = Lexicon()
    old_texts, new_texts = Texts(ours, lexicon), Texts(theirs, lexicon)

    def phrases(some: Iterable[int], others: Iterable[int]) -> Overlap:
        chosen = _only(some, old_texts.phrases, len(ours)), _only(others, new_texts.phrases, len(theirs))
        return Overlap.of(*chosen, 2, _PHRASES)

    def words(some: Iterable[int], others: Iterable[int]) -> Overlap:
        chosen = _only(some, old_texts.words, len(ours)), _only(others, new_texts.words, len(theirs))
        return Overlap.of(*chosen)

    work = Work((len(ours), len(theirs)))
    pair_copies(work, ours, theirs)
    few, long = work.carried() > _W["mostly carried"], max(work.sizes) > FEW
    edited = phrases(*(work.free() if few else work.edited()))
    pair_edited(work, edited)
    mostly = work.carried() > _W["mostly carried"]
    if mostly and long and work.carried() < _W["nearly carried"]:
        pair_edited(work, _wide(work, old_texts, new_texts), _W["clear, wide"])
    sections = pair_sections(old, new, work, old_texts, new_texts, lexicon)
    asked = (lambda i, j: float(similarity(ours[i], theirs[j]))) if similarity else None
    rest = work.free() if mostly else (range(len(ours)), range(len(theirs)))
    pair_rewritten(work, words(*rest), _homes(old, new, sections), asked)
    evidence = words if not mostly else phrases if few else lambda *_: edited
    join_parts(work, evidence, ours, theirs, _W["slight, long" if long else "slight"] if mostly else 0.0, homes=few)
    paragraphs = pairings(work)

    def said() -> tuple[list[Bag], list[Bag]]:
        return old_texts.of(old.sections), new_texts.of(new.sections)

    return topical(old, new, sections, paragraphs, said), paragraphs


def _wide(work: Work, old: Texts, new: Texts) -> Overlap:
    """The evidence of wider phrases that free paragraphs of both sides hold, weighed by how rare they are in all."""
    sides = list(zip((old, new), work.free(), work.edited(), work.sizes, strict=True))
    ours, theirs = (
        _only(free, lambda at, texts=texts: frozenset(texts.wide(at)), size)  # type: ignore[misc]
        for texts, free, _, size in sides
    )
    others = (texts.wide(at) for texts, free, edited, _ in sides for at in sorted({*edited}.difference(free)))
    return Overlap.of(ours, theirs, 2, _PHRASES, others)


def _only(indexes: Iterable[int], bag: Callable[[int], Bag], size: int) -> list[Bag]:
    """The bags at some indexes, the others empty: what is paired already need not be weighed."""
    found: list[Bag] = [frozenset()] * size
    for at in indexes:
        found[at] = bag(at)
    return found


def _homes(old: Report, new: Report, sections: list[Pairing]) -> Callable[[int, int], bool]:
    """Whether two paragraphs, given by their indexes, lie in sections that belong together."""
    group_old = {i: at for at, pairing in enumerate(sections) for i in pairing.old}
    group_new = {j: at for at, pairing in enumerate(sections) for j in pairing.new}
    ours = [group_old[at] for at, section in enumerate(old.sections) for _ in section.paragraphs]
    theirs = [group_new[at] for at, section in enumerate(new.sections) for _ in section.paragraphs]
    return lambda i, j: ours[i] == theirs[j]
