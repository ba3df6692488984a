"""Noun phrases and verb groups: the runs of words that read as one piece, found by the classes of the words.

Every token has one letter, its class made coarser; noun phrases are a regular expression over the line of letters, verb
groups a short walk over what is left. Nothing here knows any word but those of closed classes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

from attrs import frozen

from ..patterns import regex
from .stems import lemma
from .tagger import is_base
from .tokens import abbreviations

FIGURE, TIME = "FIGURE", "TIME"  # the product's own classes, laid over those of the Penn treebank


class Tense(StrEnum):
    """When a verb group places what it says; `NONE` for what has no tense of its own (infinitives, participles)."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class Mood(StrEnum):
    """How a verb group is meant."""

    INDICATIVE = "indicative"
    MODAL = "modal"  # may, must, should, could: neither is nor will be
    CONDITIONAL = "conditional"  # would, outside a frame of the past
    SUBJUNCTIVE = "subjunctive"  # "that the report be approved"
    IMPERATIVE = "imperative"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    GERUND = "gerund"


class Hang(StrEnum):
    """What hangs on a noun phrase."""

    OF = "of"
    PREPOSITION = "preposition"
    PARTICIPLE = "participle"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"


@frozen
class Attachment:
    """Something that hangs on a noun phrase: tokens `first <= i < last`, beginning with the word that opens it."""

    kind: Hang
    first: int
    last: int


@frozen
class Phrase:
    """A noun phrase: tokens `first <= i < last` from its first determiner to its head, which is token `head`.

    `determiner` and `quantity` are tokens ("the", "no"; "five", a figure) or `None`; `possessor` is the half-open range
    of "the Council's" in "the Council's plan", or `None`. `hangs` are its attachments in order; `end` is where the last
    of-phrase that hangs on it ends.
    """

    first: int
    last: int
    head: int
    determiner: int | None = None
    quantity: int | None = None
    possessor: tuple[int, int] | None = None
    hangs: tuple[Attachment, ...] = ()

    @property
    def end(self) -> int:
        """Where the phrase ends with its of-phrases."""
        return max([hang.last for hang in self.hangs if hang.kind is Hang.OF], default=self.last)


@frozen
class Verbs:
    """A verb group: tokens `first <= i < last` with its full verb, token `main` (the last auxiliary where none is).

    `lemma` is the base form of the main verb, `modal` the modal as printed in lower case or "".
    """

    first: int
    last: int
    main: int
    lemma: str
    tense: Tense
    mood: Mood
    modal: str = ""
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    progressive: bool = False
    ahead: bool = False  # "is to open", "was to open", "is going to open"

    @property
    def told(self) -> bool:
        """Whether it tells what happened: a simple past."""
        return self.tense is Tense.PAST and not self.perfect

    @property
    def finite(self) -> bool:
        """Whether it makes a clause of its own: neither infinitive nor participle nor gerund."""
        return self.mood not in (Mood.INFINITIVE, Mood.PARTICIPLE, Mood.GERUND)


BE = frozenset(("be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"))
HAVE = frozenset(("have", "has", "had", "having", "'ve", "'d", "'s"))
DO = frozenset(("do", "does", "did"))
NOT = frozenset({"not", "n't", "never", "cannot"})
_LETTERS = {
    "DT": "D", "PDT": "Z", "PRP$": "X", "WP$": "W", "PRP": "P", "EX": "P", "JJ": "J", "JJR": "J", "JJS": "J", "NN": "N",
    "NNS": "N", "NNP": "N", "NNPS": "N", "FW": "N", "ADD": "N", "XX": "N", "CD": "C", FIGURE: "C", "$": "$", TIME: "T",
    "POS": "Q", "RB": "R", "RBR": "R", "RBS": "R", "IN": "I", "TO": "t", "CC": "c", "VBN": "E", "VBG": "G", "VB": "b",
    "VBD": "d", "VBZ": "z", "VBP": "p", "MD": "m", "WDT": "w", "WP": "w", "WRB": "a", ",": ",", ".": ".", ":": ":",
    "-LRB-": "(", "-RRB-": ")", "HYPH": "-", "RP": "r", "AFX": "J", "LS": "l", "UH": "u", "``": '"', "''": '"',
}  # fmt: skip


def letters(low: Sequence[str], tags: Sequence[str]) -> str:
    """The line of letters of a sentence. A participle that an auxiliary governs is lower case: no part of a phrase."""
    line = [_LETTERS.get(tag, ";") for tag in tags]
    for at, letter in enumerate(line):
        if letter in "EG":
            before = at - 1
            while before >= 0 and line[before] in "RT":
                before -= 1
            there = before > 0 and tags[before - 1] == "EX"  # "there is continued demand"
            if before >= 0 and not there and tags[before][:2] == "VB" and (low[before] in BE or low[before] in HAVE):
                line[at] = letter.lower()
        elif letter in 'IDJRNZP"':
            line[at] = _mended(low, line, at)
        elif (letter == "z" and low[at][-1] not in "s'") or (letter == "b" and _is_name(low, line, at)):
            line[at] = "N"  # "the hall: Clerk to write"
        elif letter == "." and line[at + 1 : at + 2] == ["N"] and _is_shortened(low, at):
            line[at] = "N"  # "Cllr. Hunt", "J. Hunt"
    if line[:1] == ["z"] and low[0] not in BE | HAVE | DO:
        line[0] = "N"  # "Comments on the plan can be sent"
    start = next((at for at, letter in enumerate(line[:3]) if letter not in ":-.;"), 0)
    if line[start : start + 1] == ["E"] and line[start + 1 : start + 2] in (["C"], ["A"]):
        line[start] = "e"  # "Supported 1,700 residents to move"
    if line[:3] == ["E", "G", "N"]:
        line[1] = "J"  # "Reduced waiting times"
    return _that().sub("I", "".join(line)).replace("?", "D")


def _is_name(low: Sequence[str], line: Sequence[str], at: int) -> bool:
    """Whether a word taken for a verb before "to", first or behind a mark, is none that anybody knows."""
    return line[at + 1 : at + 2] == ["t"] and (not at or line[at - 1] in ":,.();") and not is_base(low[at])


def _is_shortened(low: Sequence[str], at: int) -> bool:
    """Whether a point inside a sentence shortens the word before it: a title or the initial of a name."""
    word = low[at - 1] if 0 < at < len(low) - 1 else ""
    return (len(word) == 1 and word.isalpha()) or word in abbreviations()


_that = regex(r"\?(?=[XJNC][DXJNC$QIc-]{0,20}[bzpdm])")
"""A doubtful "that" with a noun phrase and a verb behind it: it opens a clause."""


def _mended(low: Sequence[str], line: Sequence[str], at: int) -> str:
    """The letter of a word of a closed class, where its neighbours tell another than its tag does."""
    word, letter, before, after = low[at], line[at], line[at - 1] if at else "", line[at + 1 : at + 2]
    if word in _MANY and letter in "JRDZN":
        return _quantifier(low, line, at)
    if word in ("whilst", "at") and letter in "NR":
        return "I"
    if word == "that" and letter == "I" and before == "I" and low[at - 1] not in ("so", "in"):
        return "D"  # "in that case"
    if word == "that" and letter == "I" and low[at + 1 : at + 2] and low[at + 1] in _PARTICLES:
        return "D"  # "we had brought that down to 19"
    if word == "that" and letter == "D" and before and (before in "Edzpbr" or low[at - 1] in _PARTICLES):
        return "?"  # "resolved that expenditure be approved": one or the other
    if letter == "P":
        return "R" if before == "N" and word.endswith(("self", "selves")) else "P"  # "the Council itself produces"
    if letter == "I" and word in _ABOUT and after and after[0] in "C$":
        return "A"
    if letter == '"' and word in ("'", "’") and before == "N" and low[at - 1][-1] == "s" and after and after[0] in "NJ":
        return "Q"  # "the councils' plan"
    return letter


_PARTICLES = frozenset(("down", "up", "back", "forward", "out", "off", "away"))
_MANY = frozenset(("much", "many", "more", "most", "few", "several", "all", "both", "each"))


def _quantifier(low: Sequence[str], line: Sequence[str], at: int) -> str:
    """The letter of a word of amount: a phrase of its own in "most of the", "few can", an adverb in "they all do"."""
    after = line[at + 1 : at + 2]
    if (after and after[0] in "mzpd") or low[at + 1 : at + 2] == ("of",):
        floats = low[at] in ("all", "both", "each") and at > 0 and line[at - 1] in "NP"
        return "R" if floats else "D"
    return line[at]


_ABOUT = frozenset(("over", "around", "about", "under", "nearly", "almost", "approximately"))  # before a number


@cache
def _noun_phrase() -> re.Pattern[str]:
    adjective = r"(?:R*(?:J|(?<![NPTeg])E|(?:(?<=[DXJQ])|(?<=[DX]R))G))"
    several = rf"{adjective}(?:,{adjective})*,?c{adjective}(?=[JNCEG$])"
    inner = rf"(?:{several}|{adjective}(?=[RJNCEGT$-])|[A$]?\$?C(?:-(?=[NJ]))?|\$|NQ|N-?|T(?=N))"
    return re.compile(rf"(?:Z?[DXW]Z?\"?)?Z?(?:{inner})*(?:N|(?<=[DXQ])J(?![NJ])|C)(?:C(?![NJ]))?|[P]|Z?D|T|[wW](?=$)")


def _stretches(tags: Sequence[str], line: str) -> Iterator[tuple[int, int]]:
    """Where the noun phrases stand. Behind a preposition that opens a clause, a run of nouns that leads a verb is two:
    "in Leeds | 40 homes were", "in the plan | Parish Councils will"."""
    for match in _noun_phrase().finditer(line):
        first, last = match.span()
        inside = tags[first:last]
        opens = line[first - 1 : first] == "I" and (first == 1 or line[first - 2] in ",;:(Iw")
        leads = opens and line[last : last + 1] in ("m", "z", "p", "d")
        cut = line.find("NC", first, last - 1) + 1 if leads else 0
        if cut and line[cut + 1] not in "NJ":
            cut = 0
        if not cut and last - first > 2 and inside[-1] in ("NNP", "NNPS", "NNS") and "NNP" in inside:
            name = first + inside.index("NNP")
            if name > first and (tags[name - 1] == "NNS" or (leads and tags[name - 1] == "NN")):
                cut = name
        if cut:
            yield first, cut
            first = cut
        yield first, last


def phrases(tags: Sequence[str], line: str) -> list[Phrase]:
    """The noun phrases of a sentence in order, without what hangs on them. Times by themselves are phrases too."""
    found = []
    for first, last in _stretches(tags, line):
        head = last - 1
        while head > first and line[head] == "C" and "N" in line[first:head]:
            head -= 1
        owner = line.rfind("Q", first, last)
        inner = owner + 1 if owner >= 0 else first
        determiner = next((at for at in range(first, last) if line[at] in "DXZW"), None)
        quantity = next((at for at in range(inner, last) if line[at] == "C"), None)
        possessor = (first, owner + 1) if owner >= 0 else None
        found.append(Phrase(first, last, head, determiner, quantity, possessor))
    return found


def hung(nouns: Sequence[Phrase], low: Sequence[str], line: str, clauses: Mapping[int, Attachment]) -> list[Phrase]:
    """The noun phrases with what hangs on them; `clauses` are those that describe a noun, by where its phrase ends."""
    found = list(nouns)
    for at in range(len(found) - 1, -1, -1):
        phrase = found[at]
        hangs = []
        if (
            at + 1 < len(found)
            and line[phrase.last : phrase.last + 1] == "I"
            and found[at + 1].first == phrase.last + 1
        ):
            kind = Hang.OF if low[phrase.last] == "of" else Hang.PREPOSITION
            end = found[at + 1].end if kind is Hang.OF else found[at + 1].last
            hangs.append(Attachment(kind, phrase.last, end))
        if phrase.last in clauses:
            hangs.append(clauses[phrase.last])
        if hangs:
            found[at] = Phrase(
                phrase.first,
                phrase.last,
                phrase.head,
                phrase.determiner,
                phrase.quantity,
                phrase.possessor,
                tuple(hangs),
            )
    return found


def groups(low: Sequence[str], tags: Sequence[str], line: str, nouns: Sequence[Phrase]) -> list[Verbs]:
    """The verb groups of a sentence in order, `nouns` being its noun phrases.

    In a question the subject stands inside the group: "will the Council open".
    """
    taken = [0] * len(line)  # where the noun phrase ends that holds a token
    for phrase in nouns:
        taken[phrase.first : phrase.last] = [phrase.last] * (phrase.last - phrase.first)
    found = []
    at = 0
    while at < len(line):
        if not taken[at] and line[at] in "mzpdbEGegt":
            group = _group(low, tags, line, at, taken)
            if group is not None:
                found.append(group)
                at = group.last
                continue
        at += 1
    return found


def _next(line: str, at: int, wanted: str) -> int:
    """The place of the next verb of these letters behind `at`, adverbs passed over; -1 if another word is there."""
    found = _aside().match(line, at)
    if wanted.endswith("t") and line[at : at + 1] == '"':
        wanted = "Ee"  # a gerund that a quote opens is no part of the group
    at = found.end() if found else at
    return at if at < len(line) and line[at] in wanted else -1


_aside = regex(r'(?:[RT]|"|,"?R+,|\(R+\)|ID?J?N(?=b))*')
"""What may stand inside a verb group: adverbs, quotes, "at this stage"."""


def _asks(low: Sequence[str], line: str, first: int) -> bool:
    """Whether an auxiliary opens a question: it stands first, or behind a word that asks."""
    helps = line[first] == "m" or (
        line[first] in "zpd" and (low[first] in BE or low[first] in HAVE or low[first] in DO)
    )
    return helps and (first == 0 or low[-1] == "?" or (line[first - 1] in "aw:," and line[first] in "mzpd"))


class _Auxiliaries:
    """What the auxiliaries of a verb group say while it is walked through."""

    passive = perfect = progressive = ahead = False

    def after(self, low: Sequence[str], line: str, main: int) -> int:
        """The verb that the one at `main` helps; `main` itself where it is the full verb."""
        word = low[main]
        if word in BE and line[main] in "zpdbEGeg":
            return self._after_be(low, line, main)
        if word in HAVE and line[main] in "zpdbGgeE" and (follows := _next(line, main + 1, "Eed")) >= 0:
            self.perfect = True
            return follows
        if word in DO and line[main] in "zpdb" and (follows := _next(line, main + 1, "bp")) >= 0:
            return follows
        return main

    def _after_be(self, low: Sequence[str], line: str, main: int) -> int:
        follows = _next(line, main + 1, "EeGgdbt")
        if follows < 0 or (line[follows] == "t" and (follows != main + 1 or low[main] in ("been", "being"))):
            return main
        to = follows if line[follows] == "t" else follows + 1
        if line[follows] == "t" and line[main] not in "zpd":
            return main  # "the best would be to open"
        if line[follows] == "t" or (low[follows] == "going" and line[to : to + 1] == "t"):
            after = _next(line, to + 1, "b")
            if after >= 0:
                self.ahead = True
                return after
            if to == follows:
                return main
        active = line[follows] in "Gg"
        self.progressive = self.progressive or (active and low[follows] != "being")
        self.passive = not active
        return follows


def _group(low: Sequence[str], tags: Sequence[str], line: str, first: int, taken: Sequence[int]) -> Verbs | None:
    """The verb group that begins at `first`; `None` where a "to" has no verb."""
    opening, main = line[first], first
    if opening in "tm":
        main = _next(line, first + 1, "b" if opening == "t" else "bpdE")
        if main < 0 and opening == "t":
            return None
        main = max(main, first)
    helped = _Auxiliaries()
    if main == first and _asks(low, line, first) and first + 1 < len(line) and taken[first + 1]:
        kinds = "b" if opening == "m" or low[first] in DO else "EeGg"
        behind = _next(line, taken[first + 1], kinds)
        if behind >= 0:
            main, helped.passive = behind, line[behind] in "Ee" and low[first] in BE
            helped.perfect = kinds != "b" and low[first] in HAVE
    while (after := helped.after(low, line, main)) != main:
        main = after
        if helped.passive and line[main] in "Eed":
            break
    last = main + 1
    after_it = line[last : last + 1] == "R" and low[last] in NOT and main == first
    before = first - 1
    while before > 0 and line[before] == "R" and low[before] not in NOT:
        before -= 1
    negated = after_it or any(low[at] in NOT for at in range(max(0, before), last) if line[at] in "Rm")
    modal = low[first] if opening == "m" else ""
    tense, mood = _tense(opening, modal)
    if helped.ahead and tense is Tense.PRESENT:
        tense = Tense.FUTURE
    return Verbs(
        first,
        last,
        main,
        lemma(low[main], tags[main]),
        tense,
        mood,
        modal,
        helped.passive or opening == "E",
        negated,
        helped.perfect,
        helped.progressive,
        helped.ahead,
    )


_WILL = frozenset({"will", "shall", "'ll", "wo"})
_WOULD = frozenset({"would", "'d"})


def _tense(opening: str, modal: str) -> tuple[Tense, Mood]:
    if opening == "m":
        if modal in _WILL:
            return Tense.FUTURE, Mood.INDICATIVE
        return (Tense.FUTURE, Mood.CONDITIONAL) if modal in _WOULD else (Tense.PRESENT, Mood.MODAL)
    if opening == "t":
        return Tense.NONE, Mood.INFINITIVE
    if opening in "Gg":
        return Tense.NONE, Mood.GERUND
    if opening in "Ee":
        return Tense.NONE, Mood.PARTICIPLE
    if opening == "b":
        return Tense.NONE, Mood.IMPERATIVE
    return (Tense.PAST if opening == "d" else Tense.PRESENT), Mood.INDICATIVE
