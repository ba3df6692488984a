"""Numbers that are dates, years or times of day."""

from ...language.vocabulary import words_of
from .bounds import hedge_before
from .counted_nouns import counted, is_plural
from .notation import Form, Numeral, number_words
from .number_tokens import Tokens
from .units import unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS = Form.DIGITS

_MONTHS = words_of("exclusions.tsv", "month")
_WEEKDAYS = words_of("exclusions.tsv", "day")
DASHES = frozenset("-–—−‑/")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_CLOCK = frozenset(("am", "pm"))
_HOURS = frozenset(("o'clock", "noon", "midnight"))
DAY_WORDS = _MONTHS | _WEEKDAYS
YEAR_MARKS = DASHES | {"s", "'"}
CLOCK_WORDS = _CLOCK | _HOURS | {"m", ":", "hours", "hrs", "past", "quarter"}
_OPENING = words_of("contexts.tsv", "date_exclusions.opening")
_ACTS = words_of("contexts.tsv", "date_exclusions.acts")
_BEFORE_YEAR = words_of("contexts.tsv", "date_exclusions.before_year")
_STATED = words_of("contexts.tsv", "date_exclusions.stated")
_IN_YEAR = words_of("contexts.tsv", "date_exclusions.in_year")
_SPANS = DASHES | {"to", "and"}
_DAYS = 12
_ELAPSED = words_of("contexts.tsv", "date_exclusions.elapsed")
_MODALS = frozenset(("will", "would", "can", "could", "may", "might", "should", "to", "must", "not"))
_NEAR = words_of("contexts.tsv", "date_exclusions.near")


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


def is_year_alone(tokens: Tokens, numeral: Numeral) -> bool:
    """A year: four digits, unless they count something ("over 2000 people"); years and ages of a decade."""
    printed, at = whole_digits(tokens, numeral), numeral.first
    if tokens.word(numeral.last) == "s" and tokens.tight(numeral.last):
        return tokens.word(at - 1) != "m"  # "the 1990s", "in their 80s"
    if len(printed) == len("20240331"):
        return is_year(printed[:4]) and "01" <= printed[4:6] <= "12" and "01" <= printed[6:] <= "31"
    if tokens.word(at - 1) == "to" and tokens.word(at - 2) in ("%", "percent", "cent"):
        return False  # "up 26% to 2077"
    if is_month(tokens, at - 1) and 0 < len(printed) < 3 and numeral.value < 32 and not tokens.is_number(at - 2):
        led = tokens.word(at - 2) in ("in", "by", "since", "until", "of")
        return not led or counted(tokens, numeral.last, numeral.last + 3) is None  # "an October 10 meeting"
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
    """ "At 2315 hours"."""
    printed, before = whole_digits(tokens, numeral), tokens.word(numeral.first - 1)
    if len(printed) != 4 or tokens.word(numeral.last) not in ("hours", "hrs"):
        return False
    at = before in ("at", "until", "till", "before", "after") and tokens.word(numeral.first - 2) not in _STATED
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
    if before in _NEAR or (after in _ELAPSED and tokens.word(unit.last + 1) not in ("the", "a", "an", "than")):
        return True
    if before == "the" and after == "after" and tokens.word(unit.last + 1) in ("that", "this"):
        return True  # "in each of the two years after that"
    if after == "on" and tokens.word(unit.last + 1) == ",":
        return True
    if after in ("'", "’") and tokens.word(unit.last + 1) == "time":
        return True
    if before == "the" and after not in ("of", "to", "ended", "ending") and tokens.word(numeral.first - 2) in _PLACING:
        return True  # "in the six months"
    return after in ("to", "ended", "ending") and before in ("the", "for") and _is_day(tokens, unit.last + 1)


_STILL = frozenset(("now", "still", "often", "usually", "typically", "which", "they", "that", "both", "all"))


def _lasts(before: str) -> bool:
    """Whether "last" behind a word is a verb: "will last ten years", "calls now last 11 minutes"."""
    return before in _MODALS or before in _STILL or is_plural(before)


_PLACING = frozenset(("in", "over", "during", "for", "across"))


def _is_day(tokens: Tokens, at: int) -> bool:
    """Whether a date starts at token `at`: "July", "31 March", "the end of May"."""
    return any(is_month(tokens, place) for place in range(at, at + 5))
