"""`read()` and `read_text()`: the only place that joins readers, outline and extraction into a report."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from attrs import evolve

from .about import About, about, are_minutes
from .collector import uncollected
from .door import day, expect, names
from .errors import ReadError, ReportdiffError
from .extract.commitments.extraction import extract_commitments
from .extract.context import Context
from .extract.figures.metrics import group_metrics, named
from .extract.figures.notation import uses_decimal_comma
from .extract.figures.tables import read_figures, unnamed, unnamed_cells
from .facts import Figure, Period, Precision, Tier, TierName
from .language.times.phrases import find_times
from .language.times.resolution import months
from .language.vocabulary import DEFAULT, Vocabulary, current, rows, using
from .model import TAUGHT, Note, Paragraph, Report
from .outline import Outline, members_of, outline, units_of
from .patterns import regex
from .readers import read_document, text_in_hand
from .readers.blocks import Document
from .readers.limits import Limits
from .source import Source

_DEFAULT = Limits()


def read(
    path: str | os.PathLike[str] | BinaryIO | bytes,
    *,
    name: str | None = None,
    date: date | None = None,
    body: str | None = None,
    holder: str | None = None,
    portfolio: str | None = None,
    version: str | None = None,
    tier: TierName | Tier = "B",
    vocabulary: Vocabulary | None = None,
    tracked: str = "accepted",
    limits: Limits = _DEFAULT,
    isolate: bool = True,
) -> Report:
    """The report in a file: text, Markdown, HTML, Word, OpenDocument or PDF, whatever its name.

    `path` is a path, an open binary file, or the bytes of one. `name` is what it is called in errors and outputs, if
    not as the file: bytes have no name. Keywords overrule what the document says of itself. `version` is a label,
    else a short hash of the text. `tier` is the lowest tier of commitments wanted. `vocabulary` are the tables to
    read with, yours added (`reportdiff.language.vocabulary`). With `tracked="rejected"` a Word or OpenDocument file
    is read as it was before the changes that are tracked in it, with `isolate=False` a PDF is read in this process
    (for trusted files). Raises
    `ReadError`, `UnsupportedFormat`, `LimitExceeded` or `MissingExtra`, and `ReportdiffError` for an option that is
    none; a missing or forbidden file raises the `OSError` that the system gives, which names the file.
    """
    given = _given(name, body, holder, portfolio, date, version, vocabulary, limits)
    own, data = _load(path, limits, name)
    document = read_document(own, data, limits, isolate=isolate, rejected=_rejected(tracked))
    with using(vocabulary), uncollected():
        return _single(document, given, version, _tier(tier))


def read_text(
    text: str,
    *,
    name: str = "",
    date: date | None = None,
    body: str | None = None,
    holder: str | None = None,
    portfolio: str | None = None,
    version: str | None = None,
    tier: TierName | Tier = "B",
    vocabulary: Vocabulary | None = None,
    limits: Limits = _DEFAULT,
) -> Report:
    """The report in a text, plain or Markdown; keywords as for `read`. An empty text gives an empty report."""
    expect(text, str, "the text", "Give a str; the bytes of a file go to reportdiff.read")
    given = _given(name, body, holder, portfolio, date, version, vocabulary, limits)
    with using(vocabulary), uncollected():
        report = _single(text_in_hand(name, text, limits), given, version, _tier(tier))
    if _FILE_NAME.fullmatch(text.strip()):
        told = f"the text is {text.strip()!r}, which looks like a file's name: reportdiff.read reads the file"
        return evolve(report, notes=(*report.notes, Note("text_is_a_name", told)))
    return report


_FILE_NAME = re.compile(r"\S{1,200}\.(?:txt|md|html?|docx|odt|pdf)")


def _given(
    name: str | None,
    body: str | None,
    holder: str | None,
    portfolio: str | None,
    date: date | None,
    version: str | None,
    vocabulary: Vocabulary | None,
    limits: Limits,
) -> About:
    """What a caller says of a report; `WrongType` where an option is of another kind than what is wanted."""
    names(name=name, body=body, holder=holder, portfolio=portfolio, version=version)
    expect(vocabulary, (Vocabulary, type(None)), "vocabulary", "Give a Vocabulary, as Vocabulary().extend makes it")
    expect(limits, Limits, "limits", "Give reportdiff.readers.limits.Limits(...)")
    return About(body=body, holder=holder, portfolio=portfolio, day=day(date))


def read_pages(
    rows: Iterable[Mapping[str, object]],
    *,
    name: str = "",
    date: date | None = None,
    tier: TierName | Tier = "B",
    limits: Limits = _DEFAULT,
) -> Report:
    """The report on pages that another PDF engine has read, as `readers.pdf_glyphs.page_row` makes rows of them.

    The first row holds the number of `pages`, or an `error`. Raises what `read` raises for a PDF.
    """
    from .readers.pdf import document_of  # what it needs takes longer to load than a short text to read

    return _single(document_of(name, rows, limits), About(day=day(date)), None, _tier(tier))


def read_pack(
    path: str | os.PathLike[str] | BinaryIO,
    *,
    date: date | None = None,
    tier: TierName | Tier = "B",
    tracked: str = "accepted",
    limits: Limits = _DEFAULT,
) -> tuple[Report, ...]:
    """Every report in a document that holds those of several members, in the order of the text.

    They share one source; what belongs to the others is listed as furniture of each. A document with a single report
    gives that one.
    """
    name, data = _load(path, limits)
    document = read_document(name, data, limits, rejected=_rejected(tracked))
    units = units_of(document)
    spans = [member.span for member in members_of(document, units)]
    given = About(day=day(date))
    if not spans:
        return (_report(document, outline(document, units), given, None, _tier(tier)),)
    others = [[*spans[:index], *spans[index + 1 :]] for index in range(len(spans))]
    return tuple(_report(document, outline(document, units, apart), given, None, _tier(tier)) for apart in others)


def _single(document: Document, given: About, version: str | None, tier: Tier) -> Report:
    """The one report of a document; a pack of several is refused by name."""
    units = units_of(document)
    members = members_of(document, units)
    if members:
        titles = "; ".join(member.title for member in members)
        problem = f"holds {len(members)} reports ({titles})"
        raise ReadError(
            document.source.name,
            problem,
            "Read them with reportdiff.reading.read_pack, at the prompt one with --member WORDS, all with track",
        )
    return _report(document, outline(document, units), given, version, tier)


def _tier(name: str) -> Tier:
    try:
        return Tier(name)
    except ValueError:
        raise ReportdiffError("", f"there is no tier {name!r}", "Give A, B or C") from None


def _rejected(tracked: str) -> bool:
    if tracked not in ("accepted", "rejected"):
        raise ReportdiffError("", f"tracked changes cannot be {tracked!r}", "Give accepted or rejected")
    return tracked == "rejected"


_AT_ONCE = 1 << 16  # bytes that are asked for first: room for the largest file allowed costs more than reading one


def _load(
    path: str | os.PathLike[str] | BinaryIO | bytes, limits: Limits, name: str | None = None
) -> tuple[str, bytes]:
    """The name and the bytes of a path, an open binary file, or of bytes."""
    if isinstance(path, bytes):
        return name or "", path[: limits.bytes + 1]
    if not isinstance(path, (str, os.PathLike)):
        return _loaded(path, limits, name)
    if path == "":
        raise ReadError("", "the path is empty", "Give the path of a file")
    place = Path(path)
    try:
        with place.open("rb") as file:
            data = file.read(min(limits.bytes + 1, _AT_ONCE))
            if len(data) == _AT_ONCE:
                data += file.read(max(0, limits.bytes + 1 - _AT_ONCE))
    except (IsADirectoryError, PermissionError):  # the latter is what Windows says of a directory
        if place.is_dir():
            raise ReadError(str(place), "is a directory", "Give one file, or read each file in it") from None
        raise
    except FileNotFoundError as error:
        raise FileNotFoundError(error.errno, "No such file (check the path)", str(place)) from None
    except ValueError as error:
        raise ReadError(str(place), f"is no path ({error})", "Give the path of a file") from None
    return place.name if name is None else name, data


def _loaded(file: BinaryIO, limits: Limits, name: str | None) -> tuple[str, bytes]:
    given = getattr(file, "name", "")
    own = os.path.basename(given) if isinstance(given, str) else ""
    if not hasattr(file, "read"):
        expect(file, (), own or "what is to be read", "Give a path, an open binary file, or bytes")
    data = file.read(limits.bytes + 1)
    if not isinstance(data, bytes):
        raise ReadError(own, "the file is open as text", "Open it in binary mode, or give its text to read_text")
    return own if name is None else name, data


def _report(document: Document, parts: Outline, given: About, version: str | None, tier: Tier) -> Report:
    said = about(document, parts)
    when = given.day or said.day
    covers = _period(said.covers, when)
    context = Context(
        day=when,
        body=given.body or said.body,
        holder=given.holder or said.holder,
        portfolio=given.portfolio or said.portfolio,
        minutes=are_minutes(document.source.text),
        decimal_comma=uses_decimal_comma(document.source.text),
        until=_until(covers, when),
    )
    paragraphs = tuple([paragraph for section in parts.sections for paragraph in section.paragraphs])
    figures = read_figures(parts.sections, parts.tables, document.source, context)
    metrics, membership = group_metrics(figures, paragraphs)
    figures, metrics = named(figures, metrics, membership, parts.sections)
    return Report(
        source=document.source,
        title=said.title,
        body=context.body,
        holder=context.holder,
        portfolio=context.portfolio,
        date=context.day,
        period=_told_year(paragraphs, covers),
        version=version if version is not None else _digest(document.source.text),
        sections=parts.sections,
        figures=figures,
        metrics=metrics,
        membership=membership,
        commitments=extract_commitments(paragraphs, figures, context, tier, parts.sections, parts.tables),
        tables=parts.tables,
        furniture=parts.furniture,
        notes=_notes(
            document,
            (*parts.notes, *_numbers(context, document.source, parts, figures), *_foreign(parts), *_taught()),
            said,
            given,
        ),
        complete=document.complete and bool(document.source.text.strip()),
    )


def _numbers(context: Context, source: Source, parts: Outline, figures: Sequence[Figure]) -> list[Note]:
    """What is odd about the numbers of the whole document."""
    notes = []
    if context.decimal_comma:
        notes.append(Note("decimal_comma", "numbers are read with a decimal comma, as this document writes them"))
    alone = sorted([part.span for part in unnamed(parts.sections)] + unnamed_cells(parts.tables, source, figures))
    if alone:
        message = f"numbers that stand alone without a name are not read ({len(alone)} places)"
        notes.append(Note("unnamed_numbers", message, alone[0]))
    return notes


def _foreign(parts: Outline) -> list[Note]:
    """A note where the sentences have next to none of the small words without which no English text does.

    Of the words of three letters and more in `stop_words.txt` English reports, lists of links too, have 8 % and more;
    German, French, Dutch, Spanish, Swedish and Welsh ones less than 3 %.
    """
    texts = [part.flow.text.lower().split() for section in parts.sections for part in section.paragraphs]
    words = [word.strip(_MARKS) for text in texts if len(text) >= _SENTENCE for word in text]
    known = {row[0] for row in rows("stop_words.txt") if len(row[0]) > 2}
    if len(words) < _TOLD_BY or sum(word in known for word in words) >= _ENGLISH * len(words):
        return []
    return [Note("not_english", "the text does not look like English, and is read as if it were: check every line")]


_MARKS = ".,;:!?()\"'“”‘’"
_SENTENCE = 12  # words: shorter paragraphs are headings, rows and names
_TOLD_BY = 40  # words that tell a language
_ENGLISH = 0.05


def _taught() -> list[Note]:
    """A note where words of a caller's own are in force: a report read without them is not to be compared."""
    told = str(current())
    return [] if told == str(DEFAULT) else [Note(TAUGHT, f"read with words of your own: {told}")]


_DATING = ("undated", "dates", "date", "date-from-file", "date-from-name")


def _notes(document: Document, structure: tuple[Note, ...], said: About, given: About) -> tuple[Note, ...]:
    if not document.source.text.strip():
        return (*document.notes, Note("empty", "the document holds no text"))
    dated = given.day is not None
    own = tuple(note for note in said.notes if not (dated and note.code in _DATING))
    return (*document.notes, *structure, *own)


_MONTHS = {"quarter": 3, "half": 6, "three month": 3, "six month": 6, "nine month": 9, "month": 1, "year": 12}


def _period(words: str | None, day: date | None) -> Period | None:
    """What the words for the period mean: "year ended 31 March 2019" is the twelve months up to then."""
    if not words:
        return None
    words = words.title() if words.isupper() else words
    found = next((time.period for time in find_times(words, day) if time.period), None)
    if found is None or found.end is None:
        return found
    if (
        " ended" in words.lower()
        or " ending" in words.lower()
        or words.lower().startswith(("year to", "quarter to", "months to"))
    ):
        count = next((count for name, count in _MONTHS.items() if name in words.lower()), 1)
        return months(found.end.year, found.end.month - count + 1, count, Precision.SPAN) or found
    first, last = (words.split()[0], words.split()[-1])
    opened = next((time.period for time in find_times(f"{first} {last}", day) if time.period), None)
    if opened and opened.start and opened.precision is found.precision is Precision.MONTH and opened.start < found.end:
        return Period(opened.start, found.end, Precision.SPAN)
    return found


_OPENING = 3  # paragraphs in which a report says which year it is about


_year_to = regex(
    r"(?i)\b(?:the|our)(?: \w+)? year (?:to|ended|ending)(?: on)? (\d{1,2}(?:st|nd|rd|th)? [A-Z]\w+ \d{4})"
)


def _until(covers: Period | None, day: date | None) -> date | None:
    """The end of what a report of `day` covers: it speaks from then where that is no more than half a year."""
    if covers is None or covers.start is None or covers.end is None or day is None or covers.end >= day:
        return None
    return covers.end if (covers.end - covers.start).days < _HALF_YEAR else None


_HALF_YEAR = 190


def _told_year(paragraphs: Sequence[Paragraph], period: Period | None) -> Period | None:
    """The twelve months that the text says, where the head gives only a pair of years: "the year to 31 July 2024"."""
    if period is None or period.precision is not Precision.FINANCIAL_YEAR:
        return period
    for paragraph in paragraphs[:_OPENING]:
        text = paragraph.flow.text
        found = _year_to().search(text) if " year " in text else None
        told = _period("year to " + found[1], None) if found else None
        if told is not None and _overlap(told, period):
            return told
    return period


def _overlap(one: Period, other: Period) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]
