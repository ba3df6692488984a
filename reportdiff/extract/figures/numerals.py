"""Every number of a text as written, before anything is known of units and of whether it states something."""

from decimal import Decimal
from itertools import compress

from ...language.vocabulary import derived, words_of
from ...patterns import regex
from .notation import FOLLOWS, Form, Numeral, Tokens, currencies, lead, number_words, scaled
from .units import counted, is_plural, unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_IN_DIGITS, _IN_WORDS, _IN_CODE = Form.DIGITS, Form.WORDS, Form.CODE

VULGAR = {
    "¼": Decimal("0.25"),
    "½": Decimal("0.5"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅙": Decimal(1) / 6,
    "⅚": Decimal(5) / 6,
    "⅒": Decimal("0.1"),
}
_SLASHES = frozenset("/⁄")
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "16", "32"))
_OUT_OF = frozenset(("5", "10", "20", "50", "100"))
_MIXING = frozenset("-‑") | VULGAR.keys()
_LONGEST = 24
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EXPONENT = 2  # digits
_TIMES = ("×", "x", "·")
_ZERO = Decimal(0)


_grouped = regex(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_group = regex(r"[0-9]{3}(?:\.[0-9]+)?")


def in_digits(tokens: Tokens, index: int, previous: Numeral | None) -> Numeral:
    """The number written in digits that begins at token `index`, with currency, sign and scale."""
    value, last, form = _digits(tokens, index)
    core = index
    first, currency, sign = lead(tokens, index)
    if value is None:
        return Numeral(first, last, core, _ZERO, _ZERO, Form.CODE, currency)
    if currency and tokens.word(index - 1) == "(" and tokens.word(last) == ")":
        last, sign = last + 1, "-"
    if sign == "-":
        value = -value
    money = currency or (previous is not None and previous.currency and index - previous.last <= 1)
    end = last
    factor, last = scaled(tokens, end, bool(money))
    whole = value if last == end else value * factor
    return Numeral(first, last, core, whole, value, form, currency, last != end, sign)


def _digits(tokens: Tokens, index: int) -> tuple[Decimal | None, int, Form]:
    """The value of the digits at `index`, the token after them, and how they are written; no value for a code."""
    printed = tokens.raw[index]
    if len(printed) > _LONGEST:
        return None, index + 1, Form.CODE
    if "," in printed:
        if _grouped().fullmatch(printed):
            return Decimal(printed.replace(",", "")), index + 1, _IN_DIGITS
        return None, index + 1, Form.CODE
    if printed.count(".") > 1:
        return None, index + 1, Form.CODE
    after = tokens.raw[index + 1]
    over = _over(tokens, index) if after in _SLASHES else None
    if over:
        return over
    joined, last = _spaced(tokens, index) if "0" <= after < ":" else (printed, index + 1)
    value = Decimal(joined)
    after = tokens.raw[last]
    if after and (after[0] in _RAISED or after in _TIMES):
        power = _power(tokens, index) if after[0] in _RAISED else _power(tokens, last + 1)
        if power is not None:
            return (power[0] if after[0] in _RAISED else value * power[0]), power[1], _IN_DIGITS
    if "." not in joined:
        mixed = _mixed(tokens, last) if "0" <= after < ":" or after in _MIXING else None
        if mixed:
            return value + mixed[0], mixed[1], _IN_DIGITS
    return value, last, _IN_DIGITS


def _power(tokens: Tokens, index: int) -> tuple[Decimal, int] | None:
    """A power of ten as print has it ("10⁶") that begins at token `index`, and the token after it."""
    if tokens.raw[index] != "10":
        return None
    last, raised = index + 1, ""
    while tokens.raw[last] and tokens.tight(last) and _RAISED.issuperset(tokens.raw[last]):
        raised, last = raised + tokens.raw[last], last + 1
    return (Decimal(10) ** int(raised.translate(_PLAIN)), last) if 0 < len(raised) <= _EXPONENT else None


def _spaced(tokens: Tokens, index: int) -> tuple[str, int]:
    """Digits with their groups of three after single blanks: "1 200 000"."""
    printed = tokens.raw[index]
    last = index + 1
    if len(printed) > 3 or "." in printed or printed[0] == "0" or (index and tokens.is_number(index - 1)):
        return printed, last
    if tokens.tight(index) and tokens.raw[index - 1].isalpha() and tokens.raw[index - 1].islower():
        return printed, last  # "at p99 410 ms"
    while (
        last < len(tokens)
        and last - index < 5
        and tokens.starts[last] == tokens.ends[last - 1] + 1
        and "." not in printed
        and _group().fullmatch(tokens.raw[last])
    ):
        printed += tokens.raw[last]
        last += 1
    if last > index + 1 and not _counts_on(tokens, index, last):
        return tokens.raw[index], index + 1
    return printed, last


def _counts_on(tokens: Tokens, index: int, last: int) -> bool:
    """Whether groups of three are one number, not cells of a table: a mark of money, a noun or a stop says so."""
    if tokens.printed(index - 1) in currencies():
        return True
    after = tokens.printed(last)
    return after.islower() or after in ("%", "(") or (after in (".", ",", ";") and tokens.printed(index - 1).islower())


def _over(tokens: Tokens, index: int) -> tuple[Decimal | None, int, Form] | None:
    """A fraction ("3/4") or a score ("7/10") written with a slash; a code for anything else with a slash."""
    if not (tokens.printed(index + 1) in _SLASHES and tokens.tight(index + 1)):
        return None
    if not (tokens.is_number(index + 2) and tokens.tight(index + 2)):
        return None
    top, bottom = tokens.raw[index], tokens.raw[index + 2]
    if _is_part(tokens, index, top.replace(",", ""), bottom.replace(",", "")):
        return Decimal(top.replace(",", "")), index + 3, Form.SCORE
    if len(top) > 1 and top[0] == "0" and "." not in top:
        return None, index + 3, Form.CODE  # "09/20 Approval of the accounts"
    if bottom in _DENOMINATORS and len(top) <= 2 and top.isdigit() and 0 < int(top) < int(bottom):
        return Decimal(top) / Decimal(bottom), index + 3, Form.FRACTION
    if (
        bottom in _OUT_OF
        and (top != bottom or (len(top) < 3 and top != "50" and top != "20"))
        and top.replace(".", "").isdigit()
        and Decimal(top) <= Decimal(bottom)
    ):
        return Decimal(top), index + 3, Form.SCORE
    return None, index + 3, Form.CODE


def _is_part(tokens: Tokens, index: int, top: str, bottom: str) -> bool:
    """Whether a slash says how many of how many: "7/8 members", "11/12 that did", "245/100,000 residents"."""
    at = index + 3
    plain = (top + bottom).isdigit() and len(top + bottom) < 20 and "0" not in (top[:1], bottom[:1])
    if not plain or int(top) >= int(bottom):
        return False
    if bottom in _PER:
        return True
    if int(top) + 1 == int(bottom) and len(bottom) > 1:
        return False  # "the 23/24 budgets"
    noun = counted(tokens, at, at + 3)
    plain = noun is not None and noun.first == at and unit_at(tokens, at) is None and tokens.printed(at).islower()
    return plain or (tokens.word(at) in ("that", "who", "would") and int(bottom) < _SURVEY)


_SURVEY = 1000  # people asked, of whom some "would"
_PER = frozenset(("1000", "10000", "100000", "1000000"))


def _mixed(tokens: Tokens, at: int) -> tuple[Decimal, int] | None:
    """The fraction that follows whole digits: "½", "-1/2", " 1/2"."""
    if tokens.printed(at) in VULGAR:
        return VULGAR[tokens.raw[at]], at + 1
    if tokens.printed(at) in ("-", "‑") and tokens.tight(at) and tokens.tight(at + 1):
        at += 1
    if tokens.is_number(at):
        over = _over(tokens, at)
        if over and over[2] is Form.FRACTION and over[0] is not None:
            return over[0], over[1]
    return None


def vulgar(tokens: Tokens, index: int) -> Numeral:
    """The fraction in one character ("½") at token `index`."""
    value = VULGAR[tokens.raw[index]]
    first, currency, sign = lead(tokens, index)
    value = -value if sign == "-" else value
    factor, last = scaled(tokens, index + 1, currency is not None)
    return Numeral(first, last, index, value * factor, value, Form.FRACTION, currency, factor != 1, sign)


_ORDINAL_HALF = words_of("contexts.tsv", "number_words.ordinal_half")
_HALF_OF = words_of("contexts.tsv", "number_words.half_of")
_BY = words_of("contexts.tsv", "number_words.by")
_MORE = words_of("contexts.tsv", "number_words.more")
_ENDS = frozenset(".,;:()!?")


def in_words(tokens: Tokens, index: int) -> Numeral | None:
    """The number written in words that begins at token `index`, `None` where the words state none."""
    word = tokens.low[index]
    value, kind = number_words()[word]
    if kind in ("times", "halved", "twice"):
        return Numeral(index, index + 1, index, value, value, Form.TIMES)
    if kind == "mid":
        mid = tokens.word(index - 2) == "mid" and tokens.word(index - 1) == "-"
        return Numeral(index, index + 1, index, value, value, Form.WORDS) if mid else None
    if kind == "half":
        return _half(tokens, index)
    if kind == "part":
        return _bare_part(tokens, index, value)
    plain = kind in ("hundred", "scale", "dozen")
    if plain and tokens.word(index - 1) not in ("a", "an"):
        return None
    first = index - 1 if plain else index
    whole, last = _whole(tokens, index)
    part = _part(tokens, first, last, whole)
    if part:
        return part
    scale = _last_scale(tokens, last)
    whole, last = _and_part(tokens, last, whole, scale)
    factor, last = scaled(tokens, last, False)
    return _with_currency(tokens, Numeral(first, last, first, whole * factor, whole, Form.WORDS, None, factor != 1))


def _with_currency(tokens: Tokens, numeral: Numeral) -> Numeral:
    currency = currencies().get(tokens.printed(numeral.first - 1))
    return numeral._replace(first=numeral.first - 1, currency=currency) if currency else numeral


def _whole(tokens: Tokens, index: int) -> tuple[Decimal, int]:
    """The whole number in words from token `index`, and the token after it."""
    total = current = Decimal(0)
    at, last_kind = index, ""
    while True:
        step = at
        if at > index and tokens.word(at) in ("-", "‑") and tokens.tight(at) and tokens.tight(at + 1):
            step = at + 1
        elif tokens.word(at) == "and" and last_kind in ("hundred", "scale"):
            step = at + 1
            if number_words().get(tokens.word(step), (0, ""))[1] not in ("unit", "ten"):
                break
        value, kind = number_words().get(tokens.word(step), (None, ""))
        if value is None or not _continues(kind, value, last_kind, total) or (kind == "hundred" and current > 99):
            break
        if kind in ("unit", "ten"):
            current += value
        elif kind == "scale":
            total, current = total + (current or 1) * value, Decimal(0)
        else:
            current = (current or 1) * value
        at, last_kind = step + 1, kind
    return total + current, at


def _continues(kind: str, value: Decimal, last: str, total: Decimal) -> bool:
    """Whether a number word may follow one of kind `last`."""
    if kind == "unit":
        return last in ("", "hundred", "scale") or (last == "ten" and 0 < value < 10)
    if kind == "ten":
        return last in ("", "hundred", "scale")
    if kind == "hundred":
        return last in ("", "unit", "ten")
    if kind == "dozen":
        return last in ("", "unit", "ten")
    return kind == "scale" and last != "dozen" and (total == 0 or last != "scale")


def _part(tokens: Tokens, first: int, at: int, top: Decimal) -> Numeral | None:
    """A fraction in words whose numerator ends before token `at`: "two-thirds", "three quarters"."""
    step = at + 1 if tokens.word(at) == "-" and tokens.tight(at) else at
    bottom, kind = number_words().get(tokens.word(step), (None, ""))
    if kind == "half" and tokens.word(first) == "one" and top == 1:
        bottom, kind = Decimal(2), "part"
    if bottom is None or kind != "part" or not 0 < top < bottom:
        return None
    if tokens.low[step].endswith("s") != (top > 1) or (top == 2 and bottom == 4):
        return None
    if top == 1 and not _stands_alone(tokens, step + 1):
        return None
    return _fraction_of(tokens, first, step + 1, top / bottom)


def _fraction_of(tokens: Tokens, first: int, last: int, value: Decimal) -> Numeral:
    """A fraction, taken with the scale it multiplies: "three quarters of a million"."""
    if tokens.word(last) == "of" and tokens.word(last + 1) in ("a", "an"):
        scale, kind = number_words().get(tokens.word(last + 2), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(first, last + 3, first, value * scale, value, Form.WORDS, None, True)
    return Numeral(first, last, first, value, value, Form.FRACTION)


def _last_scale(tokens: Tokens, at: int) -> Decimal:
    """What "and a half" is a part of behind token `at`: of a million in "a million and a half", else of one."""
    value, kind = number_words().get(tokens.word(at - 1), (Decimal(1), ""))
    return value if kind in ("scale", "hundred") and tokens.word(at) == "and" else Decimal(1)


def _and_part(tokens: Tokens, at: int, whole: Decimal, scale: Decimal) -> tuple[Decimal, int]:
    """ "... and a half", "... and three quarters" after a whole number, or after the scale that it is a part of."""
    step = at
    words: list[str] = []
    while len(words) < 3 and step < len(tokens) and step < at + 6:
        if tokens.raw[step] != "-":
            words.append(tokens.low[step])
        step += 1
    if words[:2] in (["and", "a"], ["and", "one"]) and words[2:] and words[2] in ("half", "quarter", "third"):
        return whole + scale / number_words()[words[2]][0], step
    if words == ["and", "three", "quarters"] or words == ["and", "two", "thirds"]:
        return whole + scale * number_words()[words[1]][0] / number_words()[words[2]][0], step
    return whole, at


def _half(tokens: Tokens, index: int) -> Numeral | None:
    before, after = tokens.word(index - 1), tokens.word(index + 1)
    if before == "a" and tokens.word(index - 2) == "and" and tokens.word(index - 4) in ("a", "an", "one"):
        value = Decimal("1.5")
        return Numeral(index - 4, index + 1, index - 4, value, value, Form.WORDS, inside=index - 3)
    if before in _ORDINAL_HALF or (before == "the" and after != "of") or after == "past":
        return None
    at = index + 1
    if after == "-" and tokens.word(index + 2) in ("a", "an"):
        at, after = index + 2, tokens.word(index + 2)
    value = Decimal("0.5")
    if after in ("a", "an"):
        step = at + 2 if tokens.word(at + 1) == "-" else at + 1
        scale, kind = number_words().get(tokens.word(step), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(index, step + 1, index, value * scale, value, Form.WORDS, None, True)
        return Numeral(index, at + 1, index, value, value, Form.WORDS)
    first = index - 1 if before == "a" else index
    halved = after in _HALF_OF or after == "percentage"
    if halved or (tokens.word(first - 1) in _BY and _stands_alone(tokens, index + 1)):
        return Numeral(first, index + 1, first, value, value, Form.FRACTION)
    return None


def _bare_part(tokens: Tokens, index: int, bottom: Decimal) -> Numeral | None:
    """ "a third", "a quarter": a fraction, unless the word is an ordinal ("a third runway") or a period."""
    if tokens.word(index - 1) != "a" or not _stands_alone(tokens, index + 1):
        return None
    if tokens.low[index] == "quarter" and tokens.word(index + 1) != "of" and tokens.word(index - 2) not in _BY:
        return None
    return _fraction_of(tokens, index - 1, index + 1, 1 / bottom)


def _stands_alone(tokens: Tokens, at: int) -> bool:
    """Whether no noun follows that an ordinal would belong to."""
    word = tokens.word(at)
    return not word or word in _ENDS or word in _MORE or word in FOLLOWS


@derived
def _starts() -> frozenset[str]:
    return frozenset(number_words()) | frozenset(VULGAR)


_DIGITS = frozenset("0123456789")
_SINGLE = "0123456789" + "".join(VULGAR)


_letters = regex(r"[^\W\d_]+")


def may_hold(text: str) -> bool:
    """Whether a text has a digit or a number word at all: most that have none need not be cut into tokens."""
    if any(map(text.__contains__, _SINGLE)):
        return True
    pieces = text.lower().split(" ")
    if not _starts().isdisjoint(pieces):
        return True
    marked = " ".join([piece for piece in pieces if not piece.isalpha()])
    return not _starts().isdisjoint(_letters().findall(marked))


def numerals(tokens: Tokens) -> list[Numeral]:
    """Every number of the text, in order, not overlapping; references and codes among them (`Form.CODE` or not)."""
    low = tokens.low
    digits = [index for index in tokens.marked if low[index][0] in _DIGITS]
    words: list[int] = []
    if not _starts().isdisjoint(tokens.vocabulary()):
        words = list(compress(range(len(tokens)), map(_starts().__contains__, low)))
    found: list[Numeral] = []
    after = 0
    for index in sorted(digits + words) if words else digits:
        numeral = _at(tokens, index, found[-1] if found else None) if index >= after else None
        if numeral is not None:
            found.append(numeral)
            after = numeral.last
    return found


def _at(tokens: Tokens, index: int, previous: Numeral | None) -> Numeral | None:
    word = tokens.low[index]
    if "0" <= word < ":":
        return in_digits(tokens, index, previous)
    return in_words(tokens, index) if word in number_words() else vulgar(tokens, index)


_JOINTS = frozenset(("in", "in every", "in each", "out of", "out of every", "of every", "from every", "out of each"))
_LAST = frozenset(joint.split(" ")[-1] for joint in _JOINTS)
_ROUND = frozenset(Decimal(n) for n in (3, 4, 5, 10, 20, 25, 50, 100, 1000))
_SCORED = words_of("contexts.tsv", "ratios.scored")
_BETWEEN = 3


def with_ratios(tokens: Tokens, found: list[Numeral]) -> list[Numeral]:
    """The numerals with each ratio as one: a percentage as a fraction, or a score."""
    made: list[Numeral] = []
    index = 0
    while index < len(found):
        numeral = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        ratio = _ratio(tokens, numeral, following) if following else None
        pound = _in_pound(tokens, numeral)
        if ratio:
            made.append(ratio)
            index += 2
            continue
        made.append(pound or numeral)
        index += 1
    return made


def _ratio(tokens: Tokens, top: Numeral, bottom: Numeral) -> Numeral | None:
    if top.currency != bottom.currency or top.form not in (_IN_DIGITS, _IN_WORDS) or bottom.form is _IN_CODE:
        return None
    joint = _joint(tokens, top, bottom)
    if joint is None or not _in_order(top, bottom, joint) or (joint == "in" and unit_at(tokens, bottom.last)):
        return None
    if joint == "out of" and top.form is _IN_DIGITS and _is_score(tokens, top, bottom):
        return top._replace(last=bottom.last, form=Form.SCORE)
    if not _is_share(tokens, top, bottom, joint):
        return None
    share = top.value / bottom.value
    return top._replace(last=bottom.last, value=share, plain=share, form=Form.FRACTION, currency=None)


def _in_order(top: Numeral, bottom: Numeral, joint: str) -> bool:
    if bottom.value != int(bottom.value):
        return False
    return 0 < top.value < bottom.value or (top.value == bottom.value > 0 and joint == "out of")


def _is_share(tokens: Tokens, top: Numeral, bottom: Numeral, joint: str) -> bool:
    """Whether the two numbers say a share: "every", one of several, or a round number of which some."""
    each = "every" in joint or "each" in joint
    if each or top.currency:
        return each
    if top.value == 1:
        return not (joint == "in" and 1900 < bottom.value < 2100 and "," not in tokens.printed(bottom.core))
    return bottom.value in _ROUND and top.value == int(top.value)


def _joint(tokens: Tokens, top: Numeral, bottom: Numeral) -> str | None:
    """The words that make a ratio, or `None`; one noun may stand before them after "one" ("one adult in six")."""
    if bottom.first - top.last > _BETWEEN + 1 or tokens.low[bottom.first - 1] not in _LAST:
        return None
    words = tokens.words(top.last, bottom.first)
    if words in _JOINTS:
        return words
    noun, _, rest = words.partition(" ")
    if top.form is _IN_WORDS and rest in _JOINTS and bottom.value in _ROUND and is_plural(noun):
        return None if unit_at(tokens, bottom.last) or counted(tokens, bottom.last, bottom.last + 4) else rest
    if (
        top.value == 1
        and top.form is _IN_WORDS
        and rest in _JOINTS
        and noun.isalpha()
        and not unit_at(tokens, top.last)
    ):
        return rest
    return None


def _is_score(tokens: Tokens, top: Numeral, bottom: Numeral) -> bool:
    if top.value != int(top.value):
        return True
    before = {tokens.word(index) for index in range(max(0, top.first - 12), top.first)}
    if before & _SCORED:
        return True
    return tokens.word(bottom.last) in ("", ".", ",", ";", "for") and bottom.value in (5, 10)


def _in_pound(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """ "18p in every pound" is 18 percent."""
    at = numeral.last
    if tokens.word(at) not in ("p", "pence", "cents"):
        return None
    if tokens.word(at + 1) not in ("in", "of", "from", "out") or tokens.words(at + 1, at + 4).split()[-1:] == []:
        return None
    for index in range(at + 2, at + 5):
        if tokens.word(index) in ("pound", "euro", "dollar") and tokens.word(index - 1) in ("every", "each", "the"):
            share = numeral.value / 100
            return numeral._replace(last=index + 1, value=share, plain=share, form=Form.FRACTION)
        if tokens.printed(index) == "£" and tokens.word(index + 1) == "1":
            share = numeral.value / 100
            return numeral._replace(last=index + 2, value=share, plain=share, form=Form.FRACTION)
    return None
