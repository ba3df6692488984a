"""The documentation site builds without a warning, and its reference page leaves no public name out."""

import argparse
import ast
import re
import subprocess
import sys
from enum import StrEnum
from fnmatch import fnmatch
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import reportdiff
from reportdiff.changes import Event, FigureRelation, ParagraphRelation, SectionRelation
from reportdiff.cli.parser import parser
from reportdiff.diff.figures.sums import CODE
from reportdiff.facts import Bound, Role
from reportdiff.language.vocabulary import rows

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
OPEN = ["source", "facts", "changes", "errors", "archive", "batch", "explaining", "lookup", "align"]
OPEN += ["history/timelines", "gate"]


def public(module: str) -> list[str]:
    """The public classes, functions and named types of a module, or what a package says is its own."""
    if (Path(reportdiff.__file__).parent / module).is_dir():
        return list(import_module(f"reportdiff.{module}").__all__)
    tree = ast.parse((Path(reportdiff.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
    made = [node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    types = [ast.unparse(node.targets[0]) for node in tree.body if isinstance(node, ast.Assign)]
    return [
        *(name for name in made if not name.startswith("_")),
        *(name for name in types if name[0].isupper() and not name.isupper() and len(name) > 1),
    ]


def reference() -> str:
    """All pages of the reference as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((DOCS / "reference").glob("*.md")))


def shown() -> set[str]:
    """Every name on the reference pages: those of its directives and those in back quotes."""
    page = reference()
    directives = re.findall(r"^\.\. auto(?:class|function|exception):: reportdiff\.([\w.]+)$", page, re.MULTILINE)
    return {*(name.split(".")[-1] for name in directives), *re.findall(r"`(?:reportdiff\.)?(\w+)`", page)}


def test_the_twelve_names_are_in_the_reference() -> None:
    assert set(reportdiff.__all__) <= shown()


@pytest.mark.parametrize("module", OPEN)
def test_every_public_name_of_the_second_floor_is_in_the_reference(module: str) -> None:
    names = public(module)
    assert names
    assert not [name for name in names if name not in shown()]


def test_every_name_in_the_reference_exists() -> None:
    page = reference()
    for place in re.findall(r"^\.\. auto\w+:: (reportdiff\.[\w.]+)$", page, re.MULTILINE):
        module, name = place.rsplit(".", 1)
        assert hasattr(import_module(module), name), place


def test_every_root_name_has_a_page_of_its_own_under_its_public_name() -> None:
    for name in reportdiff.__all__:
        page = (DOCS / f"reference/{name}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# rd.{name}\n")
        assert re.search(rf"^\.\. auto\w+:: reportdiff\.{name}$", page, re.MULTILINE)


def test_every_file_of_cases_is_in_the_guide_for_contributors() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w*]+\.cases)`", guide)
    assert not [name for name in named if not list((ROOT / "tests/cases").glob(name))]
    files = sorted((ROOT / "tests/cases").glob("*.cases"))
    assert not [file.name for file in files if not any(fnmatch(file.name, name) for name in named)]


def _options(parser: argparse.ArgumentParser) -> set[str]:
    found = {option for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= set(action.choices).union(*(_options(inner) for inner in action.choices.values()))
    return found


def test_every_command_and_option_is_on_the_page_of_the_command_line() -> None:
    page = (DOCS / "command-line.md").read_text(encoding="utf-8")
    known = _options(parser()) - {"-h", "--help", "--version"}
    assert not [option for option in sorted(known) if not re.search(rf"(?<![\w-]){option}(?![\w-])", page)]


def test_every_note_has_its_row_on_the_page_of_errors() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    package = Path(reportdiff.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py")))
    codes = {
        *re.findall(r'\b(?:Note|note)\(\s*"([a-z_-]+)"', source),
        CODE,
        *(code for code, _ in rows("break_cues.tsv")),
    }
    codes |= {f"{side}_{what}" for side in ("old", "new") for what in ("undated", "incomplete")}
    codes |= {f"{who}_changed" for who in ("body", "holder", "portfolio")}
    assert len(codes) > 30
    assert not [code for code in sorted(codes) if f"`{code}`" not in page]


@pytest.mark.parametrize("words", [FigureRelation, SectionRelation, ParagraphRelation, Event, Bound, Role])
def test_every_word_for_what_is_found_is_in_the_glossary(words: type[StrEnum]) -> None:
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert not [word.value for word in words if not re.search(rf"\b{word.value}\b", page)]


def test_no_line_is_a_comment_by_mistake() -> None:
    """A line that begins with a percent sign is a comment to the site: what it says is not shown."""
    pages = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    assert not [path.name for path in pages if re.search(r"^%", path.read_text(encoding="utf-8"), re.MULTILINE)]


def test_every_page_is_reached_from_the_first() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"^[\w/-]+$", index, re.MULTILINE))
    pages = {str(path.relative_to(DOCS).with_suffix("")) for path in DOCS.rglob("*.md") if "_build" not in path.parts}
    assert pages - {"index"} <= linked | {inner for page in linked for inner in _listed(page)}


def _listed(page: str) -> list[str]:
    path = DOCS / f"{page}.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    trees = re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL)
    return [name for tree in trees for name in re.findall(r"^[\w/-]+$", tree, re.MULTILINE)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning is an error."""
    if not all(find_spec(name) for name in ("sphinx", "furo", "myst_parser")):
        pytest.skip("sphinx, furo or myst-parser is not installed: pip install -e '.[docs]'")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-d", str(out / ".tree"), str(DOCS), str(out / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return out / "html"


def test_no_link_inside_the_site_is_broken(site: Path) -> None:
    broken = []
    for page in sorted([*site.glob("*.html"), *site.glob("decides/*.html"), *site.glob("reference/*.html")]):
        for target, _, place in re.findall(
            r'(?:href|src)="([^"#?]*)([?][^"#]*)?(?:#([^"]*))?"', page.read_text("utf-8")
        ):
            if re.match(r"[a-z]+:|//", target):
                continue
            file = page.parent / target if target else page
            if not file.exists() or (
                place and file.suffix == ".html" and f'id="{place}"' not in file.read_text("utf-8")
            ):
                broken.append(f"{page.name}: {target}#{place}")
    assert not broken


def test_the_gallery_and_the_search_are_part_of_the_site(site: Path) -> None:
    for name in ("gallery/comparison.html", "gallery/history.html"):
        assert "Environment and Highways" in (site / name).read_text(encoding="utf-8")
        assert f'href="{name}"' in (site / "index.html").read_text(encoding="utf-8")
    assert '"pothol"' in (site / "searchindex.js").read_text(encoding="utf-8")
    assert "searchtools.js" in (site / "search.html").read_text(encoding="utf-8")


def test_no_page_holds_the_marks_of_a_merge() -> None:
    pages = [
        *DOCS.rglob("*.md"),
        *(DOCS.parent / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    ]
    marked = [
        page.name
        for page in pages
        if re.search(r"^(?:<{7} |>{7} |={7}$)", page.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert not marked
