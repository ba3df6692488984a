"""Lists of things to be done: items that carry no cue of their own stand under one.

A lead is a sentence that ends with a colon behind a cue ("Next year we will:") or a heading such as "Open tasks". An
item inherits its force unless it reports something by a finite verb of its own ("The old installer was removed").
In a table with a column of actions, and one that says who, when or how they stand, each row names one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ...facts import Force
from ...language.chunks import Tense
from ...language.sentence import Sentence
from ...language.syntax import Link
from ...language.tokens import sentences
from ...language.vocabulary import derived, rows
from ...model import Paragraph, ParagraphKind, Table
from ...source import Flow
from ..context import Context
from .candidates import Draft, units

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


@derived
def _columns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rows("plan_columns.tsv")}


def table_items(tables: Sequence[Table], lines: Sequence[Paragraph]) -> dict[int, list[tuple[Paragraph, Lead | None]]]:
    """By where a row starts the cells of it that may promise something, each a paragraph of its own.

    It is the action that a table lists, with what its row says of it; in other tables what is long enough to be prose.
    `lines` are the paragraphs that are rows, in order.
    """
    found: dict[int, list[tuple[Paragraph, Lead | None]]] = {}
    starts = [line.span.start for line in lines]
    for table in tables:
        heads: dict[str, int] = {}
        for _, row in groupby(table.cells, key=lambda cell: cell.row):
            cells = {cell.column: cell.span for cell in row if len(cell.span)}
            at = bisect_right(starts, min(cells.values()).start) - 1 if cells else -1
            if at < 0:
                continue
            flow = lines[at].flow
            texts = {column: flow.part(*flow.place(span)) for column, span in cells.items()}
            heads = heads or _heads(texts)
            prose = [column for column, text in texts.items() if text.text.count(" ") >= _PROSE and not heads]
            found.setdefault(lines[at].span.start, []).extend(
                (Paragraph(None, cells[column], texts[column]), None) for column in prose
            )
            if heads and heads["action"] in cells and texts[heads["action"]].text.count(" "):
                said = {name: texts[column].text for name, column in heads.items() if column in texts}
                lead = Lead(Force.WILL, "", ("table:action",), said.get("when", ""), said.get("who", ""), "own", True)
                item = Paragraph(None, cells[heads["action"]], texts[heads["action"]])
                found[lines[at].span.start].append((item, lead))
    return found


def _heads(texts: dict[int, Flow]) -> dict[str, int]:
    """Which column says what is to be done, and which when, by whom, how it stands; none if these are not told."""
    found: dict[str, int] = {}
    for name, pattern in _columns().items():
        for column, flow in texts.items():
            if pattern.fullmatch(flow.text.strip(" .:?*")):
                found.setdefault(name, column)
    return found if "action" in found and len(found) > 1 else {}


def item_drafts(paragraph: Paragraph, lead: Lead, context: Context) -> Iterator[Draft]:
    """What an item without a cue of its own commits to under a lead, a draft for each part set off by a semicolon."""
    text = paragraph.flow.text
    spans = sentences(text)
    if not spans or len(text) > _LONGEST or (lead.loose and paragraph.kind is ParagraphKind.TEXT and len(spans) > 1):
        return
    sentence = Sentence(text, *spans[0], units(text, *spans[0], context, ()))
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
    rules, actor = (*lead.rules, "list:item"), lead.actor or (_owner(sentence, first, last) if lead.loose else "")
    yield Draft(start, end, start, lead.force, lead.hint, rules, False, actor, lead.sort, "", None, lead.when)


def _owner(sentence: Sentence, first: int, last: int) -> str:
    """Who is to act, named behind the last dash of an item: "Print the map – May 2031 – Head of Trails"."""
    dashes = [at for at in range(first + 1, last) if sentence.low[at] in ("–", "—", "-")]
    named = sentence.said(dashes[-1] + 1, last) if dashes else ""
    return named if named.count(" ") < _NAME and named[:1].isupper() and named.replace(" ", "").isalpha() else ""


_PROSE = 6  # blanks in a cell of a table that holds prose
_NAME = 5  # words that can be the name of an office
