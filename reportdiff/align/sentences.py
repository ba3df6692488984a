"""Sentences of two paragraphs that belong together, paired by the same evidence as paragraphs are."""

from ..language.tokens import sentences
from .lexicon import Lexicon, Texts
from .order import told
from .overlap import Overlap
from .pairing import Pairing
from .paragraphs import Work, pair_copies, pair_rewritten, pairings


def align_sentences(old: str, new: str) -> tuple[Pairing, ...]:
    """Pairings of the sentences of two texts, as indexes into what `sentences` gives for each; all are used once.

    >>> [(p.old, p.new) for p in align_sentences("It rained hard. The river rose.", "The river fell. It rained hard.")]
    [((1,), (0,)), ((0,), (1,))]
    """
    ours = [old[start:end] for start, end in sentences(old)]
    theirs = [new[start:end] for start, end in sentences(new)]
    work = Work((len(ours), len(theirs)))
    pair_copies(work, ours, theirs)
    lexicon = Lexicon()
    old_texts, new_texts = Texts(ours, lexicon), Texts(theirs, lexicon)
    bags = list(map(old_texts.words, range(len(ours)))), list(map(new_texts.words, range(len(theirs))))
    pair_rewritten(work, Overlap.of(*bags), lambda i, j: True)
    return told(pairings(work), [len(text) for text in ours])
