"""Verbs of reports, in every spelling of theirs, from `data/verbs.tsv`."""

from typing import NamedTuple

from ..patterns import regex
from .vocabulary import derived, rows


class Verb(NamedTuple):
    """A form of a verb: its base, its class in `data/verbs.tsv`, and which forms this spelling can be.

    `forms` holds letters: b base, s third person, p past, n participle, g -ing.
    """

    base: str
    kind: str
    forms: str


_doubles = regex(r"[^aeiou]*[aeiou][bdgklmnprt]")


def _spelled(base: str) -> tuple[str, str, str]:
    """The -s, -ed and -ing spellings of a regular verb."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    ending = "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    doubled = base
    if _doubles().fullmatch(base) and base not in {"open", "happen"}:
        doubled = base + base[-1]
    return base + ending, doubled + "ed", doubled + "ing"


@derived
def verbs() -> dict[str, Verb]:
    """Every known spelling of a known verb."""
    found: dict[str, Verb] = {}
    for base, kind, *irregular in rows("verbs.tsv"):
        third, past, going = _spelled(base)
        participle = irregular[1] if len(irregular) > 1 else past
        past = irregular[0] if irregular else past
        if irregular and irregular[1].endswith(f"{base[-1]}{base[-1]}ed"):  # "planned", but "led", "fed", "sped"
            going = irregular[1][:-2] + "ing"
        for word, form in ((base, "b"), (third, "s"), (past, "p"), (participle, "n"), (going, "g")):
            before = found.get(word)
            kept = before.forms if before else ""
            found[word] = Verb(base, before.kind if before else kind, kept + form)
    return found


@derived
def kinds() -> dict[str, str]:
    """The class of each known verb, by its base form."""
    return {row[0]: row[1] for row in reversed(rows("verbs.tsv"))}
