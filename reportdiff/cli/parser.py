"""What can be typed: commands, options and the help that goes with them."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from ..version import __version__
from . import commands as do
from . import site
from .progress import day, look, may_be_corrected, may_be_quiet

_EXAMPLES = {
    "": ("reportdiff compare 2014.pdf 2015.docx -o changes.html", "reportdiff track reports/*.pdf"),
    "compare": (
        "reportdiff compare 2014.pdf 2015.docx -o changes.html",
        'reportdiff compare 2014.txt 2015.txt --fail-on "restated, overdue, figure>10%"',
    ),
    "show": ("reportdiff show 2015.docx", "reportdiff show 2015.docx -o 2015.json"),
    "figures": ("reportdiff figures 2015.docx", "reportdiff figures 2015.docx -o figures.csv"),
    "commitments": ("reportdiff commitments 2015.docx", "reportdiff commitments 2015.docx --tier C -o promises.csv"),
    "track": ("reportdiff track reports/*.pdf -o history.html", 'reportdiff track *.txt --metric "recycling rate"'),
    "demo": ("reportdiff demo", "reportdiff demo --open"),
    "doctor": ("reportdiff doctor", "reportdiff doctor reports.db"),
}
_STATUS = {
    "": "exit status: 0 the same, 1 different, 2 trouble, 3 --fail-on found something",
    "compare": "exit status: 0 the same, 1 different, 2 trouble;\nwith --fail-on: 0 nothing found, 3 something found, "
    "2 trouble",
}
_CHANGES = "what changed between two reports"


def _look(command: str, about: str) -> dict[str, Any]:
    return look(about, _EXAMPLES[command], _STATUS.get(command, "exit status: 0, or 2 in trouble"))


def options_of(arguments: Sequence[str]) -> argparse.Namespace:
    """What was typed, or the end of the program with a usage message where it makes no sense.

    `compare` is what most people type, and all other commands take longer to set up than two short reports to read.
    """
    if arguments[:1] == ["compare"]:
        compare = argparse.ArgumentParser(prog="reportdiff compare", **_look("compare", _CHANGES))
        _add_compare(compare)
        options, strange = compare.parse_known_args(arguments[1:])
        if not strange:
            return options
    return parser().parse_args(arguments)


def parser() -> argparse.ArgumentParser:
    """The parser of everything that can be typed after `reportdiff`; `run` is what to do."""
    made = argparse.ArgumentParser(
        prog="reportdiff",
        **_look("", "compare successive reports: what moved, which figures changed, what became of each promise"),
    )
    made.add_argument("--version", action="version", version=f"reportdiff {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_compare(commands.add_parser("compare", help=_CHANGES, **_look("compare", _CHANGES)))
    for name, run, about in (
        ("show", do.show, "sections, figures and promises of one report, with citations"),
        ("figures", do.figures, "the figures of one report"),
        ("commitments", do.commitments, "the promises (commitments) of one report"),
    ):
        command = commands.add_parser(name, help=about, **_look(name, about))
        command.add_argument("report", help="a file, or - for standard input")
        _member(command)
        forms = ("text", "json") if name == "show" else ("text", "json", "csv")
        command.add_argument("--format", choices=forms, help="text unless the name given with -o says otherwise")
        _output(command)
        command.set_defaults(run=run)
    many = "many reports: topics, a timeline per metric, a ledger per promise"
    track = commands.add_parser("track", help=many, **_look("track", many))
    _add_track(track)
    shipped = "the shipped reports, compared; writes a page and prints its path"
    demo = may_be_quiet(commands.add_parser("demo", help=shipped, **_look("demo", shipped)))
    demo.add_argument("--open", action="store_true", help="open the page in a browser")
    demo.set_defaults(run=do.demo)
    works = "which formats and extras work here, and how to get the others"
    doctor = may_be_quiet(commands.add_parser("doctor", help=works, **_look("doctor", works)))
    doctor.add_argument("archive", nargs="?", help="an archive to check as well")
    doctor.set_defaults(run=do.doctor)
    from . import archive as cli_archive

    cli_archive.add_parser(commands)
    site.add_parser(commands)
    return made


def _add_track(track: argparse.ArgumentParser) -> None:
    track.add_argument("reports", nargs="+", help="files, in any order")
    track.add_argument(
        "--format",
        choices=("text", "json", "markdown", "html", "csv", "xlsx", "svg"),
        help="text unless the name given with -o says otherwise",
    )
    track.add_argument(
        "--kind",
        choices=("years", "metrics", "commitments", "topics"),
        help="which table, for csv (metrics unless you say); years has a column for every report",
    )
    track.add_argument("--metric", metavar="LABEL", help="only the metric whose label is most like LABEL (text, svg)")
    track.add_argument("--topic", metavar="WORDS", help="only the topic that WORDS name, in every format")
    about = "the date of one of the files, as 2023.txt=2023-05-18; give it again for another"
    track.add_argument("--date", metavar="FILE=DATE", type=_dated, action="append", default=[], help=about)
    may_be_corrected(track)
    _jobs(track)
    _output(track)
    track.set_defaults(run=do.track)


def _add_compare(compare: argparse.ArgumentParser) -> None:
    compare.add_argument("old", help="the older report: a file, or - for standard input")
    compare.add_argument("new", help="the newer report: a file, or - for standard input")
    compare.add_argument("--format", choices=do.FORMATS, help="text unless the name given with -o says otherwise")
    compare.add_argument(
        "--kind",
        choices=("figures", "commitments", "tracker", "sections", "paragraphs", "notes"),
        help="which table, for csv (figures unless you say)",
    )
    compare.add_argument("--section", metavar="WORDS", help="only the section whose heading is most like WORDS")
    compare.add_argument("--changes-only", action="store_true", help="leave out what is the same (text, markdown)")
    compare.add_argument("--certain", action="store_true", help="leave out figures whose pair is to be checked")
    may_be_corrected(compare)
    compare.add_argument("--exit-zero", action="store_true", help="exit with 0 also where the reports differ")
    compare.add_argument("--brief", action="store_true", help="only a brief of two printed pages (html, docx)")
    compare.add_argument(
        "--fail-on",
        metavar="RULE",
        help='exit with 3 and a line each where something fits RULE: "restated, reversed, overdue, figure>10%%"',
    )
    compare.add_argument(
        "--verbose", action="store_true", help="say on standard error what was read and how long it took"
    )
    compare.add_argument("--open", action="store_true", help="open the page in a browser (html)")
    compare.add_argument("--old-date", type=day, metavar="YYYY-MM-DD", help="overrides the old report's date")
    compare.add_argument("--new-date", type=day, metavar="YYYY-MM-DD", help="overrides the new report's date")
    _member(compare)
    _jobs(compare)
    _output(compare, "old-tracked", "new-tracked")
    compare.set_defaults(run=do.compare)


def _member(command: argparse.ArgumentParser) -> None:
    about = "which report of a file that holds those of several members: words of its holder, portfolio or title"
    command.add_argument("--member", metavar="WORDS", help=about)


def _jobs(command: argparse.ArgumentParser) -> None:
    about = "read with N processes (default: as many as there are cores, for more than 500 kB)"
    command.add_argument("--jobs", type=_count, metavar="N", help=about)


def _output(command: argparse.ArgumentParser, *tracked: str) -> None:
    for name in tracked or ("tracked",):
        whose = f" of the {name.partition('-')[0]} report" if tracked else ""
        command.add_argument(
            f"--{name}",
            choices=("accepted", "rejected"),
            default="accepted",
            help=f"how to read the tracked changes{whose} (Word, OpenDocument)",
        )
    command.add_argument(
        "--tier", choices=("A", "B", "C"), default="B", help="how plain a promise must be: A plainest, C also weak cues"
    )
    command.add_argument("-o", "--output", metavar="FILE", help="write to FILE; its suffix chooses the format")
    may_be_quiet(command)


def _count(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text[:4]) <= 256:
        return int(text[:4])
    raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to 256")


def _dated(text: str) -> tuple[str, date]:
    """A file and its date: "2023.txt=2023-05-18"."""
    name, _, when = text.rpartition("=")
    if not name:
        raise argparse.ArgumentTypeError(f"{text!r} names no file: write it like 2023.txt=2023-05-18")
    return name, day(when)
