"""Lengths of time of several parts: "2 mins 28 secs", "3h 20m", "6 minutes 40"."""

from .notation import Form
from .number_attributes import Reading
from .number_tokens import Tokens
from .units import steps_between

_RESTS = {"hours": "minutes", "minutes": "seconds"}
_SUBJECT = frozenset(("of", "were", "was", "are", "is", "have", "had", "has", "will"))


def joined_durations(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """Durations of several parts as one, in the smallest unit: "2 mins 28 secs" is 148 seconds."""
    made: list[Reading] = []
    for reading in readings:
        before = made[-1] if made else None
        if before and before.unit == "hours" and tokens.word(reading.numeral.last) == "m":
            reading = _as_minutes(reading)
        if before and reading.unit == "seconds" and tokens.word(before.numeral.last) == "m":
            made[-1] = before = _as_minutes(before)
        if before and before.unit in _RESTS and reading.unit is None:
            reading = _as_rest(tokens, before, reading)
        steps = steps_between(before.unit, reading.unit) if before and before.unit and reading.unit else None
        if before and steps and before.time and before.high is None and _touches(tokens, before.last, reading.first):
            made[-1] = before.but(
                value=before.value * steps + reading.value,
                unit=reading.unit,
                last=reading.last,
                outer=reading.outer,
                per=reading.per,
                rules=before.noting("form:compound"),
            )
        else:
            made.append(reading)
    return made


def _as_rest(tokens: Tokens, before: Reading, reading: Reading) -> Reading:
    """ "6 minutes 40": what is left of the last minute."""
    numeral = reading.numeral
    if before.unit is None or before.last != reading.first or numeral.form is not Form.DIGITS or numeral.plain >= 60:
        return reading
    follows = tokens.word(reading.last) in _SUBJECT or numeral.plain != int(numeral.plain)
    return reading if follows else reading.but(unit=_RESTS[before.unit], time=True)


def _as_minutes(reading: Reading) -> Reading:
    """ "3h 20m": the second letter means minutes."""
    return reading.but(unit="minutes", time=True, value=reading.numeral.value) if reading.unit == "metres" else reading


def _touches(tokens: Tokens, last: int, first: int) -> bool:
    return first == last or (first == last + 1 and tokens.word(last) in ("and", ","))
