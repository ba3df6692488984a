"""Every snippet of the README and of the documentation runs, and prints what it says it prints."""

import contextlib
import doctest
import glob
import io
import re
import shlex
import shutil
import subprocess
import webbrowser
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from reportdiff.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SHOWN = {"{toctree}", "{eval-rst}", "{image}", "{table}", "yaml", "json"}
"""Fences that hold nothing to run."""
SETUP = ("pip install", "python3 -m venv", ". .venv/bin/activate", ".venv/bin/", "pytest ", "HYPOTHESIS_PROFILE=")
"""How lines begin that set an environment up, or test: `.ci/run` and the tests of the wheel do that."""


class Fence(NamedTuple):
    """A fenced block: its page, the heading it stands under, its first line, its language and what it holds."""

    page: Path
    heading: str
    line: int
    language: str
    text: str


def fences(page: Path) -> Iterator[Fence]:
    text = page.read_text(encoding="utf-8")
    for fence in re.finditer(r"^```(\S*)[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        heading = (re.findall(r"^## (.+)$", text[: fence.start()], re.MULTILINE) or [""])[-1]
        yield Fence(page, heading, text.count("\n", 0, fence.start()) + 1, fence.group(1), fence.group(2))


ALL = [fence for page in PAGES for fence in fences(page)]


def _units() -> list[tuple[str, str]]:
    """What is run in one go: a page, and each answer of the how-to alone."""
    found = {
        (fence.page.name, fence.heading if fence.page.name == "howto.md" else ""): None
        for fence in ALL
        if fence.language == "pycon"
    }
    return list(found)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the pages describe it: the shipped reports by year, one of them as a PDF, and some in `reports`.

    Other names of PDF and Word files are stand-ins: what is run is the command.
    """
    (tmp_path / "reports").mkdir()
    for path in (ROOT / "fixtures").glob("*-constructed-*.txt"):
        for folder in (tmp_path, tmp_path / "reports"):
            shutil.copy(path, folder / f"{path.stem[-10:-6]}.txt")
    for name, made in (("2023", "constructed"), ("2014", "constructed"), ("2024", "real"), ("2015", "real")):
        shutil.copy(ROOT / f"tests/formats/{made}-libreoffice.pdf", tmp_path / f"{name}.pdf")
        shutil.copy(ROOT / f"tests/formats/{made}.docx", tmp_path / f"{name}.docx")
    (tmp_path / "corrections.json").write_text("[]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webbrowser, "open", lambda url: True)
    return tmp_path


def needs(text: str) -> None:
    """Skip where a package is missing that a snippet says it needs."""
    signs = (("pandas", "pandas"), ("pandas", "to_frame"), ("distributed", "distributed"), ("jsonschema", "jsonschema"))
    for module, sign in signs:
        if sign in text and not find_spec(module):
            pytest.skip(f"{module} is not installed")
    for module, sign in (("pypdfium2", ".pdf"), ("xlsxwriter", ".xlsx")):
        if re.search(rf"^[$ ]*reportdiff .*\{sign}", text, re.MULTILINE) and not find_spec(module):
            pytest.skip(f"{module} is not installed")


@pytest.mark.filterwarnings("default")  # those of Dask, and of forking beside threads
@pytest.mark.parametrize(("page", "heading"), _units(), ids=lambda part: str(part))
def test_the_python_snippets_print_what_the_page_says(page: str, heading: str, here: Path) -> None:
    chosen = [fence for fence in ALL if fence.language == "pycon" and fence.page.name == page]
    source = "\n".join(fence.text for fence in chosen if heading in ("", fence.heading))
    needs(source)
    test = doctest.DocTestParser().get_doctest(source, {}, page, page, 0)
    out = io.StringIO()
    result = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=out.write)
    assert result.attempted
    assert result.failed == 0, out.getvalue()


def _ran(command: str) -> tuple[str, int]:
    """What a command prints, and its exit status."""
    words = [name for word in shlex.split(command)[1:] for name in (sorted(glob.glob(word)) or [word])]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            status = main(words)
        except SystemExit as ended:
            status = int(ended.code or 0)
    return out.getvalue(), status


@pytest.mark.parametrize(
    "page", sorted({fence.page for fence in ALL if fence.language == "console"}), ids=lambda p: p.name
)
def test_the_commands_print_what_the_page_says(page: Path, here: Path) -> None:
    for fence in (fence for fence in ALL if fence.page == page and fence.language == "console"):
        needs(fence.text)
        status = 0
        parts = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", fence.text, re.MULTILINE)
        assert parts
        for command, wanted in parts:
            if command == "echo $?":
                found = f"{status}\n"
            else:
                assert command.startswith("reportdiff "), f"{page.name}:{fence.line}: nothing runs {command}"
                found, status = _ran(command)
            wanted = wanted.replace(" ... ", "...")  # columns: any number of blanks
            shown = f"{page.name}:{fence.line}: {command}\n{found}"
            assert doctest.OutputChecker().check_output(wanted, found, FLAGS), shown


def _lines() -> list[tuple[str, str]]:
    """The commands that stand on the pages without what they print; notes beside them are cut off."""
    plain = [fence for fence in ALL if fence.language == ""]
    found = [(fence.page.name, line) for fence in plain for line in fence.text.splitlines() if line.strip()]
    return [(page, re.split(r"\s{2,}|\s+#", line)[0]) for page, line in found]


@pytest.mark.parametrize(("page", "line"), [found for found in _lines() if found[1].startswith("reportdiff ")])
def test_a_command_that_is_only_shown_runs_too(page: str, line: str, here: Path) -> None:
    needs(line)
    if line.startswith("reportdiff archive") and "add" not in line:
        _ran("reportdiff archive add reports.db reports/*")
    assert _ran(line)[1] in (0, 1, 3)


def test_no_block_of_a_page_is_left_unrun() -> None:
    languages = {"pycon", "console", "js", "", *SHOWN}
    assert not [f"{fence.page.name}:{fence.line}" for fence in ALL if fence.language not in languages]
    for page, line in _lines():
        script = re.match(r"(?:[A-Z_]+=\S+ )?python (\S+\.py)\b", line)
        copied = re.match(r"cp (\S+) \S+$", line)
        if script or copied:
            assert (ROOT / (script or copied).group(1)).exists(), f"{page}: {line}"  # type: ignore[union-attr]
        else:
            assert line.startswith(("reportdiff ", *SETUP)), f"{page}: nothing runs {line}"


def test_every_script_that_a_page_names_is_there() -> None:
    named = {
        (page.name, script)
        for page in PAGES
        for script in re.findall(
            r"\b((?:tests|docs)/[\w/.-]+\.(?:py|md|pdf|cases))\b", page.read_text(encoding="utf-8")
        )
    }
    assert named
    assert not [place for place in sorted(named) if not (ROOT / place[1]).exists()]


def test_the_javascript_prints_a_figure_of_the_document(here: Path) -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    (code,) = [fence.text for fence in ALL if fence.language == "js"]
    (here / "example.mjs").write_text(code, encoding="utf-8")
    _ran("reportdiff compare 2023.txt 2024.txt -o changes.json")
    done = subprocess.run([node, "example.mjs"], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    *rows, figure = done.stdout.splitlines()
    assert "contact centre took … calls 251,000 -> 262,000 ¶65 -> ¶40" in rows
    assert figure in (here / "2024.txt").read_text(encoding="utf-8")


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
