"""Takes the pictures of the demo's page, and of the history of all its reports, for the documentation and the README.

    python tests/bench/pictures.py docs              all of them, into `docs`
    python tests/bench/pictures.py docs page-dark    only those named
    python tests/bench/pictures.py docs --check      exits with 1 where they show a page that is no longer made

The fingerprint of the pages that they show stands beside them in `pictures.txt`.
"""

import shutil
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from reportdiff import demo
from reportdiff.history.tracking import track
from reportdiff.reading import read, read_pack

OPENED = "document.querySelectorAll('#t-both th details').forEach((part, at) => { part.open = at === 2; })"
VIEWS: tuple[tuple[str, int, int, Literal["light", "dark"], str, str], ...] = (
    ("page-desktop", 1280, 1100, "light", "", ""),
    ("page-figures", 1280, 1000, "light", "#figures", OPENED),
    ("page-commitments", 1280, 1000, "light", "#commitments", ""),
    ("page-text", 1280, 1100, "light", "#text", ""),
    ("page-dark", 1280, 1100, "dark", "", ""),
    ("page-phone", 390, 844, "light", "", ""),
    ("page-history", 1280, 1020, "light", "", ""),
)
MARK = "pictures.txt"


def fingerprint(page: str) -> str:
    """What tells one page from another, but for the version that stands on it."""
    return sha256(page.encode("utf-8")).hexdigest()[:16]


def pages() -> dict[str, str]:
    """The two pages by the beginning of their pictures' names: the history is that of all the demo's reports."""
    reports = [read(path) for path in demo.reports() if "constructed" in path.name]
    pack = read_pack(demo.fixtures() / "calderbourne-pack-2025-05-15.txt")
    return {"page": demo.run().to_html(), "page-history": track([*reports, *pack]).to_html()}


def take(folder: Path, names: list[str]) -> None:
    """One PNG for each view, or each view named, into `folder`."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        made = pages()
        for name, text in made.items():
            (Path(place) / f"{name}.html").write_text(text, encoding="utf-8")
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, wide, high, scheme, part, act in VIEWS:
            if names and name not in names:
                continue
            context = browser.new_context(viewport={"width": wide, "height": high}, color_scheme=scheme)
            opened = context.new_page()
            opened.goto((Path(place) / f"{name if name in made else 'page'}.html").as_uri() + part)
            if act:
                opened.evaluate(act)
            opened.wait_for_timeout(300)
            opened.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()
    if not names:
        (folder / MARK).write_text(f"{fingerprint(''.join(made.values()))}\n", encoding="utf-8")


def stale(folder: Path) -> bool:
    """Whether the pictures in `folder` show another page than today's."""
    mark = folder / MARK
    return not mark.exists() or mark.read_text(encoding="utf-8").strip() != fingerprint("".join(pages().values()))


def main(arguments: list[str]) -> int:
    """Take pictures, or say whether they are stale."""
    folder = Path(arguments[0])
    if "--check" not in arguments:
        take(folder, arguments[1:])
    elif stale(folder):
        print(f"the pictures in {folder} show another page than today's: python tests/bench/pictures.py {folder}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
