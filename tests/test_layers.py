"""The rooms of the package, lowest first. Imports only go down."""

import ast
import re
from pathlib import Path

import reportdiff

ROOT = Path(reportdiff.__file__).parent
ROOMS = [
    "version",
    "errors",
    "door",
    "codec",
    "collector",
    "files",
    "source",
    "facts",
    "patterns",
    "phrases",
    "model",
    "versions",
    "language",
    "readers",
    "outline",
    "about",
    "extract",
    "reading",
    "lookup",
    "matching",
    "align",
    "changes",
    "diff",
    "explaining",
    "corrections",
    "render",
    "gate",
    "comparing",
    "history",
    "archive",
    "batch",
    "demo",
    "site",
    "pipeline",
    "doctor",
    "cli",
    "__main__",
]
LAZY_UPWARD = {"reportdiff"}  # the root itself names modules as text and imports them when a name is first used


def _modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "reportdiff"


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> list[str]:
    """Every module of the package that a module imports anywhere, also inside functions."""
    package = _name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [item.name for item in node.names if item.name.split(".")[0] == "reportdiff"]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            if target.split(".")[0] == "reportdiff":
                found += [
                    f"{target}.{item.name}" if _exists(f"{target}.{item.name}") else target for item in node.names
                ]
    return found


def _exists(module: str) -> bool:
    path = ROOT.parent / Path(*module.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_every_module_has_a_room() -> None:
    assert {_room(_name(path)) for path in _modules()} - {"reportdiff"} <= set(ROOMS)


def test_imports_only_go_down() -> None:
    """A room imports only from itself and from the rooms below it."""
    upward = []
    for path in _modules():
        name = _name(path)
        if name in LAZY_UPWARD:
            continue
        for target in _imports(path):
            own, other = _room(name), _room(target)
            if other != own and (other == "reportdiff" or ROOMS.index(other) > ROOMS.index(own)):
                upward.append(f"{name} imports {target}")
    assert not upward


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {_name(path): [target for target in _imports(path) if target != _name(path)] for path in _modules()}
    graph.pop("reportdiff")
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name in done:
            return
        for target in graph.get(name, []):
            visit(target, (*trail, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_only_source_does_arithmetic_that_makes_spans_of_a_text() -> None:
    """Spans of the source come from readers, the outline and `Flow.span`; no extractor or renderer makes its own."""
    rooms = {"extract", "align", "diff", "render", "comparing", "tracking", "cli"}
    offenders = [
        f"{_name(path)}:{node.lineno}"
        for path in _modules()
        if _room(_name(path)) in rooms
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Span"
    ]
    assert not offenders


def test_modules_and_functions_keep_within_the_house_budget() -> None:
    """No module above 600 lines, no function above 50 (branches are counted by ruff, C901)."""
    large = []
    for path in _modules():
        text = path.read_text(encoding="utf-8")
        sizes = [(_name(path), text.count("\n"), 600)]
        sizes += [
            (f"{_name(path)}.{node.name}", (node.end_lineno or 0) - node.lineno + 1, 50)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
        ]
        large += [f"{name}: {lines} lines" for name, lines, budget in sizes if lines > budget]
    assert not large


_RUN_OF_LETTERS = r"[^\W\d_]"
_READING = re.compile(r"tokenise\w*|stem|lemma|tag|tag_of|clauses|clauses_of")
_STILL = {  # they look at single words that were cut before, or at the words of a label
    "reportdiff.diff.commitments.lexemes",
    "reportdiff.extract.figures.numerals",
}


def test_only_language_cuts_text_into_words_and_reads_them() -> None:
    """No room of the middle but `language` defines a tokeniser, a stemmer, a tagger or clauses."""
    cut, defined = set(), []
    for path in _modules():
        name = _name(path)
        if _room(name) not in {"extract", "matching", "align", "diff", "history"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _RUN_OF_LETTERS in node.value:
                cut.add(name)
            if isinstance(node, ast.FunctionDef) and _READING.fullmatch(node.name):
                defined.append(f"{name}.{node.name}")
    assert cut <= _STILL
    assert not defined
