"""Numbers that belong to the page: list items, notes, page numbers of a table of contents, sizes of files."""

from ...language.vocabulary import words_of
from .counted_nouns import counted
from .date_exclusions import DASHES, is_year, whole_digits
from .notation import Form, Numeral
from .number_tokens import Tokens
from .units import unit_at

# Members of enums by names of their own: to read one off its class costs as much as a call.
_DIGITS = Form.DIGITS

_PARTS = frozenset(("annex", "appendix", "part", "section", "schedule", "chapter", "table"))
_LEADER = 4  # dots that lead to the number of a page
_REFERENCE = 5  # digits that an amount would be printed with a comma for
_TITLE = 8  # tokens of a title up to its colon
FILES = words_of("contexts.tsv", "layout_numbers.files")


def is_list_number(tokens: Tokens, numeral: Numeral) -> bool:
    """A number that opens the text as a label ("4. The Leader", "1.2 Scope", "(3)"), or a small one in brackets."""
    at, last = numeral.core, numeral.last
    if numeral.form is not _DIGITS or "," in tokens.printed(at) or numeral.scaled:
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
    return before == "(" and after == ")" and numeral.value <= 20


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
