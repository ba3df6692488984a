"""Units that stand elsewhere: on the next number of a list, on an earlier number, or on the subject of the sentence."""

import itertools

from ...language.verbs import verbs
from ...language.vocabulary import derived, listed, table, words_of
from .identifiers import is_month
from .notation import FOLLOWS, Part, Tokens
from .number_attributes import Reading
from .ranges import alike_in_size, is_change, lent, may_share, only_says_how, scaled_like
from .units import counted, is_plural, named, plural

STANDING = frozenset(("have", "has", "had", "were", "are"))
"""Verbs that stand behind a number which is their subject."""

_MODALS = frozenset(("will", "would", "could", "should", "must", "may", "might", "can", "cannot"))
_JOINED = frozenset(("and", "while", "but", "whereas", ","))
_ROWED = _JOINED | {"other", "remaining"}
_PART = 200  # times a part may go into the whole that the sentence before counts
_FAR = 6  # numbers and, from another sentence, two sentences back in which a count is looked for


def _acts(tokens: Tokens, at: int) -> bool:
    """Whether a finite verb stands at token `at`, so that the number before it is a subject: "two preferred"."""
    word = tokens.word(at)
    verb = verbs().get(word)
    if word in STANDING or word in _MODALS:
        return True
    return "p" in verb.forms if verb is not None else word.endswith("ed")


def of_row(tokens: Tokens, before: Reading, reading: Reading) -> Reading:
    """A part in a row of parts, each with a verb: "17 were sores, nine were falls and three involved medicines"."""
    if reading.measured or before.measured or not before.borrowed or before.sentence != reading.sentence:
        return reading
    row = tokens.word(reading.first - 1) in _JOINED and _acts(tokens, before.outer) and reading.unit is not None
    if not row or reading.last - reading.outer < 2 or not _acts(tokens, reading.outer):
        return reading
    return lent(reading.but(last=reading.outer), before)


def of_count(tokens: Tokens, made: list[Reading], index: int, borders: list[int]) -> Reading:
    """A bare number that does something, or to which "it" is brought, counts what was counted last."""
    reading = made[index]
    first, floor = reading.first, borders[reading.sentence]
    within = made[index - 1].sentence == reading.sentence
    subject = _acts(tokens, reading.outer) and (tokens.word(first - 1) in _ROWED if within else True)
    stands_for = not subject and _stands_for_count(tokens, first, floor)
    if not subject and not stands_for:
        return reading
    for back in range(index - 1, max(-1, index - _FAR), -1):
        other = made[back]
        if other.sentence < reading.sentence - 2:
            break
        if _opens_with(tokens, other, reading, floor):
            return lent(reading, other)
        if other.measured or other.unit in (None, "times", "votes"):
            continue
        fits = alike_in_size(reading, other) if stands_for else reading.value <= other.value <= _PART * reading.value
        if fits and may_share(reading, other):
            return lent(reading, other)
    return reading


def _opens_with(tokens: Tokens, whole: Reading, part: Reading, floor: int) -> bool:
    """Whether a sentence opens with a whole that is measured: "Of the 240 kilometres promised, 186 have been built"."""
    if tokens.word(floor) != "of" or not floor < whole.first <= floor + 2 or not whole.measured:
        return False
    return whole.unit not in ("percent", "times") and whole.numeral.currency is None and part.value <= whole.value


_IT = frozenset(("it", "this", "that", "them", "number", "figure", "total"))
_COUNTS = frozenset(("number", "figure", "total", "count"))


def _stands_for_count(tokens: Tokens, first: int, floor: int) -> bool:
    """Whether words stand for what was counted: "bring this down to 180", "the number for last year was 900"."""
    opens = tokens.word(floor) in ("the", "that", "this", "our", "their") and tokens.word(floor + 1) in _COUNTS
    if opens:
        return tokens.word(floor + 2) != "of"
    at = first - 2 if tokens.word(first - 1) == "to" else -1
    return tokens.word(at - 1 if tokens.word(at) in ("down", "up", "back") else at) in _IT


# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIFFERENCE = Part.DIFFERENCE

_LISTED = frozenset((",", "and", "or", "&", "to", "/"))
_OF = words_of("contexts.tsv", "shared_units.of")
_SCORES = words_of("contexts.tsv", "shared_units.scores")
_STATES = words_of("contexts.tsv", "shared_units.states")


def borrowed(tokens: Tokens, readings: list[Reading], borders: list[int], number: int) -> list[Reading]:
    """The readings with missing units lent; lists that share a unit become chains, counted on from `number`."""
    made = list(readings)
    for index in range(len(made) - 2, -1, -1):
        if made[index].sentence == made[index + 1].sentence:
            number = _as_votes(tokens, made, index, number)
            number = _from_next(tokens, made, index, number)
    for index, reading in enumerate(made):
        if reading.unit is None and reading.numeral.form != "score":
            before = made[index - 1] if index else None
            near = before if before is not None and before.sentence == reading.sentence else None
            for back in range(index - 1, max(0, index - 4), -1):
                if near is not made[back] or not only_says_how(tokens, made[back], made[back - 1]):
                    break
                near = made[back - 1]
            floor = borders[reading.sentence]
            if before is not None and _is_entry(tokens, reading):
                made[index] = _from_subject(tokens, reading, max(floor, before.last))
                continue
            theirs = _subject(tokens, floor, reading.first) if near is None and _of_them(tokens, reading) else None
            if theirs is not None:
                made[index] = reading.but(unit=theirs, borrowed=True, rules=reading.noting("unit:subject"))
                continue
            made[index] = _from_before(tokens, reading, before, near) or _from_subject(tokens, reading, floor)
    for index in range(1, len(made)):
        made[index] = of_row(tokens, made[index - 1], made[index])
        if made[index].unit is None and made[index].numeral.form != "score":
            made[index] = of_count(tokens, made, index, borders)
    for index in range(len(made) - 2, -1, -1):
        if made[index].unit is None and made[index].sentence == made[index + 1].sentence:
            _from_whole(tokens, made, index)
    return made


def _is_entry(tokens: Tokens, reading: Reading) -> bool:
    """Whether a bare number stands behind a name and a colon, as in a row: it never counts what stands before that."""
    led = tokens.word(reading.first - 1) == ":" and tokens.word(reading.first - 2).isalpha()
    return led and not tokens.printed(reading.last)[:1].islower()


def _from_whole(tokens: Tokens, made: list[Reading], index: int) -> bool:
    """A part takes the unit of its whole ("9 of the 17 wards"); whether it did."""
    reading, after = made[index], made[index + 1]
    between = tokens.low[reading.last : after.first]
    counts = after.unit not in _RATIOS and after.unit is not None and not after.numeral.currency
    if reading.unit is not None or not counts or not between or not _is_part(between):
        return False
    made[index] = lent(reading, after)
    return True


def _from_next(tokens: Tokens, made: list[Reading], index: int, number: int) -> int:
    """A list shares the unit of its last ("10, 12 and 15 per cent"); a part that of its whole ("9 of the 17 wards")."""
    reading, after = made[index], made[index + 1]
    if after.unit is None or after.unit == "times":
        return number
    between = tokens.low[reading.last : after.first]
    if _from_whole(tokens, made, index):
        return number
    if (_takes(reading, after) or _shares_scale(reading, after)) and 0 < len(between) <= 2 and _is_list(between):
        chain = after.chain or reading.chain or number + 1
        shared = lent(reading, after) if reading.unit is None else _scaled(reading, after)
        made[index] = shared.but(chain=reading.chain or chain)
        made[index + 1] = after.but(chain=chain)
        return max(number, chain)
    return number


_RATIOS = frozenset(("percent", "percentage_points", "basis_points", "times"))
_WANTED = words_of("contexts.tsv", "shared_units.wanted")
_GENERIC = words_of("contexts.tsv", "shared_units.generic")
_DECIDED = words_of("contexts.tsv", "shared_units.decided")
_VOTES = words_of("contexts.tsv", "shared_units.votes")


def _as_votes(tokens: Tokens, made: list[Reading], index: int, number: int) -> int:
    """ "voted 6-3", "a majority of 7 to 2": two counts of votes."""
    one, other = made[index], made[index + 1]
    if one.unit or other.unit or other.first - one.last != 1 or tokens.word(one.last) not in ("-", "–", "to", "—"):
        return number
    near = tokens.low[max(0, one.first - 10) : one.first] + tokens.low[other.last : other.last + 3]
    decided = tokens.word(one.first - 1) == "by" and not _DECIDED.isdisjoint(near[-5:])
    if not decided and not _VOTES.intersection(near):
        return number
    for place in (index, index + 1):
        made[place] = made[place].but(
            unit="votes", chain=number + 1, part=Part.ALONE, rules=made[place].noting("unit:votes")
        )
    return number + 1


def _takes(reading: Reading, after: Reading) -> bool:
    """Whether a bare number takes the unit of the next one."""
    if reading.part is _DIFFERENCE and after.part is not _DIFFERENCE:
        return False
    return reading.unit is None and may_share(reading, after)


def _is_list(between: list[str]) -> bool:
    """Whether only commas and joiners stand between, or a joiner and a second verb ("opened 4 and closed 3")."""
    if _LISTED.issuperset(between):
        return True
    if between[-1] in ("and", "or", ","):
        return all(word.isalpha() and word not in FOLLOWS for word in between[:-1])
    return len(between) == 2 and between[0] in ("and", "or", "but") and between[1].endswith("ed")


def _shares_scale(reading: Reading, after: Reading) -> bool:
    return (
        reading.unit == after.unit
        and reading.numeral.currency is not None
        and not reading.numeral.scaled
        and after.numeral.scaled
        and abs(reading.numeral.plain) < 100
        and reading.per is None
    )


def _scaled(reading: Reading, after: Reading) -> Reading:
    return scaled_like(reading, after)


def _is_part(between: list[str]) -> bool:
    return between[0] in ("of", "out") and len(between) <= 5 and (_OF | {"of", "out"}).issuperset(between)


def _from_before(tokens: Tokens, reading: Reading, before: Reading | None, near: Reading | None) -> Reading | None:
    """The unit of the number before: after "of which", or in one sentence where it counts things."""
    if tokens.word(reading.first - 1) == "of" and tokens.word(reading.first - 2) in _collectives():
        return _named_by(reading, _collectives()[tokens.low[reading.first - 2]])
    if before is None or before.unit is None:
        return None
    referring = _refers(tokens, reading)
    if (referring or _goes_on(tokens, reading, before)) and not before.measured:
        return lent(reading, before)
    if near is None or near.unit in (None, "times"):
        return None
    aimed = tokens.word(reading.first - 1) in _SET_AT and tokens.word(reading.first - 2) in _WANTED
    aimed = aimed or (tokens.word(reading.first - 1) == "it" and tokens.word(reading.first - 2) in _KEEPING)
    aimed = aimed or (near.part is Part.TO and tokens.word(reading.first - 1) == "to")
    aimed = aimed or (tokens.word(reading.first - 1) in ("to", "at") and tokens.word(reading.first - 2) == "back")
    aimed = aimed or tokens.word(reading.first - 1) in _REACHING or _as_before(tokens, reading, near)
    if not aimed and reading.per is None and _is_mean(tokens, reading):
        return lent(reading, near) if may_share(reading, near) and alike_in_size(reading, near) else None
    if near.unit == "percent" and not aimed:
        dated = _parallel(tokens, reading) and _dated(tokens, near.last) and _dated(tokens, reading.last)
        return lent(reading, near) if dated and alike_in_size(reading, near) and may_share(reading, near) else None
    if "change:more" in reading.rules and reading.first - near.last <= 2 and may_share(reading, near):
        return lent(reading, near)
    if not may_share(reading, near) or (near.measured and not alike_in_size(reading, near)):
        return None
    if (
        aimed
        or not near.measured
        or _took(tokens, reading.first)
        or (tokens.word(reading.last) in ("in", "and", ",", "the", "last") and _parallel(tokens, reading))
    ):
        return lent(reading, near)
    return None


_REACHING = frozenset(("reach", "hit", "achieve", "attain"))
_LASTING = frozenset(("in", "within", "under", "for"))
_ENDS = frozenset((".", ",", ";", ")", "", "and", "but"))


def _as_before(tokens: Tokens, reading: Reading, near: Reading) -> bool:
    """Whether a number is led like the one before: "by 4 per cent and by 3 next year", "for nine hours, now in two"."""
    led, after = tokens.word(reading.first - 1), tokens.word(reading.last)
    if led == "by":
        return tokens.word(near.first - 1) == "by" and near.part is _DIFFERENCE
    return near.time and led in _LASTING and tokens.word(near.first - 1) in _LASTING and after in _ENDS


_SET_AT = frozenset(("of", "at", "is", "was", "are", "were"))
_KEEPING = frozenset(("want", "wants", "keep", "keeps", "get", "bring", "have", "hold", "make", "kept", "brought"))
_MEANS = words_of("contexts.tsv", "shared_units.means")
_HELD = frozenset(("against", "with", "versus", "than", "below", "above", "under", "over"))


def _is_mean(tokens: Tokens, reading: Reading) -> bool:
    """Whether a number is an average or benchmark that another is held against: "against a national average of 92"."""
    at = reading.inner - 2
    if tokens.word(at + 1) != "of" or tokens.word(at) not in _MEANS:
        return False
    return not _HELD.isdisjoint(tokens.low[max(0, at - 4) : at])


_POINTING = frozenset(("this", "next", "last"))
_PLACING = frozenset(("in", "for", "by", "during"))
_PLACED = frozenset(("the", "a", "two", "three", "four", "five", "ten", "spring", "summer", "autumn", "winter", "q"))


def _dated(tokens: Tokens, at: int) -> bool:
    """Whether a time stands at token `at`: "next year", "in 2024", "in the second"."""
    word, after = tokens.word(at), tokens.word(at + 1)
    if word == "the":
        return after in ("year", "month", "quarter", "previous", "following")
    return word in _POINTING or (
        word in _PLACING and (tokens.is_number(at + 1) or after in _PLACED or is_month(tokens, at + 1))
    )


_VALUED = frozenset(("took", "takes", "held", "hold", "holds", "managed", "averaged", "reached", "needed"))


def _took(tokens: Tokens, at: int) -> bool:
    """Whether what went before took the number at token `at`: "where a year ago it took 15", "they used to take 95"."""
    if tokens.word(at - 1) in _VALUED:
        return tokens.word(at - 2) in ("it", "they", "this", "these", "which", "that", "who", "we")
    return tokens.word(at - 1) == "take" and tokens.word(at - 2) == "to" and tokens.word(at - 3) == "used"


def _goes_on(tokens: Tokens, reading: Reading, before: Reading) -> bool:
    """Whether a bare number goes on with the count of the sentence before: "So far 1,700 have been planted."."""
    if before.sentence != reading.sentence - 1:
        return False
    if not alike_in_size(reading, before):
        return _did(tokens, reading) and 0 < reading.value < before.value <= 100 * reading.value
    if tokens.word(reading.first - 1) in ("is", "was", "of") and tokens.word(reading.first - 2) in _WANTED:
        return True
    opens = any(tokens.word(at) in (".", "!", "?") for at in range(reading.first - 1, reading.first - 5, -1))
    return opens and (tokens.word(reading.last) in STANDING or _did(tokens, reading))


def _did(tokens: Tokens, reading: Reading) -> bool:
    """Whether a sentence opens with a number that did something: "Nine opened in June"."""
    if tokens.word(reading.first - 1) not in (".", "!", "?"):
        return False
    verb = verbs().get(tokens.word(reading.last))
    return verb is not None and "p" in verb.forms


def _named_by(reading: Reading, name: str) -> Reading:
    return reading.but(unit=name, borrowed=True, rules=reading.noting("unit:collective"))


def _refers(tokens: Tokens, reading: Reading) -> bool:
    words = tokens.low[max(0, reading.first - 4) : reading.first] + tokens.low[reading.last : reading.last + 2]
    return any(a == "of" and b in ("which", "whom", "these", "those", "them") for a, b in itertools.pairwise(words))


def _of_them(tokens: Tokens, reading: Reading) -> bool:
    """Whether things named before in the sentence are counted: "wardens were trained, and the town has 38 of them"."""
    return tokens.word(reading.last) == "of" and tokens.word(reading.last + 1) in ("them", "these", "those")


def _parallel(tokens: Tokens, reading: Reading) -> bool:
    """Whether the number stands in a row with the one before: after "and", "to", a comma."""
    return tokens.word(reading.first - 1) in ("and", "to", ",", "from", "but")


def _from_subject(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    if (
        tokens.word(reading.first - 1) not in _STATES
        and tokens.word(reading.inner - 1) not in _STATES
        and reading.bound == "exact"
    ):
        return reading
    name = _subject(tokens, floor, reading.first) if reading.value == int(reading.value) else None
    last = reading.last + 1 if tokens.word(reading.last) == "mark" else reading.last
    if name is None:
        return reading.but(last=last)
    return reading.but(unit=name, last=last, borrowed=True, rules=reading.noting("unit:subject"))


def _subject(tokens: Tokens, floor: int, at: int) -> str | None:
    """What the sentence counts, by the words before token `at`: "number of X", "X numbers", the first plural."""
    floor = max(floor, at - 60)
    words = tokens.low[floor:at]
    risen = _changed(tokens, floor, at)
    if risen:
        return risen
    for offset, word in enumerate(words):
        if word in ("number", "numbers") and words[offset + 1 : offset + 2] == ["of"]:
            noun = counted(tokens, floor + offset + 2, at)
            return noun.name if noun else None
        if word == "numbers" and offset and words[offset - 1].isalpha() and not words[offset - 1].endswith("ly"):
            return plural(words[offset - 1])
    if "which" in words[-4:] or "whom" in words[-4:]:
        words = words[::-1]
    elif _SCORES.intersection(words) or "because" in words:
        return None  # what a reason speaks of is not what is counted
    empty = listed("stand_in")  # "this compares with"
    initials = {at + 1 for at in range(floor, at) if tokens.raw[at] == "." and len(tokens.word(at - 1)) == 1}
    plain = (word for place, word in enumerate(words, floor) if place not in initials)  # "Mr S. Waters"
    plurals = (word for word in plain if is_plural(word) and named(word) is None)
    found = (word for word in plurals if word not in _GENERIC and word not in empty)
    return next(found, None) or next((_collectives()[word] for word in words if word in _collectives()), None)


def _changed(tokens: Tokens, floor: int, at: int) -> str | None:
    """What "an increase in ..." just before token `at` speaks of."""
    for index in range(at - 1, max(floor, at - 12) - 1, -1):
        if tokens.word(index) == "in" and is_change(tokens.word(index - 1)):
            noun = counted(tokens, index + 1, at)
            return noun.name if noun and named(noun.name) is None else None
    return None


@derived
def _collectives() -> dict[str, str]:
    return table("collectives.tsv")
