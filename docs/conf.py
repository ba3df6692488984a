"""The documentation site: `sphinx-build -W docs docs/_build/html` builds it, the gallery's pages included."""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from sphinx.application import Sphinx

import reportdiff
from reportdiff import demo
from reportdiff.reading import read_pack
from reportdiff.site.building import Missing, build

project = "reportdiff"
author = "The reportdiff maintainers"
copyright = "2026, the reportdiff maintainers"
release = reportdiff.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
html_theme = "furo"
html_title = "reportdiff"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["_gallery"]
exclude_patterns = ["_build", "_gallery", "_pictures"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
smartquotes_action = "qe"  # "--word-diff" keeps its two dashes
default_role = "code"  # docstrings mark code with single back quotes
highlight_language = "text"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True}
autodoc_preserve_defaults = True
autodoc_class_signature = "separated"  # values are read, not built: their fields are listed, their __init__ is not
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80


def setup(app: Sphinx) -> None:
    """Called by Sphinx when the build begins."""
    app.connect("source-read", tidy)
    app.connect("autodoc-process-signature", plain_types)
    app.connect("autodoc-process-docstring", without_filler)
    app.connect("autodoc-skip-member", without_makers)


def tidy(app: Sphinx, name: str, source: list[str]) -> None:
    """Snippets end with a blank line for the tests' sake, and without one for the reader's."""
    source[0] = source[0].replace("\n\n```\n", "\n```\n")


JSON = re.compile(r"bool \| int \| float \| str \| list\[.*\] \| None")


def plain_types(app: Sphinx, what: str, name: str, obj: object, options: object, signature: str, returns: str) -> Any:
    """Types by their short names: a JSON value is "Json", no module stands before what everybody knows."""
    told = [
        re.sub(r"~?(?:[a-z_]+\.)+(?=[A-Z])", "", JSON.sub("Json", part)) if part else part
        for part in (signature, returns)
    ]
    return tuple(told)


def without_filler(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Fields of a named tuple that say no more than their place say nothing."""
    if lines and lines[0].startswith("Alias for field number"):
        lines.clear()


def without_makers(app: Sphinx, what: str, name: str, obj: object, skip: bool, options: object) -> bool | None:
    """Nobody calls `__new__`."""
    return True if name == "__new__" else None


def gallery() -> None:
    """Make the gallery's live pages from the shipped reports."""
    folder = Path(__file__).parent / "_gallery" / "gallery"
    folder.mkdir(parents=True, exist_ok=True)
    demo.run().to_html(folder / "comparison.html")  # says on the page that the reports are constructed
    pack = read_pack(demo.fixtures() / "calderbourne-pack-2025-05-15.txt")
    reportdiff.track([*map(reportdiff.read, demo.reports()), *pack]).to_html(folder / "history.html")


def pictures() -> None:
    """The pictures of the page as it is today where a browser can be had, else those that were taken last."""
    folder = Path(__file__).parent / "_pictures"
    folder.mkdir(exist_ok=True)
    for picture in Path(__file__).parent.glob("page-*.png"):
        shutil.copy(picture, folder / picture.name)
    script = Path(__file__).parent.parent / "tests/bench/pictures.py"
    command = [sys.executable, str(script), str(folder), "page-desktop", "page-dark"]
    try:
        own = {**os.environ, "PYTHONPATH": str(script.parent.parent.parent)}
        subprocess.run(command, check=True, capture_output=True, timeout=60, env=own)
    except (subprocess.SubprocessError, OSError):
        print("the pictures are those taken last: there is no Chromium or no Playwright here")


def live() -> None:
    """Make the page that compares in the browser, or one that says why it could not be made."""
    folder = Path(__file__).parent / "_gallery" / "compare"
    try:
        build(folder)
    except Missing as error:
        folder.mkdir(parents=True, exist_ok=True)
        why = f"This copy of the documentation was built without the page that compares: {escape(str(error))}"
        (folder / "index.html").write_text(f'<!DOCTYPE html><html lang="en"><title>Compare</title><p>{why}</p></html>')


gallery()
live()
pictures()
