"""A shallow reading of one sentence: words with tags, and the segments (clauses and phrases) it falls into.

Theory of operation. No parser: closed classes of words and a list of verbs tag each word; what stands between two
words decides the doubtful ones ("visits" behind a determiner is a noun, behind "we" a verb). A sentence is cut into
*segments* at punctuation, relative and subordinate words, and conjunctions that bring a verb or a figure of their own.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from attrs import evolve, field, frozen

from .vocabulary import rows


class Tag(StrEnum):
    """What a word does in its sentence."""

    NOUN = "N"
    VERB = "V"
    GERUND = "G"
    AUXILIARY = "A"
    MODAL = "M"
    INFINITIVE = "I"
    DETERMINER = "D"
    PRONOUN = "R"
    SUBORDINATOR = "S"
    PREPOSITION = "P"
    CONJUNCTION = "C"
    ADVERB = "B"
    MARK = "X"
    FIGURE = "F"
    HEDGE = "H"
    TIME = "T"


N, V, G, A, M = Tag.NOUN, Tag.VERB, Tag.GERUND, Tag.AUXILIARY, Tag.MODAL
I, D, R, S, P = Tag.INFINITIVE, Tag.DETERMINER, Tag.PRONOUN, Tag.SUBORDINATOR, Tag.PREPOSITION
C, B, X, F, H, T = Tag.CONJUNCTION, Tag.ADVERB, Tag.MARK, Tag.FIGURE, Tag.HEDGE, Tag.TIME


@frozen
class Verb:
    """A form of a verb: its base, its class in `data/verbs.tsv`, and which forms this spelling can be.

    `forms` holds letters: b base, s third person, p past, n participle, g -ing.
    """

    base: str
    kind: str
    forms: str


@frozen(slots=False)
class Sentence:
    """A sentence as parallel tuples of words; `starts` and `ends` are offsets in the flow."""

    raw: tuple[str, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[Tag, ...]
    verbs: tuple[Verb | None, ...]
    segments: tuple[tuple[int, int], ...] = field(default=())

    def segment_of(self, at: int) -> int:
        """The index of the segment that holds word `at`."""
        return bisect_right(self.segments, (at, len(self.tags) + 1)) - 1


_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")
_PLURALS = frozenset(
    "people children women men staff police others many some most half team data majority who that".split()
)
_HARD = frozenset(";:–—()[]")
_INTRODUCES = frozenset("with against compared including excluding alongside up down worth versus saving plus".split())


def _spelled(base: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing spellings of a regular verb."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    ending = "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    doubled = base
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base) and base not in {"open", "happen"}:
        doubled = base + base[-1]
    return base + ending, doubled + "ed", doubled + "ing"


@cache
def verbs() -> dict[str, Verb]:
    """Every known spelling of a known verb."""
    found: dict[str, Verb] = {}
    for base, kind, *irregular in rows("verbs.tsv"):
        third, past, going = _spelled(base)
        participle = irregular[1] if len(irregular) > 1 else past
        past = irregular[0] if irregular else past
        if irregular and irregular[1].endswith("ed"):
            going = irregular[1][:-2] + "ing"
        for word, form in ((base, "b"), (third, "s"), (past, "p"), (participle, "n"), (going, "g")):
            before = found.get(word)
            kept = before.forms if before else ""
            found[word] = Verb(base, before.kind if before else kind, kept + form)
    return found


@cache
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
    """The sentence `start`-`end` of a flow. `figures` are offsets (start with hedge, start and end
    of the number, end with counted noun), `times` spans."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    raw = tuple(word[0] for word in words)
    low = tuple(word.lower().replace("’", "'") for word in raw)
    starts = tuple(word[1] for word in words)
    tags: list[Tag | None] = [None] * len(words)
    table = closed()
    for at, word in enumerate(low):
        tags[at] = table.get(word) or (None if word[0].isalnum() else X)
    _mask(tags, starts, [(a, b) for a, b in times], T)
    _mask(tags, starts, [(a, b) for a, b, _, _ in figures], H)
    _mask(tags, starts, [(b, c) for _, b, c, _ in figures], F)
    _subordinate(low, tags)
    forms = _tag_verbs(low, tags)
    done = tuple(tag or N for tag in tags)
    found = Sentence(raw, low, starts, tuple(word[2] for word in words), done, tuple(forms))
    inside = [False] * len(words)
    for place, at in enumerate(starts):
        inside[place] = any(a < at < d for a, _, _, d in figures)
    return evolve(found, segments=_segments(found, inside))


def _subordinate(low: tuple[str, ...], tags: list[Tag | None]) -> None:
    """Words such as "before" and "as" are prepositions unless a subject follows: "before tax", "before it is"."""
    for at, word in enumerate(low):
        if tags[at] is S and word in {"before", "after", "until", "since", "as", "so", "once"}:
            following = tags[at + 1 : at + 7]
            stretch = [tag for tag in following if tag is not None]
            if word in {"as", "so"} or not any(
                tag in (A, M) for tag in stretch[: stretch.index(X) if X in stretch else 6]
            ):
                tags[at] = P if word != "so" else B


def _mask(tags: list[Tag | None], starts: tuple[int, ...], spans: Sequence[tuple[int, int]], tag: Tag) -> None:
    at = 0
    for first, last in spans:
        while at < len(starts) and starts[at] < first:
            at += 1
        while at < len(starts) and starts[at] < last:
            tags[at] = tag
            at += 1


def _tag_verbs(low: tuple[str, ...], tags: list[Tag | None]) -> list[Verb | None]:
    """Tag the open words, left to right; a doubtful one gives way to a plain verb later in its stretch."""
    found: list[Verb | None] = [None] * len(low)
    known = verbs()
    plain = _plain_verbs(low, tags)
    last: Tag | None = None  # the tag before, adverbs and hedges left out
    verb_since = False  # whether this stretch has a finite verb yet
    for at, word in enumerate(low):
        tag = tags[at]
        if tag is None:
            verb = known.get(word) or _guess(word, last)
            tag = B if verb is None and _adverb(word) else None
            tag = tag or (N if verb is None else _decide(at, low, verb, last, tags, plain, verb_since))
            found[at] = verb if tag in (V, G) else None
            tags[at] = tag
        elif tag is P and word == "to" and at + 1 < len(low) and _infinitive(at, low, tags):
            tag = tags[at] = I
        if tag in (V, A, M):
            verb_since = True
        elif tag in (X, S):
            verb_since = False
        if tag not in (B, H) and not (tag is T and last in (A, M, I)):
            last = tag
    return found


def _plain_verbs(low: tuple[str, ...], tags: list[Tag | None]) -> list[bool]:
    """For each word, whether an auxiliary, modal or unmistakable past follows before the stretch ends."""
    after = [False] * (len(low) + 1)
    known = verbs()
    for at in range(len(low) - 1, -1, -1):
        verb = known.get(low[at]) if tags[at] is None else None
        if tags[at] in (X, S):
            after[at] = False
        else:
            after[at] = after[at + 1] or tags[at] in (A, M) or (verb is not None and verb.forms == "p")
    return after


def _infinitive(at: int, low: tuple[str, ...], tags: list[Tag | None]) -> bool:
    following = at + 1
    while following < len(low) - 1 and tags[following] is B:
        following += 1
    verb = verbs().get(low[following]) if tags[following] is None else None
    return (verb is not None and "b" in verb.forms) or (
        tags[following] is A and low[following] in {"be", "have", "do", "get"}
    )


_NOT_ADVERBS = frozenset(
    "family supply reply assembly anomaly monopoly italy ally rally bully jelly ply elderly costly "
    "deadly friendly lovely lively likely timely orderly daily early only".split()
)


def _adverb(word: str) -> bool:
    return len(word) > 5 and word.endswith("ly") and word not in _NOT_ADVERBS


def _guess(word: str, last: Tag | None) -> Verb | None:
    """A verb that is in no list, by the modal before it or by its ending."""
    if last is M:
        return Verb(word, "do", "b")
    if len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "red")):
        return Verb(word, "do", "pn")
    if len(word) > 5 and word.endswith("ing"):
        return Verb(word, "do", "g")
    return None


def _next(at: int, tags: list[Tag | None]) -> Tag | None:
    return tags[at + 1] if at + 1 < len(tags) else X


def _agrees(noun: str, verb: Verb) -> bool:
    """Whether a noun can be the subject of this form: "costs rise", "the cost rises"."""
    several = noun in _PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "'s", "us", "is")))
    return several if verb.forms[0] == "b" else not several or "p" in verb.forms


def _finite(at: int, low: tuple[str, ...]) -> bool:
    """Whether word `at` can only be a past tense: "rose"."""
    verb = verbs().get(low[at]) if at < len(low) else None
    return verb is not None and verb.forms == "p"


def _decide(
    at: int,
    low: tuple[str, ...],
    verb: Verb,
    last: Tag | None,
    tags: list[Tag | None],
    plain: list[bool],
    verb_since: bool,
) -> Tag:
    following = _next(at, tags)
    if last in (M, I) and "b" in verb.forms:
        return V
    if "g" in verb.forms:
        if last is A:
            return V
        if last is N and (following in (A, M, X) or _finite(at + 1, low)):
            return N
        behind = last in (N, P, X, C, S, T) or (last is F and tags[at - 1] is B)
        if last is X and following in (C, X):
            return N
        return G if behind and following in (D, P, F, H, I, R, C, None, B, T) else N
    if "p" in verb.forms or "n" in verb.forms:
        if last is A:
            return V
        if last in (D, P) or (last is None and following is None):
            return N
        if not ({"b", "s"} & set(verb.forms)):
            return N if last in (None, V, C) and not (last is C and verb_since) else V
    if last in (R, S) or (last is C and verb_since and following in (I, D, F, H)):
        return V
    if last in (D, P, None, V, A, I, M):
        return N
    if last is F and "b" in verb.forms and following in (D, P, H):
        return V
    if last is N and not _agrees(low[at - 1], verb):
        return N
    fits = following in (D, F, H, P, R, B, T, I) or (following is None and tags[at - 1] is B)
    return V if fits and not plain[at + 1] and not verb_since else N


def _segments(sentence: Sentence, inside: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Half-open word ranges that tile the sentence."""
    tags, low = sentence.tags, sentence.low
    cuts = [0]
    for at in range(1, len(tags)):
        if not inside[at] and _cuts(at, tags, low, cuts[-1]):
            cuts.append(at)
    ends = [*cuts[1:], len(tags)]
    return tuple(zip(cuts, ends, strict=True))


def _cuts(at: int, tags: tuple[Tag, ...], low: tuple[str, ...], start: int) -> bool:
    """Whether a segment begins at word `at`."""
    tag, word = tags[at], low[at]
    if tags[at - 1] is X and low[at - 1] in _HARD:
        return not _remark(at - 1, tags, low)
    if tags[at - 1] is X and low[at - 1] == ",":
        return not _lists(at, tags)
    if tag is S:
        return (word != "that" or tags[at - 1] in (N, X, F)) and not (at > start and tags[at - 1] is P)
    if F in tags[start:at] and ((tag is G and tags[at - 1] is not P) or (tag is I and _figure_ahead(at, tags))):
        return True
    if tag is P and at + 1 < len(tags) and tags[at + 1] is S and low[at + 1] in {"which", "whom", "whose"}:
        return True
    if word in _INTRODUCES and tag in (P, G, N) and _figure_ahead(at, tags):
        if word == "worth" and tags[at - 1] is A:
            return False
        return word not in {"up", "down", "with"} or tags[at - 1] is X or (word == "with" and F in tags[start:at])
    return tag is C and _brings_its_own(at, tags, start)


def _remark(at: int, tags: tuple[Tag, ...], low: tuple[str, ...]) -> bool:
    """Whether a bracket only holds a name or a short remark, without figure or verb: "(BDUK)"."""
    if low[at] not in "()":
        return False
    step = 1 if low[at] == "(" else -1
    place = at + step
    while 0 <= place < len(tags) and abs(place - at) < 8:
        if tags[place] in (F, V, A, M, T):
            return False
        if low[place] in "()":
            return True
        place += step
    return False


def _lists(at: int, tags: tuple[Tag, ...]) -> bool:
    """Whether the words behind a comma only go on with a list of nouns: no figure or verb before the next comma."""
    for tag in tags[at:]:
        if tag is X:
            return True
        if tag in (F, H, V, G, A, M, S, T, I, R):
            return False
    return False


def _figure_ahead(at: int, tags: tuple[Tag, ...]) -> bool:
    for tag in tags[at + 1 : at + 8]:
        if tag is F:
            return True
        if tag in (X, V, A, M, S):
            return False
    return False


def _brings_its_own(at: int, tags: tuple[Tag, ...], start: int) -> bool:
    """Whether what follows a conjunction has a finite verb, or a figure where the segment before has one too."""
    before = set(tags[start:at])
    if not ({V, G, A, M, F} & before):
        return False
    figure = False
    for tag in tags[at + 1 :]:
        if tag in (X, S, C):
            break
        if tag in (V, A, M):
            return True
        figure = figure or tag is F
    return figure and F in before
