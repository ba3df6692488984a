"""Numbers that name something: dates, years, times of day, sections, rooms, roads, versions, codes."""

from ...language.verbs import verbs
from ...language.vocabulary import derived, words_of
from .notation import FOLLOWS, Form, Numeral, Tokens, currencies, number_words
from .number_attributes import hedge_before
from .units import counted, is_adjective, is_plural, unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS = Form.DIGITS

_MONTHS = words_of("exclusions.tsv", "month")
DASHES = frozenset("-–—−‑/")
_CLOCK = frozenset(("am", "pm"))
_HOURS = frozenset(("o'clock", "noon", "midnight"))
CLOCK_WORDS = _CLOCK | _HOURS | {"m", ":", "hours", "hrs", "past", "quarter", "at"}
_OPENING = words_of("contexts.tsv", "identifiers.opening")
_ACTS = words_of("contexts.tsv", "identifiers.acts")
_BEFORE_YEAR = words_of("contexts.tsv", "identifiers.before_year")
_STATED = words_of("contexts.tsv", "identifiers.stated")
_SPANS = DASHES | {"to", "and"}
_ELAPSED = words_of("contexts.tsv", "identifiers.elapsed")
_MODALS = frozenset(("will", "would", "can", "could", "may", "might", "should", "to", "must", "not"))
_NEARBY = words_of("contexts.tsv", "identifiers.near")


def whole_digits(tokens: Tokens, numeral: Numeral) -> str:
    """The digits of a bare whole number without grouping and scale, else ""."""
    printed = tokens.printed(numeral.core)
    bare = numeral.form is _DIGITS and printed.isdigit() and not numeral.scaled
    return printed if bare and numeral.last == numeral.core + 1 else ""


def is_year(printed: str) -> bool:
    """Whether four digits can be a year."""
    return len(printed) == 4 and printed.isdigit() and "1600" <= printed <= "2199"


def is_month(tokens: Tokens, index: int) -> bool:
    """Whether token `index` names a month ("may" only as "May")."""
    return tokens.word(index) in _MONTHS and tokens.printed(index)[:1].isupper()


_AHEAD = frozenset(("will", "would", "should", "could", "may", "must", "shall"))


def is_year_alone(tokens: Tokens, numeral: Numeral) -> bool:
    """A year: four digits, unless they count something ("over 2000 people"); years and ages of a decade."""
    printed, at = whole_digits(tokens, numeral), numeral.first
    if tokens.word(numeral.last) == "s" and tokens.tight(numeral.last):
        return tokens.word(at - 1) != "m"  # "the 1990s", "in their 80s"
    if len(printed) == len("20240331"):
        return is_year(printed[:4]) and "01" <= printed[4:6] <= "12" and "01" <= printed[6:] <= "31"
    if tokens.word(at - 1) == "to" and tokens.word(at - 2) in ("%", "percent", "cent") and len(printed) == 4:
        return not _AHEAD.isdisjoint(tokens.low[:at])  # "up 18% to 2054", but "will rise by 2% to 2030"
    if is_month(tokens, at - 1) and 0 < len(printed) < 3 and numeral.value < 32 and not tokens.is_number(at - 2):
        led = tokens.word(at - 2) in ("in", "by", "since", "until", "of")
        return not led or counted(tokens, numeral.last, numeral.last + 3) is None  # "a March 8 walk"
    if not is_year(printed):
        return len(printed) > 3 and is_month(tokens, at - 1) and _is_marked(tokens, numeral, printed)
    if is_month(tokens, at - 1):
        return True
    if unit_at(tokens, numeral.last) and tokens.word(numeral.last) != "year":
        return False
    before = tokens.word(at - 1)
    if counted(tokens, numeral.last, len(tokens)) is None:
        return (
            printed >= "1900"
            or before in ("in", "since", "from", "until", "the")
            or (before == "of" and tokens.word(at - 2) in _ACTS)
        )
    if hedge_before(tokens, at) and before not in ("around", "about", "circa", "some"):
        return False
    return before in _BEFORE_YEAR or not printed.endswith("00")


def _is_marked(tokens: Tokens, numeral: Numeral, printed: str) -> bool:
    """Whether digits behind a month are a year with a note's mark ("March 201121") or one mistyped ("Oct 1012")."""
    if len(printed) == 4:
        later = numeral.last + 6
        return tokens.word(numeral.first - 2) != "in" and counted(tokens, numeral.last, later) is None
    return len(printed) < 7 and is_year(printed[:4]) and printed[:2] in ("19", "20")


def is_in_time(tokens: Tokens, numeral: Numeral) -> bool:
    """A number that is part of words of time, and no length of time: "quarter 3 of 2016/17", "31.03.2024"."""
    if not tokens.dated or not tokens.is_dated(numeral.core):
        return False
    unit = unit_at(tokens, numeral.last + (tokens.word(numeral.last) == "-"))
    return unit is None or not unit.time


def is_clock(tokens: Tokens, numeral: Numeral) -> bool:
    """A time of day: "9.30am", "6 p.m.", "14:35", "9 to 5pm"."""
    at, last = numeral.core, numeral.last
    if _half_of_day(tokens, last):
        return True
    if tokens.word(last) in _HOURS and numeral.value < 25:
        return True
    if _with_colon(tokens, at) or _past_hour(tokens, numeral) or _four_digits(tokens, numeral):
        return True
    return (
        tokens.word(last) in ("-", "–", "to", "and") and tokens.is_number(last + 1) and _half_of_day(tokens, last + 2)
    )


def _half_of_day(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    return word in _CLOCK or (word in ("a", "p") and tokens.word(at + 1) == "." and tokens.word(at + 2) == "m")


def _past_hour(tokens: Tokens, numeral: Numeral) -> bool:
    """ "Five past nine", "half past ten", "a quarter to six"."""
    first, last = numeral.first, numeral.last
    if not 0 < numeral.value <= 25 or numeral.value != int(numeral.value):
        return False
    if tokens.word(last) == "past":
        return tokens.word(last + 1) in number_words() or tokens.is_number(last + 1)
    before, other = tokens.word(first - 1), tokens.word(first - 2)
    if before == "past":
        return other in number_words() or other == "half" or tokens.is_number(first - 2)
    return before == "to" and other == "quarter" and tokens.word(first - 3) in ("a", "at", "until", "by")


def _four_digits(tokens: Tokens, numeral: Numeral) -> bool:
    """ "At 2315 hours", "on Friday 3 May at 1415"."""
    printed, before = whole_digits(tokens, numeral), tokens.word(numeral.first - 1)
    if len(printed) != 4 or before not in ("at", "until", "till", "before", "after"):
        return False
    if tokens.word(numeral.last) in ("hours", "hrs"):
        at = tokens.word(numeral.first - 2) not in _STATED
    else:
        at = before == "at" and tokens.is_dated(numeral.first - 2) and tokens.word(numeral.last) in ("", ".", ",", ";")
    return at and int(printed[:2]) < 24 and int(printed[2:]) < 60


def _with_colon(tokens: Tokens, at: int) -> bool:
    """Whether a colon joins the number to another without blanks."""
    after = tokens.word(at + 1) == ":" and tokens.tight(at + 1) and tokens.is_number(at + 2) and tokens.tight(at + 2)
    before = tokens.word(at - 1) == ":" and tokens.tight(at) and tokens.is_number(at - 2) and tokens.tight(at - 1)
    return after or before


def is_bare_clock(tokens: Tokens, numeral: Numeral) -> bool:
    """A time of day that only the words before it tell from a decimal: "at 10.30", "the 7.15 train"."""
    at = numeral.core
    if tokens.raw[at][-3:-2] != ".":
        return False
    hours, _, minutes = tokens.raw[at].partition(".")
    if not (hours.isdigit() and len(hours) < 3 and int(hours) < 24 and int(minutes) < 60):
        return False
    if _opens(tokens, at):
        return True
    after = tokens.word(numeral.last)
    leaves = after == "from" and tokens.printed(numeral.last + 1)[:1].isupper()
    runs = tokens.word(at - 1) == "the" and (leaves or after in ("to", "train", "bus", "service", "flight"))
    if not (runs or tokens.word(at - 1) in ("at", "from", "until", "till", "before", "after")) or len(minutes) != 2:
        return False
    last = numeral.last + 2 if tokens.word(numeral.last) in _SPANS else numeral.last
    return tokens.word(at - 2) not in _STATED and unit_at(tokens, last) is None


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether the number begins or ends the hours of something: "surgery hours are 8.00-18.30"."""
    first = at if tokens.word(at + 1) in _SPANS and tokens.raw[at + 2][-3:-2] == "." else at - 2
    if first < 0 or tokens.word(first + 1) not in _SPANS or tokens.raw[first][-3:-2] != ".":
        return False
    return not _OPENING.isdisjoint(tokens.low[max(0, first - 6) : first] + tokens.low[first + 3 : first + 6])


def is_time_phrase(tokens: Tokens, numeral: Numeral) -> bool:
    """A length of time that says when: "over the last ten years", "two years ago", "the three months to July"."""
    at = numeral.last + 1 if tokens.word(numeral.last) == "-" else numeral.last
    unit = unit_at(tokens, at)
    if unit is None or not unit.time:
        return False
    before, after = tokens.word(numeral.first - 1), tokens.word(unit.last)
    if before == "last" and _lasts(tokens.word(numeral.first - 2)):
        return False
    if before in _NEARBY or (after in _ELAPSED and tokens.word(unit.last + 1) not in ("the", "a", "an", "than")):
        return True
    if before == "the" and after == "after" and tokens.word(unit.last + 1) in ("that", "this"):
        return True  # "in each of the two years after that"
    if after == "on" and tokens.word(unit.last + 1) == ",":
        return True
    if after in ("'", "’") and tokens.word(unit.last + 1) == "time":
        return True
    if before == "the" and after not in ("of", "to", "ended", "ending") and tokens.word(numeral.first - 2) in _PLACING:
        return "." not in tokens.raw[numeral.core]  # "in the six months", not "a gain over the 7.6 hours"
    return after in ("to", "ended", "ending") and before in ("the", "for") and _is_day(tokens, unit.last + 1)


_STILL = frozenset(("now", "still", "often", "usually", "typically", "which", "they", "that", "both", "all"))


def _lasts(before: str) -> bool:
    """Whether "last" behind a word is a verb: "will last ten years", "calls now last 11 minutes"."""
    return before in _MODALS or before in _STILL or is_plural(before)


_PLACING = frozenset(("in", "over", "during", "for", "across"))


def _is_day(tokens: Tokens, at: int) -> bool:
    """Whether a date starts at token `at`: "July", "31 March", "the end of May"."""
    return any(is_month(tokens, place) for place in range(at, at + 5))


# Members of enums by names of their own: to read one off its class costs as much as a call.
_FRACTION, _SCORE, _WORDS, _DIGITS = Form.FRACTION, Form.SCORE, Form.WORDS, Form.DIGITS

_LABELS = words_of("exclusions.tsv", "label")
_WEAKS = words_of("exclusions.tsv", "weak")
_VERSIONS = words_of("exclusions.tsv", "version")
_ABBREVIATEDS = words_of("exclusions.tsv", "abbreviated")
_INTRODUCEDS = words_of("exclusions.tsv", "introduced")
_JOINERS = frozenset((",", "and", "or", "to", "-", "–", "&"))
_LISTED = 30
_OPENERS = frozenset((".", "!", "?", ":", ";", "“", '"', "("))
_PLACED = words_of("contexts.tsv", "identifiers.placed")
_IDENTIFIERS = words_of("exclusions.tsv", "identifier")
_RELEASED = words_of("exclusions.tsv", "released")


def _did(word: str) -> bool:
    """Whether a word is a finite verb that many can be the subject of."""
    verb = verbs().get(word)
    return word in _MANY or (verb is not None and "p" in verb.forms)


_POINTING = frozenset(("this", "that", "last", "next", "each", "every", "the", "any", "a", "one"))
_MANY = frozenset(("were", "are", "have"))
_BEING = frozenset(("is", "was", "are", "were", "be", "being"))
_IDENTIFYING = _BEING | {"numbered", "in"}


def is_label(tokens: Tokens, numeral: Numeral) -> bool:
    """The number of a section, room, grade ...; also the later ones of a list ("sections 3, 4 and 5")."""
    if numeral.scaled or numeral.sign or numeral.form in (_FRACTION, _SCORE):
        return False
    if tokens.raw[numeral.first - 1] in _plain():
        return False
    before, steps = _list_head(tokens, numeral.first - 1)
    if _introduces(tokens, before):
        before -= 1
    word = _singular(tokens, before, numeral, steps)
    strong, weak = word in _LABELS, word in _WEAKS
    if word == "number" and (tokens.word(before - 1) in ("now", "still") or is_plural(tokens.word(before - 1))):
        return False  # "regular givers number 8,900"
    if steps and _begins_anew(tokens, before, numeral):
        return False
    if not (strong or weak):
        if _is_named(tokens, before, numeral, steps) or _is_identified(tokens, before):
            return True
        numbered = _are_numbered if steps or tokens.is_number(numeral.last + 1) else _is_numbered
        return numbered(tokens, before, numeral)
    if word == "no" and tokens.word(before + 1) != "." and tokens.printed(before) != "No":
        return False
    if weak and not steps and tokens.word(before - 1) in _POINTING and _did(tokens.word(numeral.last)):
        return False  # "this week 40 were off sick"
    name = tokens.printed(before)[:1].isupper()
    if tokens.word(numeral.last) == "of":
        return strong or name
    if unit_at(tokens, numeral.last):
        return name and (before > 0 or tokens.tight(numeral.last))
    return strong or name or steps > 0 or counted(tokens, numeral.last, numeral.last + 6) is None


@derived
def _plain() -> frozenset[str]:
    """Words after which a number is never a label's: no label themselves, no name, not part of a list of numbers."""
    labels = _LABELS | _WEAKS | _JOINERS | _IDENTIFYING
    return frozenset(word for word in FOLLOWS - labels if word.isalpha() and not word.endswith("s"))


def _is_numbered(tokens: Tokens, before: int, numeral: Numeral) -> bool:
    """Whether a noun without an article names one of several by its number: "a fault in turbine 4 was found"."""
    noun = tokens.raw[before]
    word, digits = tokens.word(before - 1), whole_digits(tokens, numeral)
    told = word in _PLACED or _did(word)  # not "Annual turnover 45678"
    if told and len(digits) >= _UNGROUPED and noun.isalpha() and noun.islower() and len(noun) > 2:
        plain = noun not in FOLLOWS and noun not in verbs() and not noun.endswith(_NO_THING)
        return plain and not is_adjective(noun) and counted(tokens, numeral.last, numeral.last + 5) is None
    if word not in _PLACED or tokens.word(numeral.last) not in _ONE_OF:
        return False
    if (word == "to" and noun in verbs()) or _measures(tokens, before - 2):
        return False  # "used to take 95", "fell to benchmark 92"
    if not 0 < len(digits) < 4 or not noun.isalpha() or not noun.islower() or len(noun) < 4:
        return False
    return not (noun.endswith(_NO_THING) or noun in FOLLOWS or noun in _WITHOUT or is_adjective(noun))


def _measures(tokens: Tokens, at: int) -> bool:
    """Whether a verb at token `at` says how much something is: what follows its preposition is a value."""
    verb = verbs().get(tokens.word(at))
    return verb is not None and verb.kind in ("up", "down", "level", "reach")


def _are_numbered(tokens: Tokens, before: int, numeral: Numeral) -> bool:
    """Whether a plural right before a list of numbers names some of several: "the patch went to hosts 3, 7 and 12"."""
    noun = tokens.raw[before]
    if tokens.word(before - 1) not in _PLACED or not whole_digits(tokens, numeral) or not noun.islower():
        return False
    if not is_plural(noun) or noun in _MEASURING or unit_at(tokens, before) is not None:
        return False
    end = numeral.last
    while end - numeral.last < _LISTED and tokens.word(end) in _JOINERS and tokens.is_number(end + 1):
        end += 2
    after = tokens.word(end)
    return (end > numeral.last or before < numeral.first - 1) and (not after.isalpha() or after in FOLLOWS)


_UNGROUPED = 5  # digits that an amount would be printed with a comma for
_MEASURING = words_of("contexts.tsv", "shared_units.generic") | words_of("contexts.tsv", "shared_units.scores")
_ONE_OF = frozenset(("was", "is", "has", "had", ".", "", ")", ";"))
_NO_THING = ("s", "ly", "ing", "ed", "ion", "ity", "ness", "ance", "ence", "ment", "out", "age", "ism")
_WITHOUT = words_of("contexts.tsv", "identifiers.without")


def _begins_anew(tokens: Tokens, before: int, numeral: Numeral) -> bool:
    """Whether a number behind one label and a comma counts something: "In Year 6, 71% of pupils"."""
    if tokens.word(numeral.first - 1) != "," or tokens.word(before).endswith("s"):
        return False
    if numeral.form is _WORDS and tokens.is_number(numeral.first - 2):
        return True  # "of severity 1 or 2, five fewer than in May"
    last = numeral.last
    return counted(tokens, last, last + 6) is not None or unit_at(tokens, last) is not None


def _introduces(tokens: Tokens, at: int) -> bool:
    """Whether a mark at `at` stands between a label and its number: "no. 5", "Ref: 5", "section (5)", "issue #5"."""
    mark, word = tokens.word(at), tokens.word(at - 1)
    if mark == ".":
        return word in _ABBREVIATEDS
    if mark == ":":
        return word in _INTRODUCEDS
    return mark == "#" or (mark == "(" and word in _LABELS)


def _singular(tokens: Tokens, before: int, numeral: Numeral, steps: int) -> str:
    """The word at `before`, a plural as its singular where a list or range of numbers follows ("pages 12-14")."""
    word = tokens.word(before)
    if not (word.endswith("s") and len(word) > 2) or word in _LABELS:
        return word
    listed = steps > 0 or (tokens.word(numeral.last) in _JOINERS and tokens.is_number(numeral.last + 1))
    return word[:-1] if listed else word


def _list_head(tokens: Tokens, before: int) -> tuple[int, int]:
    """The token before a list of numbers that ends before `before` + 1, and how many numbers it steps over."""
    at, steps = before, 0
    known = None
    while steps < _LISTED and tokens.word(at) in _JOINERS and tokens.is_number(at - 1):
        at, steps = at - 2, steps + 1
        known = tokens.heads.get(at)
        if known:
            at, steps = known[0], steps + known[1]
            break
    if steps >= _LISTED:
        at, steps = before - 2 * _LISTED, _LISTED
    if steps:
        tokens.heads[before] = (at, steps)
    return at, steps


def _is_identified(tokens: Tokens, at: int) -> bool:
    """Whether the words up to token `at` give something its number: "the ID is", "the motion was numbered".

    A number in several groups is stepped over ("the ID is 872 441 992").
    """
    if tokens.word(at) not in _IDENTIFYING and not tokens.is_number(at):
        return False
    floor = max(0, at - 4)
    while at > floor and tokens.is_number(at):
        at -= 1
    if tokens.word(at) == "numbered":
        return tokens.word(at - 1) in _BEING
    if tokens.words(at - 1, at + 1) == "ends in":
        return tokens.word(at - 2) in _IDENTIFIERS
    return tokens.word(at) in _BEING and tokens.word(at - 1) in _IDENTIFIERS


def _is_named(tokens: Tokens, before: int, numeral: Numeral, steps: int) -> bool:
    """A bare number after a capitalised word within a sentence: "Office 365", "Holt 12", "Law 116-136"."""
    printed, core, last = tokens.printed(before), tokens.printed(numeral.core), numeral.last
    if steps and not _goes_on(tokens, before, numeral, steps):
        return False
    if not steps and before != numeral.first - 1:
        return False
    if numeral.form is _WORDS or not printed[:1].isalpha() or printed in ("A", "I"):
        return False
    titled = tokens.printed(before - 1) in DASHES or (before > 1 and tokens.printed(before - 1)[:1].isupper())
    said = printed.lower() in FOLLOWS or is_adjective(printed.lower())
    plain = said and not printed.isupper() and not titled
    if plain or hedge_before(tokens, numeral.first) or (tokens.is_number(last) and not tokens.tight(last)):
        return False
    if not printed[:1].isupper() or counted(tokens, last, last + 5) or unit_at(tokens, last):
        return False
    if not steps and _in_roll(tokens, before, numeral):
        return False
    following = tokens.printed(last)
    if before == 0 or tokens.word(before - 1) in _OPENERS:
        lower = following[:1].islower() and not _is_stop(following)
        return lower and "," not in core and ("." in core or not is_plural(printed.lower()))
    if tokens.word(before - 1) in _PLACED and following in FOLLOWS - _IS and "." not in core:
        return False
    return "," not in core and not is_month(tokens, before)


_IS = frozenset(("is", "was", "has"))


def _in_roll(tokens: Tokens, before: int, numeral: Numeral) -> bool:
    """Whether names that follow each other each have a number: "were Holt 10, Barton 6 and Wick 4".

    What acts or is acted on is named so: "supports Python 3 and Ruby 2", "the Airbus 320 and Boeing 737 were sold".
    """
    first, last = before, numeral.last
    while before - first < _ROLL and tokens.word(first - 1) in _LISTING and tokens.is_number(first - 2):
        if not tokens.printed(first - 3)[:1].isupper():
            break
        first -= 3
    while last - before < _ROLL and tokens.word(last) in _LISTING and tokens.is_number(last + 2):
        if not tokens.printed(last + 1)[:1].isupper():
            break
        last += 3
    names = [tokens.printed(at) for at in range(first, last, 3)]
    told = tokens.word(first - 1) in _TELLS or before - first >= _ROLL
    told = told and not tokens.word(last).isalpha()
    return told and 1 < len(names) == len(set(names)) and _LABELS.isdisjoint(map(str.lower, names))


_ROLL = 30  # tokens to either side: whatever has ten names with numbers is a roll
_TELLS = frozenset(("", ":", ";", "(", "–", "•", "is", "was", "are", "were"))
_LISTING = frozenset((",", "and", ";"))


def is_model(tokens: Tokens, numeral: Numeral) -> bool:
    """A bare number with a word in capitals behind it that it does not count: "the 737 MAX was"."""
    last = numeral.last
    name = tokens.printed(last)
    if tokens.word(numeral.first - 1) not in ("the", "a") or not whole_digits(tokens, numeral):
        return False
    if not name[:1].isupper() or unit_at(tokens, last) or counted(tokens, last, last + 5):
        return False
    at = last + 2 if tokens.printed(last + 1).islower() and tokens.word(last + 1) not in FOLLOWS else last + 1
    return tokens.word(at) in ("is", "was", "has", "had", "will")


def _goes_on(tokens: Tokens, before: int, numeral: Numeral, steps: int) -> bool:
    """Whether a second number is part of one name: joined to it by a dash, or the next version ("MySQL 5.7 to 8.0")."""
    if steps != 1 or numeral.first != before + 3:
        return False
    if tokens.tight(numeral.first) and tokens.tight(numeral.first - 1) and tokens.word(numeral.first - 1) in DASHES:
        return True
    return (
        "." in tokens.printed(numeral.core)
        and "." in tokens.printed(before + 1)
        and unit_at(tokens, numeral.last) is None
    )


def _is_stop(word: str) -> bool:
    """Whether a word after a number shows that the number stands for an amount ("Attendance 95 in May")."""
    return word in FOLLOWS and word not in ("was", "is", "has", "were", "will", "had", "also", "can")


def is_version(tokens: Tokens, numeral: Numeral) -> bool:
    """A decimal that goes on a row of versions ("from 2.38.1 to 2.39"), or follows "updated to"."""
    if numeral.form is not _DIGITS or unit_at(tokens, numeral.last):
        return False
    if "." not in tokens.printed(numeral.core):
        near = tokens.low[max(0, numeral.first - 5) : numeral.first]
        led = bool(near) and near[-1] in ("from", "to") and not {"version", "versions"}.isdisjoint(near)
        return led and counted(tokens, numeral.last, numeral.last + 4) is None  # "the version from 6 to 10"
    if tokens.word(numeral.last) in _VERSIONS or tokens.word(numeral.last) in _RELEASED:
        return True
    at = numeral.first - 1
    if tokens.word(at) in _JOINERS | {"from"} and tokens.is_number(at - 1) and tokens.printed(at - 1).count(".") > 1:
        return True
    if any(tokens.word(index) in _VERSIONS for index in range(max(0, at - _NEAR), at + 1)):
        return True
    around = range(max(0, at - _NEAR), min(len(tokens), numeral.last + _NEAR))
    named = tokens.printed(at - 1 if tokens.word(at) in ("to", "is", ":") else at)[:1].isupper()
    return named and any(tokens.printed(index).count(".") > 1 and tokens.is_number(index) for index in around)


_NEAR = 12  # tokens


def is_glued(tokens: Tokens, numeral: Numeral) -> bool:
    """Digits inside a code: "A44", "COVID-19", "4B", "4x4", "#123", "24/7", "name@1.2", a footnote mark."""
    if numeral.form is _WORDS or not tokens.is_number(numeral.core):
        return False
    return _glued_before(tokens, numeral.first) or _glued_after(tokens, numeral)


def _glued_before(tokens: Tokens, first: int) -> bool:
    if not tokens.tight(first):
        return False
    before = tokens.printed(first - 1)
    if before[-1:].isalnum() or ((before != "_" or tokens.tight(first - 1)) and before in "#@/\\_=&.№§¶)]"):
        return True
    if before == "_" and not tokens.tight(first - 1):
        return False
    if before == ":":
        said = tokens.raw[first - 2]
        return not (
            said.isalpha() and (len(said) > 3 or not tokens.printed(first + 1).islower())
        )  # "E-mails received:18"
    if before == "+":
        return tokens.is_number(first - 2) and tokens.tight(first - 1)
    if before not in DASHES or not tokens.tight(first - 1) or (before == "—" and not tokens.is_number(first - 2)):
        return False
    file = is_year(tokens.printed(first - 2)) and len(tokens.printed(first)) == 3  # "2013-117 Snow Removal"
    return file or not _may_range(tokens, first - 2) or _second_dash(tokens, first) or _ends_code(tokens, first - 2)


def _ends_code(tokens: Tokens, index: int) -> bool:
    """Whether a number goes on a row of letters and strokes: "PE/QR/23-3"."""
    return tokens.tight(index) and tokens.word(index - 1) == "/" and tokens.tight(index - 1)


def _may_range(tokens: Tokens, index: int) -> bool:
    """Whether the token before a dash may begin a range: a number, a unit or scale, a currency."""
    word = tokens.word(index)
    if tokens.is_number(index) or word in ("mid", "%") or tokens.printed(index) in currencies():
        return True
    return tokens.is_number(index - 1) and tokens.tight(index) and word in ("m", "bn", "k", "p", "mn", "km", "kg")


def _second_dash(tokens: Tokens, first: int) -> bool:
    """Whether two numbers stand before, all joined by dashes: a date or a code ("2015-05-14")."""
    return all(
        tokens.tight(at) and tokens.printed(at - 1) in DASHES and tokens.tight(at - 1) and tokens.is_number(at - 2)
        for at in (first, first - 2)
    )


_SUFFIXES = frozenset(["plus", "ish", "odd", "fold", "pa"])


def _glued_after(tokens: Tokens, numeral: Numeral) -> bool:
    last = numeral.last
    if tokens.word(last) in ("http", "https", "www"):
        return True
    if not tokens.tight(last):
        return False
    after = tokens.printed(last)
    if after[:1].isalpha() and not unit_at(tokens, last) and after.lower() not in _SUFFIXES:
        return True
    if numeral.scaled and tokens.is_number(last):
        return True  # "train 2K41"
    if after in "-+(" and tokens.tight(last + 1):
        beyond = tokens.printed(last + 1)
        if after == "+":
            return beyond[0].isdigit()
        return len(beyond) == 1 and _is_sub(tokens, numeral, beyond, after)
    if after == "/" and tokens.tight(last + 1):
        return not tokens.word(last + 1).isalpha()
    if after == "*":
        return tokens.word(numeral.first - 1) != "*"
    if after == "_":
        return tokens.tight(last + 1) and tokens.printed(last + 1)[:1].isalnum()
    return after in "@=\\" or (after == ":" and tokens.is_number(last + 1) and tokens.tight(last + 1))


def _is_sub(tokens: Tokens, numeral: Numeral, letter: str, mark: str) -> bool:
    """Whether one letter goes on the number: "drawing 1042-C", "at 6(a)"."""
    if mark == "-":
        return letter.isupper() and not tokens.tight(numeral.last + 2)
    closed = letter.isalpha() and letter.islower() and tokens.word(numeral.last + 2) == ")"
    return closed and tokens.word(numeral.first - 1) in _PLACED | _JOINERS
