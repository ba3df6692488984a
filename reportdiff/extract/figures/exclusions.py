"""Numbers that state nothing: dates, years, times of day, references, labels, names, idioms.

Each rule is a function of the tokens and the numeral; the first that holds names itself. The rules are tried in the
order of `_RULES`; a number with a currency mark is never tried. What names something stands in `identifiers`; here
stand the numbers of the page, ages, idioms, telephones and houses. A rule that rests on certain words is left out of a
text that has none of them, and one that rests on digits is left out for numbers in words.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...language.verbs import verbs
from ...language.vocabulary import words_of
from . import identifiers
from .identifiers import DASHES, is_year, whole_digits
from .notation import FOLLOWS, Form, Numeral, Tokens, number_words
from .number_attributes import hedge_before
from .units import counted, is_adjective, is_plural, unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_IN_DIGITS = Form.DIGITS

STREETS = words_of("exclusions.tsv", "street")
_CALLS = words_of("exclusions.tsv", "call")
_EMERGENCY = frozenset(map(Decimal, (101, 105, 111, 112, 119, 911, 999)))
_TEXTED = words_of("contexts.tsv", "identifiers.texted")
_SHORT_CODE = 5  # digits of the number that a text is sent to
_DIALLED = frozenset(("calls to", "call to", "rang the"))
_LINES = words_of("contexts.tsv", "identifiers.lines")


def is_address(tokens: Tokens, numeral: Numeral) -> bool:
    """A house number: "12 High Street"."""
    if not whole_digits(tokens, numeral):
        return False
    start = numeral.last
    if tokens.word(start) in DASHES and tokens.is_number(start + 1):
        start += 2
    for index in range(start, start + 4):
        if not tokens.printed(index)[:1].isupper():
            return False
        if index > start and tokens.word(index) in STREETS:
            return True
    return False


_SMALL_TIMES = frozenset(("min", "mins", "minutes", "sec", "secs", "seconds"))


def is_call(tokens: Tokens, numeral: Numeral) -> bool:
    """Telephone numbers: after "ring", with a leading zero, or in groups."""
    printed = tokens.printed(numeral.core)
    if numeral.form is not _IN_DIGITS:
        return False
    if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
        return len(printed) > 2 or tokens.word(numeral.last) not in _SMALL_TIMES  # "2 mins 06 secs"
    before = tokens.word(numeral.first - 1)
    if numeral.value in _EMERGENCY and printed.isdigit() and _is_emergency(tokens, numeral):
        return True
    dialled = before in ("to", "the") and tokens.words(numeral.first - 2, numeral.first) in _DIALLED
    if (dialled or tokens.word(numeral.last) in _LINES) and numeral.value in _EMERGENCY:
        return True
    if before == "to" and len(printed) == _SHORT_CODE and printed.isdigit():
        texted = not _TEXTED.isdisjoint(tokens.low[max(0, numeral.first - 5) : numeral.first - 1])
        return texted and counted(tokens, numeral.last, numeral.last + 4) is None
    if before in _CALLS:
        return counted(tokens, numeral.last, numeral.last + 4) is None
    return _after_prefix(tokens, numeral)


def _is_emergency(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number that everybody can ring is that: "call 101 or 999", "the 101 review", "101 and 999 calls"."""
    near = tokens.low[max(0, numeral.first - 4) : numeral.first] + tokens.low[numeral.last : numeral.last + 4]
    if tokens.word(numeral.first - 1) in ("call", "calling", "to", "on", "via") and (
        tokens.word(numeral.last) in FOLLOWS or tokens.word(numeral.last) in ("", ".", ",")
    ):
        return tokens.word(numeral.first - 1) == "call" or "call" in near or "calls" in near
    others = sum(word.isdigit() and Decimal(word) in _EMERGENCY for word in near)
    if others or not _CALLS.isdisjoint(near) or "emergency" in near:
        return counted(tokens, numeral.last, numeral.last + 4) is None or not _LINES.isdisjoint(near)
    named = tokens.word(numeral.first - 1) == "the" and tokens.word(numeral.last).isalpha()
    return named and counted(tokens, numeral.last, numeral.last + 4) is None


def _after_prefix(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a group of digits is of a number to dial: "01632 960 447", "(03) 9602 4471", "ring 1300 602 447"."""
    if tokens.printed(numeral.first)[:1] == "+" and tokens.is_number(numeral.last):
        return True
    for index in range(numeral.first - 1, max(-1, numeral.first - 5), -1):
        printed = tokens.raw[index]
        if tokens.is_number(index):
            if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
                return True
            if (tokens.word(index - 1) == "+" and tokens.tight(index)) or tokens.word(index - 1) in _CALLS:
                return True
        elif printed not in "()-–":
            return False
    return False


# Members of enums by names of their own: to read one off its class costs as much as a call.

_PARTS = frozenset(("annex", "appendix", "part", "section", "schedule", "chapter", "table"))
_LEADER = 4  # dots that lead to the number of a page
_REFERENCE = 5  # digits that an amount would be printed with a comma for
_TITLE = 8  # tokens of a title up to its colon
FILES = words_of("contexts.tsv", "exclusions.files")


def is_list_number(tokens: Tokens, numeral: Numeral) -> bool:
    """A number that opens the text as a label ("4. The Leader", "1.2 Scope", "(3)"), or a small one in brackets."""
    at, last = numeral.core, numeral.last
    if numeral.form is not _IN_DIGITS or "," in tokens.printed(at) or numeral.scaled:
        return False
    before, after = tokens.word(at - 1), tokens.word(last)
    if numeral.first == 0:
        return _opens(tokens, numeral)
    if last == len(tokens) and _is_page(tokens, at):
        return True
    if before == "." and _is_item(tokens, numeral):
        return True
    if before == "[" and after == "]":
        return True
    if after == ")" and tokens.tight(last) and before != "(" and "(" not in tokens.low[max(0, at - 16) : at]:
        return tokens.printed(at).isdigit()
    return before == "(" and after == ")" and numeral.value <= 20 and tokens.printed(at)[-3:-2] != "."


def _is_item(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number of a next item stands behind a sentence: "... to help. 4.2 Phone kiosk. ..."."""
    one, _, other = tokens.printed(numeral.core).partition(".")
    titled = tokens.printed(numeral.last)[:1].isupper() and not unit_at(tokens, numeral.last)
    return titled and 0 < len(one) < 3 and 0 < len(other) < 3 and not tokens.tight(numeral.first)


def _is_page(tokens: Tokens, at: int) -> bool:
    """Whether the number at the end of a text is a page: after dots, a financial year, or the title of a part."""
    if tokens.raw[at - 1] == "…" or tokens.low[max(0, at - _LEADER) : at] == ["."] * _LEADER:
        return True
    return not tokens.tight(at) and (_ends_pair(tokens, at - 1) or _in_contents(tokens, at))


def _in_contents(tokens: Tokens, at: int) -> bool:
    """Whether the text up to token `at` is the title of a part: "1. Introduction 9", "Annex A 29"."""
    if at == 2:
        return tokens.word(0) in _PARTS and len(tokens.raw[1]) == 1 and tokens.raw[1].isupper()
    if not 3 <= at <= 12 or not tokens.is_number(0) or tokens.word(1) != ".":
        return False
    return all(word.isalpha() or word in "-,&'’" for word in tokens.raw[2:at])


def _ends_pair(tokens: Tokens, index: int) -> bool:
    """Whether a financial year ends at token `index`; a number after it at the end of a line is a page's."""
    pair = tokens.is_number(index) and tokens.is_number(index - 2) and tokens.tight(index)
    return pair and tokens.word(index - 1) in DASHES and is_year(tokens.printed(index - 2))


def _opens(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number at the very start of the text is a label."""
    last, core = numeral.last, tokens.printed(numeral.core)
    after, beyond = tokens.word(last), tokens.printed(last + 1)
    if after in (".", ")") and tokens.tight(last):
        return bool(beyond)
    if after == "/" and tokens.tight(last) and not tokens.tight(last + 1):
        return beyond[:1].isupper()
    if after in DASHES and not tokens.tight(last):
        return not tokens.tight(last + 1) and beyond[:1].isalpha()
    if "." in core:
        return tokens.printed(last)[:1].isupper() and not unit_at(tokens, last)
    return _before_title(tokens, numeral)


def _before_title(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a small number stands before a title or a name that it does not count: the mark of a note or a part."""
    at = numeral.last
    if len(whole_digits(tokens, numeral)) >= _REFERENCE and tokens.printed(at).istitle():
        return True  # "100999 A Clerk, expenses, £106"
    if numeral.value >= 100 or not tokens.printed(at)[:1].isupper() or numeral.last != numeral.core + 1:
        return False
    if counted(tokens, at, at + 6) is None and unit_at(tokens, at) is None:
        return tokens.word(at + 1) not in ("and", "or", "&") and not tokens.is_number(at + 1)
    for index in range(at, at + _TITLE):
        word = tokens.printed(index)
        if word == ":":
            return index > at
        if not (word[:1].isupper() or word in ("and", "of", "the", "for", "in", "to")):
            return False
    return False


def is_file_size(tokens: Tokens, numeral: Numeral) -> bool:
    """How large a file is that one can fetch: "(57 KB PDF)", "(PDF, 1.2 MB)"."""
    unit = unit_at(tokens, numeral.last)
    if unit is None or unit.name not in ("kB", "MB", "GB"):
        return False
    opening = next(
        (at for at in range(numeral.first - 1, max(-1, numeral.first - 6), -1) if tokens.raw[at] in "(["), -1
    )
    return opening >= 0 and not FILES.isdisjoint(tokens.low[opening : unit.last + 2])


_AGES = words_of("exclusions.tsv", "age")
_PERSONS = words_of("contexts.tsv", "exclusions.persons")
AGE_WORDS = _AGES | _PERSONS | {"old", "olds"}
BAND_MARKS = DASHES | {"+"}
_RANGING = frozenset(("to", "-", "–", "and", "between", "over", "under", "from", "of"))
_BANDS = words_of("contexts.tsv", "exclusions.bands")
_SIZES = words_of("contexts.tsv", "exclusions.sizes")
_LEADS = frozenset(("a", "an", "the", "our", "its", "their", "this", "new"))
_OLDEST = 100


def is_age(tokens: Tokens, numeral: Numeral) -> bool:
    """Ages and age groups name people: "aged 16 to 24", "18-year-olds", "under-16s", "over 65s"."""
    unit = unit_at(tokens, numeral.last)
    if unit and not unit.time:
        return False
    if tokens.word(numeral.first - 1) in ("over", "under") and tokens.word(numeral.first - 2) in _PERSONS:
        noun = counted(tokens, numeral.last, numeral.last + 4)
        return unit is None and (noun is None or tokens.word(numeral.last) in FOLLOWS)
    return _after_age(tokens, numeral.first - 1) or _before_old(tokens, numeral.last)


def _after_age(tokens: Tokens, at: int) -> bool:
    """Whether "aged" governs a number after token `at`: "aged 16 to 24"."""
    if _AGES.isdisjoint(tokens.low[max(0, at - 5) : at + 1]):
        return False
    start = at
    while (
        start - at < 5
        and (tokens.word(at) in _RANGING or tokens.is_number(at) or tokens.word(at) in number_words())
        and at > start - 4
    ):
        at -= 1
    return tokens.word(at) in _AGES


def _before_old(tokens: Tokens, at: int) -> bool:
    """Whether "years old" follows from token `at` on: "18 to 24-year-olds"."""
    if not {"old", "olds"}.intersection(tokens.low[at : at + 9]):
        return False
    for _ in range(4):
        if tokens.word(at) in ("-", "–", "to", "and") or tokens.is_number(at):
            at += 1
    if tokens.word(at) not in ("year", "years", "month"):
        return False
    return any(tokens.word(place) in ("old", "olds") for place in range(at + 1, at + 4))


def is_band(tokens: Tokens, numeral: Numeral) -> bool:
    """An age or a span of ages before what it names: "an 11+ evening", "the 0-19 service", "the 16-24 age group"."""
    first, last = numeral.first, numeral.last
    if tokens.word(last) not in BAND_MARKS and tokens.word(first - 1) not in DASHES:
        return False
    if not whole_digits(tokens, numeral) or numeral.value >= _OLDEST:
        return False
    title = numeral.last if tokens.word(first - 1) in DASHES else numeral.last + 2
    if tokens.printed(title).istitle() and tokens.printed(title + 1).istitle() and not unit_at(tokens, title):
        return _is_pair(tokens, first - 2) or _is_pair(tokens, first)  # "the 14-17 Reading Standards"
    if _is_pair(tokens, first - 2):
        first -= 2
    elif _is_pair(tokens, first):
        last += 2
    elif _plus(tokens, last) > last:
        last = _plus(tokens, last)
    else:
        return False
    return _names(tokens, first - 1, last)


def _is_pair(tokens: Tokens, at: int) -> bool:
    """Whether two whole numbers stand at token `at`, joined by a dash, the second one larger."""
    one, other = tokens.printed(at), tokens.printed(at + 2)
    if at < 0 or not (one.isdecimal() and other.isdecimal() and len(one) <= len(other) < 3 and int(one) < int(other)):
        return False
    return tokens.word(at + 1) in DASHES and tokens.tight(at + 1) and tokens.tight(at + 2)


def _plus(tokens: Tokens, at: int) -> int:
    """The token after "+" or "-plus" at token `at`, else `at`."""
    if tokens.word(at) == "+" and tokens.tight(at) and not tokens.tight(at + 1):
        return at + 1
    return at + 2 if tokens.word(at) == "-" and tokens.word(at + 1) == "plus" and tokens.tight(at + 1) else at


def _names(tokens: Tokens, before: int, at: int) -> bool:
    """Whether the numbers between tokens `before` and `at` go with one thing that is named, not with many counted."""
    if tokens.word(at) in _BANDS or (tokens.word(at) == "-" and tokens.word(at + 1) in _BANDS):
        return True
    lead = tokens.word(before)
    at = at + 1 if tokens.word(at) == "-" and tokens.tight(at + 1) else at
    after = tokens.printed(at)
    if lead not in _LEADS or after in _SIZES or unit_at(tokens, at) or unit_at(tokens, at + 1):
        return False
    if after in ("was", "is") and lead == "the":
        return True
    if not after.islower() or after in FOLLOWS:
        return False
    if counted(tokens, at, at + 4) is None or lead in ("a", "an"):
        return True
    beyond = tokens.printed(at + 1)
    return (
        is_plural(after) and beyond.islower() and beyond not in FOLLOWS and tokens.word(at + 2) in ("is", "was", "has")
    )


# Members of enums by names of their own: to read one off its class costs as much as a call.

ORDINALS = frozenset(("st", "nd", "rd", "th"))
_DEFINITE = words_of("contexts.tsv", "exclusions.definite")
_COMPOUNDS = words_of("contexts.tsv", "exclusions.compounds")
GAMES = words_of("contexts.tsv", "exclusions.games")
_BALLOTS = words_of("contexts.tsv", "shared_units.votes")
_DASHES = frozenset("-–")
_AMONG = frozenset(("of", "by", "in", "for", "with", "between", "about", "aged", "from"))
_SET = words_of("contexts.tsv", "exclusions.set")
_SET_OPENS = frozenset(phrase.split(" ", 1)[0] for phrase in _SET)
_NINE_TO_FIVE = {"9": 9, "nine": 9, "5": 5, "five": 5}
_COUNTING = frozenset(("against", "abstaining", "abstained", "abstention", "fewer", "less"))
_SPOKEN = words_of("exclusions.tsv", "spoken")  # of what is said, not of things that are counted
_THERE = frozenset(("there was", "there is"))
_LIMITING = frozenset(["only", "least", "just", "than", "exactly"])


def is_no_multiple(tokens: Tokens, numeral: Numeral) -> bool:
    """ "Double glazing", "twice in May": words of multiplication that multiply nothing."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("double", "treble", "triple", "quadruple"):
        verb = tokens.word(numeral.first - 1) in ("to", "will", "would", "could")
        if after in ("figures", "figure", "digits", "digit"):
            return True
        if verb and after in verbs() and not is_plural(after):
            return True  # "to double check"
        return not (after in _DEFINITE or verb or hedge_before(tokens, numeral.first))
    return word in ("twice", "thrice") and not (after in _DEFINITE or after == "as")


def is_ordinal(tokens: Tokens, numeral: Numeral) -> bool:
    """ "The 21st"."""
    after = tokens.word(numeral.last)
    return after in ORDINALS and (tokens.tight(numeral.last) or after != "st")


def is_mere_one(tokens: Tokens, numeral: Numeral) -> bool:
    """ "One" as pronoun or determiner; it counts with a measure, a scale, or after "only", "at least"."""
    if tokens.word(numeral.first) != "one" or numeral.form is not _FORM_WORDS or numeral.scaled or numeral.value != 1:
        return False
    unit = unit_at(tokens, numeral.last)
    if unit and hedge_before(tokens, numeral.first):
        return False
    vague = tokens.word(numeral.last) in ("day", "time", "second", "minute") or tokens.word(
        unit.last if unit else -1
    ) in (
        "of",
        "in",
    )
    if unit and not vague:
        return False
    after = tokens.word(numeral.last)
    if after in _SPOKEN or (tokens.word(numeral.last + 1) in _SPOKEN and is_adjective(after)):
        return tokens.word(numeral.first - 1) not in _LIMITING  # "there is one exception"
    if after in _COUNTING or (after == "(" and tokens.is_number(numeral.last + 1)):
        return False  # "one fewer death", "one (8%) is not started"
    if (
        (numeral.first < 2 or tokens.word(numeral.first - 1) == ":")
        and after.isalpha()
        and tokens.word(numeral.last + 1) in ("", ".", "for", "from")
    ):
        return after in FOLLOWS or unit is not None  # "one vacancy for the north ward"
    if tokens.words(numeral.first - 2, numeral.first) in _THERE and after.isalpha() and after not in FOLLOWS:
        return False
    return tokens.word(numeral.first - 1) not in _LIMITING or after in ("of", "another", "or")


def is_idiom(tokens: Tokens, numeral: Numeral) -> bool:
    """Set phrases: "a two-tier area", "zero tolerance", "24-hour care", "50-50", "a five star rating"."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("zero", "nil") and _qualifies(tokens, numeral):
        return True
    if numeral.form is _FORM_WORDS and _in_name(tokens, numeral.first):
        return True
    before = tokens.word(numeral.first - 1)
    if numeral.form is Form.DIGITS and (before == "per" or (before == "=" and unit_at(tokens, numeral.last) is None)):
        return True
    if _is_rank(tokens, numeral) or _is_plan(tokens, numeral):
        return True
    if after in ("weekly", "monthly", "yearly") and not tokens.printed(numeral.last + 1)[:1].isalpha():
        return True  # "reported six monthly"
    if after == "tier" or (after == "star" and numeral.value <= 5):
        return True
    if numeral.value in _ROUND_ABOUT and _all_round(tokens, numeral):
        return True
    if _is_set(tokens, numeral) or _is_called(tokens, numeral):
        return True
    if after == "to" and word == "one" and before == "from" and _passes_on(tokens, numeral.last):
        return True
    if after in ("-", "/") and tokens.printed(numeral.last + 1) == tokens.printed(numeral.core):
        return True
    if tokens.word(numeral.first - 1) in ("-", "/") and tokens.printed(numeral.first - 2) == tokens.printed(
        numeral.core
    ):
        return True
    return _ends_row(tokens, numeral) or (after == "-" and tokens.word(numeral.last + 1) in _COMPOUNDS)


def _is_called(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number is part of a name or of a date: "the ‘40’ Club", "a day or two", "the 16-17 school year"."""
    before, after, beyond = tokens.word(numeral.first - 1), tokens.word(numeral.last), tokens.raw[numeral.last + 1]
    if before in _QUOTES and after in _QUOTES and beyond[:1].isupper():
        return True
    if before == "or" and numeral.value == _COUPLE and tokens.word(numeral.first - 3) in ("a", "an"):
        return True
    if before == "-" and tokens.is_number(numeral.first - 2) and tokens.words(numeral.last, numeral.last + 2) in _YEARS:
        return True
    paired = after == "-" and tokens.words(numeral.last + 2, numeral.last + 4) in _YEARS
    return paired or (after == "-" and identifiers.is_month(tokens, numeral.last + 1) and tokens.tight(numeral.last))


_QUOTES = frozenset("'‘’“”\"")
_COUPLE = 2
_YEARS = frozenset(("financial year", "school year", "academic year", "municipal year", "fiscal year"))


def _is_rank(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number says how long a list of the best is: "the Top 100", "a top 50 employer"."""
    top = numeral.form is Form.DIGITS and tokens.word(numeral.first - 1) == "top"
    if not top or unit_at(tokens, numeral.last) is not None or tokens.word(numeral.last) == "of":
        return False
    return tokens.printed(numeral.first - 1).istitle() or counted(tokens, numeral.last, numeral.last + 5) is None


def _is_plan(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a length of time is part of a title: "the 30 Year Meadow Plan"."""
    at = numeral.last + (tokens.word(numeral.last) == "-")
    unit = unit_at(tokens, at)
    titled = unit is not None and unit.time and tokens.printed(at).istitle()
    return titled and tokens.printed(at + 1).istitle() and tokens.word(at + 1) not in FOLLOWS


def _passes_on(tokens: Tokens, at: int) -> bool:
    """Whether "to the next" or "to another" stands at token `at`: "from one quarter to the next"."""
    return tokens.word(at + 1) == "another" or tokens.words(at + 1, at + 3) == "the next"


def is_result(tokens: Tokens, numeral: Numeral) -> bool:
    """The result of a game: "won the county final 3-1"."""
    first, last = numeral.first, numeral.last
    if tokens.word(first - 1) in _DASHES and tokens.is_number(first - 2):
        first -= 2
    elif tokens.word(last) in _DASHES and tokens.is_number(last + 1):
        last += 2
    else:
        return False
    one, other = tokens.printed(first), tokens.printed(last - 1)
    if not (one.isdecimal() and other.isdecimal() and len(one) < 3 and len(other) < 3 and tokens.tight(last - 1)):
        return False
    if tokens.word(first - 1) in _AMONG or unit_at(tokens, last) or counted(tokens, last, last + 4):
        return False
    near = tokens.low[max(0, first - 10) : first] + tokens.low[last : last + 3]
    return not GAMES.isdisjoint(near) and _BALLOTS.isdisjoint(near)


def _ends_row(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number ends "nine-to-five", "two-for-one"."""
    first = numeral.first
    joined = tokens.word(first - 1) == "-" and tokens.tight(first) and tokens.tight(first - 1)
    return joined and numeral.form is _FORM_WORDS and tokens.word(first - 2) in ("to", "for")


def _in_name(tokens: Tokens, first: int) -> bool:
    """Whether a number word with a capital is part of a name: "Division Two", "the Gang of Four"."""
    one, other = tokens.printed(first - 1), tokens.printed(first)
    if not other[:1].isupper() or other.isupper():
        return False
    if one[:1].isupper() or one in _ARTICLES:
        return True
    after, beyond = tokens.printed(first + 1), tokens.printed(first + 2)
    opens = after[:1].isupper() and after.endswith("s") and not after.isupper() and not one.isalpha()
    return opens and beyond.islower() and beyond not in FOLLOWS and tokens.word(first + 3) in _STATES


def _qualifies(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "zero" goes with a noun that is not counted: "zero tolerance", "net zero", "at zero cost"."""
    after = tokens.word(numeral.last)
    if tokens.word(numeral.first - 1) == "net" or after == "-":
        return True
    if not after.isalpha() or after in FOLLOWS or unit_at(tokens, numeral.last):
        return after == "hours"
    return counted(tokens, numeral.last, numeral.last + 4) is None


_ARTICLES = frozenset(("the", "of", "a", "our"))
_STATES = frozenset(("is", "was", "has", "had", "will", "remains"))
_ROUND_ABOUT = {Decimal(24): "hour", Decimal(360): "degree"}


def _all_round(tokens: Tokens, numeral: Numeral) -> bool:
    """ "24-hour care", "a 360-degree review": names for round the clock and for all sides."""
    at = numeral.last
    at = at + 1 if tokens.word(at) == "-" else at
    return tokens.word(at) == _ROUND_ABOUT[numeral.value] and tokens.word(at + 1).isalpha()


def _is_set(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the words after the number make a set phrase: "in two minds", "two places at once", "9 to 5"."""
    last = numeral.last
    if tokens.word(last) == "-":
        last += 1
    if tokens.word(last) in _SET_OPENS and any(tokens.words(last, last + size) in _SET for size in (1, 2, 3)):
        return True
    if numeral.value != 9 and numeral.value != 5:
        return False
    one, other = (numeral.value, _NINE_TO_FIVE.get(tokens.word(last + 1))) if tokens.word(last) == "to" else (0, 0)
    if one == 9 and other == 5:
        return tokens.word(numeral.first - 1) in ("a", "the")
    begins = tokens.word(numeral.first - 1) == "to" and _NINE_TO_FIVE.get(tokens.word(numeral.first - 2)) == 9
    return begins and numeral.value == 5 and tokens.word(numeral.first - 3) in ("a", "the")


# Members of enums by names of their own: to read one off its class costs as much as a call.
_CODE, _TIMES, _FORM_WORDS = Form.CODE, Form.TIMES, Form.WORDS

WHEN = "not:when"
Rule = tuple[str, Callable[[Tokens, Numeral], bool]]


class Exclusions(NamedTuple):
    """The rules that can hold in one text: for numbers in digits, and for numbers in words."""

    tokens: Tokens
    digits: tuple[Rule, ...]
    words: tuple[Rule, ...]

    def rule(self, numeral: Numeral) -> str | None:
        """The id of the rule by which a number is no figure, or `None`."""
        form = numeral.form
        if form is _CODE:
            return "not:code"
        if form is _TIMES:
            return "not:multiple" if is_no_multiple(self.tokens, numeral) else None
        if numeral.currency:
            return None
        for name, holds in self.words if form is _FORM_WORDS else self.digits:
            if holds(self.tokens, numeral):
                return name
        return None


def exclusions(tokens: Tokens) -> Exclusions:
    """The rules for the numbers of one text."""
    able = 0
    for word in tokens.vocabulary() & _HEARD:
        able |= _HEARD_BY[word]
    return Exclusions(tokens, *_able(able))


@cache
def _able(heard: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules for digits and those for words; one with words of its own only where its bit is set in `heard`."""
    able = [row for row, bit in zip(_RULES, _BITS, strict=True) if row[3] is None or heard & bit]
    return (
        tuple((name, holds) for name, holds, forms, _ in able if forms != _WORDS),
        tuple((name, holds) for name, holds, forms, _ in able if forms != _DIGITS),
    )


_ANY, _DIGITS, _WORDS = "any", "digits", "words"
_RULES: tuple[tuple[str, Callable[[Tokens, Numeral], bool], str, frozenset[str] | None], ...] = (
    ("not:glued", identifiers.is_glued, _DIGITS, None),
    ("not:date", identifiers.is_in_time, _DIGITS, None),
    ("not:year", identifiers.is_year_alone, _DIGITS, None),
    ("not:clock", identifiers.is_clock, _ANY, identifiers.CLOCK_WORDS),
    ("not:clock", identifiers.is_bare_clock, _DIGITS, None),
    ("not:ordinal", is_ordinal, _ANY, ORDINALS),
    ("not:age", is_age, _ANY, AGE_WORDS),
    ("not:band", is_band, _DIGITS, BAND_MARKS),
    ("not:label", identifiers.is_label, _ANY, None),
    ("not:model", identifiers.is_model, _DIGITS, None),
    ("not:version", identifiers.is_version, _DIGITS, None),
    ("not:call", is_call, _DIGITS, None),
    ("not:list", is_list_number, _DIGITS, None),
    ("not:file", is_file_size, _DIGITS, FILES),
    ("not:address", is_address, _DIGITS, STREETS),
    ("not:one", is_mere_one, _WORDS, frozenset(("one",))),
    ("not:result", is_result, _DIGITS, GAMES),
    ("not:idiom", is_idiom, _ANY, None),
    (WHEN, identifiers.is_time_phrase, _ANY, None),
)
_BITS = tuple(1 << at for at in range(len(_RULES)))
_HEARD_BY: dict[str, int] = {}
for _row, _bit in zip(_RULES, _BITS, strict=True):
    for _word in _row[3] or ():
        _HEARD_BY[_word] = _HEARD_BY.get(_word, 0) | _bit
_HEARD = _HEARD_BY.keys()
