"""`reportdiff site DIR`: the page that compares in a browser, as a folder for any web server."""

import argparse
import sys
from typing import Any

from .progress import look, may_be_quiet

_EXAMPLES = (
    "reportdiff site public",
    "reportdiff site public && python3 -m http.server --bind 127.0.0.1 --directory public",
)
_HOLDS = """The folder holds everything: Python, this package and the reader of PDFs. Nothing is loaded from elsewhere,
and the files that somebody compares there stay on their computer. Building it needs npm and pip, and a connection."""


def add_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the program's own."""
    about = "build the page that compares in a browser, as a folder for any web server"
    command = commands.add_parser("site", help=about, **look(about, _EXAMPLES, _HOLDS))
    command.add_argument("folder", metavar="DIR", help="where to put it; made where it is missing")
    may_be_quiet(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the folder; its path is the last line."""
    from ..site.building import build

    def say(line: str) -> None:
        if not options.quiet:
            print(f"reportdiff: {line}", file=sys.stderr)

    place = build(options.folder, say)
    print(place / "index.html")
    return 0
