"""Reports drawn at random, and edits of which it is known what they change.

A `Draft` is a report before it is laid out: sections of paragraphs of sentences. `Draft.text()` lays it out as text
with numbered paragraphs, at any width, with any first number, straight or curly quotes. The edits give new drafts.
"""

import textwrap
from collections.abc import Callable

from attrs import evolve, frozen
from hypothesis import strategies as st

SUBJECTS = (
    "The Council", "The highways team", "The library service", "The Trust", "The registration service",
    "Our schools improvement team", "The housing board", "The waste service", "The transport partnership",
    "The planning committee", "The youth forum", "The fire authority",
)  # fmt: skip
VERBS = ("repaired", "inspected", "opened", "funded", "reviewed", "replaced", "surveyed", "completed", "registered")
THINGS = (
    "bridges", "playgrounds", "street lamps", "care homes", "bus shelters", "reading rooms", "allotments", "culverts",
    "recycling points", "training places", "footpaths", "licences", "boilers", "flood defences", "kitchens",
)  # fmt: skip
PLACES = (
    "in the northern villages", "across the market towns", "along the river", "in the old quarter", "near the station",
    "in every ward", "on the coast road", "beside the canal", "in the hill parishes", "around the hospital",
)  # fmt: skip
REMARKS = (
    'The members called this "a fair result" and asked for more.',
    "I am grateful to the volunteers who made it possible.",
    "This isn't the end of the story, and the work goes on - slowly.",
    "Residents' groups took part in every stage of the design.",
    "A report on the lessons was discussed by the scrutiny panel.",
)
TITLES = (
    "Roads and Bridges", "Libraries", "Waste and Recycling", "Adult Care", "Schools", "Planning", "Public Health",
    "Housing", "Parks and Gardens", "Community Safety", "Museums", "Trading Standards", "Energy", "Volunteering",
)  # fmt: skip


@frozen
class Sentence:
    """A sentence around at most one figure."""

    head: str
    figure: str = ""
    tail: str = ""

    def __str__(self) -> str:
        return self.head + self.figure + self.tail


Paragraph = tuple[Sentence, ...]


@frozen
class Part:
    """A heading and its paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@frozen
class Draft:
    """A report as sections of paragraphs of sentences."""

    parts: tuple[Part, ...]

    def text(self, first: int = 1, width: int = 0, curly: bool = False, date: str = "3 May 2014") -> str:
        """The report laid out: numbered from `first`, wrapped at `width` (0: not at all), with curly quotes or not."""
        blocks, number = [date], first
        for part in self.parts:
            blocks.append(part.title)
            for paragraph in part.paragraphs:
                line = f"{number}. {written(paragraph)}"
                blocks.append("\n".join(textwrap.wrap(line, width)) if width else line)
                number += 1
        text = "\n\n".join(blocks) + "\n"
        return curled(text) if curly else text


def written(paragraph: Paragraph) -> str:
    """The sentences of a paragraph in one line."""
    return " ".join(map(str, paragraph))


def curled(text: str) -> str:
    """`text` with typographic quotes and dashes."""
    return text.replace(' "', " “").replace('"', "”").replace("'", "’").replace(" - ", " – ")


def figures() -> st.SearchStrategy[str]:
    """A figure as reports print it."""
    whole = st.integers(2, 9800).map(lambda n: f"{n:,}")
    share = st.integers(20, 990).map(lambda n: f"{n / 10:.1f}%")
    money = st.integers(11, 990).map(lambda n: f"£{n / 10:.1f}m")
    return st.one_of(whole, share, money)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence that reports a count, a share or a cost, promises something, or states no figure at all."""
    subject, verb = draw(st.sampled_from(SUBJECTS)), draw(st.sampled_from(VERBS))
    thing, place = draw(st.sampled_from(THINGS)), draw(st.sampled_from(PLACES))
    number = draw(st.integers(11, 989))
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return Sentence(f"{subject} {verb} ", str(number), f" {thing} {place}.")
    if kind == 1:
        return Sentence(f"Satisfaction with {thing} {place} stands at ", f"{number / 10:.1f}%", ".")
    if kind == 2:
        return Sentence(f"{subject} spent ", f"£{number / 10:.1f}m", f" on {thing} {place}.")
    if kind == 3:
        return Sentence("We will replace ", str(number), f" {thing} {place} by March 2019.")
    return Sentence(draw(st.sampled_from(REMARKS)))


def paragraphs() -> st.SearchStrategy[Paragraph]:
    """A few sentences, each of another kind or about another thing."""
    return st.lists(sentences(), min_size=2, max_size=4, unique_by=str).map(tuple)


@st.composite
def drafts(draw: st.DrawFn, least: int = 1, most: int = 5, alike: bool = False) -> Draft:
    """A report of `least` to `most` sections; no sentence stands twice unless `alike`."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=least, max_size=most, unique=True))
    seen: set[str] = set()
    parts = []
    for title in titles:
        kept: list[Paragraph] = []
        for paragraph in draw(st.lists(paragraphs(), min_size=1, max_size=4)):
            fresh = paragraph if alike else tuple(s for s in paragraph if str(s) not in seen)
            seen.update(map(str, fresh))
            if fresh:
                kept.append(fresh)
        if kept:
            parts.append(Part(title, tuple(kept)))
    return Draft(tuple(parts)) if parts else draw(st.just(_smallest()))


def _smallest() -> Draft:
    return Draft((Part("Libraries", ((Sentence("The library service opened ", "14", " reading rooms."),),)),))


Place = tuple[int, int]
"""Section and paragraph, counted from 0."""


def places(draft: Draft) -> list[Place]:
    """The place of every paragraph."""
    return [(s, p) for s, part in enumerate(draft.parts) for p in range(len(part.paragraphs))]


def edited(draft: Draft, section: int, change: Callable[[tuple[Paragraph, ...]], tuple[Paragraph, ...]]) -> Draft:
    """The draft with other paragraphs in one section."""
    parts = list(draft.parts)
    parts[section] = evolve(parts[section], paragraphs=change(parts[section].paragraphs))
    return Draft(tuple(parts))


def shuffled(draft: Draft, order: list[int]) -> Draft:
    """The draft with its sections in another order."""
    return Draft(tuple(draft.parts[at] for at in order))


def with_paragraph(draft: Draft, place: Place, paragraph: Paragraph) -> Draft:
    """The draft with one more paragraph before the one at `place`."""
    section, at = place
    return edited(draft, section, lambda items: (*items[:at], paragraph, *items[at:]))


def without_paragraph(draft: Draft, place: Place) -> Draft:
    """The draft without the paragraph at `place`."""
    section, at = place
    return edited(draft, section, lambda items: items[:at] + items[at + 1 :])


def split(draft: Draft, place: Place, sentence: int) -> Draft:
    """The draft with the paragraph at `place` cut before one of its sentences."""
    section, at = place
    return edited(
        draft, section, lambda items: (*items[:at], items[at][:sentence], items[at][sentence:], *items[at + 1 :])
    )


def merged(draft: Draft, place: Place) -> Draft:
    """The draft with the paragraph at `place` and the next of its section made one."""
    section, at = place
    return edited(draft, section, lambda items: (*items[:at], items[at] + items[at + 1], *items[at + 2 :]))


def with_figure(draft: Draft, place: Place, sentence: int, figure: str) -> Draft:
    """The draft with another figure in one sentence."""
    section, at = place

    def change(items: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        words = list(items[at])
        words[sentence] = evolve(words[sentence], figure=figure)
        return (*items[:at], tuple(words), *items[at + 1 :])

    return edited(draft, section, change)


def other_figure(figure: str) -> str:
    """A figure of the same make with another value."""
    at = max(index for index, char in enumerate(figure) if char.isdigit())
    digit = "7" if figure[at] != "7" else "4"
    return figure[:at] + digit + figure[at + 1 :]
