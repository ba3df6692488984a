"""Coloured tables: the same words as the plain text, no markup from documents, no colour where it is not wanted."""

import io
import os
import sys

import pytest
from comparisons import sample

from reportdiff.errors import MissingExtra
from reportdiff.render.rows import Rows

pytest.importorskip("rich", reason="the rich extra is not installed")


def shown(width: str = "200", **environment: str) -> str:
    """What `show` prints of the sample to a terminal."""
    from reportdiff.render.terminal import show

    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", width)
        patch.delenv("NO_COLOR", raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        show(sample(), out)
    return out.getvalue()


def test_the_tables_hold_every_value() -> None:
    out = shown()
    for row in Rows(sample()).figures:
        for said in filter(None, (row.label, row.old, row.new, row.change)):
            assert said in out
    assert "Put off or weakened" in out
    assert "29-fold" in out


def test_colour_only_where_it_is_taken() -> None:
    assert "\x1b[" not in shown()
    assert "\x1b[" in shown(FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[3" not in shown(FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")


def test_without_rich_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportdiff.render.terminal import show

    monkeypatch.setitem(sys.modules, "rich.console", None)
    with pytest.raises(MissingExtra, match=r"pip install 'reportdiff\[rich\]'"):
        show(sample())


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo terminals here")
@pytest.mark.parametrize(("variable", "coloured"), [("TERM", True), ("NO_COLOR", False)])
def test_a_terminal_gets_colour_unless_told_otherwise(
    tmp_path: "os.PathLike[str]", variable: str, coloured: bool
) -> None:
    import subprocess

    old = os.path.join(tmp_path, "old.txt")
    with open(old, "w", encoding="utf-8") as file:
        file.write("Roads\n\n1. We resurfaced 124 miles of road.\n")
    ours, theirs = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment.update({"TERM": "xterm-256color", variable: environment.get("TERM", "xterm") if coloured else "1"})
    environment["TERM"] = "xterm-256color"
    done = subprocess.run(
        [sys.executable, "-m", "reportdiff", "compare", old, old],
        stdout=theirs,
        env=environment,
        timeout=60,
        check=False,
    )
    os.close(theirs)
    out = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0
    assert (b"\x1b[" in out) is coloured
