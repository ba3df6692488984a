"""A shallow reading of one sentence: words with tags, and the segments (clauses and phrases) it falls into.

Theory of operation. Words of closed classes have their tags from a table, all others theirs from the tagger. A
sentence is cut into *segments* at punctuation, relative and subordinate words, and conjunctions that bring a verb or a
figure of their own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from . import sentence as read_with
from .memo import Kept
from .segments import segments
from .sentence import Unit
from .stems import lemma
from .tagger import bases
from .tags import TO, A, B, C, D, F, G, H, M, N, P, R, S, T, Tag, V, X
from .verbs import Verb, kinds
from .vocabulary import derived, listed, rows
from .words import wording


@frozen
class Sentence:
    """A sentence as parallel tuples of words.

    `words` are as printed, `low` in lower case; `starts` and `ends` are offsets in `text`, the flow; `segments` are
    word ranges; `says` tells the words fit for a label; `line` is the tags once more, a letter a word.
    """

    text: str
    words: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[Tag, ...]
    verbs: tuple[Verb | None, ...]
    segments: tuple[tuple[int, int], ...]
    says: tuple[bool, ...]
    line: str

    def segment_of(self, at: int) -> int:
        """The index of the segment that holds word `at`."""
        return bisect_right(self.segments, (at, len(self.tags) + 1)) - 1


@derived
def closed() -> dict[str, Tag]:
    """Tags of the words of closed classes."""
    return {word: Tag(tag) for tag, words in reversed(rows("word_tags.tsv")) for word in words.split()}


def read_sentence(
    text: str,
    start: int,
    end: int,
    figures: Sequence[tuple[int, int, int, int]],
    times: Sequence[tuple[int, int]],
    parsed: read_with.Sentence | None = None,
) -> Sentence:
    """The sentence `start`-`end` of a flow, `parsed` if somebody has read it with its figures and times already.

    `figures` are offsets in order: start with hedge, start and end of the number, end with counted noun; `times` spans.
    """
    words = wording(text, start, end)
    low, starts, ends = words.low, words.starts, words.ends
    tags = list(map(_WORDS.__getitem__, low))
    inside = [False] * len(tags)
    _mask(tags, starts, times, T)
    for first, number, last, noun in figures:
        at = bisect_left(starts, first)
        while at < len(starts) and starts[at] < noun:
            if starts[at] < last:
                tags[at] = H if starts[at] < number else F
            inside[at] = starts[at] > first
            at += 1
    _subordinate(low, tags)
    forms = tuple(_classify(low, _classes(parsed or _parsed(text, start, end, figures, times), starts), tags))
    done = tuple([tag or N for tag in tags])
    cut, says = segments(low, done, inside), _content(low, done, forms)
    return Sentence(text, words.printed, low, starts, ends, done, forms, cut, says, "".join(done))


def _parsed(
    text: str,
    start: int,
    end: int,
    figures: Sequence[tuple[int, int, int, int]],
    times: Sequence[tuple[int, int]],
) -> read_with.Sentence:
    """The sentence with figures and times as one word each."""
    spans = [(first, last, Unit.FIGURE) for first, _, last, _ in figures]
    units: list[tuple[int, int, Unit]] = []
    for unit in sorted([*spans, *[(first, last, Unit.TIME) for first, last in times]]):
        if not units or unit[0] >= units[-1][1]:
            units.append(unit)
    return read_with.Sentence(text, start, end, units)


def _classes(read: read_with.Sentence, starts: tuple[int, ...]) -> list[str]:
    """The Penn class of each word that starts at one of these places."""
    begins, ends, tags = read.starts, read.ends, read.tags
    found, at, count = [], 0, len(tags)
    for place in starts:
        while at < count and ends[at] <= place:
            at += 1
        found.append(tags[at] if at < count and begins[at] <= place else "")
    return found


def _known(word: str) -> Tag | None:
    """The tag of a word of a closed class, and of a mark; `None` for open words."""
    return closed().get(word) or (None if word[0].isalnum() else X)


_WORDS = Kept(_known)


def _subordinate(low: tuple[str, ...], tags: list[Tag | None]) -> None:
    """Words such as "before" are prepositions unless a subject and a verb follow: "before tax", "before it is"."""
    for at, tag in enumerate(tags):
        if tag is not S or low[at] not in listed("or_preposition"):
            continue
        word = low[at]
        following = tags[at + 1 : at + 7]
        following = following[: following.index(X)] if X in following else following
        clause = following[:1] in ([D], [R]) and any(tag in (A, M) for tag in following)
        if word == "so":
            tags[at] = B
        elif word == "as" or not clause:
            tags[at] = P


def _mask(tags: list[Tag | None], starts: tuple[int, ...], spans: Sequence[tuple[int, int]], tag: Tag) -> None:
    for first, last in spans:
        at = bisect_left(starts, first)
        while at < len(starts) and starts[at] < last:
            tags[at] = tag
            at += 1


def _classify(low: tuple[str, ...], classes: Sequence[str], tags: list[Tag | None]) -> list[Verb | None]:
    """Tag the open words by their Penn classes; the verbs of which full verbs are forms."""
    found: list[Verb | None] = [None] * len(low)
    last: Tag | None = None  # the tag before, adverbs and hedges left out
    led = ""  # the verb before, in the same stretch
    for at, tag in enumerate(tags):
        led = "" if tag is X or tag is S or tag is C else led
        if tag is P and low[at] == "to" and _infinitive(low, classes, at):
            tag = tags[at] = TO
        elif tag is None:
            said = classes[at]
            tag = tags[at] = B if said[:2] == "RB" else N
            near = None if last is F and tags[at - 1] is not F else last
            if said[:2] == "VB" and not (last is near and _attribute(said, last, classes[at + 1 : at + 2])):
                tag = tags[at] = G if said == "VBG" and last is not A else V
                base = lemma(low[at], said)
                forms = "pn" if low[at].endswith("ed") and said in ("VBD", "VBN") else _FORMS[said]
                if led in _SEEING and said in ("VBD", "VBN"):
                    forms = "n"  # "will see £6m invested"
                led = base
                found[at] = Verb(base, kinds().get(base, "do"), forms)
        if tag is N or not (tag is B or tag is H or (tag is T and (last is A or last is M or last is TO or last is R))):
            last = tag
    return found


_SEEING = frozenset(("see", "have", "get", "keep", "want"))
_FORMS = {"VB": "b", "VBP": "b", "VBZ": "s", "VBD": "p", "VBN": "n", "VBG": "g"}


def _infinitive(low: Sequence[str], classes: Sequence[str], at: int) -> bool:
    """Whether the base form of a verb follows the "to" at word `at`, an adverb passed over.

    An unknown word right before a noun is none: "connected to fibre broadband", but "to resurface 140 miles".
    """
    at += 2 if classes[at + 1 : at + 2] == ["RB"] else 1
    noun = classes[at + 1 : at + 2] and classes[at + 1][:2] in ("NN", "JJ")
    return classes[at : at + 1] == ["VB"] and (low[at] in bases() or not noun)


def _attribute(said: str, last: Tag | None, after: Sequence[str]) -> bool:
    """Whether a participle stands before the noun that it describes: "planned works"."""
    return said in ("VBN", "VBG") and last in (D, P, None, F) and bool(after) and after[0][:2] in ("NN", "JJ")


_SKIPPED_KINDS = frozenset({"up", "down", "level", "move", "want", "say", "have"})


def _content(low: tuple[str, ...], tags: tuple[Tag, ...], verbs: tuple[Verb | None, ...]) -> tuple[bool, ...]:
    """For each word of a sentence, whether it may stand in a label."""
    found = [False] * len(tags)
    last = len(tags) - 1
    for at, tag in enumerate(tags):
        if tag is N:
            said = _SAID[low[at]]
            if said is None:
                said = (at > 0 and tags[at - 1] is N) or (at < last and _makes_name(tags[at + 1], verbs[at + 1]))
            found[at] = said
        elif tag is V or tag is G:
            verb = verbs[at]
            found[at] = verb is not None and verb.kind not in _SKIPPED_KINDS
    return tuple(found)


def _says(word: str) -> bool | None:
    """Whether a noun says by itself what is measured; `None` where its neighbours decide."""
    if word[0].isdigit() or word in listed("degree"):
        return False
    return None if word in listed("vague") else True


_SAID = Kept(_says)


def _makes_name(tag: Tag, verb: Verb | None) -> bool:
    """Whether what follows makes a name of a word that says little alone: "average wait", "time taken"."""
    if tag is N:
        return True
    return tag is V and verb is not None and verb.kind == "do" and "n" in verb.forms and "p" not in verb.forms
