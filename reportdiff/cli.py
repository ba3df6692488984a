"""The command line: argparse over the public API, nothing of its own.

Exit status like diff: 0 the same (or nothing to compare), 1 different, 2 trouble. Trouble is one line on stderr.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import cli_archive
from .errors import ReportdiffError
from .version import __version__

if TYPE_CHECKING:
    from .comparing import ReportDiff
    from .model import Report

SAME, DIFFERENT, TROUBLE = 0, 1, 2
FORMATS = ("text", "json", "markdown", "html", "csv", "xlsx")
_SUFFIXES = {".txt": "text", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html", ".csv": "csv"}
_EXAMPLES = """examples:
  reportdiff compare 2014.txt 2015.txt
  reportdiff compare 2014.pdf 2015.docx -o changes.html
  reportdiff compare 2014.txt 2015.txt --format csv --kind tracker -o tracker.csv
  reportdiff show 2015.docx
  reportdiff track reports/*.pdf
  cat 2015.txt | reportdiff compare 2014.txt -

exit status: 0 the same, 1 different, 2 trouble"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        return _silence()
    except ReportdiffError as error:
        return _trouble(str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        return _trouble(f"{error.filename}: {reason}" if error.filename else reason)
    except KeyboardInterrupt:
        return _trouble("interrupted")


def _speak_utf8() -> None:
    """UTF-8 on every platform, whatever the locale; what cannot be written is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence() -> int:
    """The reader of the pipe has gone: stop quietly, also when Python flushes on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DIFFERENT


def _trouble(problem: str) -> int:
    from .render.escape import terminal

    print(f"reportdiff: {terminal(problem)}", file=sys.stderr)
    return TROUBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reportdiff",
        description="Compare successive reports: what moved, which figures changed, what became of each commitment.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reportdiff {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _compare_parser(commands)
    for name, run, about in (
        ("show", _show, "sections, figures and commitments of one report, with citations"),
        ("figures", _figures, "the figures of one report"),
        ("commitments", _commitments, "the commitments of one report"),
    ):
        command = commands.add_parser(name, help=about, description=about.capitalize() + ".")
        command.add_argument("report", help="a file, or - for standard input")
        command.add_argument("--format", choices=("text", "json"), help="text unless -o ends in .json")
        _output(command)
        command.set_defaults(run=run)
    track = commands.add_parser("track", help="many reports: a timeline per metric, a ledger per commitment")
    track.add_argument("reports", nargs="+", help="files, in any order")
    track.add_argument("--format", choices=("text", "json", "html"), help="text unless -o says otherwise")
    _output(track)
    track.set_defaults(run=_track)
    demo = commands.add_parser("demo", help="the shipped reports, compared; writes a page and prints its path")
    demo.add_argument("--open", action="store_true", help="open the page in a browser")
    demo.set_defaults(run=_demo)
    doctor = commands.add_parser("doctor", help="which formats and extras work here, and how to get the others")
    doctor.set_defaults(run=_doctor)
    cli_archive.add_parser(commands)
    return parser


def _compare_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    about = "what changed between two reports"
    compare = commands.add_parser(
        "compare",
        help=about,
        description=about.capitalize() + ".",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    compare.add_argument("old", help="the older report: a file, or - for standard input")
    compare.add_argument("new", help="the newer report: a file, or - for standard input")
    compare.add_argument("--format", choices=FORMATS, help="text unless the name given with -o says otherwise")
    compare.add_argument(
        "--kind",
        default="figures",
        choices=("figures", "commitments", "tracker", "sections", "paragraphs", "notes"),
        help="which table, for csv",
    )
    compare.add_argument("--changes-only", action="store_true", help="leave out what is the same (text, markdown)")
    compare.add_argument("--exit-zero", action="store_true", help="exit with 0 also where the reports differ")
    compare.add_argument("--quiet", action="store_true", help="print nothing, only exit with 0, 1 or 2")
    compare.add_argument("--open", action="store_true", help="open the page in a browser (html)")
    compare.add_argument("--old-date", type=_date, metavar="YYYY-MM-DD", help="overrides the old report's date")
    compare.add_argument("--new-date", type=_date, metavar="YYYY-MM-DD", help="overrides the new report's date")
    _output(compare)
    compare.set_defaults(run=_compare)


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", metavar="FILE", help="write to FILE; its suffix chooses the format")


def _date(text: str) -> object:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2015-05-14") from None


def _read(name: str, date: object = None) -> "Report":
    """The report in a file, or on standard input for `-`."""
    from .reading import read

    keywords = {"date": date} if date else {}
    return read(sys.stdin.buffer if name == "-" else Path(name), **keywords)  # type: ignore[arg-type]


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


def _compare(options: argparse.Namespace) -> int:
    if options.old == options.new == "-":
        raise ReportdiffError("", "both reports cannot come from standard input", "Give a file for one of them")
    old, new = _read(options.old, options.old_date), _read(options.new, options.new_date)
    from .comparing import compare

    diff = compare(old, new)
    if not options.quiet:
        _render(diff, options)
    return DIFFERENT if diff.changed and not options.exit_zero else SAME


def _render(diff: "ReportDiff", options: argparse.Namespace) -> None:
    inputs, kind = (options.old, options.new), _format(options)
    if kind == "xlsx":
        if options.output is None:
            raise ReportdiffError("", "a workbook cannot be printed", "Name a file with -o")
        _guard(options.output, inputs)
        diff.to_xlsx(options.output)
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


def _show(options: argparse.Namespace) -> int:
    from .render import text

    report = _read(options.report)
    _give_report(options, report.to_dict(), lambda: text.one(report, width=_width()))
    return SAME


def _figures(options: argparse.Namespace) -> int:
    from .render import text

    report = _read(options.report)
    _give_report(options, report.to_dict()["figures"], lambda: text.figures(report, width=_width()))
    return SAME


def _commitments(options: argparse.Namespace) -> int:
    from .render import text

    report = _read(options.report)
    _give_report(options, report.to_dict()["commitments"], lambda: text.commitments(report, width=_width()))
    return SAME


def _give_report(options: argparse.Namespace, plain: object, text: Callable[[], str]) -> None:
    if _format(options) != "json":
        _give(text(), options, (options.report,))
        return
    import json

    from .render.escape import json_text

    _give(json_text(json.dumps(plain, ensure_ascii=False, indent=2)) + "\n", options, (options.report,))


def _track(options: argparse.Namespace) -> int:
    from .render import history as pages
    from .render.escape import json_text
    from .tracking import track

    history = track([_read(name) for name in _files(options.reports)])
    makers: dict[str, Callable[[], str]] = {
        "html": history.to_html,
        "json": lambda: json_text(history.to_json()) + "\n",
    }
    _give(makers.get(_format(options), lambda: pages.text(history, width=_width()))(), options, options.reports)
    return SAME


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


def _demo(options: argparse.Namespace) -> int:
    from . import demo

    diff = demo.run()
    page = demo.write_page(diff)
    print(demo.NOTICE)
    print()
    sys.stdout.write(diff.to_text(width=_width()))
    print(f"\nThe whole comparison as a page: {page}")
    if options.open:
        _open(page)
    return SAME


def _doctor(options: argparse.Namespace) -> int:
    from .doctor import checks

    for check in checks():
        print(f"{'works  ' if check.works else 'missing'}  {check.name:<24}{check.says}".rstrip())
    return SAME
