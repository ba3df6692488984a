"""Lengths of time that belong to another number: "£75m over 10 years" has the rate "10 years"."""

from ...language.vocabulary import words_of
from .number_attributes import Reading
from .number_tokens import Tokens

_UNITS = frozenset(("years", "months", "weeks", "decades", "days"))
_BETWEEN = words_of("contexts.tsv", "lasting.between")
_BREAKS = frozenset((",", ";", ":", "and", "but"))
_REACH = 12


def without_terms(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """The readings without those lengths of time that are another's rate, or only say when."""
    made: list[Reading] = []
    for reading in readings:
        before = made[-1] if made and made[-1].sentence == reading.sentence else None
        if before and _may_run(before) and reading.time and _runs_over(tokens, before, reading):
            words = tokens.text[tokens.starts[reading.inner] : tokens.ends[reading.last - 1]]
            made[-1] = before.but(per=words, rules=before.noting("per:over"))
        elif not reading.aside:
            made.append(reading)
    return made


def _may_run(amount: Reading) -> bool:
    return not amount.time and amount.per is None and amount.unit not in (None, "percent", "times")


def _runs_over(tokens: Tokens, amount: Reading, term: Reading) -> bool:
    """Whether "over" governs the length of time, with nothing but one clause between it and the amount."""
    if term.first - amount.last > _REACH or term.unit not in _UNITS:
        return False
    for index in range(term.inner - 1, max(amount.last, term.inner - 5) - 1, -1):
        word = tokens.word(index)
        if word == "over":
            return _BREAKS.isdisjoint(tokens.low[amount.last : index])
        if word not in _BETWEEN:
            return False
    return False
