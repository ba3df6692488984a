"""Clauses as values: how each hangs on another, and the frame in which it stands: what is said, resolved or hoped."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from attrs import evolve, frozen

from .chunks import Attachment, Hang, Mood, Phrase, Tense, Verbs
from .vocabulary import derived, rows


class Link(StrEnum):
    """How a clause hangs on its parent."""

    MAIN = "main"
    COORDINATE = "coordinate"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    CONDITION = "condition"
    REASON = "reason"
    TIME = "time"
    PURPOSE = "purpose"
    CONCESSION = "concession"
    COMPARISON = "comparison"
    PARTICIPLE = "participle"  # "homes built last year", "Supported by the fund, we ..."
    GERUND = "gerund"  # "by improving access", "Opening the hub is"
    INFINITIVE = "infinitive"  # what is planned, decided, able "to open"


# How the clause hangs that a word opens:
OPENERS = {
    "if": Link.CONDITION, "unless": Link.CONDITION, "provided": Link.CONDITION, "because": Link.REASON,
    "as": Link.REASON, "since": Link.TIME, "while": Link.TIME, "whilst": Link.TIME, "before": Link.TIME,
    "after": Link.TIME, "until": Link.TIME, "till": Link.TIME, "once": Link.TIME, "when": Link.TIME,
    "whenever": Link.TIME, "although": Link.CONCESSION, "though": Link.CONCESSION, "whereas": Link.CONCESSION,
    "than": Link.COMPARISON, "like": Link.COMPARISON, "so": Link.PURPOSE, "such": Link.PURPOSE, "lest": Link.PURPOSE,
    "that": Link.COMPLEMENT, "whether": Link.COMPLEMENT, "where": Link.RELATIVE, "why": Link.COMPLEMENT,
    "how": Link.COMPLEMENT,
}  # fmt: skip
# Openers that are prepositions or adverbs as well:
EITHER = frozenset(("since", "as", "before", "after", "until", "till", "once", "than", "like"))
ADVERBIAL = (Link.CONDITION, Link.REASON, Link.TIME, Link.CONCESSION, Link.COMPARISON)


class Stance(StrEnum):
    """What a frame does with what stands in it."""

    SAID = "said"
    RESOLVED = "resolved"
    NOTED = "noted"
    HOPED = "hoped"
    ASKED = "asked"
    THOUGHT = "thought"


@frozen
class Frame:
    """The frame in which a clause stands: "It was reported that". `clause` is the framing clause's index, `None` where
    the frame is a bare heading word ("RESOLVED that"); `token` is the word that makes it. In a frame of the `past` the
    tenses inside stand one step back."""

    stance: Stance
    token: int
    clause: int | None
    past: bool


@frozen
class Clause:
    """One clause: tokens `first <= i < last`, clauses inside it included.

    `parent` is the index of the clause it hangs on, `None` for a main one. `opener` is the token that opens it ("that",
    "if", "and") or `None`. `subject` is `None` where none is printed; a coordinate clause without one of its own has
    that of its parent. `time` is the tense as it is meant: in a frame of the past "would" is will, "had been" is has
    been, "was to" is is to.
    """

    index: int
    first: int
    last: int
    kind: Link
    parent: int | None
    opener: int | None
    subject: Phrase | None
    verbs: Verbs | None
    objects: tuple[Phrase, ...]
    frame: Frame | None
    time: Tense


@derived
def says() -> dict[str, Stance]:
    """Nouns whose clause says what they are: "the view that"."""
    return {noun: Stance(stance) for stance, _, nouns in rows("frames.tsv") for noun in nouns.split(" ")}


@derived
def stances() -> dict[str, Stance]:
    """Verbs that make a frame for the clause that completes them."""
    return {verb: Stance(stance) for stance, verbs, _ in rows("frames.tsv") for verb in verbs.split(" ")}


_HANGS = {Link.RELATIVE: Hang.RELATIVE, Link.PARTICIPLE: Hang.PARTICIPLE, Link.INFINITIVE: Hang.INFINITIVE}


def describing(clauses: Sequence[Clause], line: str) -> dict[int, Attachment]:
    """The clauses that may describe a noun, by where the phrase of that noun ends: right before them or their comma."""
    found = {}
    for clause in clauses:
        kind = _HANGS.get(clause.kind)
        if kind is not None and clause.parent is not None and clause.first:
            comma = kind is Hang.RELATIVE and line[clause.first - 1] in ",("
            found[clause.first - comma] = Attachment(kind, clause.first, clause.last)
    return found


def framed(clauses: Sequence[Clause], noun: Callable[[int], str]) -> tuple[Clause, ...]:
    """Clauses with their frames, and their times as they are meant; `noun` gives the base form of the noun
    that heads a phrase, by its token, and "" for other words.

    A clause stands in the frame of the nearest clause around it that says, resolves, notes or hopes.
    """
    frames: dict[int, Frame | None] = {}
    for clause in clauses:
        path: list[int] = []
        at: int | None = clause.index
        frame = None
        while at is not None and at not in frames and len(path) <= len(clauses) and frame is None:
            path.append(at)
            frame = _frame(clauses, clauses[at], noun)
            at = clauses[at].parent
        if frame is None and at is not None:
            frame = frames.get(at)
        frames.update(dict.fromkeys(path, frame))
    return tuple([_meant(clause, frames[clause.index]) for clause in clauses])


def _meant(clause: Clause, frame: Frame | None) -> Clause:
    verbs, time = clause.verbs, clause.time
    if verbs is not None and verbs.ahead and (frame is not None or verbs.mood is Mood.INFINITIVE):
        time = Tense.FUTURE  # "was to open" in a frame of the past, "Clerk to write"
    if frame is None and time is clause.time:
        return clause
    return evolve(clause, frame=frame, time=time)


def _frame(clauses: Sequence[Clause], clause: Clause, noun: Callable[[int], str]) -> Frame | None:
    """The frame that the clause around a clause makes for it."""
    if clause.parent is None or clause.kind not in (Link.COMPLEMENT, Link.INFINITIVE):
        return None
    parent = clauses[clause.parent]
    verbs = parent.verbs
    if verbs is None:
        return None
    past = verbs.tense is Tense.PAST or verbs.perfect or verbs.mood is Mood.PARTICIPLE
    token, stance = verbs.main, stances().get(verbs.lemma)
    before = noun(clause.first - 1)
    if before:  # "the view that", "the decision to"
        token, stance = clause.first - 1, says().get(before, stance)
    elif verbs.lemma == "be" and parent.subject is not None:  # "the aim is to"
        token = parent.subject.head
        stance = says().get(noun(token))
    return None if stance is None else Frame(stance, token, parent.index, past)
