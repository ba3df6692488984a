"""The page: one self-contained HTML file that needs no network and no JavaScript, under a strict content policy."""

import pkgutil
import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import blake2s, sha256

from ..model import Report
from ..phrases import day
from .board import Board
from .brief import arrowed
from .brief import body as brief_of
from .comparison import Comparison, comparable
from .escape import html
from .figure_table import FigureTable, arrow
from .highlights import DOUBT, Matter, matters
from .passages import Passages
from .rows import NoteRow, Rows
from .text import warned
from .titles import dates, heads, title
from .topics import Topics
from .words import count


def page(of: Comparison) -> str:
    """The comparison as one HTML document."""
    rows = Rows(of)
    old, new = Passages(of.old, "o", rows), Passages(of.new, "n", rows)
    columns = heads(of)
    parts = (
        _matters(rows),
        "".join(FigureTable(rows, old, new).render(columns)),
        "".join(Board(rows, old, new).commitments()),
        "".join(Topics(rows, old, new, columns).render()),
        "".join(_notes(rows, old, new)),
        "".join(_made(of)),
        f'<section id="brief" class="brief" hidden>{brief_of(rows, level=2)}</section>',
    )
    body = "".join(parts if comparable(of) else parts[-3:])
    if not comparable(of) or sum(len(item.old) for item in of.sections) < len(of.old.sections):
        body = _within(body)
    return shell(
        f"What changed: {title(of)}",
        "".join(_header(rows)) + f'<main id="main" data-key="{_key(of)}"{_named(of)}>' + body + "</main>",
    )


def _named(of: Comparison) -> str:
    """What the reports are called, for passages that are copied out of the page."""
    names = ((side, report.title or report.source.name) for side, report in (("o", of.old), ("n", of.new)))
    return "".join(f' data-{side}="{html(name)}"' for side, name in names if name)


def _within(body: str) -> str:
    """The page of a comparison narrowed to a topic, without links to passages that stand elsewhere in the reports."""
    there = {*re.findall(r' id="([^"]+)"', body), "main"}
    return re.sub(r' href="#([^"&]*)"', lambda link: link[0] if link[1] in there else "", body)


def _key(of: Comparison) -> str:
    """What the browser keeps its ticks under: the same for the same two texts."""
    texts = "\0".join((of.old.source.text, of.new.source.text))
    return blake2s(texts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def brief_page(of: Comparison) -> str:
    """The brief alone, as one HTML document without a script."""
    return shell(f"Brief: {title(of)}", f'<main id="main" class="brief">{brief_of(Rows(of))}</main>', still=True)


def shell(name: str, inside: str, more: str = "", *, still: bool = False) -> str:
    """A whole document around `inside`: style (`more` of it too), script (unless it is `still`) and its policy."""
    style, code = asset("page.css") + more, "" if still else script()
    scripts = f"script-src '{_digest(code)}'; " if code else ""
    run = f"\n<script>{code}</script>" if code else ""
    policy = f"default-src 'none'; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{html(name)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Skip to the content</a>\n{inside}{run}\n</body>\n</html>\n'
    )


@cache
def asset(name: str) -> str:
    """A file that ships beside this module."""
    return (pkgutil.get_data(__package__, name) or b"").decode("utf-8")


_SCRIPTS = ("page.js", "search.js", "changes.js", "mistakes.js", "start.js")


def script() -> str:
    """The scripts as one that leaves no name behind."""
    return '(() => {\n"use strict";\n' + "".join(map(asset, _SCRIPTS)) + "})();"


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _header(rows: Rows) -> Iterator[str]:
    of = rows.of
    people = " · ".join(filter(None, (of.new.body, of.new.holder)))
    names = tuple(report.source.name for report in (of.old, of.new))
    counts: tuple[tuple[str, str], ...] = (
        ("figures", _numbered(len(rows.figures), "figure")),
        ("commitments", _numbered(len(rows.commitments), "promise")),
        ("text", "Both texts"),
        ("notes", _numbered(len(rows.notes), "note")),
    )
    counts = counts if comparable(of) else counts[-1:]
    subject = of.new.portfolio or of.new.title or "Two reports"
    yield f'<header class="top"><p class="kind">What changed between two reports</p><h1>{html(subject)}</h1>'
    yield f'<p class="who">{html(people)}</p>' if people else ""
    yield f'<p class="when">{html(dates(of).replace("->", "→"))}</p>'
    was = of.old.portfolio or of.old.title
    if was and was.casefold() != subject.casefold():
        yield f'<p class="before">The old report: {html(was)}</p>'
    if any(names):
        yield f'<p class="files">{html(names[0] or "unnamed")} → {html(names[1] or "unnamed")}</p>'
    yield from (f'<p class="notice">{html(note.message)}</p>' for note in of.notes if note.code == "constructed")
    yield from (f'<p class="notice unread">{html(said)}</p>' for said in warned(of))
    yield "</header>"
    yield '<nav class="bar" aria-label="Parts of this page"><div class="inner"><ul>'
    yield "".join(f'<li><a href="#{name}">{told}</a></li>' for name, told in counts)
    yield '</ul><div class="tools" hidden></div></div></nav>'


def _numbered(number: int, noun: str) -> str:
    """A number with its noun; a narrow window has room for the noun alone."""
    told, _, named = count(number, noun).partition(" ")
    return f'<span class="many">{told} </span>{named}'


def _matters(rows: Rows) -> str:
    found = matters(rows)
    head = '<section id="matters" aria-labelledby="h-matters"><h2 id="h-matters">What matters</h2>'
    if not rows.of.changed:
        said = "Nothing changed but, perhaps, numbering, blanks or quotation marks."
        return f"{head}<p>{said}</p></section>"
    whole = "".join(f'<p class="whole">{_matter(matter)}.</p>' for matter in found if matter.kind == "overview")
    items = "".join(f"<li>{_matter(matter)}</li>" for matter in found if matter.kind not in ("overview", DOUBT))
    listed = f"<ol>{items}</ol>" if items else ""
    flag = '<span class="flag">check</span> '
    doubt = "".join(f'<p class="doubt">{flag}{_matter(matter)}</p>' for matter in found if matter.kind == DOUBT)
    return f'{head}<div class="box">{whole}{listed}{doubt}</div></section>' if found else f"{head}{_NOTHING}</section>"


_NOTHING = "<p>Only wording and order changed.</p>"


def _matter(matter: Matter) -> str:
    told = f'{arrow(matter.way)}<a href="#{matter.row}">{html(matter.text)}</a>'
    return told + (f' <span class="place">{html(arrowed(matter.cite))}</span>' if matter.cite else "")


def _notes(rows: Rows, old: Passages, new: Passages) -> Iterator[str]:
    yield '<section id="notes" aria-labelledby="h-notes"><h2 id="h-notes">Notes</h2>'
    if rows.notes:
        yield '<p class="lead">What was odd in a report, or in reading it. Look at these before you quote.</p>'
        yield f'<ul class="notes">{"".join(_note(note, old, new) for note in rows.notes)}</ul>'
    else:
        yield '<p class="lead">Nothing odd was found in either report.</p>'
    yield from (_furniture(side, report) for side, report in (("old", rows.of.old), ("new", rows.of.new)))
    yield "</section>"


def _furniture(side: str, report: Report) -> str:
    """What stands in the document but was not read as part of the report."""
    if not report.furniture:
        return ""
    told = ((" ".join(report.source[item.span].split()), item.reason) for item in report.furniture)
    items = "".join(f'<li>{html(words)} <span class="quiet">{html(reason)}</span></li>' for words, reason in told)
    return (
        f'<details class="more furniture"><summary>{count(len(report.furniture), "line")} of the {side} report '
        f"that belong to the page or the meeting, not to the text</summary><ul>{items}</ul></details>"
    )


def _note(note: NoteRow, old: Passages, new: Passages) -> str:
    side = {"old": old, "new": new}.get(note.report)
    target = side.at(note.span) if side else ""
    whose = {"old": "<b>Old report.</b> ", "new": "<b>New report.</b> "}.get(note.report, "")
    place = f' <span class="place">{html(arrowed(note.cite))}</span>' if note.cite else ""
    said = f'<a href="#{target}">{html(note.message)}</a>' if target else html(note.message)
    return f"<li data-item>{whose}{said}{place}</li>"


def _made(of: Comparison) -> Iterator[str]:
    yield '<section id="made" aria-labelledby="h-made"><h2 id="h-made">How this page was made</h2>'
    yield (
        "<p>By rules, without a language model: the same two reports give the same page. Every statement here is about "
        'what the reports say. Check the passage before you rely on a line.</p><dl class="made">'
    )
    own = [setting for setting in of.settings if setting != ("similarity", "built in")]
    for name, value in (("Old report", _about(of, "old")), ("New report", _about(of, "new")), *own):
        yield f"<div><dt>{html(name)}</dt><dd>{html(value)}</dd></div>"
    yield "</dl></section>"


def _about(of: Comparison, side: str) -> str:
    report = of.old if side == "old" else of.new
    read = "all of it was read" if report.complete else "not all of it could be read"
    name = report.source.name or "unnamed"
    return (
        f"{name}, {day(report.date)}, {count(len(report.paragraphs), 'paragraph')}, "
        f"{count(len(report.figures), 'figure')}, {count(len(report.commitments), 'promise')}, {read}"
    )
