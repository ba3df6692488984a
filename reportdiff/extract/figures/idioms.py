"""Numbers that count nothing: "one" as a pronoun, ordinals, set phrases."""

from decimal import Decimal

from ...language.verbs import verbs
from ...language.vocabulary import words_of
from .bounds import hedge_before
from .counted_nouns import counted, is_plural
from .notation import FOLLOWS, Form, Numeral
from .number_tokens import Tokens
from .units import unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_WORDS = Form.WORDS

ORDINALS = frozenset(("st", "nd", "rd", "th"))
_DEFINITE = words_of("contexts.tsv", "idioms.definite")
_COMPOUNDS = words_of("contexts.tsv", "idioms.compounds")
GAMES = words_of("contexts.tsv", "idioms.games")
_BALLOTS = words_of("contexts.tsv", "shared_units.votes")
_DASHES = frozenset("-–")
_AMONG = frozenset(("of", "by", "in", "for", "with", "between", "about", "aged", "from"))
_SET = words_of("contexts.tsv", "idioms.set")
_SET_OPENS = frozenset(phrase.split(" ", 1)[0] for phrase in _SET)
_NINE_TO_FIVE = {"9": 9, "nine": 9, "5": 5, "five": 5}
_COUNTING = frozenset(("against", "abstaining", "abstained", "abstention", "fewer", "less"))
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
    if tokens.word(numeral.first) != "one" or numeral.form is not _WORDS or numeral.scaled or numeral.value != 1:
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
    if after in _COUNTING or (after == "(" and tokens.is_number(numeral.last + 1)):
        return False  # "one fewer death", "one (8%) is not started"
    if numeral.first < 2 and after.isalpha() and tokens.word(numeral.last + 1) in ("", ".", "for", "from"):
        return after in FOLLOWS or unit is not None  # "one vacancy for the north ward"
    if tokens.words(numeral.first - 2, numeral.first) in _THERE and after.isalpha() and after not in FOLLOWS:
        return False
    return tokens.word(numeral.first - 1) not in _LIMITING or after in ("of", "another", "or")


def is_idiom(tokens: Tokens, numeral: Numeral) -> bool:
    """Set phrases: "a two-tier area", "zero tolerance", "24-hour care", "50-50", "a five star rating"."""
    word, after = tokens.word(numeral.first), tokens.word(numeral.last)
    if word in ("zero", "nil") and _qualifies(tokens, numeral):
        return True
    if numeral.form is _WORDS and _in_name(tokens, numeral.first):
        return True
    before = tokens.word(numeral.first - 1)
    if before in ("per", "=") and numeral.form is Form.DIGITS and unit_at(tokens, numeral.last) is None:
        return True
    if _is_rank(tokens, numeral) or _is_plan(tokens, numeral):
        return True
    if after == "tier" or (after == "star" and numeral.value <= 5):
        return True
    if numeral.value in _ROUND_ABOUT and _all_round(tokens, numeral):
        return True
    if _is_set(tokens, numeral):
        return True
    if (
        after == "to"
        and word == "one"
        and tokens.word(numeral.first - 1) == "from"
        and _passes_on(tokens, numeral.last)
    ):
        return True
    if after in ("-", "/") and tokens.printed(numeral.last + 1) == tokens.printed(numeral.core):
        return True
    if tokens.word(numeral.first - 1) in ("-", "/") and tokens.printed(numeral.first - 2) == tokens.printed(
        numeral.core
    ):
        return True
    return _ends_row(tokens, numeral) or (after == "-" and tokens.word(numeral.last + 1) in _COMPOUNDS)


def _is_rank(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number says how long a list of the best is: "the Top 100", "a top 50 employer"."""
    top = numeral.form is Form.DIGITS and tokens.word(numeral.first - 1) == "top"
    if not top or unit_at(tokens, numeral.last) is not None or tokens.word(numeral.last) == "of":
        return False
    return tokens.printed(numeral.first - 1).istitle() or counted(tokens, numeral.last, numeral.last + 5) is None


def _is_plan(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a length of time is part of a title: "the 25 Year Environment Plan"."""
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
    return joined and numeral.form is _WORDS and tokens.word(first - 2) in ("to", "for")


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
