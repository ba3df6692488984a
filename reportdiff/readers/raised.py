"""Raised and lowered characters: written as the characters that Unicode has for them, so that no mark joins a number.

What the marks are, notes or powers, the outline decides from the words around them, alike for every format.
"""

import re

_RAISED = dict(zip("0123456789+-−abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_NOTE = re.compile(r"\s*[\[(]?\s*((?:\d{1,3}|[a-z]|[ivx]{2,4})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*)\s*[\])]?\s*")
_POWER = re.compile(r"[-−+]\d{1,2}")


def raised(text: str) -> str:
    """How words set above the line are written: the mark of a note or a power in raised characters, others as they are.

    >>> raised("[3]"), raised("rd"), raised("1, 2"), raised("*")
    ('³', 'rd', '¹,²', '*')
    """
    note = _NOTE.fullmatch(text)
    if note is None and not _POWER.fullmatch(text.strip()):
        return text
    marks = "".join(note.group(1).split()) if note else text.strip()
    return "".join(_RAISED.get(char, char) for char in marks) + " " * (text != text.rstrip())


def lowered(text: str, before: str) -> str:
    """How words set below the line are written: digits after a letter as formulas have them in plain text ("CO2")."""
    if before[-1:].isalpha() or not text.strip().isdecimal():
        return text
    return "".join(_LOWERED.get(char, char) for char in text)
