"""Numbers in words: "forty-five", "half a million", "two and a half", "three quarters", "a third", "mid-teens"."""

from decimal import Decimal

from ...language.vocabulary import words_of
from .notation import CURRENCIES, FOLLOWS, WORDS, Form, Numeral, scaled
from .number_tokens import Tokens

_ORDINAL_HALF = words_of("contexts.tsv", "numberwords.ordinal_half")
_HALF_OF = words_of("contexts.tsv", "numberwords.half_of")
_BY = words_of("contexts.tsv", "numberwords.by")
_MORE = words_of("contexts.tsv", "numberwords.more")
_ENDS = frozenset(".,;:()!?")


def in_words(tokens: Tokens, index: int) -> Numeral | None:
    """The number written in words that begins at token `index`, `None` where the words state none."""
    word = tokens.low[index]
    value, kind = WORDS[word]
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
    currency = CURRENCIES.get(tokens.printed(numeral.first - 1))
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
            if WORDS.get(tokens.word(step), (0, ""))[1] not in ("unit", "ten"):
                break
        value, kind = WORDS.get(tokens.word(step), (None, ""))
        if value is None or not _continues(kind, value, last_kind, total):
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
    bottom, kind = WORDS.get(tokens.word(step), (None, ""))
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
        scale, kind = WORDS.get(tokens.word(last + 2), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(first, last + 3, first, value * scale, value, Form.WORDS, None, True)
    return Numeral(first, last, first, value, value, Form.FRACTION)


def _last_scale(tokens: Tokens, at: int) -> Decimal:
    """What "and a half" is a part of behind token `at`: of a million in "a million and a half", else of one."""
    value, kind = WORDS.get(tokens.word(at - 1), (Decimal(1), ""))
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
        return whole + scale / WORDS[words[2]][0], step
    if words == ["and", "three", "quarters"] or words == ["and", "two", "thirds"]:
        return whole + scale * WORDS[words[1]][0] / WORDS[words[2]][0], step
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
        scale, kind = WORDS.get(tokens.word(step), (None, ""))
        if scale is not None and kind in ("scale", "hundred", "dozen"):
            return Numeral(index, step + 1, index, value * scale, value, Form.WORDS, None, True)
        return Numeral(index, at + 1, index, value, value, Form.WORDS)
    first = index - 1 if before == "a" else index
    if after in _HALF_OF or (tokens.word(first - 1) in _BY and _stands_alone(tokens, index + 1)):
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
