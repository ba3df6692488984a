"""Finding one thing among many by a label that a person typed from memory."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from .door import expect
from .errors import NotFound
from .facts import Commitment, Figure
from .language.stems import terms
from .language.tokens import sentences
from .language.vocabulary import rows
from .model import Note, Report

T = TypeVar("T")

ENOUGH = 0.5
"""The least likeness, from 0 to 1, at which a label counts as found."""


def find(label: str, items: Sequence[T], name: Callable[[T], str]) -> T:
    """The item whose name is most like `label`, the first of equals.

    Case, endings and the order of words don't matter, and a part of a name will do. `NotFound` names the nearest ones
    where nothing is like it.

    >>> find("managers trained", ["trained managers", "media releases"], str)
    'trained managers'
    """
    expect(label, str, "what is looked for", "Give some words")
    ranked = sorted(((-likeness(label, name(item)), index) for index, item in enumerate(items)))
    if ranked and -ranked[0][0] >= ENOUGH:
        return items[ranked[0][1]]
    near = sorted(
        dict.fromkeys(name(items[index]) for _, index in ranked[:_WEIGHED]), key=lambda one: -_near(label, one)
    )
    near = near[:3]
    remedy = f"The nearest are: {'; '.join(near)}" if near else "There is nothing to choose from"
    raise NotFound("", f"nothing is called {label!r}", remedy)


_WEIGHED = 60  # items that a miss looks at more closely


def _near(label: str, name: str) -> float:
    """How near the words of two names are, letter by letter: "potholles" to "potholes repaired"."""
    from difflib import SequenceMatcher

    pairs = [
        [SequenceMatcher(None, one, other).ratio() for other in name.lower().split()] for one in label.lower().split()
    ]
    return sum(max(row, default=0.0) for row in pairs) / max(1, len(pairs))


def _pale() -> frozenset[str]:
    return frozenset(row[0] for row in rows("stop_words.txt"))


_LONGER = 0.01  # what each word of a name costs that was not asked for
Said = Sequence[tuple[str, float]]
"""What is said of a thing, each text with how much a word in it counts, from 0 to 1."""


def search(
    words: str, items: Sequence[T], said: Callable[[T], Said], name: Callable[[T], str], longer: float = _LONGER
) -> tuple[T, tuple[Note, ...]]:
    """The item that best matches some words, the first of equals: by its name, its unit, where it stands.

    Every word must match, in some ending; a word may be the beginning of another ("call", "callers"). Where
    none holds them all, the item whose name is most like the words, as `find` has it. `NotFound` names the nearest.
    If others match nearly as well, a note says which was taken and what else was near. `longer` is what each word of a
    name costs that was not asked for: nothing where names are sentences.
    """
    expect(words, str, "what is looked for", "Give some words")
    wanted = list(dict.fromkeys(terms(words)))
    meant = [word for word in words.casefold().split() if word not in _pale()]
    if words.strip() and not meant:
        raise NotFound("", f"{words!r} says too little to look for", "Give a word that names what is measured")
    scored = []
    for index, item in enumerate(items):
        fields = [(frozenset(terms(text)), weight) for text, weight in said(item)] if wanted else []
        found = [max((weight * _holds(stems, word) for stems, weight in fields), default=0.0) for word in wanted]
        if found and min(found) > 0:
            extra = len(set(terms(name(item))) - set(wanted))
            scored.append((-sum(found) / len(found) + longer * extra, index))
    if not scored:
        return find(words, items, name), ()
    scored.sort()
    best, index = scored[0]
    taken = name(items[index])
    reach = longer / 2 if set(wanted) <= set(terms(taken)) else _NEARLY
    near = [name(items[other]) for score, other in scored[1:] if score - best <= reach]
    others = [one for one in dict.fromkeys(near) if one != taken][:_TOLD]
    told = f"{words!r} is taken for “{taken}”; near it: " + ", ".join(f"“{one}”" for one in others)
    return items[index], (Note("several", told),) if others else ()


def said_of(report: Report, fact: Figure | Commitment) -> Said:
    """What a report says of a figure or a promise: its own words, the title of its section, its sentence."""
    section, paragraph = report.section_at(fact.span), report.paragraph_at(fact.span)
    if isinstance(fact, Figure):
        found = [(" ".join(fact.terms), 0.9), (fact.unit or "", 0.7)]
    else:
        found = [(fact.quote, 1.0), (fact.actor or "", 0.7)]
    found.append((section.title if section else "", 0.5))
    if paragraph is not None:
        flow = paragraph.flow
        inside = [at for at in sentences(flow.text) if flow.span(*at).covers(fact.span)]
        found += [(flow.text[start:end], 0.4) for start, end in inside]
    return tuple(found)


_NEARLY = 0.15  # how much less may be said of a thing that is near; where a name holds all words, nothing less
_TOLD = 3  # near names that a note holds
_BEGINNING = 4  # letters that the beginning of a word must have


def _holds(stems: frozenset[str], word: str) -> float:
    """Whether a word is among some stems: 1; as the beginning of one: 0.9."""
    if word in stems:
        return 1.0
    return 0.9 if len(word) >= _BEGINNING and any(stem.startswith(word) for stem in stems) else 0.0


_LETTERS = 3  # of a word that is looked for inside a name


def likeness(wanted: str, name: str) -> float:
    """1 for the same words, more than a half where the name holds every word wanted, less for a likeness in letters."""
    if wanted.casefold().strip() == name.casefold().strip():
        return 1.0
    want, have = set(terms(wanted)), set(terms(name))
    shared = len(want & have)
    if want and shared == len(want):
        return 0.6 + 0.39 * shared / len(have)
    if len(wanted.strip()) >= _LETTERS and wanted.casefold().strip() in name.casefold():
        return 0.55 + 0.3 * len(wanted) / len(name)
    words = 2 * shared / (len(want) + len(have)) if want and have else 0.0
    from difflib import SequenceMatcher  # most labels are found before this

    letters = SequenceMatcher(None, wanted.casefold(), name.casefold(), autojunk=False).quick_ratio()
    return max(0.9 * words, 0.49 * letters if letters < 0.85 else 0.6 * letters)
