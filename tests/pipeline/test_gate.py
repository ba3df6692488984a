"""The gate in a pipeline: the action's own script as a runner starts it, and the hook on files in git."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportdiff import demo
from reportdiff.errors import ReportdiffError
from reportdiff.pipeline import last_two, main

ROOT = Path(__file__).resolve().parent.parent.parent
yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with two versions of one report, and the file of the older one beside it."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    home = tmp_path / "clone"
    home.mkdir()
    git(home, "init", "-q")
    for path in demo.reports()[1:]:
        shutil.copyfile(path, home / "report.txt")
        git(home, "add", "report.txt")
        git(home, "commit", "-q", "-m", path.stem)
    shutil.copyfile(demo.reports()[1], home / "old.txt")
    return home


def git(home: Path, *words: str) -> None:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=home, check=True, capture_output=True)


class Runner:
    """What GitHub's runner does with a step of a composite action: inputs in, files and an exit status out."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.files = {name: home.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        self.action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        self.said = ""

    def run(self, **given: str) -> int:
        """Run the step that compares."""
        for file in self.files.values():
            file.write_text("before\n")
        given = {name.replace("_", "-"): value for name, value in given.items()}
        inputs = {name: given.get(name, item["default"]) for name, item in self.action["inputs"].items()}
        assert set(given) <= set(inputs)
        (step,) = [item for item in self.action["runs"]["steps"] if item.get("id") == "gate"]
        named = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], text)
            for name, text in step["env"].items()
        }
        tools = self.home.parent / "tools"  # `python` is the one that setup-python gives
        tools.mkdir(exist_ok=True)
        if not (tools / "python").exists():
            (tools / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
            (tools / "python").chmod(0o755)
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        env = {
            **os.environ,
            **named,
            **{k: str(v) for k, v in self.files.items()},
            "PATH": path,
            "PYTHONPATH": str(ROOT),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=self.home, env={**env, "GITHUB_ACTIONS": "true"}, capture_output=True, text=True, check=False
        )
        self.said = done.stdout + done.stderr
        return done.returncode

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs that the step set."""
        lines = self.files["GITHUB_OUTPUT"].read_text().splitlines()[1:]
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        """What the job's summary shows."""
        return self.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")


@pytest.fixture
def runner(clone: Path) -> Runner:
    """A runner in the clone."""
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    return Runner(clone)


def test_the_action_fails_on_what_was_named_and_shows_it_in_the_summary(runner: Runner) -> None:
    assert runner.run(file="report.txt", fail_on="restated, reversed", page="changes.html") == 3
    assert int(runner.outputs["findings"]) >= 2
    assert runner.outputs["changed"] == "true"
    assert runner.outputs["page"] == "changes.html"
    assert "Environment and Highways" in (runner.home / "changes.html").read_text(encoding="utf-8")
    assert runner.summary.startswith("before\n")  # what other steps wrote stays
    assert "**found**" in runner.summary
    assert "report.txt" in runner.summary
    assert len(re.findall(r"^::error title=reportdiff::report\.txt: ", runner.said, re.MULTILINE)) == int(
        runner.outputs["findings"]
    )


def test_the_action_passes_where_nothing_fits(runner: Runner) -> None:
    assert runner.run(old="old.txt", new="old.txt", fail_on="restated, figure>10%") == 0
    assert runner.outputs == {"findings": "0", "changed": "false", "page": ""}
    assert runner.run(old="old.txt", new="report.txt") == 0  # no rule: only the summary
    assert runner.outputs["changed"] == "true"


def test_trouble_is_told_in_the_library_s_words(runner: Runner) -> None:
    assert runner.run(file="report.txt", fail_on="restatted") == 2
    assert "::error title=reportdiff::reportdiff: " in runner.said
    assert runner.run(file="nothing.txt") == 2
    assert "nothing.txt: no such file. Check the path" in runner.said
    assert runner.run() == 2
    assert "it takes an old and a new report, or files in git. Give one or the other" in runner.said


def test_a_shallow_clone_says_how_to_check_out(runner: Runner, clone: Path) -> None:
    git(clone, "clone", "-q", "--depth=1", clone.as_uri(), str(clone.parent / "shallow"))
    runner.home = clone.parent / "shallow"
    assert runner.run(file="report.txt", fail_on="restated") == 2
    assert "Check out with fetch-depth: 0" in runner.said


def test_no_word_of_a_report_becomes_a_command_of_the_runner(runner: Runner) -> None:
    """Names and texts come from strangers: a line of theirs must not begin like a command, nor set an output."""
    evil = "We will open 12 hubs by May 2020.\n\n::set-output name=findings::0\n\n`rm` $(touch owned) ${{ x }}\n"
    for name, words in (("old.txt", evil), ("$(touch owned);`touch owned`.txt", evil.replace("12", "3"))):
        (runner.home / name).write_text(words)
    assert runner.run(
        old="old.txt", new="$(touch owned);`touch owned`.txt", fail_on="dropped, weakened, figure>1%"
    ) in (0, 3)
    assert not (runner.home / "owned").exists()
    commands = [line for line in runner.said.splitlines() if line.startswith("::")]
    assert all(line.startswith("::error title=reportdiff::") for line in commands)
    assert set(runner.outputs) == {"findings", "changed", "page"}


def test_the_last_two_versions_are_those_of_git_or_of_the_file_as_it_lies_there(clone: Path) -> None:
    old, new = last_two(str(clone / "report.txt")) or pytest.fail("no pair")
    assert [version.data for version in (old, new)] == [path.read_bytes() for path in demo.reports()[1:]]
    (clone / "report.txt").write_text("Something else.")
    old, new = last_two(str(clone / "report.txt")) or pytest.fail("no pair")
    assert old.data == demo.reports()[2].read_bytes()
    assert new.data == b"Something else."
    assert last_two(str(clone / "old.txt")) is None
    shutil.copyfile(demo.reports()[1], clone.parent / "elsewhere.txt")
    with pytest.raises(ReportdiffError, match="git says"):
        last_two(str(clone.parent / "elsewhere.txt"))


def test_the_page_of_the_docs_names_inputs_and_hooks_that_there_are(clone: Path) -> None:
    text = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    workflow, config = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["report"]["steps"] if "/reportdiff@" in step["uses"]]
    assert set(step["with"]) <= set(action["inputs"])
    assert config["repos"][0]["hooks"][0]["id"] == "reportdiff"
    assert set(re.findall(r"`(\w+)` \(", text)) <= set(action["outputs"])


def test_the_hook_gates_each_changed_file(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the entry and arguments that the manifest names, as pre-commit gives them."""
    monkeypatch.chdir(clone)
    for variable in ("GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(variable, raising=False)
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "python -m reportdiff.pipeline"
    assert re.search(hook["files"], "reports/2024.docx")
    assert main([*hook["args"], "report.txt", "old.txt"]) == 3
    assert "old.txt: the first version, nothing to compare it with" in capsys.readouterr().out
    shutil.copyfile(demo.reports()[2], clone / "report.txt")
    (clone / "report.txt").write_text((clone / "report.txt").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert main([*hook["args"], "report.txt"]) == 0


def test_a_report_without_text_is_trouble_and_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text("")
    given = ["--old", str(demo.reports()[1]), "--new", str(tmp_path / "empty.txt")]
    assert main([*given, "--fail-on", "restated, reversed, overdue"]) == 2
    assert "No rule can be checked" in capsys.readouterr().err
    assert main(given) == 0  # no rule: only the summary
