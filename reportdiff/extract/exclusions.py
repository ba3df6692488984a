"""Numbers that state nothing: dates, years, times of day, references, labels, names, telephone numbers.

Each rule is a function of the tokens, the numeral and the token limit; the first that holds names itself. The rules are
tried in the order of `_RULES`; a number with a currency mark is never tried.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from .bounds import hedge_before
from .nouns import counted, is_plural
from .numerals import CURRENCIES, FOLLOWS, Form, Numeral
from .tokens import Tokens
from .units import unit_at
from .vocabulary import rows

_DASHES = frozenset("-–—−‑/")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_CLOCK = frozenset(("am", "pm"))
_YEAR_BEFORE = frozenset(
    "in by since from to until till during before after the for of early late mid end year financial academic and between "
    "around spring summer autumn winter through throughout into fy calendar next last this our her his its".split()
)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for word, sort in rows("exclusions.tsv") if sort == kind)


def excluded(tokens: Tokens, numeral: Numeral) -> str | None:
    """The id of the rule by which a number is no figure, or `None`."""
    if numeral.form is Form.CODE:
        return "not:code"
    if numeral.form is Form.TIMES:
        return _times(tokens, numeral)
    if numeral.currency:
        return None
    for name, rule in _RULES:
        if rule(tokens, numeral):
            return name
    return None


def _times(tokens: Tokens, numeral: Numeral) -> str | None:
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("double", "treble", "triple", "quadruple"):
        hedged = hedge_before(tokens, numeral.first) or tokens.word(numeral.first - 1) in (
            "to",
            "will",
            "would",
            "could",
        )
        return None if after in ("the", "that", "its", "what", "last", "their", "our") or hedged else "not:multiple"
    if word in ("twice", "thrice"):
        return None if after in ("as", "the", "that", "what", "its", "their") else "not:multiple"
    return None


def _digits(numeral: Numeral, tokens: Tokens) -> str:
    printed = tokens.printed(numeral.core)
    return printed if numeral.form is Form.DIGITS and printed.isdigit() and not numeral.scaled else ""


def _plain(tokens: Tokens, numeral: Numeral) -> bool:
    """A bare whole number without sign, scale or unit after it."""
    return bool(_digits(numeral, tokens)) and numeral.last == numeral.core + 1


def is_year(printed: str) -> bool:
    """Whether four digits can be a year."""
    return len(printed) == 4 and printed.isdigit() and "1600" <= printed <= "2199"


def _year(tokens: Tokens, numeral: Numeral) -> bool:
    printed = _digits(numeral, tokens)
    if not is_year(printed) or not _plain(tokens, numeral):
        return False
    at = numeral.first
    if unit_at(tokens, numeral.last) and tokens.word(numeral.last) != "year":
        return False
    noun = counted(tokens, numeral.last, len(tokens))
    if noun is None:
        before = tokens.word(at - 1)
        return printed >= "1900" or before in ("in", "since", "from", "until")
    hedge = hedge_before(tokens, at)
    if hedge and tokens.word(at - 1) not in ("around", "about", "circa"):
        return False
    return tokens.word(at - 1) in _YEAR_BEFORE or tokens.word(at - 1) in _words("month") or not printed.endswith("00")


def _financial_year(tokens: Tokens, numeral: Numeral) -> bool:
    """2014/15, 2014-15, the second half of either, and 1990s."""
    printed, at = tokens.printed(numeral.core), numeral.core
    after, beyond = tokens.printed(at + 1), tokens.printed(at + 2)
    if is_year(printed) and after in _DASHES and tokens.is_number(at + 2) and _is_next(printed, beyond):
        return True
    if tokens.printed(at - 1) in _DASHES and is_year(tokens.printed(at - 2)) and _is_next(tokens.raw[at - 2], printed):
        return True
    if tokens.word(at + 1) == "s" and tokens.tight(at + 1) and numeral.form is Form.DIGITS:
        return True
    return tokens.printed(at - 1) in ("'", "’") and len(printed) == 2 and tokens.tight(at)


def _is_next(year: str, printed: str) -> bool:
    return is_year(printed) or (len(printed) == 2 and printed.isdigit())


def _date(tokens: Tokens, numeral: Numeral) -> bool:
    printed, at = tokens.printed(numeral.core), numeral.core
    if numeral.form is not Form.DIGITS or not printed.isdigit() or len(printed) > 2 or not 0 < int(printed) < 32:
        return False
    if _month(tokens, _past_days(tokens, at + 1)):
        return True
    before = at - 1
    if _month(tokens, before):
        return tokens.word(before - 1) not in ("in", "by", "since", "until") or counted(tokens, at + 1, at + 4) is None
    return tokens.word(before) in _words("day") and tokens.printed(before)[:1].isupper()


def _past_days(tokens: Tokens, at: int) -> int:
    """The token after further days of one date: "5, 12 and 19 May", "5-6 May", "3 and 4 of May"."""
    while at < len(tokens):
        word = tokens.low[at]
        if word in _ORDINALS and tokens.tight(at):
            at += 1
        elif (
            word in ("and", "to", ",", "or", "-", "–", "&", "/")
            and tokens.is_number(at + 1)
            and len(tokens.raw[at + 1]) < 3
        ):
            at += 2
        else:
            break
        if at > 40_000_000:
            break
    return at + 1 if tokens.word(at) == "of" else at


def _month(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in _words("month") and tokens.printed(index)[:1].isupper()


def _clock(tokens: Tokens, numeral: Numeral) -> bool:
    at, printed = numeral.core, tokens.printed(numeral.core)
    after = tokens.word(numeral.last)
    if after in _CLOCK or (
        after in ("a", "p") and tokens.word(numeral.last + 1) == "." and tokens.word(numeral.last + 2) == "m"
    ):
        return True
    if after in ("o'clock", "noon", "midnight") and numeral.value < 25:
        return True
    if (after == ":" and tokens.tight(at + 1) and tokens.is_number(at + 2) and tokens.tight(at + 2)) or (
        tokens.word(at - 1) == ":" and tokens.tight(at) and tokens.is_number(at - 2) and tokens.tight(at - 1)
    ):
        return True
    if (
        after in ("-", "–", "to", "and")
        and tokens.is_number(numeral.last + 1)
        and tokens.word(numeral.last + 2) in _CLOCK
    ):
        return True
    if tokens.word(at - 1) in ("at", "from", "until", "till", "before", "after") and len(printed) in (4, 5):
        hours, _, minutes = printed.partition(".")
        return (
            len(minutes) == 2
            and hours.isdigit()
            and int(hours) < 24
            and int(minutes) < 60
            and not unit_at(tokens, at + 1)
        )
    return False


def _ordinal(tokens: Tokens, numeral: Numeral) -> bool:
    return tokens.tight(numeral.last) and tokens.word(numeral.last) in _ORDINALS


def _glued(tokens: Tokens, numeral: Numeral) -> bool:
    """Digits inside a code: "A44", "COVID-19", "4B", "4x4", "#123", "24/7", "name@1.2"."""
    if numeral.form is Form.WORDS or not tokens.is_number(numeral.core):
        return False
    first, last = numeral.first, numeral.last
    before, after = tokens.printed(first - 1), tokens.printed(last)
    if tokens.tight(first) and (before[-1:].isalnum() or before in "#@/\\_=&:.№§¶"):
        return True
    if tokens.tight(first) and before in _DASHES and tokens.tight(first - 1) and not _spans(tokens, first - 2):
        return True
    if _third_of_row(tokens, first):
        return True
    if not tokens.tight(last):
        return False
    if after[:1].isalpha() and not unit_at(tokens, last) and after.lower() not in ("plus", "ish", "odd", "fold", "pa"):
        return True
    if after == "/" and tokens.tight(last + 1):
        return not tokens.word(last + 1).isalpha()
    return after in "@_=\\" or (after == ":" and tokens.is_number(last + 1) and tokens.tight(last + 1))


def _third_of_row(tokens: Tokens, first: int) -> bool:
    """Whether two numbers stand before, all joined by dashes: a date or a code ("2015-05-14")."""
    return all(
        tokens.tight(at) and tokens.printed(at - 1) in _DASHES and tokens.tight(at - 1) and tokens.is_number(at - 2)
        for at in (first, first - 2)
    )


def _spans(tokens: Tokens, index: int) -> bool:
    """Whether the token before a dash may begin a range: a number, a unit or scale, a currency."""
    word = tokens.word(index)
    return tokens.is_number(index) or word in ("mid", "%", "m", "bn", "k", "p") or tokens.printed(index) in CURRENCIES


def _label(tokens: Tokens, numeral: Numeral) -> bool:
    """The number of a section, room, grade ...; also the later ones of a list ("sections 3, 4 and 5")."""
    if numeral.scaled or numeral.sign or numeral.form in (Form.FRACTION, Form.SCORE):
        return False
    before = numeral.first - 1
    steps = 0
    while tokens.word(before) in (",", "and", "or", "to", "-", "–", "&") and tokens.is_number(before - 1) and steps < 8:
        before, steps = before - 2, steps + 1
    if tokens.word(before) in (".", "(", ":", "#") and before == numeral.first - 1 - 2 * steps:
        before -= 1
    word = tokens.word(before)
    strong, weak = word in _words("label"), word in _words("weak")
    if not (strong or weak):
        return _named(tokens, before, numeral)
    if word == "no" and tokens.word(before + 1) != "." and tokens.printed(before) != "No":
        return False
    name = tokens.printed(before)[:1].isupper()
    if tokens.word(numeral.last) == "of":
        return strong or name
    if unit_at(tokens, numeral.last):
        return name and before > 0
    if weak and not name and steps == 0 and counted(tokens, numeral.last, numeral.last + 6):
        return False
    return True


def _version(tokens: Tokens, numeral: Numeral) -> bool:
    """A decimal that goes on a row of versions ("from 2.38.1 to 2.39"), or follows "updated to"."""
    printed = tokens.printed(numeral.core)
    if numeral.form is not Form.DIGITS or "." not in printed or unit_at(tokens, numeral.last):
        return False
    at = numeral.first - 1
    if tokens.word(at) in ("to", "and", ",", "or", "from", "-", "–") and tokens.printed(at - 1).count(".") > 1:
        return tokens.is_number(at - 1)
    return any(tokens.word(index) in _words("version") for index in range(max(0, at - 6), at + 1))


def _named(tokens: Tokens, before: int, numeral: Numeral) -> bool:
    """A bare number after a capitalised word within a sentence: "Office 365", "Holt 12"."""
    printed = tokens.printed(before)
    if (
        not (printed[:1].isupper() and printed[:1].isalpha())
        or before != numeral.first - 1
        or numeral.form is Form.WORDS
    ):
        return False
    if counted(tokens, numeral.last, numeral.last + 5) or unit_at(tokens, numeral.last):
        return False
    if before == 0 or tokens.word(before - 1) in (".", "!", "?", ":", ";", "“", '"', "("):
        following = tokens.printed(numeral.last)
        return (
            following[:1].islower()
            and not _is_stop(following)
            and ("." in tokens.printed(numeral.core) or not is_plural(printed.lower()))
        )
    return (
        "," not in tokens.printed(numeral.core)
        and "." not in tokens.printed(numeral.core)
        and not _month(tokens, before)
    )


def _is_stop(word: str) -> bool:
    """Whether a word after a number shows that the number stands for an amount ("Attendance 95 in May")."""
    return word in FOLLOWS and word not in ("was", "is", "has", "were", "will", "had", "also", "can")


_EMERGENCY = frozenset((Decimal(101), Decimal(111), Decimal(112), Decimal(911), Decimal(999)))


def _call(tokens: Tokens, numeral: Numeral) -> bool:
    """Telephone numbers: after "ring", with a leading zero, or in groups."""
    printed = tokens.printed(numeral.core)
    if numeral.form is not Form.DIGITS:
        return False
    if len(printed) > 1 and printed[0] == "0" and printed.isdigit():
        return True
    if numeral.value in _EMERGENCY and tokens.word(numeral.last) in (
        "call",
        "calls",
        "line",
        "service",
        "number",
        "operators",
    ):
        return True
    if tokens.word(numeral.first - 1) in _words("call"):
        return not counted(tokens, numeral.last, numeral.last + 4)
    return _after_prefix(tokens, numeral)


def _after_prefix(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a group of digits follows a dialling code: "01632 960 447", "(01632) 960447", "+44 1632 960447"."""
    for index in range(numeral.first - 1, max(-1, numeral.first - 5), -1):
        printed = tokens.raw[index]
        if tokens.is_number(index):
            if len(printed) > 2 and printed[0] == "0":
                return True
            if tokens.word(index - 1) == "+" and tokens.tight(index):
                return True
        elif printed not in "()-–":
            return False
    return False


def _age(tokens: Tokens, numeral: Numeral) -> bool:
    """Ages and age groups name people: "aged 16 to 24", "18-year-olds", "under-16s", "over 65s"."""
    before = numeral.first - 1
    while tokens.word(before) in ("to", "-", "–", "and", "between", "over", "under", "from", "of") and before > 0:
        before -= 1
        if tokens.is_number(before):
            before -= 1
        if numeral.first - before > 6:
            return False
    if tokens.word(before) in _words("age") and tokens.word(numeral.first - 1) != "of":
        return True
    if tokens.word(before) == "age" and tokens.word(numeral.first - 1) == "of":
        return True
    at = numeral.last
    for _ in range(4):
        if tokens.word(at) in ("-", "–", "to", "and") or tokens.is_number(at):
            at += 1
    return tokens.word(at) in ("year", "years", "month") and any(
        tokens.word(place) in ("old", "olds") for place in range(at + 1, at + 4)
    )


def _list_number(tokens: Tokens, numeral: Numeral) -> bool:
    """A number that opens the text as a label ("4. The Leader", "(3)"), or a small one alone in brackets."""
    at = numeral.core
    if not _digits(numeral, tokens):
        return False
    before, after = tokens.word(at - 1), tokens.word(numeral.last)
    if numeral.first == 0 and after in (".", ")") and tokens.tight(numeral.last):
        return True
    if before == "[" and after == "]":
        return True
    return before == "(" and after == ")" and numeral.value <= 20


def _address(tokens: Tokens, numeral: Numeral) -> bool:
    if not _plain(tokens, numeral):
        return False
    for index in range(numeral.last, numeral.last + 4):
        if not tokens.printed(index)[:1].isupper():
            return False
        if index > numeral.last and tokens.word(index) in _words("street"):
            return True
    return False


_ONE_BEFORE = frozenset("only just least than to from by for within exactly point under over".split())


def _one(tokens: Tokens, numeral: Numeral) -> bool:
    """ "One" as pronoun or determiner; it counts with a measure, a scale, or after "only", "at least"."""
    if tokens.word(numeral.first) != "one" or numeral.form is not Form.WORDS or numeral.scaled or numeral.value != 1:
        return False
    unit = unit_at(tokens, numeral.last)
    if (
        unit
        and tokens.word(numeral.last) not in ("day", "time", "second", "minute")
        and tokens.word(unit.last) not in ("of", "in")
    ):
        return False
    if unit and hedge_before(tokens, numeral.first):
        return False
    before = tokens.word(numeral.first - 1)
    after = tokens.word(numeral.last)
    return before not in ("only", "least", "just", "than", "exactly") or after in ("of", "another", "or")


_COMPOUNDS = frozenset(
    "tier way fold sided stop party quarter wheel wheeled part page minded pronged dimensional star faith seater track "
    "off to on one time phase stage step thirds storey point digit figure fifths headed".split()
)


def _idiom(tokens: Tokens, numeral: Numeral) -> bool:
    """Number words that count nothing: "a two-tier area", "at sixes and sevens", "zero tolerance", "ten or so"."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("zero", "nil") and (
        after in ("tolerance", "carbon", "waste", "emission", "hours", "-") or tokens.word(numeral.first - 1) == "net"
    ):
        return True
    if after == "tier":
        return True
    if numeral.value == 24 and _hour_long(tokens, numeral.last):
        return True
    return numeral.form is Form.WORDS and after == "-" and tokens.word(numeral.last + 1) in _COMPOUNDS


def _hour_long(tokens: Tokens, at: int) -> bool:
    """ "24-hour care": a name for round the clock."""
    at = at + 1 if tokens.word(at) == "-" else at
    return tokens.word(at) == "hour" and tokens.word(at + 1).isalpha()


_RULES: tuple[tuple[str, Callable[[Tokens, Numeral], bool]], ...] = (
    ("not:glued", _glued),
    ("not:date", _date),
    ("not:year", _year),
    ("not:years", _financial_year),
    ("not:clock", _clock),
    ("not:ordinal", _ordinal),
    ("not:age", _age),
    ("not:label", _label),
    ("not:version", _version),
    ("not:call", _call),
    ("not:list", _list_number),
    ("not:address", _address),
    ("not:one", _one),
    ("not:idiom", _idiom),
)
