import ast
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import reportdiff

ROOT = Path(reportdiff.__file__).parent
NAMES = [
    "Commitment",
    "Figure",
    "History",
    "Metric",
    "Report",
    "ReportDiff",
    "ReportdiffError",
    "Section",
    "compare",
    "read",
    "read_text",
    "track",
]


def test_the_root_offers_twelve_names() -> None:
    assert sorted(reportdiff.__all__) == NAMES
    assert [name for name in dir(reportdiff) if not name.startswith("_")] == NAMES
    for name in NAMES:
        assert callable(getattr(reportdiff, name))


def test_an_unknown_root_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="differ"):
        getattr(reportdiff, "differ")  # noqa: B009


def test_no_module_bears_the_name_of_a_root_function() -> None:
    functions = {name for name in NAMES if name.islower()}
    assert not functions & {path.stem for path in ROOT.rglob("*.py")}


def test_no_module_is_called_utils_or_its_like() -> None:
    assert not {"utils", "helpers", "common", "base", "manager"} & {path.stem for path in ROOT.rglob("*.py")}


def test_every_public_name_has_a_docstring() -> None:
    bare = []
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree) and tree.body:
            bare.append(str(path.relative_to(ROOT)))
        bare += [f"{path.relative_to(ROOT)}: {name}" for name in _undocumented(tree)]
    assert not bare


def _undocumented(tree: ast.Module) -> list[str]:
    found = []
    classes = [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and "Protocol" not in {ast.unparse(parent) for parent in node.bases}
    ]
    for body in [tree.body, *(node.body for node in classes)]:
        for node in body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if not ast.get_docstring(node) and "overload" not in {ast.unparse(item) for item in node.decorator_list}:
                found.append(node.name)
    return found


PUBLIC = (
    "archive.archive",
    "batch",
    "corrections",
    "explaining",
    "facts",
    "changes",
    "source",
    "gate",
    "demo",
    "doctor",
)


def test_no_value_of_the_public_interface_may_be_anything() -> None:
    """What is given and what is returned has a type: `Any` would switch a reader's type checker off."""
    modules = [importlib.import_module(f"reportdiff.{name}") for name in PUBLIC]
    things = {f"reportdiff.{name}": getattr(reportdiff, name) for name in NAMES}
    for module in modules:
        things |= {
            f"{module.__name__}.{name}": thing
            for name, thing in vars(module).items()
            if not name.startswith("_") and getattr(thing, "__module__", "") == module.__name__
        }
    loose = []
    for name, thing in things.items():
        parts = {name: thing, **{f"{name}.{part}": found for part, found in _methods(thing)}}
        loose += [place for place, part in parts.items() if "Any" in str(_hints(part))]
    assert loose == ["reportdiff.batch.compare_all"]  # its two overloads say what it gives


def _methods(thing: object) -> list[tuple[str, object]]:
    if not inspect.isclass(thing):
        return []
    own = [(name, part) for name, part in vars(thing).items() if not name.startswith("_")]
    return [(name, getattr(part, "fget", None) or getattr(part, "__func__", part)) for name, part in own]


def _hints(thing: object) -> object:
    return getattr(thing, "__annotations__", {})


def test_importing_the_root_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import reportdiff; print(*sorted(set(sys.modules) - before))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in out if name.startswith("reportdiff")] == ["reportdiff"]


def test_every_module_can_be_imported_alone() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__"):
            assert inspect.ismodule(importlib.import_module(name))
