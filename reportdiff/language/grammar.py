"""A shallow reading of one sentence: words with tags, and the segments (clauses and phrases) it falls into.

Theory of operation. No parser: closed classes of words and a list of verbs tag each word; what stands between two
words decides the doubtful ones ("visits" behind a determiner is a noun, behind "we" a verb). A sentence is cut into
*segments* at punctuation, relative and subordinate words, and conjunctions that bring a verb or a figure of their own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from .content import content
from .lexicon import listed
from .memo import Kept
from .segments import segments
from .tags import TO, A, B, C, D, F, G, H, M, N, P, R, S, T, Tag, V, X
from .verbs import Verb, verbs
from .vocabulary import derived, rows
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
) -> Sentence:
    """The sentence `start`-`end` of a flow.

    `figures` are offsets in order: start with hedge, start and end of the number, end with counted noun; `times` spans.
    """
    words = wording(text, start, end)
    low, starts, ends = words.low, words.starts, words.ends
    known = list(map(_WORDS.__getitem__, low))
    tags = [word[0] for word in known]
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
    forms = tuple(_tag_verbs(low, tags, known))
    done = tuple([tag or N for tag in tags])
    cut, says = segments(low, done, inside), content(low, done, forms)
    return Sentence(text, words.printed, low, starts, ends, done, forms, cut, says, "".join(done))


_Known = tuple[Tag | None, Verb | None, bool, Tag]


def _known(word: str) -> _Known:
    """What can be said of a word by itself: its class if that is closed, the verb it may be, whether a list knows that
    verb, and what the word is if it is none of these: an adverb or a noun."""
    tag = closed().get(word) or (None if word[0].isalnum() else X)
    verb = verbs().get(word)
    return tag, verb or _guess(word), verb is not None, B if _adverb(word) else N


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


def _tag_verbs(low: tuple[str, ...], tags: list[Tag | None], known: Sequence[_Known]) -> list[Verb | None]:
    """Tag the open words, left to right; a doubtful one gives way to a plain verb later in its stretch."""
    found: list[Verb | None] = [None] * len(low)
    last: Tag | None = None  # the tag before, adverbs and hedges left out
    verb_since = False  # whether this stretch has a finite verb yet
    for at, tag in enumerate(tags):
        if tag is None:
            _, verb, sure, plain = known[at]
            if last is M and not sure:
                verb = Verb(low[at], "do", "b")
            if verb is None:
                tag = plain
            else:
                tag = _decide(at, low, verb, last, tags, verb_since)
                if tag is V or tag is G:
                    found[at] = verb
            tags[at] = tag
        elif tag is P and low[at] == "to" and at + 1 < len(low) and _infinitive(at, low, tags):
            tag = tags[at] = TO
        if tag is V or tag is A or tag is M:
            verb_since = True
        elif tag is X or tag is S:
            verb_since = False
        if tag is N or not (tag is B or tag is H or (tag is T and (last is A or last is M or last is TO or last is R))):
            last = tag
    return found


def _gives_way(at: int, low: tuple[str, ...], tags: list[Tag | None]) -> bool:
    """Whether an auxiliary, modal or unmistakable past follows from word `at` on before the stretch ends."""
    for place in range(at, len(low)):
        tag = tags[place]
        if tag is X or tag is S or (tag is C and place + 1 < len(tags) and tags[place + 1] is M):
            return False
        if tag is A or tag is M or (tag is None and _finite(place, low)):
            return True
    return False


def _infinitive(at: int, low: tuple[str, ...], tags: list[Tag | None]) -> bool:
    following = at + 1
    while following < len(low) - 1 and tags[following] is B:
        following += 1
    verb = verbs().get(low[following]) if tags[following] is None else None
    return (verb is not None and "b" in verb.forms) or (
        tags[following] is A and low[following] in {"be", "have", "do", "get"}
    )


def _adverb(word: str) -> bool:
    return len(word) > 5 and word.endswith("ly") and word not in listed("not_adverb")


def _guess(word: str) -> Verb | None:
    """A verb that is in no list, by its ending."""
    if "-" in word:
        return None
    if len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "red")):
        return Verb(word, "do", "pn")
    if len(word) > 5 and word.endswith("ing"):
        return Verb(word, "do", "g")
    return None


def _agrees(noun: str, verb: Verb) -> bool:
    """Whether a noun can be the subject of this form: "costs rise", "the cost rises"."""
    several = noun in listed("plural") or (noun.endswith("s") and not noun.endswith(("ss", "'s", "us", "is")))
    return several if verb.forms[0] == "b" else not several or "p" in verb.forms


def _finite(at: int, low: tuple[str, ...]) -> bool:
    """Whether word `at` can only be a past tense: "rose"."""
    verb = verbs().get(low[at]) if at < len(low) else None
    return verb is not None and verb.forms == "p"


def _says_doing(at: int, low: tuple[str, ...], verb: Verb) -> bool:
    """Whether word `at` is a verb said of doing something: "the review suggests moving 40 posts"."""
    return verb.base in listed("proposes") and at + 1 < len(low) and low[at + 1].endswith("ing")


def _decide(  # noqa: C901
    at: int,
    low: tuple[str, ...],
    verb: Verb,
    last: Tag | None,
    tags: list[Tag | None],
    verb_since: bool,
) -> Tag:
    following = tags[at + 1] if at + 1 < len(tags) else X
    if last in (M, TO) and "b" in verb.forms:
        return V
    if "g" in verb.forms:
        if last is A:
            return V
        if last is N and (following in (A, M, X) or _finite(at + 1, low)):
            return N
        behind = last in (N, P, X, C, S, T) or (last is F and low[at - 1].endswith("ly"))
        if last is X and following in (C, X):
            return N
        return G if behind and following in (D, P, F, H, TO, R, C, None, B, T) else N
    if "p" in verb.forms or "n" in verb.forms:
        if last is A:
            return V
        if last in (D, P) or (last is None and following is None):
            return N
        if "b" not in verb.forms and "s" not in verb.forms:
            if last is V and verb.forms == "p":
                return V  # "the carbon that it produces fell"
            return N if last in (None, V, C) and not (last is C and verb_since) else V
    if last is R or last is S:
        return V
    if last is C and verb_since and (following in (TO, D, F, H) or low[at + 1 : at + 2] == ("to",)):
        return V
    if last in (D, P, None, V, A, TO, M):
        return N
    if last is F and "b" in verb.forms and following in (D, P, H):
        return V
    if last is N and not _agrees(low[at - 1], verb):
        return V if low[at : at + 2] == ("need", "not") else N
    if low[at] in listed("never_noun") and (last is T or (last is N and _agrees(low[at - 1], verb)) or last is C):
        return V
    fits = following in (D, F, H, P, R, B, T, TO) or (
        following is None and (tags[at - 1] is B or low[at - 1] == "now" or _says_doing(at, low, verb))
    )
    return V if fits and not verb_since and not _gives_way(at + 1, low, tags) else N
