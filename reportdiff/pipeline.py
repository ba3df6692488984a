"""The gate in a pipeline: two files, or the last two versions of a file in git, and a summary where the job shows it.

`python -m reportdiff.pipeline` is what the GitHub Action and the pre-commit hook of this repository run. Exit status:
0 nothing found, 3 something found, 2 trouble. Where GitHub's runner names its files, the summary, the outputs
`findings`, `changed` and `page`, and an annotation for each finding go there.
"""

import argparse
import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from .comparing import ReportDiff, compare
from .corrections import load
from .errors import ReportdiffError
from .gate import Finding, checkable, parse
from .model import Report
from .reading import read
from .render.escape import terminal

FOUND, TROUBLE = 3, 2
_MOST = 900_000  # bytes of a summary: GitHub shows none that is larger than a megabyte


@frozen
class Version:
    """A file as it once was: where it stands, what the version is called, and its bytes."""

    name: str
    called: str
    data: bytes

    def read(self) -> Report:
        """The report in it."""
        file = io.BytesIO(self.data)
        file.name = self.name
        return read(file)


def last_two(name: str) -> tuple[Version, Version] | None:
    """The last two versions of a file in git, or `None` where there is only one.

    The newer one is the file as it lies there if that differs from the last commit, else that of the last commit which
    changed it. Raises `ReportdiffError` where git knows nothing of it.
    """
    path = Path(name)
    if not path.is_file():
        raise ReportdiffError(name, "no such file", "Check the path")
    commits = _git(path, "log", "-n", "2", "--format=%H", "--", path.name).split()
    if not commits:
        return None
    here = path.read_bytes()
    kept = [Version(path.name, commit.decode()[:10], _shown(path, commit.decode())) for commit in commits]
    if here != kept[0].data:
        return kept[0], Version(path.name, "as it is now", here)
    return (kept[1], kept[0]) if len(kept) == 2 else None


def _shown(path: Path, commit: str) -> bytes:
    return _git(path, "show", f"{commit}:./{path.name}")


def _git(path: Path, *words: str) -> bytes:
    """What git answers in the file's folder."""
    try:
        done = subprocess.run(["git", *words], cwd=path.parent, capture_output=True, check=False)
    except OSError as error:
        raise ReportdiffError("", "git is not installed", "Give two files instead") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReportdiffError(path.name, f"git says: {said[-1] if said else done.returncode}", "Give two files instead")
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.fail_on:
            parse(options.fail_on)
        found = [_one(old, new, options) for old, new in _pairs(options)]
    except (ReportdiffError, OSError) as error:
        print(f"reportdiff: {terminal(str(error))}", file=sys.stderr)
        _command("error", f"reportdiff: {error}")
        return TROUBLE
    counted = [finding for findings, _ in found for finding in findings if not finding.waived]
    _output("findings", str(len(counted)))
    _output("changed", str(any(diff.changed for _, diff in found)).lower())
    _output("page", options.page if found and options.page else "")
    return FOUND if counted else 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m reportdiff.pipeline", description=(__doc__ or "").split("\n")[0])
    made.add_argument("files", nargs="*", help="files in git, each compared with its version before")
    made.add_argument("--old", default="", help="the older report; with --new, instead of files in git")
    made.add_argument("--new", default="", help="the newer report")
    made.add_argument("--fail-on", default="", metavar="RULE", help='for example "restated, overdue, figure>10%%"')
    made.add_argument("--corrections", default="", metavar="FILE", help="an analyst's corrections and waivers")
    made.add_argument("--page", default="", metavar="FILE", help="write the comparison's page (of one pair only)")
    return made


def _pairs(options: argparse.Namespace) -> Iterator[tuple[Version, Version]]:
    """What is to be compared with what."""
    files = [name for name in options.files if name]
    if bool(options.old) != bool(options.new) or bool(options.old) == bool(files):
        raise ReportdiffError("", "it takes an old and a new report, or files in git", "Give one or the other")
    if options.page and len(files) > 1:
        raise ReportdiffError("", "a page shows one comparison", "Give one file with --page")
    if options.old:
        yield (
            Version(Path(options.old).name, "", Path(options.old).read_bytes()),
            Version(Path(options.new).name, "", Path(options.new).read_bytes()),
        )
    for name in files:
        pair = last_two(name)
        if pair is not None:
            yield pair
        elif len(files) == 1 and os.environ.get("GITHUB_ACTIONS"):
            raise ReportdiffError(name, "has one version only in this clone", "Check out with fetch-depth: 0")
        else:
            print(f"{terminal(name)}: the first version, nothing to compare it with")


def _one(old: Version, new: Version, options: argparse.Namespace) -> tuple[tuple[Finding, ...], ReportDiff]:
    """One comparison, told on every way there is."""
    corrections = load(options.corrections) if options.corrections else ()
    diff = compare(old.read(), new.read(), corrections=corrections)
    if options.fail_on:
        checkable(diff)
    findings = diff.findings(options.fail_on) if options.fail_on else ()
    for finding in findings:
        print(terminal(f"{new.name}: {finding}"))
        if not finding.waived:
            _command("error", f"{new.name}: {finding}")
    if options.page:
        diff.to_html(options.page)
    _summarise(old, new, diff, findings)
    return findings, diff


def _summarise(old: Version, new: Version, diff: ReportDiff, findings: Iterable[Finding]) -> None:
    """The comparison as Markdown in the job's summary, findings first."""
    called = " -> ".join(f"{item.name} ({item.called})" if item.called else item.name for item in (old, new))
    told = [f"- {'accepted' if item.waived else '**found**'}: `{str(item).replace('`', chr(39))}`" for item in findings]
    text = "\n".join([f"`{called.replace('`', chr(39))}`", "", *told, "", diff.to_markdown(changes_only=True), ""])
    data = text.encode("utf-8", "replace")
    if len(data) > _MOST:
        data = data[:_MOST].rsplit(b"\n", 1)[0] + b"\n\n(The summary is cut here; the page holds everything.)\n"
    _append("GITHUB_STEP_SUMMARY", data)


def _output(name: str, value: str) -> None:
    """An output of the step: one line, so that no value can set another."""
    _append("GITHUB_OUTPUT", f"{name}={' '.join(value.splitlines())}\n".encode())


def _append(variable: str, data: bytes) -> None:
    """Add to the file that the runner names, if it names one."""
    place = os.environ.get(variable)
    if place:
        with open(place, "ab") as file:
            file.write(data)


def _command(name: str, message: str) -> None:
    """An annotation, escaped as the runner wants it: text of a report must never become a command."""
    if os.environ.get("GITHUB_ACTIONS"):
        safe = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        print(f"::{name} title=reportdiff::{terminal(safe)}")


if __name__ == "__main__":
    sys.exit(main())
