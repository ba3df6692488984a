"""Takes the pictures of the demo's page that the documentation shows: `python tests/bench/pictures.py docs`."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from reportdiff import demo

VIEWS: tuple[tuple[str, int, int, Literal["light", "dark"], str], ...] = (
    ("page-desktop", 1280, 1100, "light", ""),
    ("page-commitments", 1280, 1000, "light", "#commitments"),
    ("page-text", 1280, 1100, "light", "#text"),
    ("page-dark", 1280, 1000, "dark", ""),
    ("page-phone", 390, 844, "light", ""),
)


def main(folder: Path) -> None:
    """One PNG for each view, into `folder`."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        page = Path(place) / demo.PAGE
        demo.run().to_html(page)
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, wide, high, scheme, part in VIEWS:
            context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme)
            opened = context.new_page()
            opened.goto(page.as_uri() + part)
            opened.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
