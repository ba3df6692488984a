"""`reportdiff archive ...`: the archive on the command line."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import NotFound, ReportdiffError
from .commands import SUFFIXES, corrections
from .progress import day, look, may_be_corrected, may_be_quiet, waiting

if TYPE_CHECKING:
    from ..archive.archive import Archive, Entry
    from ..comparing import ReportDiff
    from ..history.tracking import History


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `archive` with its own commands."""
    about = "an SQLite file that keeps every version of every report"
    first = (f"reportdiff archive {name} {of[0]}" for name, of in _OF.items())
    archive = commands.add_parser("archive", help=about, **look(about, first, _STATUS))
    own = archive.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = _command(own, "add", _add, "read files into the archive; files it has read before are passed over")
    add.add_argument("reports", nargs="+", help="files")
    for field in ("body", "holder", "portfolio"):
        add.add_argument(f"--{field}", help=f"the {field} of all these files; those read before are read again for it")
    add.add_argument("--date", type=day, metavar="DATE", help="the date of the report, for a single file")
    add.add_argument("--jobs", type=int, default=1, metavar="N", help="read with N processes (default 1)")
    for name, run, about_it in (
        ("list", _list, "the reports, by date, with their ids"),
        ("history", _history, "a timeline per metric over the reports that fit"),
    ):
        command = _command(own, name, run, about_it)
        for field in ("body", "portfolio", "holder"):
            command.add_argument(f"--{field}", help=f"only reports of this {field}")
        for field, about_it in (("since", "from this day on"), ("until", "up to this day")):
            command.add_argument(f"--{field}", type=day, metavar="DATE", help=f"only reports dated {about_it}")
    own.choices["history"].add_argument("--topic", metavar="WORDS", help="only the topic that WORDS name")
    versions = _command(own, "versions", _versions, "every version of one report")
    versions.add_argument("id", help="the report's id, or its first characters")
    compare = _command(own, "compare", _compare, "what changed between two reports")
    compare.add_argument("old", help="the older report's id")
    compare.add_argument("new", help="the newer report's id")
    compare.add_argument("--exit-zero", action="store_true", help="exit with 0 also where the reports differ")
    remove = _command(own, "remove", _remove, "take reports out; their files can be added again")
    remove.add_argument("ids", nargs="+", metavar="id", help="a report's id, or its first characters")
    for command in (compare, own.choices["history"]):
        command.add_argument("-o", "--output", metavar="FILE", help="write to FILE; its suffix chooses the format")
        may_be_corrected(command)
    search = _command(own, "search", _search, "paragraphs that hold all of some words, with citations")
    search.add_argument("words", nargs="+", help="plain words")
    export = _command(own, "export", _export, "write every report as JSON into a folder")
    export.add_argument("folder", help="made if needed")


_STATUS = "exit status: 0, or 2 in trouble; of compare 0 the same, 1 different"
_OF = {
    "add": ("reports.db reports/* --jobs 2", 'reports.db eastwold/* --body "Eastwold Council"'),
    "list": ("reports.db", 'reports.db --portfolio "Adult Social Care" --since 2020-01-01'),
    "history": ("reports.db", 'reports.db --portfolio "Adult Social Care"'),
    "versions": ("reports.db 32a9d291", "reports.db 32a9"),
    "compare": ("reports.db 32a9d291 54a1ebe0", "reports.db 32a9 54a1 --exit-zero"),
    "remove": ("reports.db 32a9d291", "reports.db 32a9 54a1"),
    "search": ("reports.db potholes repaired", "reports.db net zero"),
    "export": ("reports.db folder", "reports.db backup/2015"),
}
"""Two examples for each command, with what stands behind its name."""


def _command(
    own: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: object, about: str
) -> argparse.ArgumentParser:
    lines = (f"reportdiff archive {name} {line}" for line in _OF[name])
    command = own.add_parser(name, help=about, **look(about, lines, _STATUS))
    command.add_argument("archive", help="the archive's file" + (", made if needed" if name == "add" else ""))
    may_be_quiet(command)
    command.set_defaults(run=run)
    return command


def _wanted(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name) for name in ("body", "portfolio", "holder", "since", "until")}


def _opened(options: argparse.Namespace) -> "Archive":
    from ..archive.archive import Archive

    if not Path(options.archive).exists():
        raise ReportdiffError(options.archive, "no such archive", "Make one with: reportdiff archive add FILE REPORT")
    return Archive(options.archive)


def _say(line: str) -> None:
    from ..render.escape import terminal

    print(terminal(line))


def _add(options: argparse.Namespace) -> int:
    from concurrent.futures import ProcessPoolExecutor

    from ..archive.archive import Archive
    from ..batch import Reading, read_into

    done = failed = 0
    if options.date and len(options.reports) > 1:
        raise ReportdiffError("", "--date is for a single file", "Add files of other dates one by one")
    said: Reading = {
        "date": options.date,
        "body": options.body,
        "holder": options.holder,
        "portfolio": options.portfolio,
    }
    executor = ProcessPoolExecutor(options.jobs) if options.jobs > 1 else None
    with Archive(options.archive) as archive:
        outcomes = iter(read_into(archive, options.reports, executor=executor, **said))
        for at, _ in enumerate(options.reports, 1):
            with waiting(f"reading report {at} of {len(options.reports)}"):
                outcome = next(outcomes, None)
            if outcome is None:
                break
            done += 1
            failed += outcome.error is not None
            if outcome.error is None:
                was = f"  (replaced: {outcome.replaced})" if outcome.replaced else ""
                _say(f"{outcome.value}  {outcome.name}{was}")
            else:
                print(f"reportdiff: {outcome.error}", file=sys.stderr)
    if done < len(options.reports):
        passed = len(options.reports) - done
        print(f"reportdiff: {passed} of {len(options.reports)} files are in the archive already", file=sys.stderr)
    return 2 if failed else 0


def _list(options: argparse.Namespace) -> int:
    with _opened(options) as archive:
        found = archive.entries(**_wanted(options))
        _fitting(found, archive, options)
    _entries(found)
    return 0


def _remove(options: argparse.Namespace) -> int:
    with _opened(options) as archive:
        for key in options.ids:
            _entries([archive.remove(key)])
    return 0


def _versions(options: argparse.Namespace) -> int:
    with _opened(options) as archive:
        _entries(archive.versions(options.id))
    return 0


def _entries(entries: "Sequence[Entry]") -> None:
    for entry in entries:
        day = entry.date.isoformat() if entry.date else "undated   "
        who = " · ".join(filter(None, (entry.portfolio, entry.body, entry.holder))) or entry.title
        _say(f"{entry.id}  {day}  {entry.version:<12}  {who}  {entry.name}".rstrip())


def _history(options: argparse.Namespace) -> int:
    from ..history.tracking import track

    with _opened(options) as archive, waiting("following figures and promises"):
        kept = archive.reports(**_wanted(options))
        _fitting(kept, archive, options)
        found = track(kept, corrections=corrections(options.corrections))
    if options.output:
        _write(found.narrowed(found.topic(options.topic)) if options.topic else found, options.output)
        return 0
    if options.topic:
        from ..history.text import topic

        sys.stdout.write(topic(found, found.topic(options.topic)))
        return 0
    for line in str(found).splitlines():
        _say(line)
    return 0


def _fitting(found: Sequence[object], archive: "Archive", options: argparse.Namespace) -> None:
    """Says that no report fits; a `NotFound` with the nearest names where the archive holds none of those asked for."""
    if found:
        return
    from difflib import get_close_matches

    from ..versions import folded

    for what in ("body", "portfolio", "holder"):
        asked = getattr(options, what)
        held = {folded(name): name for entry in archive.entries() if (name := getattr(entry, what))}
        if asked is not None and folded(asked) not in held:
            near = [held[key] for key in get_close_matches(folded(asked), list(held), 3, 0.5)]
            remedy = f"The nearest are: {'; '.join(near)}" if near else "See: reportdiff archive list"
            raise NotFound(options.archive, f"no report is of the {what} {asked!r}", remedy)
    print("reportdiff: no report fits", file=sys.stderr)


def _compare(options: argparse.Namespace) -> int:
    with _opened(options) as archive, waiting("comparing"):
        diff = archive.compare(options.old, options.new, corrections=corrections(options.corrections))
        told = "" if options.output else diff.to_text()
    if options.output:
        _write(diff, options.output)
    sys.stdout.write(told)
    return 1 if diff.changed and not options.exit_zero else 0


def _write(found: "ReportDiff | History", path: str) -> None:
    """Write a comparison or a history in the form that the suffix of the file says."""
    suffix = Path(path).suffix.lower()
    make: Callable[[str], object] | None = getattr(found, f"to_{SUFFIXES.get(suffix)}", None)
    if make is None:
        known = ", ".join(end for end, form in SUFFIXES.items() if hasattr(found, f"to_{form}"))
        raise ReportdiffError(path, f"there is no format {suffix!r}", f"End the name in one of: {known}")
    make(path)


def _search(options: argparse.Namespace) -> int:
    with _opened(options) as archive:
        for hit in archive.search(" ".join(options.words)):
            day = hit.entry.date.isoformat() if hit.entry.date else hit.entry.name
            _say(f"{day}  {hit.cite}  {hit.text}")
    return 0


def _export(options: argparse.Namespace) -> int:
    with _opened(options) as archive:
        for path in archive.export(options.folder):
            _say(str(path))
    return 0
