"""What is counted and measured: the noun after a number, units of measure from a table, and rates.

A counted noun is named in the plural and without adjectives; a rate says of what, and per what.
"""

from decimal import Decimal
from typing import NamedTuple

from ...language.tagger import is_verb_in_s
from ...language.vocabulary import derived, derived_of, listed, rows, table, words_of
from .notation import FOLLOWS, Tokens, number_words


def _plurals() -> dict[str, str]:
    return table("plurals.tsv")


@derived
def _singulars() -> dict[str, str]:
    return {many: one for one, many in _plurals().items()}


_NOT_PLURAL = frozenset(row[0] for row in rows("not_plural.txt"))
_ADJECTIVES_COUNTED = frozenset(row[0] for row in rows("adjectives.txt"))
_HEADS = frozenset(row[0] for row in rows("heads.txt"))
_QUOTES = frozenset("'‘’“”\"*_")
_REACH_COUNTED = 12
_WORDS = 10


class Noun(NamedTuple):
    """What is counted: `name` as in the unit of a figure, tokens `first <= i < last`."""

    name: str
    first: int
    last: int


def is_plural(word: str) -> bool:
    """Whether an English word in lower case looks like a plural noun."""
    if word in _singulars():
        return True
    return (
        len(word) > 2
        and word[-1] == "s"
        and word not in _NOT_PLURAL
        and not word.endswith(("ss", "us", "is", "'s", "ous"))
        and not is_verb_in_s(word)
    )


def plural(word: str) -> str:
    """The plural of a noun; a plural stays as it is."""
    if is_plural(word) or word in _singulars():
        return word
    if word in _plurals():
        return _plurals()[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """The singular of a plural noun."""
    if word in _singulars():
        return _singulars()[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def counted(tokens: Tokens, at: int, limit: int, single: bool = False) -> Noun | None:
    """The noun counted by a number that ends before token `at`, looking no further than token `limit`.

    `single` also takes a singular noun ("1 complaint").
    """
    end = min(limit, at + _REACH_COUNTED, tokens.count)
    index = at
    head = -1
    seen: list[int] = []
    while index < end and len(seen) < _WORDS:
        word = tokens.low[index]
        if tokens.raw[index] in _QUOTES and word not in ("*", "_") and tokens.tight(index) and not seen:
            break
        if tokens.raw[index] in _QUOTES or (word == "-" and seen and tokens.tight(index) and tokens.tight(index + 1)):
            index += 1
            continue
        if word in ("and", "or", "&", "/") and seen and _joins(tokens, index, end):
            index += 1
            continue
        if word == "," and head < 0 and is_adjective(tokens.word(index - 1)) and is_adjective(tokens.word(index + 1)):
            index += 1
            continue
        if not seen and tokens.tight(index + 1) and tokens.code_end(index) > index:
            index = tokens.code_end(index)  # "five P1 incidents"
            continue
        if not word[0].isalpha() or (word in FOLLOWS and not _hyphenated(tokens, index)):
            break
        seen.append(index)
        if _is_plural(tokens, index) and not (head < 0 and _possesses(tokens, index, end)):
            head = index
            if not _more(tokens, index, end):
                break
        elif head >= 0:
            seen.pop()
            break
        index += 1
    if head < 0:
        return _without_plural(tokens, seen, single)
    seen = [place for place in seen if place <= head]
    return _name(tokens, seen)


def _possesses(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a plural owns what is counted: "farmers' markets"."""
    if tokens.raw[index + 1] not in ("'", "’") or not tokens.tight(index + 1) or tokens.tight(index + 2):
        return False
    return any(_is_plural(tokens, place) for place in range(index + 2, min(end, index + 4)))


def _hyphenated(tokens: Tokens, index: int) -> bool:
    """Whether token `index` is part of a word with a hyphen ("looked-after children", "by-elections")."""
    if tokens.word(index - 1) == "-" and tokens.tight(index) and tokens.tight(index - 1):
        return True
    return tokens.word(index + 1) == "-" and tokens.tight(index + 1) and tokens.tight(index + 2)


def _is_plural(tokens: Tokens, index: int) -> bool:
    """Whether token `index` is a plural; an acronym is one by its small "s" ("APIs", not "LTS")."""
    printed = tokens.raw[index]
    if printed[:-1].isupper() and len(printed) < 6:
        return printed[-1] == "s" if len(printed) > 2 else False
    return is_plural(tokens.low[index])


def _joins(tokens: Tokens, index: int, end: int) -> bool:
    """Whether "and" at `index` goes on inside the noun phrase: a plural follows within three words."""
    if is_adjective(tokens.word(index - 1)) and is_adjective(tokens.word(index + 1)):
        return True
    for place in range(index + 1, min(end, index + 4)):
        word = tokens.low[place]
        if not word[0].isalpha() or word in FOLLOWS:
            return False
        if _is_plural(tokens, place):
            return True
    return False


def _more(tokens: Tokens, index: int, end: int) -> bool:
    """Whether the noun phrase goes on after a plural: another plural follows, at once or joined by "and"."""
    if index + 1 >= end:
        return False
    word = tokens.low[index + 1]
    if word in ("and", "or", "&", "/"):
        return _joins(tokens, index + 1, end)
    return word not in FOLLOWS and _is_plural(tokens, index + 1)


def _without_plural(tokens: Tokens, seen: list[int], single: bool) -> Noun | None:
    if not seen:
        return None
    if tokens.word(seen[0] - 1) == "-" and tokens.tight(seen[0]) and tokens.low[seen[0]].isalpha():
        return Noun(plural(tokens.low[seen[0]]), seen[0], seen[0] + 1)
    heads = [place for place in seen[1:3] if tokens.low[place] in _HEADS]
    if heads and not single:
        return Noun(plural(tokens.low[heads[0] - 1]), seen[0], heads[0])
    if single:
        last = seen[0]
        for place in seen[1:4]:
            if is_adjective(tokens.low[last]):
                last = place
        return Noun(plural(tokens.low[last]), seen[0], last + 1)
    return None


def _name(tokens: Tokens, seen: list[int]) -> Noun:
    start = 0
    while start < len(seen) - 1 and _drops(tokens, seen, start):
        start += 2 if tokens.word(seen[start] + 1) == "-" and start < len(seen) - 2 else 1
    text = tokens.text[tokens.starts[seen[start]] : tokens.ends[seen[-1]]]
    words = [_lower(word.strip("'‘’“”\"*")) for word in text.split()]
    return Noun(" ".join(words), seen[0], seen[-1] + 1)


def _lower(word: str) -> str:
    """The word in lower case, but for acronyms, with or without a plural "s"."""
    return word.lower() if word[1:].islower() or len(word) == 1 else word


def _drops(tokens: Tokens, seen: list[int], start: int) -> bool:
    """Whether the word is an adjective before the noun; two joined by "and" go together."""
    return is_adjective(tokens.low[seen[start]]) or tokens.low[seen[start]] in number_words()


_SUFFIXES = ("al", "ive", "ous", "able", "ible", "ful", "less", "ary", "ed", "est", "ly", "ic")


def is_adjective(word: str) -> bool:
    """Whether a word in lower case is known or shaped as an adjective."""
    return word in _ADJECTIVES_COUNTED or _adjectival(word)


def _adjectival(word: str) -> bool:
    return len(word) > 5 and word.endswith(_SUFFIXES)


class Unit(NamedTuple):
    """A unit of measure: its name, what one of it is worth in that unit, and the token after its last."""

    name: str
    factor: Decimal
    last: int
    time: bool = False


@derived_of(1024)
def is_measure(unit: str | None) -> bool:
    """Whether a unit is one of measurement, not a counted noun."""
    if unit is None or len(unit) <= 2 or (len(unit) == 3 and unit.isupper()):
        return True
    return unit.lower() in listed("measure") or unit in _names()


@derived
def _names() -> frozenset[str]:
    """The units of the table, but those whose names are counted too ("nights", "two more yards")."""
    names = frozenset(name for name, _, kind, _ in _table().values() if kind != "time")
    return names - {"yards", "stars", "stone", "barrels", "feet"}


_LONGEST = 5
_IN_NEXT = {
    ("years", "months"): 12,
    ("weeks", "days"): 7,
    ("days", "hours"): 24,
    ("hours", "minutes"): 60,
    ("minutes", "seconds"): 60,
    ("GBP", "GBP"): 1,
}


@derived
def _table() -> dict[str, tuple[str, Decimal, str, str]]:
    """Forms that are printed as they stand, marked "=", and forms in lower case."""
    found = {}
    for form, unit, factor, case, *kind in rows("units.tsv"):
        key = "=" + form if case == "exact" else form
        found[key] = (unit, Decimal(factor), kind[0] if kind else "", form)
    return found


@derived
def _openings() -> frozenset[str]:
    """The first words of all forms in lower case, to tell quickly that no unit starts at a token."""
    return frozenset(key.removeprefix("=").split(" ", 1)[0].lower() for key in _table())


@derived
def _beginnings() -> frozenset[str]:
    """What forms of several words begin with, in lower case: there is no need to look on after anything else."""
    forms = [key.removeprefix("=").lower().split(" ") for key in _table()]
    return frozenset(" ".join(words[:size]) for words in forms for size in range(1, len(words)))


def unit_at(tokens: Tokens, at: int) -> Unit | None:
    """The unit of measure that starts at token `at`, the longest form first."""
    if tokens.word(at) not in _openings():
        return None
    table = _table()
    printed = lowered = ""
    best = None
    for index in range(at, at + _LONGEST):  # past the end of the text stands "", which ends no form
        gap = "" if index == at else " "
        printed, lowered = f"{printed}{gap}{tokens.raw[index]}", f"{lowered}{gap}{tokens.low[index]}"
        entry = table.get("=" + printed) or table.get(lowered)
        if entry and not (entry[2] == "tight" and not tokens.tight(at)) and _ends_word(tokens, index):
            best = Unit(entry[0], entry[1], index + 1, entry[2] == "time")
        if lowered not in _beginnings():
            break
    return best


def _ends_word(tokens: Tokens, index: int) -> bool:
    """Whether the form ends a word: no digit or letter follows without a gap."""
    return not (tokens.tight(index + 1) and tokens.raw[index][-1].isalnum() and tokens.raw[index + 1][0].isalnum())


def named(word: str) -> str | None:
    """The unit that a single word in lower case names."""
    entry = _table().get(word)
    return entry[0] if entry and entry[2] != "tight" else None


def steps_between(larger: str, smaller: str) -> int | None:
    """How many of the smaller unit make one of the larger, for parts of one duration."""
    return _IN_NEXT.get((larger, smaller))


def _periods() -> dict[str, str]:
    return table("rate_words.tsv")


_SLASHED = {"d": "day", "h": "hour", "hr": "hour", "wk": "week", "yr": "year"}
_ARTICLES = frozenset(("a", "an", "each", "every"))
_TAKEN_OFF = frozenset(("tax", "interest", "costs", "depreciation", "deductions", "charges", "expenses", "overheads"))
_NOT_RATE = words_of("contexts.tsv", "units.not_rate")
_TIMES = words_of("contexts.tsv", "units.times")
_SPANNING = words_of("contexts.tsv", "units.spanning")
_ADVERBS = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
    "quarterly": "quarter", "nightly": "night", "pa": "year", "pcm": "month", "pw": "week", "pppn": "night",
}  # fmt: skip
_ADJECTIVES = {
    "annual": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
    "quarterly": "quarter", "nightly": "night", "fortnightly": "fortnight",
}  # fmt: skip
_NAMED_BEFORE = 20  # tokens before "£600 each" in which the things are looked for
_OPENS_RATE = _ARTICLES | {"per"}
_RATE_WORDS = _ARTICLES | _ADVERBS.keys() | {"p", "per", "/", "for", "in"}
_REACH = 6


class Rate(NamedTuple):
    """What a number is per: `per` as in a figure, and the token after its last."""

    per: str
    last: int


def rate_at(tokens: Tokens, at: int, limit: int) -> Rate | None:
    """The rate that starts at token `at`, with a second one on it ("per household per week")."""
    rate = _rate_at(tokens, at, limit)
    more = _rate_at(tokens, rate.last, limit) if rate else None
    return Rate(f"{rate.per} per {more.per}", more.last) if rate and more else rate


def _rate_at(tokens: Tokens, at: int, limit: int) -> Rate | None:
    """One rate: "a year", "per 1,000 births", "pa", "/week"."""
    word = tokens.word(at)
    if word not in _RATE_WORDS:
        return None
    if word in _ADVERBS:
        if word in _ADJECTIVES and tokens.word(at - 1) == "times" and tokens.word(at + 1) not in FOLLOWS:
            return None  # "1.5 times monthly spending"
        return Rate(_ADVERBS[word], at + 1)
    if word in ("p", "per") and tokens.word(at + 1) in (".", "/") and tokens.word(at + 2) == "a":
        return Rate("year", at + 3)
    if word in _ARTICLES and tokens.word(at + 1) in _periods() and not _is_time(tokens, at + 2):
        if tokens.word(at + 1) == "second" and tokens.word(at + 2).isalpha() and tokens.word(at + 2) not in FOLLOWS:
            return None  # "may keep a second tank"
        return Rate(_periods()[tokens.word(at + 1)], at + 2)
    if word == "/" and (period := _periods().get(tokens.word(at + 1)) or _SLASHED.get(tokens.word(at + 1))):
        return Rate(period, at + 2)
    if word == "per" or (word in ("for", "in") and tokens.word(at + 1) == "every"):
        return _per(tokens, at + 1 if word == "per" else at + 2, limit, word == "per")
    return None


def _is_time(tokens: Tokens, at: int) -> bool:
    """Whether the word after "a year" makes it a time: "a year ago", "a year on,", but "a year on their bills"."""
    if tokens.word(at) == "on":
        after = tokens.word(at + 1)
        return not after.isalpha() or after in ("from", "since", "we", "it", "they", "i", "and")
    return tokens.word(at) in _NOT_RATE and tokens.word(at + 1) not in _TAKEN_OFF


def _per(tokens: Tokens, at: int, limit: int, plain: bool) -> Rate | None:
    if tokens.is_number(at) or tokens.word(at) in ("thousand", "hundred", "million"):
        noun = counted(tokens, at + 1, len(tokens)) or counted(tokens, at + 1, at + 2, single=True)
        last = noun.last if noun else at + 1
        return Rate(tokens.text[tokens.starts[at] : tokens.ends[last - 1]], last)
    if not plain or not tokens.word(at)[:1].isalpha():
        return None
    word = tokens.word(at)
    if word in _periods():
        return Rate(_periods()[word], at + 1)
    noun = counted(tokens, at, at + 2, single=True)
    last = at + 2 if noun and tokens.word(at + 1)[:1].isalpha() and noun.last == at + 2 else at + 1
    return Rate(tokens.text[tokens.starts[at] : tokens.ends[last - 1]], last)


def rate_after(tokens: Tokens, at: int, limit: int) -> Rate | None:
    """The rate that starts within a few tokens after `at`: "300 calls from residents a week"."""
    if _OPENS_RATE.isdisjoint(tokens.low[at + 1 : at + _REACH]):
        return None
    for index in range(at, min(at + _REACH, limit)):  # past the end of the text stands "", a stop as well
        if tokens.raw[index] in ".;:,()!?–—" or tokens.word(index) in ("and", "but", "or", "which"):
            return None
        word = tokens.low[index]
        if index > at and (word in _ARTICLES or word == "per") and tokens.low[index - 1] not in _SPANNING:
            rate = rate_at(tokens, index, limit)
            if rate:
                return rate
    return None


_RATED = words_of("contexts.tsv", "units.rated")
_PRICED = words_of("contexts.tsv", "units.priced")
_PRICING = words_of("contexts.tsv", "units.pricing")


def _priced(tokens: Tokens, last: int, floor: int) -> Rate | None:
    """The rate of a price whose verb ends with token `last`: "the lowest hourly rate will be £12.60"."""
    for index in range(last - 1, max(floor, last - 5), -1):
        word = tokens.low[index]
        if word in _PRICED:
            per = _ADJECTIVES.get(tokens.low[index - 1])
            return Rate(per, -1) if per else None
        if not word.isalpha():
            return None
    return None


def adjective_rate(tokens: Tokens, at: int, floor: int) -> Rate | None:
    """The rate that an adjective before the number says: "an annual saving of £3m", "a yearly £250"; `last` is -1."""
    last = at - 1
    if tokens.low[last] in _PRICING:
        return _priced(tokens, last, floor)
    if tokens.low[last] != "of" and tokens.low[last] not in _ADJECTIVES:
        return None
    if tokens.word(last) in _ADJECTIVES:
        return Rate(_ADJECTIVES[tokens.word(last)], -1) if tokens.word(last - 1) in _ARTICLES else None
    if tokens.word(last - 1) not in _RATED:
        return None
    for index in range(last - 2, max(floor, last - 5) - 1, -1):
        word = tokens.low[index]
        if word in _ADJECTIVES and tokens.word(index - 1) != "-":
            return Rate(_ADJECTIVES[word], -1)
        if not word.isalpha() or word in ("of", "and", "the", "a", "an"):
            return None
    return None


def rate_each(tokens: Tokens, at: int, first: int) -> Rate | None:
    """ "Each" behind money: per one of the things that were named last before token `first`."""
    if tokens.word(at) not in ("each", "apiece") or (
        tokens.word(at + 1).isalpha() and tokens.low[at + 1] not in FOLLOWS
    ):
        return None
    for index in range(first - 1, max(-1, first - _NAMED_BEFORE), -1):
        word = tokens.low[index]
        if word in ".;:":
            break
        if is_plural(word) and named(word) is None and word.isalpha():
            return Rate(singular(word), at + 1)
    return Rate("each", at + 1)


def rate_piece(tokens: Tokens, at: int) -> Rate | None:
    """What money is for, one at a time: "£32 a plot", with nothing behind that the noun could describe."""
    noun, after = tokens.word(at + 1), tokens.word(at + 2)
    if tokens.word(at) not in ("a", "an") or not noun.isalpha() or noun in FOLLOWS or noun in _TIMES:
        return None
    return Rate(noun, at + 2) if not after or after in _PIECED else None


_PIECED = frozenset((".", ",", ";", ":", ")", "and", "in", "but", "or"))


def rate_of(tokens: Tokens, at: int) -> Rate | None:
    """The period of which some of its parts are told: "full on 140 days of the year"."""
    period = _periods().get(tokens.word(at + 2)) if tokens.word(at) == "of" and tokens.word(at + 1) == "the" else None
    return Rate(period, at + 3) if period in _TIMES else None


def rate_before(tokens: Tokens, at: int, end: int) -> Rate | None:
    """The rate with which a sentence opens at `at` ("Every week 60 parcels"), for a number at `end`; `last` is -1."""
    if tokens.word(at) in ("each", "every") and tokens.word(at + 1) in _TIMES and tokens.word(at + 2) not in _NOT_RATE:
        return None if "," in tokens.low[at + 3 : end] else Rate(tokens.low[at + 1], -1)
    return None
