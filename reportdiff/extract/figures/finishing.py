"""What a name still needs once its words are found: the heading above it, what moved, which side was voted for."""

import re
from functools import cache

from ...language.stems import stem, terms
from ...language.vocabulary import derived

_TITLE = 6  # words of a title that may stand behind a name
_YEAR = re.compile("(?:19|20)\\d\\d")


@derived
def _papers() -> frozenset[str]:
    papers = ("item", "agenda", "update", "report", "minutes", "meeting", "news", "summary", "background")
    return frozenset(map(stem, papers))


def under(name: str, title: str) -> str:
    """A name with the title that it stands under, where that is short and says what the name does not.

    What only says which paper this is ("Agenda item 4", "Monthly update") says nothing of a figure.
    """
    title = " ".join(title.split()).strip(" :.-–—")
    fits = (
        0 < len(title.split()) <= _TITLE
        and all(word.isalpha() or _YEAR.fullmatch(word) for word in re.findall(r"\w+", title))
        and "(" not in title + name
    )
    if not fits or _papers().issuperset(terms(title)) or set(terms(title)) <= set(terms(name)):
        return name
    return f"{name} ({title})" if name else title


def moving(name: str, direction: str) -> str:
    """The name of a growth that does not say that something moved: "visits" is how many there were."""
    if name.startswith(("rise ", "fall ")):
        return name
    noun = "rise" if direction == "up" else "fall"
    return f"{noun} ({name})" if "…" in name else f"{noun} in {name}" if name else name


def voted(name: str) -> str:
    """The name of the first number of a tally: "votes for (Council approved the plan)"."""
    about = _tally().sub("", name.replace(" …", ""))
    return f"votes for ({about})" if set(terms(about)) - {stem("vote")} else "votes for"


@cache
def _tally() -> re.Pattern[str]:
    return re.compile(r"(?i)(?: in favou?r)?(?:,? by(?: an?)?(?: \w+)?(?: (?:vote|count|tally)s?)?(?: of)?)?$")
