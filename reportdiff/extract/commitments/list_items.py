"""Lists of things to be done: items that carry no cue of their own stand under one.

A lead is a sentence that ends with a colon behind a cue ("Next year we will:") or a heading such as "Open tasks". An
item inherits its force unless it reports something by a finite verb of its own ("The old installer was removed").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...facts import Force
from ...language.chunks import Tense
from ...language.sentence import Sentence
from ...language.sentences import sentences
from ...language.syntax import Link
from ...language.vocabulary import derived, rows
from ...model import Paragraph, ParagraphKind
from .candidates import Draft

_LONGEST = 400  # characters of an item that can be one thing to do


class Lead(NamedTuple):
    """What items inherit. `when` holds the lead's words, which may name the deadline; `loose`: it is a heading."""

    force: Force
    hint: str
    rules: tuple[str, ...]
    when: str
    actor: str
    sort: str
    loose: bool


@derived
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[0]})" for row in rows("plan_headings.txt")), re.IGNORECASE)


def heading_lead(title: str) -> Lead | None:
    """The lead that a heading gives to the lists under it."""
    bare = title.strip(" .:#*_-0123456789")
    if not bare or len(bare) > 90 or not _heading().fullmatch(bare):
        return None
    return Lead(Force.PLAN, "", ("list:heading",), title, "", "own", True)


def sentence_lead(text: str, found: list[Draft]) -> Lead | None:
    """The lead that a paragraph gives to the list after it: it ends with a colon behind a cue or a plan's name."""
    if not text.endswith((":", ":-", "–", "—", "to", "will")):
        return None
    start = sentences(text)[-1][0]
    if found and found[-1].start >= start:
        last = found[-1]
        return Lead(last.force, last.hint, (*last.rules, "list:lead"), text[start:], last.actor, last.sort, False)
    return heading_lead(text[start:])


def item_drafts(paragraph: Paragraph, lead: Lead) -> Iterator[Draft]:
    """What an item without a cue of its own commits to under a lead, a draft for each part set off by a semicolon."""
    text = paragraph.flow.text
    spans = sentences(text)
    if not spans or len(text) > _LONGEST or (lead.loose and paragraph.kind is ParagraphKind.TEXT and len(spans) > 1):
        return
    sentence = Sentence(text, *spans[0])
    reports = [
        clause.verbs.first
        for clause in sentence.clauses
        if clause.kind in (Link.MAIN, Link.COORDINATE)
        and clause.verbs is not None
        and clause.verbs.tense is not Tense.NONE
    ]
    marks = [at for at, word in enumerate(sentence.low) if word == ";"]
    first = 0
    for last in (*marks, len(sentence)):
        if any(first <= verb < last for verb in reports):
            return
        yield from _part(sentence, first, last, lead)
        first = last + 1


def _part(sentence: Sentence, first: int, last: int, lead: Lead) -> Iterator[Draft]:
    while last > first and sentence.tags[last - 1] in (".", ",", ":", "CC"):
        last -= 1
    while first < last and sentence.tags[first] in ("CC", ",", "-LRB-", "-RRB-", "LS"):  # "and (c)"
        first += 1
    if last - first < 2 or not any(tag[:2] in ("NN", "VB") for tag in sentence.tags[first:last]):
        return
    start, end = sentence.starts[first], sentence.ends[last - 1]
    rules = (*lead.rules, "list:item")
    yield Draft(start, end, start, lead.force, lead.hint, rules, False, lead.actor, lead.sort, "", None, lead.when)
