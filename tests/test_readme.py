"""Every snippet of the README and of the documentation runs, and prints what it says it prints."""

import contextlib
import doctest
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportdiff.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def fences(language: str) -> Iterator[tuple[Path, int, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for fence in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            yield page, text.count("\n", 0, fence.start()) + 1, fence.group(1)


def fixtures_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Snippets name the shipped reports as 2022.txt, 2023.txt, 2024.txt and real.txt."""
    for path in (ROOT / "fixtures").glob("*.txt"):
        year = "real" if "worcestershire" in path.name else path.stem[-10:-6]
        (tmp_path / f"{year}.txt").write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_snippets_print_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixtures_here(tmp_path, monkeypatch)
    source = "\n".join(text for at, _, text in fences("pycon") if at == page)
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    out = io.StringIO()
    result = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=out.write)
    assert result.failed == 0, out.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_print_what_the_page_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixtures_here(tmp_path, monkeypatch)
    for at, line, text in fences("console"):
        if at != page:
            continue
        for command, wanted in re.findall(r"^\$ (reportdiff .*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
            found = said(shlex.split(command)[1:])
            wanted = wanted.replace(" ... ", "...")  # columns: any number of blanks
            assert doctest.OutputChecker().check_output(wanted, found, FLAGS), f"{page.name}:{line}: {command}\n{found}"


def said(arguments: list[str]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main(arguments)
    return out.getvalue()


def test_the_readme_has_both_commands_of_a_newcomer() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/reportdiff demo" in text
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest" in text


def test_every_local_link_of_the_pages_leads_somewhere() -> None:
    links = [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|gallery/", target)  # the gallery is made when the site is built
    ]
    broken = [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()]
    assert not broken
