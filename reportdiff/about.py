"""What a report says of itself: title, body, holder, portfolio, day, period. The text first, then the file."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from .model import Furniture, Note
from .outline import Outline
from .outline.dates import PrintedDate, printed_dates
from .outline.headings import is_title
from .outline.names import SHORT, body_in, cased, is_office, is_titled, mentions_office, person_in, remit_in
from .outline.shape import is_open
from .outline.vocabulary import listed
from .patterns import regex
from .readers.blocks import Document
from .source import Source, Span

_SILENT = frozenset(["rule", "marks", "page number", "not here", "contents", "another report"])


class About(NamedTuple):
    """What is known of a report apart from what it reports; `None` where neither text nor file says it.

    `covers` are the words that say which period the report is about ("2018/19", "Quarter 3 2019").
    """

    title: str = ""
    body: str | None = None
    holder: str | None = None
    portfolio: str | None = None
    day: date | None = None
    covers: str | None = None
    notes: tuple[Note, ...] = ()


class _Line(NamedTuple):
    """A line of the head or foot as it reads, and what the outline took it for."""

    text: str
    span: Span
    reason: str


def about(document: Document, outline: Outline) -> About:
    """What the head, the foot and the titles of a document say of it."""
    source = document.source
    lines = list(_lines(source, outline.furniture))
    spoken = cache(partial(cased, text=source.text))  # the title is asked for three times
    title = _title(lines, spoken)
    day, notes = _day(document, lines)
    holder = _first(_holders(lines)) or person_in(document.meta.author or "")
    return About(
        title or document.meta.title or "",
        _first(body_in(spoken(line.text)) for line in lines if line.reason != "signature"),
        holder,
        _portfolio(lines, spoken),
        day,
        _first(map(_covers, [title, *(line.text for line in lines)])),
        notes,
    )


def _first(found: Iterator[str | None]) -> str | None:
    return next((item for item in found if item), None)


def _lines(source: Source, furniture: Sequence[Furniture]) -> Iterator[_Line]:
    seen = set()
    for item in furniture:
        if item.reason in _SILENT or len(item.span) > 2 * SHORT:
            continue
        for row in _unwrapped(source[item.span]):
            text = _label().sub("", " ".join(row.split()).strip("#=*_ "), count=1)
            if text and text not in seen:
                seen.add(text)
                yield _Line(text, item.span, item.reason)


def _unwrapped(text: str) -> list[str]:
    """The lines of a piece of furniture, those joined that only wrap."""
    rows: list[str] = []
    for row in filter(str.strip, text.splitlines()):
        if rows and _wraps(rows[-1], row.strip()):
            rows[-1] += " " + row
        else:
            rows.append(row)
    return rows


def _wraps(before: str, row: str) -> bool:
    """Whether a line only goes on with the one before."""
    small = row[0].islower() or row.split()[0].lower() in listed("small_words.txt")
    return small or is_open(before.lower()) or (before.isupper() and row.isupper())


_label = regex(r"^(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z])[.)]|\d{1,3}(?:\.\d{1,3})+)\s+")
_report_of = regex(r"(?i)(?:\w+ )?(?:report|statement|update|speech|address) (?:of|by|from|on)\b")


def _title(lines: Sequence[_Line], spoken: Callable[[str], str]) -> str:
    """The line that names the report: "Report of ..." before any other title, a title before another line above it."""
    ranked = sorted((_rank_title(name, line), index, name) for index, (name, line) in enumerate(_dateless(lines)))
    return spoken(ranked[0][2]) if ranked and ranked[0][0] < 3 else ""


def _dateless(lines: Sequence[_Line]) -> Iterator[tuple[str, _Line]]:
    for line in lines:
        found = next((item for item in printed_dates(line.text) if _dates_report(item, line)), None)
        name = _loose_end().sub("", line.text[: found.start]) if found else line.text
        yield _titled().sub("", name, count=1), line


_titled = regex(r"(?i)^(?:report )?(?:title|subject) ?: ?")
_loose_end = regex(r"(?i)[ ,(–—-]{0,3}(?: held| on| dated| of| for| at){0,2}[ ,(–—-]{0,3}$")


def _rank_title(name: str, line: _Line) -> int:
    """0 to 3: how little a line, its date taken off, looks like the title; 3 is none."""
    if _titled().match(line.text):
        return 1
    known = line.reason in ("title", "head", "date", "page")
    if not known or " " not in name or person_in(name) or remit_in(name) == name:
        return 3
    sure = line.reason in ("title", "head")
    if sure and _report_of().match(name):
        return 0
    return 1 if is_title(name) else 2 if sure else 3


def _portfolio(lines: Sequence[_Line], spoken: Callable[[str], str]) -> str | None:
    """The remit of the office in the signature, else in the head; mixed case before upper case."""
    own = [
        line.text for line in reversed(lines) if line.reason in ("signature", "particulars", "title", "head", "date")
    ]
    labelled = (line.text.partition(":")[2].strip() for line in lines if line.text.lower().startswith("portfolio:"))
    ordered = sorted(own, key=str.isupper)
    return _first(labelled) or _first(remit_in(spoken(line)) for line in ordered)


_by = regex(
    r"(?i)(?:(?:report|statement|update|address|speech) (?:of|by|from)|"
    r"(?:prepared|presented|written|submitted|signed)(?: by)?|from|(?:report )?author) ?:? ?"
)
_clerical = regex(r"(?i)(?:contact|(?:report )?author|lead officer|tel|e-?mail|for (?:further|more) information)\b")


def _holders(lines: Sequence[_Line]) -> Iterator[str | None]:
    """Candidates for the person who reports, the best first: who signs, who holds the office named, who reports."""
    own = [line for line in lines if not _clerical().match(line.text)]
    others = [line for line in own if line.reason in ("particulars", "title", "head", "date", "body")]
    for line in own:
        if line.reason == "signature":
            yield from _named(line.text)
    for line in others:
        if mentions_office(line.text):
            yield from _named(line.text)
    for before, after in pairwise(others):
        if is_office(before.text) or is_office(after.text):
            yield person_in(before.text) or person_in(after.text)
    for line in others:
        if _by().match(line.text) or is_titled(line.text):
            yield from _named(line.text)
    for line in lines:
        if _by().match(line.text):
            yield from _named(line.text)


def _named(line: str) -> Iterator[str | None]:
    """Persons that a line names: the whole line, or a part of it between marks."""
    yield person_in(line)
    match = _by().match(line)
    rest = line[match.end() :] if match else line
    for part in _between().split(rest):
        if part and not mentions_office(_untitled(part)) and not part.isupper():
            yield person_in(part)


_between = regex(r"\s*[:,;()|]\s*|\s+[-–—]\s+")


def _untitled(part: str) -> str:
    return _councillor().sub("", part)


_councillor = regex(r"^(?:Cllr|Councillor)\.? ")


@cache
def _blank_day() -> re.Pattern[str]:
    """A day left blank before a month without a year ("XX March"); one with a year is a printed date."""
    month = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    return re.compile(
        rf"\b(?:[Xx]{{2}}|_{{2,4}}|\?{{2}})(?:st|nd|rd|th)? {{1,3}}(?:of )?{month}\b(?!,? {{1,3}}\d{{4}})"
    )


_KEYED = ("date", "meeting", "council", "cabinet", "board", "committee")


def _day(document: Document, lines: Sequence[_Line]) -> tuple[date | None, tuple[Note, ...]]:
    """The day of the report: printed in the head, else in the foot, else in the file; with notes on what is odd."""
    found = [(item, line) for line in lines for item in printed_dates(line.text)]
    notes = [_odd(item, line) for item, line in found if item.day is None]
    blanks = ((_blank_day().search(line.text), line) for line in lines)
    notes += [
        Note("date", f"the printed date “{match.group()}” is a placeholder", line.span)
        for match, line in blanks
        if match
    ]
    dating = [(item, line) for item, line in found if item.day is not None and _dates_report(item, line)]
    dating = [(item, line) for item, line in dating if not _stamp().match(line.text)] or dating
    days = [item.day for item, _ in sorted(dating, key=lambda pair: _rank(pair[1]))]
    if len(set(days)) > 1:
        notes.append(Note("dates", f"several dates could be that of the report; {days[0]} is taken", dating[0][1].span))
    if days:
        return days[0], tuple(notes)
    day, note = _outside(document)
    return day, (*notes, note)


@cache
def _in_name() -> re.Pattern[str]:
    """Dates as names of files have them: "2024-05-18", "20240518", "18.05.2024", "18_May_2024", "May-18-2024"."""
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<!\d)(?:(?P<y>{year})[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])"
        rf"|(?P<d2>0?[1-9]|[12]\d|3[01])[-_. ](?P<m2>0?[1-9]|1[0-2])[-_. ](?P<y2>{year}))(?!\d)"
    )


def _named_day(name: str) -> date | None:
    """The one day that the name of a file gives."""
    for match in _in_name().finditer(name):
        part = match.groupdict()
        try:
            return date(int(part["y"] or part["y2"]), int(part["m"] or part["m2"]), int(part["d"] or part["d2"]))
        except ValueError:
            continue
    words = re.sub(r"(?<=\d)(?=[A-Z][a-z])|(?<=[a-z])(?=\d)|[-_.]", " ", name)
    return next((item.day for item in printed_dates(words) if item.day is not None), None)


def _outside(document: Document) -> tuple[date | None, Note]:
    """The day that the file or its name gives, with a note that it is not the text that says so."""
    day = _named_day(document.source.name)
    if day is not None:
        return day, Note("date-from-name", f"the text gives no date of the report; the file's name says {day}")
    said = next((item.day for item in printed_dates(document.meta.dated or "") if item.day is not None), None)
    created = document.meta.created or said
    if created is not None:
        return created, Note("date-from-file", f"the text gives no date of the report; the file says {created}")
    return None, Note("undated", "no date of the report was found; give one when reading it")


_stamp = regex(r"\d{1,2}/\d{1,2}/(?:\d\d){1,2},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\b")
"""When a page was printed, as browsers put it in a margin: "11/30/26, 6:09 PM"."""


def _rank(line: _Line) -> int:
    keyed = line.text.lower().startswith(_KEYED) or line.reason == "date"
    return 0 if keyed else 1 if line.reason in ("agenda", "title", "body", "particulars") else 2


def _odd(item: PrintedDate, line: _Line) -> Note:
    return Note("date", f"the printed date “{line.text[item.start : item.end]}” {item.why}", line.span)


_LONGEST = 8  # characters of the words below, which stand last before a date


_not_day = regex(r"(?i)\b(?:year|quarter|period|months?|half|ending|ended|end|to|until|since|by|as at|from)\W*$|\d\W*$")


def _dates_report(item: PrintedDate, line: _Line) -> bool:
    """Whether a date in a line is a day of meeting, not the end of a period."""
    text, end = line.text, item.start
    while end and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return not _not_day().search(text, max(0, end - _LONGEST), item.start)


@cache
def _period() -> re.Pattern[str]:
    year = r"(?:19|20)\d\d"
    month = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    quarter = r"(?:quarter (?:[1-4]|one|two|three|four)|q[1-4]|(?:first|second|third|fourth) quarter)"
    return re.compile(
        r"(?i)(?:year|quarter|(?:\w+ )?months?|period|half[- ]year) (?:ended|ending|to) "
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{month} {year}"
        rf"|{quarter}(?: of)?,? ?{year}(?:[/-]\d{{2,4}})?"
        rf"|{month}(?: {year})? ?(?:to|and|[-–—]) ?{month} {year}"
        rf"|{year}[/–-](?:20)?\d\d\b(?![/-])"
        rf"|(?<=annual report )(?:for )?{year}|{year}(?= annual)|{month} {year}(?= (?:report|bulletin|update))"
    )


_JOINING = ("end", "to", "q", "and", "-", "–", "—", "/", "annual", "report", "bullet", "update")
"""Parts of words and marks, one of which stands in every period that a line can name: more than a date."""


def _covers(line: str) -> str | None:
    low = line.lower()
    if not any(map(str.isdigit, line)) or not any(part in low for part in _JOINING):
        return None
    match = _period().search(line)
    return match.group() if match else None


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    """What minutes hold, each kind once: apologies, votes, resolutions, meetings, officers, actions, what was said."""
    agreed = "agreed|noted|reported|suggested|decided|proposed|felt|hoped|confirmed|explained|stated|clarified"
    bodies = "committee|panel|cabinet|executive|board|sub-committee|forum|group|council|councillors|governors|trustees"
    heard = "considered|noted|received|discussed|informed|welcomed|agreed|recommended|asked|heard|advised|thanked"
    return tuple(
        re.compile(f"(?i){pattern}")
        for pattern in (
            r"\bapolog(?:y|ies)\b",
            r"\bseconded\b|\bproposed by\b|\ball (?:were )?in favour\b|\bunanimous",
            rf"\bresolved\b|\bit was (?:\w+ )?(?:{agreed})\b|\bbe (?:noted|approved|received|endorsed)\b",
            r"\bminutes\b|\b(?:last|next|previous|this|the) meeting\b",
            r"\bthe (?:clerk|chair(?:man|person)?|treasurer|secretary|portfolio holder)\b|\bcllrs?\b|\bcouncillors?\b",
            r"\bpresent:|\bin attendance\b|\battended by\b|\bmatters arising\b",
            r"\bactions?(?: points?)?\s?:|(?<![\w.])(?:(?-i:[A-Z]{2,3}|Chair|All)|clerk) to (?-i:[a-z])",
            rf"\bmembers\b|\b(?:{bodies}) (?:(?:had|also|then|was|were) )?(?:{heard}|approved|queried|expressed)\b",
            r"\b(?:introduced|presented) (?:the|a|his|her|their) |\bin (?:response|answer) to\b|\bwas circulated\b",
        )
    )


@cache
def _speech() -> re.Pattern[str]:
    verbs = (
        "said|stated|advised|reported|confirmed|explained|noted|agreed|informed|asked|queried|highlighted|requested"
        "|suggested|commented|outlined|mentioned|proposed"
    )
    return re.compile(rf"(?i)\b(?:{verbs})(?: \w+){{0,3}} (?:that|whether|if|to)\b")


@cache
def _actions() -> re.Pattern[str]:
    """A name, initials or an office that is "to do" something: "Ann to pay the bill"."""
    name = r"(?:[A-Z][a-z]+|[A-Z]{2,3}|The [A-Z][a-z]+)"
    return re.compile(
        rf"(?:^|(?<=[.:;,–)-]) ){name}(?:(?:, | and |/){name}){{0,3}} to (?!the\b|a\b|our\b|my\b|all\b)[a-z]", re.M
    )


_shifted = regex(r"(?i)\b(?:would|had)\b")
_first_person = regex(r"(?i)\b(?:we|our|i|my|us)\b")


_STRETCH, _STRETCHES = 2500, 8  # characters of a text that are judged together; how many such stretches are looked at
_RARELY = 700  # characters to a "would" or "had", at most, where speech is reported
_MOST = 6  # signs of a stretch that count
_SURE = ((3.0, 500), (4.0, 350), (5.5, 200))  # signs a stretch, and characters to a "we" that so many signs outweigh


def are_minutes(text: str) -> bool:
    """Whether a text reads as the minutes of a meeting: what stands in its past tense was said there."""
    stretches = [text[at : at + _STRETCH] for at in range(0, max(1, len(text) - 800), _STRETCH)][:_STRETCHES]
    ours, length = sum(len(_first_person().findall(part)) for part in stretches), sum(map(len, stretches))
    sure = [wanted * len(stretches) for wanted, each in _SURE if ours <= 1 + length // each]
    missing = min(sure, default=0)
    for left in range(len(stretches) if sure else 0, 0, -1):
        if missing > _MOST * left:
            break  # most texts are no minutes, and that is plain half way through
        part = stretches[-left]
        signs = sum(1 for sign in _signs() if sign.search(part))
        spoken = sum(1 for _ in zip(range(3), _speech().finditer(part), strict=False))
        spoken += sum(1 for _ in zip(range(3), _actions().finditer(part), strict=False))
        shifted = "would" in part and len(_shifted().findall(part)) * _RARELY >= len(part)
        missing -= min(_MOST, signs + spoken + shifted)
    return bool(sure) and missing <= 0
