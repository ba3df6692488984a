"""How large the house is and how far a figure walks in it: `python tests/bench/house.py [--check]`.

Prints the lines of every room, the longest modules and functions, the functions with most branches, module names that
occur twice and modules that belong into their only importer (both inside language, extract, matching and diff), the
size of the tables, and the modules whose code runs while one figure is read. With `--check` the exit status is 1 where
a budget is not kept, or, where one is not reached yet, its ceiling (`CEILINGS`).
"""

import argparse
import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "reportdiff"
MIDDLE = ("language", "extract", "matching", "diff")
SHARED_NAMES = {"__init__", "changes", "linking"}  # one in every room that has such a thing
BUDGETS = {
    "lines of the middle": 14_500,
    "lines of the package": 31_000,
    "lines of a module": 600,
    "lines of a function": 50,
    "branches of a function": 15,
    "names that occur twice": 0,
    "modules that belong into their importer": 0,
    "kB of tables": 200,
    "modules that a figure passes": 30,
}
# Where a budget is not reached yet, what stands today: a change may lower these and never raise them.
CEILINGS = {
    "lines of the middle": 22_800,
    "lines of the package": 45_700,
}
SENTENCE = (
    "The Council repaired 1,240 potholes last year, 18% more than the year before, and will repair 1,500 by 2026."
)
WARM = "The band played 12 of its 30 tunes in May and will play the others by 2027."  # loads the tables


class Module(NamedTuple):
    """One module: its dotted name below the package, its text and its syntax."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The top folder, or the module itself."""
        return self.name.split(".")[0]

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.text.count("\n")


class Function(NamedTuple):
    """One function: where it stands, how long it is, and how often it branches (as ruff counts, C901)."""

    name: str
    lines: int
    branches: int


def modules() -> list[Module]:
    """Every module of the package, by name."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(".".join(path.relative_to(PACKAGE).with_suffix("").parts), text, ast.parse(text)))
    return found


def functions(module: Module) -> Iterator[Function]:
    """The functions of a module, methods and inner ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{module.name}.{node.name}", length, _branches(node))


def _branches(function: ast.FunctionDef) -> int:
    """1 for the function and 1 for each way that its own statements part."""
    count, left = 1, list(ast.iter_child_nodes(function))
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef):
            count += _branches(node)
            continue
        if isinstance(node, ast.If | ast.For | ast.While | ast.ExceptHandler | ast.match_case):
            count += 1
        left.extend(ast.iter_child_nodes(node))
    return count


def importers(found: list[Module]) -> dict[str, set[str]]:
    """For each module the modules that import from it."""
    names = {module.name for module in found}
    by: dict[str, set[str]] = defaultdict(set)
    for module in found:
        for target in _imported(module, names):
            by[target].add(module.name)
    return by


def _imported(module: Module, names: set[str]) -> Iterator[str]:
    package = module.name.split(".")[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            whole = ".".join([*base, *(node.module.split(".") if node.module else [])])
            for item in node.names:
                inner = f"{whole}.{item.name}".lstrip(".")
                yield inner if inner in names else whole if whole in names else f"{whole}.__init__".lstrip(".")


def doubled(found: list[Module]) -> list[str]:
    """Last parts of names that two modules of the middle share."""
    last = [module.name.split(".")[-1] for module in found if module.room in MIDDLE]
    return sorted(name for name, count in Counter(last).items() if count > 1 and name not in SHARED_NAMES)


def small_alone(found: list[Module]) -> list[str]:
    """Modules of the middle below 80 lines that one module alone imports."""
    by = importers(found)
    return sorted(
        f"{module.name} ({module.lines}) belongs into {next(iter(by[module.name]))}"
        for module in found
        if module.room in MIDDLE and module.lines < 80 and len(by[module.name]) == 1
    )


def walk() -> list[str]:
    """The modules of the middle whose functions run while a paragraph of figures is read, tables loaded before."""
    sys.path.insert(0, str(PACKAGE.parent))
    import reportdiff

    reportdiff.read_text(WARM)
    seen: set[str] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        place = frame.f_globals.get("__name__", "")
        if event == "call" and place.startswith("reportdiff."):
            seen.add(place.removeprefix("reportdiff."))

    sys.setprofile(watch)
    try:
        reportdiff.read_text(SENTENCE)
    finally:
        sys.setprofile(None)
    return sorted(name for name in seen if name.split(".")[0] in MIDDLE and not name.startswith("extract.commitments"))


def main() -> int:
    """Print what was measured beside its budget; 1 where `--check` was given and one is not kept."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--check", action="store_true", help="exit with 1 where a budget is not kept")
    check = options.parse_args().check
    found = modules()
    rooms = Counter(dict.fromkeys(MIDDLE, 0))
    for module in found:
        rooms[module.room] += module.lines
    for room, lines in sorted(rooms.items(), key=lambda item: -item[1]):
        print(f"{lines:7,}  {room}")
    every = [function for module in found for function in functions(module)]
    longest = max(found, key=lambda module: module.lines)
    long = max(every, key=lambda function: function.lines)
    split = max(every, key=lambda function: function.branches)
    passed = walk()
    tables = sum(path.stat().st_size for path in PACKAGE.rglob("data/*") if path.suffix in {".tsv", ".txt"})
    measured: dict[str, tuple[int, str]] = {
        "lines of the middle": (sum(rooms[room] for room in MIDDLE), " + ".join(MIDDLE)),
        "lines of the package": (sum(rooms.values()), ""),
        "lines of a module": (longest.lines, longest.name),
        "lines of a function": (long.lines, long.name),
        "branches of a function": (split.branches, split.name),
        "names that occur twice": (len(doubled(found)), ", ".join(doubled(found))),
        "modules that belong into their importer": (len(small_alone(found)), "; ".join(small_alone(found))),
        "kB of tables": (tables // 1000, ""),
        "modules that a figure passes": (len(passed), ", ".join(passed)),
    }
    kept = True
    for name, (value, where) in measured.items():
        fits = value <= BUDGETS[name]
        kept = kept and value <= max(BUDGETS[name], CEILINGS.get(name, 0))
        print(
            f"{value:7,}  {name}, at most {BUDGETS[name]:,}{'' if fits else '  <- over'}{f': {where}' if where else ''}"
        )
    return 0 if kept or not check else 1


if __name__ == "__main__":
    sys.exit(main())
