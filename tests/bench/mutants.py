"""How much of a module its tests hold: mutants of it, and how many of them some test notices.

    python tests/bench/mutants.py [MODULE ...] [--count 40] [--seed 1]

Of each module (those of `MODULES` unless some are named) `count` places are drawn with the seed and changed one at a
time: a comparison, an operator, a constant, a condition turned round, a value returned or a statement left out. The
tests named beside the module run in a copy of the project; a mutant that all of them pass has survived, and is
printed with its line. Runs by hand: a module takes some minutes.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
MODULES = {
    "source": ["tests/test_source.py"],
    "matching/lcs": ["tests/matching/test_lcs.py"],
    "diff/wording/operations": ["tests/diff/wording"],
    "diff/figures/relations": ["tests/diff/figures/test_arithmetic.py", "tests/diff/figures/test_changes.py"],
    "diff/figures/deltas": ["tests/diff/figures/test_arithmetic.py", "tests/diff/figures/test_changes.py"],
    "extract/figures/numerals": ["tests/extract/figures/test_readings.py", "tests/extract/figures/test_numbers.py"],
    "extract/figures/number_attributes": [
        "tests/extract/figures/test_readings.py",
        "tests/extract/figures/test_numbers.py",
    ],
    "language/times/resolution": ["tests/language/test_times.py", "tests/language/test_resolution.py"],
    "render/escape": ["tests/render/test_escape.py"],
    "readers/package": [
        "tests/readers/test_package.py",
        "tests/readers/test_hostile_files.py",
        "tests/readers/test_readers.py",
    ],
    "archive/storage": ["tests/archive/test_storage.py", "tests/archive"],
    "archive/archive": ["tests/archive/test_archive.py"],
}
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What may stand in a node's place: what was done, and the node."""
    made = copy.deepcopy(node)
    if isinstance(made, ast.Compare) and type(made.ops[0]) in _COMPARED:
        made.ops[0] = _COMPARED[type(made.ops[0])]()
        yield "another comparison", made
    elif isinstance(made, ast.BinOp) and type(made.op) in _REACHED:
        made.op = _REACHED[type(made.op)]()
        yield "another operator", made
    elif isinstance(made, ast.BoolOp):
        made.op = ast.Or() if isinstance(made.op, ast.And) else ast.And()
        yield "and for or", made
    elif isinstance(made, ast.Constant) and isinstance(made.value, bool):
        yield "the other truth", ast.Constant(not made.value)
    elif isinstance(made, ast.Constant) and isinstance(made.value, int):
        yield "one more", ast.Constant(made.value + 1)
    elif isinstance(made, ast.If | ast.IfExp | ast.While):
        made.test = ast.UnaryOp(ast.Not(), made.test)
        yield "a condition turned round", made
    elif isinstance(made, ast.Return) and made.value is not None and not isinstance(made.value, ast.Constant):
        yield "nothing returned", ast.Return(ast.Constant(None))
    elif isinstance(made, ast.AugAssign | ast.Raise | ast.Continue | ast.Break) or (
        isinstance(made, ast.Expr) and isinstance(made.value, ast.Call)
    ):
        yield "a statement left out", ast.Pass()


class _Put(ast.NodeTransformer):
    """Puts another node in the place of one."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The other node where the one stands."""
        return ast.copy_location(self.new, node) if node is self.old else self.generic_visit(node)


def _inside(tree: ast.Module) -> list[ast.AST]:
    """The nodes of functions and methods but their signatures, in an order that depends on nothing but the text."""
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return list({id(node): node for body in bodies for part in body for node in ast.walk(part)}.values())


def mutants(text: str, count: int, seed: int) -> Iterator[tuple[int, str, str]]:
    """Line, change and text of `count` mutants of a module, drawn with the seed."""
    places = [at for at, node in enumerate(_inside(ast.parse(text))) if any(True for _ in changes(node))]
    random.Random(seed).shuffle(places)
    for at in sorted(places[:count]):
        tree = ast.parse(text)
        node = _inside(tree)[at]
        done, new = next(changes(node))
        line = node.lineno if isinstance(node, ast.stmt | ast.expr) else 0
        yield line, done, ast.unparse(ast.fix_missing_locations(_Put(node, new).visit(tree)))


def survives(project: Path, tests: list[str], seconds: int) -> bool:
    """Whether all tests pass in a copy of the project. One that takes too long is noticed too."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        *tests,
    ]
    env = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=project, env=env, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    """Print each survivor, and for each module how many were noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=list(MODULES))
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=240)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "*.pyc", "docs"))
        for name in given.modules:
            path, tests = project / f"reportdiff/{name}.py", MODULES[name]
            text = path.read_text(encoding="utf-8")
            path.write_text(ast.unparse(ast.parse(text)), encoding="utf-8")
            if not survives(project, tests, given.seconds):
                print(f"{name}: its tests do not pass as it stands")
                path.write_text(text, encoding="utf-8")
                continue
            made = left = 0
            for line, done, mutant in mutants(text, given.count, given.seed):
                made += 1
                path.write_text(mutant, encoding="utf-8")
                if survives(project, tests, given.seconds):
                    left += 1
                    print(f"  {name}:{line} {done}: {text.splitlines()[line - 1].strip()[:90]}", flush=True)
            path.write_text(text, encoding="utf-8")
            print(f"{name}: {made - left} of {made} noticed", flush=True)


if __name__ == "__main__":
    main()
