"""What each command does: a report is read, something is asked of it, the answer is written."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from ..errors import ReportdiffError
from ..files import written
from .jobs import worked
from .progress import waiting

if TYPE_CHECKING:
    from datetime import date

    from ..comparing import ReportDiff
    from ..corrections import Correction
    from ..facts import TierName
    from ..history.tracking import History
    from ..model import Report

Spoken = TypeVar("Spoken", "ReportDiff", "History")
SAME, DIFFERENT, TROUBLE, FOUND = 0, 1, 2, 3
FORMATS = ("text", "json", "markdown", "html", "csv", "xlsx", "docx")
_OF_TABLES, _OF_ONE = ("text", "json", "csv"), ("text", "json")
_OF_MANY = ("text", "json", "markdown", "html", "csv", "xlsx", "svg")
SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".svg": "svg",
    ".xlsx": "xlsx",
    ".docx": "docx",
}
"""What a name's end says of its format."""


def _read(name: str, tier: "TierName", tracked: str, day: "date | None" = None, member: str | None = None) -> "Report":
    """The report in a file, or on standard input for `-`; of several members' the one that `member` names."""
    from ..reading import read, read_pack

    file = sys.stdin.buffer if name == "-" else Path(name)
    if member is None:
        return read(file, date=day, tier=tier, tracked=tracked)
    from ..lookup import find

    found = read_pack(file, date=day, tier=tier, tracked=tracked)
    return find(member, found, lambda of: f"{of.portfolio} {of.holder} {of.title}") if len(found) > 1 else found[0]


def _format(options: argparse.Namespace, offered: Sequence[str]) -> str:
    """The format asked for, else the one that the output's name says, text for a name without a suffix."""
    suffix = Path(options.output).suffix.lower() if options.output else ""
    form: str = options.format or (SUFFIXES.get(suffix, "") if suffix else "text")
    if form not in offered:
        known = ", ".join(name for name, form in SUFFIXES.items() if form in offered)
        remedy = f"Choose one of {known}, or name a format with --format"
        raise ReportdiffError(options.output or "", f"nothing is written as {suffix or form} here", remedy)
    if getattr(options, "kind", None) and form != "csv":
        raise ReportdiffError("", f"--kind {options.kind} chooses a table for CSV", "Add --format csv, or -o NAME.csv")
    if form in ("xlsx", "docx") and options.output is None:
        what = "workbook" if form == "xlsx" else "Word document"
        raise ReportdiffError("", f"a {what} cannot be printed", "Name a file with -o")
    return form


def _give(text: str, options: argparse.Namespace, inputs: Sequence[str], form: str = "") -> None:
    """Write `text` where it was asked for."""
    if options.output is None:
        sys.stdout.write(text)
        return
    _guard(options.output, inputs)
    written(text, options.output, table=form == "csv")


def _guard(output: str, inputs: Sequence[str]) -> None:
    """Never write over a report."""
    for name in inputs:
        if name != "-" and Path(output).exists() and Path(name).exists() and os.path.samefile(output, name):
            raise ReportdiffError(output, "is one of the reports", "Choose another name after -o")


def _width() -> int:
    """The terminal's width; a fixed one in pipes and files, so that output there is always the same."""
    if not sys.stdout.isatty():
        return 120
    from shutil import get_terminal_size

    return max(60, get_terminal_size((120, 24)).columns)


def _colourful() -> bool:
    """Whether standard output is a terminal that takes colour, and rich is there to give it."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    from importlib.util import find_spec

    return find_spec("rich") is not None


def compare(options: argparse.Namespace) -> int:
    """What changed between two reports; 1 where anything did."""
    if options.old == options.new == "-":
        raise ReportdiffError("", "both reports cannot come from standard input", "Give a file for one of them")
    form = _checked(options)
    clock = _Clock(options.verbose)
    with waiting("comparing"):
        calls = [
            (options.old, options.tier, options.old_tracked, options.old_date, options.member),
            (options.new, options.tier, options.new_tracked, options.new_date, options.member),
        ]
        old, new = worked(_read, calls, options.jobs)
        clock.says("read {!r} and {!r}", old, new)
        from ..comparing import compare as compared

        diff = compared(old, new, corrections=corrections(options.corrections))
    if options.section:
        diff = diff.section(options.section)
    if options.certain:
        diff = _certain(diff)
    clock.says("compared: {!r}", diff)
    if options.output or (not options.quiet and (options.format or options.fail_on is None)):
        _render(diff, options, form)
        clock.says("written")
    if options.fail_on is not None:
        return _gate(diff, options)
    return DIFFERENT if diff.changed and not options.exit_zero else SAME


def _certain(diff: "ReportDiff") -> "ReportDiff":
    from attrs import evolve

    return evolve(diff, figures=tuple(item for item in diff.figures if item.certain))


def _checked(options: argparse.Namespace) -> str:
    """The format, after everything that makes no sense was answered, before anything is read."""
    form = _format(options, FORMATS)
    if options.brief and form not in ("html", "docx"):
        raise ReportdiffError("", "--brief is for a page or a Word document", "Add -o brief.html or -o brief.docx")
    if options.fail_on is not None:
        from ..gate import parse

        parse(options.fail_on)
    return form


_SPOKEN = {
    "old_undated": ("Give its date when you compare them", "Give one with --old-date YYYY-MM-DD"),
    "new_undated": ("Give its date when you compare them", "Give one with --new-date YYYY-MM-DD"),
    "order_unsure": ("Give date= when reading them", "Give them with --date FILE=YYYY-MM-DD"),
}


def _spoken(of: "Spoken") -> "Spoken":
    """What was found, with the remedies of its notes in the words of the command line, for those who stand at it."""
    from attrs import evolve

    notes = tuple(evolve(note, message=note.message.replace(*_SPOKEN.get(note.code, ("", "")))) for note in of.notes)
    return evolve(of, notes=notes)


def _gate(diff: "ReportDiff", options: argparse.Namespace) -> int:
    """What fits the rule of `--fail-on`, a line each; 3 where anything does that is not accepted."""
    from ..gate import checkable
    from ..render.escape import terminal

    checkable(diff)
    found = diff.findings(options.fail_on)
    printed = options.format and not options.output  # standard output holds the comparison itself
    for finding in found if not options.quiet else ():
        print(terminal(str(finding)), file=sys.stderr if printed or finding.waived else sys.stdout)
    return FOUND if any(not finding.waived for finding in found) else SAME


def corrections(names: Sequence[str]) -> "tuple[Correction, ...]":
    """The corrections in some files, one after the other."""
    if not names:
        return ()  # nothing of theirs is loaded for a plain comparison
    from ..corrections import load

    return tuple(item for name in names for item in load(name))


class _Clock:
    """Says on standard error what was done and how long it took, where that was asked for."""

    def __init__(self, on: bool) -> None:
        self.on, self.last = on, perf_counter()

    def says(self, done: str, *values: object) -> None:
        """One line for a step just done; `values` fill its gaps and are looked at only if the line is wanted."""
        now = perf_counter()
        if self.on:
            from ..render.escape import terminal

            print(f"reportdiff: {(now - self.last) * 1000:.0f} ms {terminal(done.format(*values))}", file=sys.stderr)
        self.last = now


def _render(diff: "ReportDiff", options: argparse.Namespace, kind: str) -> None:
    inputs = (options.old, options.new)
    diff = _spoken(diff) if kind == "text" else diff
    if kind in ("xlsx", "docx"):
        _guard(options.output, inputs)
        (diff.to_xlsx if kind == "xlsx" else diff.to_docx)(options.output)
        return
    if kind == "text" and options.output is None and _colourful():
        from ..render.terminal import show as show_tables

        show_tables(diff, changes_only=options.changes_only)
        return
    makers: dict[str, Callable[[], str]] = {
        "text": lambda: diff.to_text(width=_width(), changes_only=options.changes_only),
        "json": diff.to_json,
        "markdown": lambda: diff.to_markdown(changes_only=options.changes_only),
        "html": lambda: diff.to_html(brief=options.brief),
        "csv": lambda: diff.to_csv(kind=options.kind or "figures"),
    }
    _give(makers[kind](), options, inputs, kind)
    if options.open and kind == "html" and options.output:
        _open(Path(options.output))


def _open(page: Path) -> None:
    import webbrowser

    webbrowser.open(page.resolve().as_uri())


def show(options: argparse.Namespace) -> int:
    """One report: sections, figures, commitments, notes."""
    from ..render import text

    form = _format(options, _OF_ONE)
    report = _read(options.report, options.tier, options.tracked, member=options.member)
    _give_report(options, form, report.to_dict, lambda: text.one(report, width=_width()))
    return SAME


def figures(options: argparse.Namespace) -> int:
    """The figures of one report."""
    return _table(options, "figures")


def commitments(options: argparse.Namespace) -> int:
    """The commitments of one report."""
    return _table(options, "commitments")


def _table(options: argparse.Namespace, kind: str) -> int:
    from ..render import text

    form = _format(options, _OF_TABLES)
    report = _read(options.report, options.tier, options.tracked, member=options.member)
    if form == "csv":
        from ..render.tables import report_csv

        _give(report_csv(report, kind), options, (options.report,), form)
        return SAME
    lines = {"figures": text.figures, "commitments": text.commitments}[kind]
    _give_report(options, form, lambda: report.to_dict()[kind], lambda: lines(report, width=_width()))
    return SAME


def _give_report(options: argparse.Namespace, form: str, plain: Callable[[], object], text: Callable[[], str]) -> None:
    if form != "json":
        _give(text(), options, (options.report,))
        return
    import json

    from ..render.escape import json_text

    _give(json_text(json.dumps(plain(), ensure_ascii=False, indent=2)) + "\n", options, (options.report,))


def track(options: argparse.Namespace) -> int:
    """Many reports: topics, timelines and threads."""
    from ..history import page as pages
    from ..history import text as texts
    from ..history.tracking import track as tracked
    from ..render.escape import json_text, terminal

    form = _format(options, _OF_MANY)
    if form == "svg" and not options.metric:
        raise ReportdiffError("", "a drawing shows one metric", "Name it with --metric")
    names = _files(options.reports)
    with waiting(f"reading {len(names)} reports"):
        days = _days(names, options.date)
        read = worked(
            _read_all, [(name, options.tier, options.tracked, days.get(name)) for name in names], options.jobs
        )
        reports = [report for found in read for report in found]
    with waiting("following figures and promises"):
        history = tracked(reports, corrections=corrections(options.corrections))
    whole, topic = history, history.topic(options.topic) if options.topic else None
    if topic:
        history = history.narrowed(topic)
    one = history.metric(options.metric) if options.metric else None
    if form == "xlsx":
        _guard(options.output, options.reports)
        history.to_xlsx(options.output)
        return SAME

    def text() -> str:
        if one:
            return terminal(str(one)) + "\n"
        return texts.topic(whole, topic, width=_width()) if topic else _spoken(history).to_text(width=_width())

    makers: dict[str, Callable[[], str]] = {
        "html": history.to_html,
        "json": lambda: json_text(history.to_json()) + "\n",
        "markdown": history.to_markdown,
        "csv": lambda: history.to_csv(kind=options.kind or "metrics"),
        "svg": lambda: pages.drawing(history, one) if one else "",
        "text": text,
    }
    with waiting("drawing the history"):
        made = makers[form]()
    _give(made, options, options.reports, form)
    return SAME


def _read_all(name: str, tier: "TierName", tracked: str, day: "date | None") -> "tuple[Report, ...]":
    """The reports in a file: several where it holds those of several members."""
    from ..reading import read_pack

    return read_pack(sys.stdin.buffer if name == "-" else Path(name), date=day, tier=tier, tracked=tracked)


def _days(names: Sequence[str], said: "Iterable[tuple[str, date]]") -> "dict[str, date]":
    """The dates given, by the files as they were named; a file may be called by its name without the folder."""
    days: dict[str, date] = {}
    for file, day in said:
        meant = [name for name in names if file in (name, Path(name).name)]
        if not meant:
            raise ReportdiffError(file, "--date is for none of the files", f"There are: {', '.join(names)}")
        days |= dict.fromkeys(meant, day)
    return days


def _files(names: Sequence[str]) -> list[str]:
    """The names, with patterns expanded where the shell has left them alone."""
    found: list[str] = []
    for name in names:
        if any(char in name for char in "*?[") and not Path(name).exists():
            from glob import glob

            matches = sorted(glob(name, recursive=True))
            if not matches:
                raise ReportdiffError(name, "no file has such a name", "Check the pattern")
            found += matches
        else:
            found.append(name)
    return found


def demo(options: argparse.Namespace) -> int:
    """The shipped reports, compared; the page is written and named last."""
    from ..demo import NOTICE, run, write_page

    diff = run()
    page = write_page(diff)
    print(NOTICE)
    print()
    sys.stdout.write(diff.to_text(width=_width()))
    print(f"\nThe whole comparison as a page: {page}")
    if options.open:
        _open(page)
    return SAME


def doctor(options: argparse.Namespace) -> int:
    """What works here, a line each."""
    from ..doctor import checks

    for check in checks():
        print(f"{'works  ' if check.works else 'missing'}  {check.name:<24}{check.says}".rstrip())
    return _check_archive(options.archive) if options.archive else SAME


def _check_archive(name: str) -> int:
    """Whether an archive is whole: 0 if it is, 2 with what is wrong."""
    from ..archive.archive import Archive
    from ..render.escape import terminal

    if not Path(name).exists():
        raise ReportdiffError(name, "no such archive", "Check the path")
    with Archive(name) as archive:
        wrong = archive.check()
        count = len(archive.entries())
    for line in wrong:
        print(f"damaged  {terminal(f'{name}: {line}')}")
    if not wrong:
        print(f"works    {terminal(name)}: {count} reports, whole")
    return TROUBLE if wrong else SAME
