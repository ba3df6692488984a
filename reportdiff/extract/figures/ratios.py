"""Shares said with two numbers: "one in five", "nine out of every ten", "4 out of 5", "18p in every pound"."""

from decimal import Decimal

from ...language.vocabulary import words_of
from .counted_nouns import counted, is_plural
from .notation import Form, Numeral, Tokens
from .units import unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS, _WORDS, _CODE = Form.DIGITS, Form.WORDS, Form.CODE

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
    if top.currency != bottom.currency or top.form not in (_DIGITS, _WORDS) or bottom.form is _CODE:
        return None
    joint = _joint(tokens, top, bottom)
    if joint is None or not _in_order(top, bottom, joint) or (joint == "in" and unit_at(tokens, bottom.last)):
        return None
    if joint == "out of" and top.form is _DIGITS and _is_score(tokens, top, bottom):
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
    if top.form is _WORDS and rest in _JOINTS and bottom.value in _ROUND and is_plural(noun):
        return None if unit_at(tokens, bottom.last) or counted(tokens, bottom.last, bottom.last + 4) else rest
    if top.value == 1 and top.form is _WORDS and rest in _JOINTS and noun.isalpha() and not unit_at(tokens, top.last):
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
