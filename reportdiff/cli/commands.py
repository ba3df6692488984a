"""What each command does: a report is read, something is asked of it, the answer is written."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ..errors import ReportdiffError

if TYPE_CHECKING:
    from datetime import date

    from ..comparing import ReportDiff
    from ..corrections import Correction
    from ..model import Report

SAME, DIFFERENT, TROUBLE = 0, 1, 2
_SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".svg": "svg",
}


def _read(name: str, tier: str, day: "date | None" = None) -> "Report":
    """The report in a file, or on standard input for `-`."""
    from ..reading import read

    return read(sys.stdin.buffer if name == "-" else Path(name), date=day, tier=tier)


def _format(options: argparse.Namespace) -> str:
    """The format asked for, else the one that the output's name says, else text."""
    suffix = Path(options.output).suffix.lower() if options.output else ""
    return options.format or _SUFFIXES.get(suffix) or ("xlsx" if suffix == ".xlsx" else "text")


def _give(text: str, options: argparse.Namespace, inputs: Sequence[str]) -> None:
    """Write `text` where it was asked for."""
    if options.output is None:
        sys.stdout.write(text)
        return
    _guard(options.output, inputs)
    with open(options.output, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _guard(output: str, inputs: Sequence[str]) -> None:
    """Never write over a report."""
    for name in inputs:
        if name != "-" and Path(output).exists() and Path(name).exists() and os.path.samefile(output, name):
            raise ReportdiffError(output, "is one of the reports", "Choose another name after -o")


def _width() -> int:
    """The terminal's width; a fixed one in pipes and files, so that output there is always the same."""
    from shutil import get_terminal_size

    return max(60, get_terminal_size((120, 24)).columns) if sys.stdout.isatty() else 120


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
    clock = _Clock(options.verbose)
    old, new = (
        _read(name, options.tier, day)
        for name, day in ((options.old, options.old_date), (options.new, options.new_date))
    )
    clock.says("read {!r} and {!r}", old, new)
    from ..comparing import compare as compared

    diff = compared(old, new, corrections=_corrections(options.corrections))
    if options.section:
        diff = diff.section(options.section)
    clock.says("compared: {!r}", diff)
    if not options.quiet:
        _render(diff, options)
        clock.says("written")
    return DIFFERENT if diff.changed and not options.exit_zero else SAME


def _corrections(name: str | None) -> "tuple[Correction, ...]":
    if name is None:
        return ()
    from ..corrections import load

    return load(name)


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


def _render(diff: "ReportDiff", options: argparse.Namespace) -> None:
    inputs, kind = (options.old, options.new), _format(options)
    if kind == "xlsx":
        if options.output is None:
            raise ReportdiffError("", "a workbook cannot be printed", "Name a file with -o")
        _guard(options.output, inputs)
        diff.to_xlsx(options.output)
        return
    if kind == "text" and options.output is None and _colourful():
        from ..render.terminal import show as show_tables

        show_tables(diff, changes_only=options.changes_only)
        return
    makers: dict[str, Callable[[], str]] = {
        "text": lambda: diff.to_text(width=_width(), changes_only=options.changes_only),
        "json": diff.to_json,
        "markdown": lambda: diff.to_markdown(changes_only=options.changes_only),
        "html": diff.to_html,
        "csv": lambda: diff.to_csv(kind=options.kind),
    }
    _give(makers[kind](), options, inputs)
    if options.open and kind == "html" and options.output:
        _open(Path(options.output))


def _open(page: Path) -> None:
    import webbrowser

    webbrowser.open(page.resolve().as_uri())


def show(options: argparse.Namespace) -> int:
    """One report: sections, figures, commitments, notes."""
    from ..render import text

    report = _read(options.report, options.tier)
    _give_report(options, report.to_dict, lambda: text.one(report, width=_width()))
    return SAME


def figures(options: argparse.Namespace) -> int:
    """The figures of one report."""
    return _table(options, "figures")


def commitments(options: argparse.Namespace) -> int:
    """The commitments of one report."""
    return _table(options, "commitments")


def _table(options: argparse.Namespace, kind: str) -> int:
    from ..render import text

    report = _read(options.report, options.tier)
    if _format(options) == "csv":
        from ..render.tables import report_csv

        _give(report_csv(report, kind), options, (options.report,))
        return SAME
    lines = {"figures": text.figures, "commitments": text.commitments}[kind]
    _give_report(options, lambda: report.to_dict()[kind], lambda: lines(report, width=_width()))
    return SAME


def _give_report(options: argparse.Namespace, plain: Callable[[], object], text: Callable[[], str]) -> None:
    if _format(options) != "json":
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

    reports = [report for name in _watched(_files(options.reports)) for report in _read_all(name, options.tier)]
    history = tracked(reports, corrections=_corrections(options.corrections))
    whole, topic = history, history.topic(options.topic) if options.topic else None
    if topic:
        history = history.narrowed(topic)
    one = history.metric(options.metric) if options.metric else None
    form = _format(options)
    if form == "svg" and one is None:
        raise ReportdiffError("", "a drawing shows one metric", "Name it with --metric")
    if form == "xlsx":
        if options.output is None:
            raise ReportdiffError("", "a workbook cannot be printed", "Name a file with -o")
        _guard(options.output, options.reports)
        history.to_xlsx(options.output)
        return SAME

    def text() -> str:
        if one:
            return terminal(f"{one.metric.label}: {one}") + "\n"
        return texts.topic(whole, topic, width=_width()) if topic else history.to_text(width=_width())

    makers: dict[str, Callable[[], str]] = {
        "html": history.to_html,
        "json": lambda: json_text(history.to_json()) + "\n",
        "markdown": history.to_markdown,
        "csv": lambda: history.to_csv(kind=options.kind),
        "svg": lambda: pages.drawing(history, one) if one else "",
        "text": text,
    }
    _give(makers[form](), options, options.reports)
    return SAME


def _read_all(name: str, tier: str) -> "tuple[Report, ...]":
    """The reports in a file: several where it holds those of several members."""
    if name == "-":
        return (_read(name, tier),)
    from ..reading import read_pack

    return read_pack(Path(name), tier=tier)


def _watched(names: Sequence[str]) -> Iterable[str]:
    """The names, with a bar on standard error while there are many to read and somebody looks on."""
    if len(names) < 5 or not sys.stderr.isatty() or not _colourful():
        return names
    from ..render.terminal import watched

    return watched(names, "Reading")


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
