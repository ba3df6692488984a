import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_dev_extra_and_the_dependency_group_agree(project: dict[str, Any]) -> None:
    assert project["dependency-groups"]["dev"] == project["project"]["optional-dependencies"]["dev"]


def test_the_core_depends_on_attrs_and_diff_match_patch_only(project: dict[str, Any]) -> None:
    names = [item.split(">")[0] for item in project["project"]["dependencies"]]
    assert names == ["attrs", "diff-match-patch"]


def test_the_extra_all_holds_every_extra_for_users(project: dict[str, Any]) -> None:
    extras = dict(project["project"]["optional-dependencies"])
    everything = extras.pop("all")
    wanted = [item for name, items in extras.items() if name not in ("dev", "bench", "docs", "dask") for item in items]
    assert sorted(everything) == sorted(wanted)


def test_the_versions_agree(project: dict[str, Any]) -> None:
    import reportdiff

    assert reportdiff.__version__ == project["project"]["version"]


def test_the_constructed_reports_say_so_and_are_long_enough() -> None:
    found = sorted((ROOT / "fixtures").glob("*-constructed-*.txt"))
    assert len(found) == 3
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("(Constructed example: ")
        assert 1200 <= len(text.split()) <= 2000


def test_the_wheel_holds_everything_and_its_demo_runs(tmp_path: Path) -> None:
    """An installation from the wheel finds vocabulary, page parts, schema and the shipped reports in itself."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    runner = {"GITHUB_SERVER_URL": "https://git.example.org", "GITHUB_REPOSITORY": "some/place"}
    subprocess.run(build, check=True, capture_output=True, env={**os.environ, **runner})
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "home"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home)
        names = archive.namelist()
    assert "reportdiff/py.typed" in names
    assert "reportdiff/site/web/index.html" in names
    (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
    assert "Project-URL: Source, https://git.example.org/some/place\n" in (home / metadata).read_text(encoding="utf-8")
    assert "reportdiff/render/schema.json" in names
    assert len([name for name in names if name.startswith("reportdiff/fixtures/")]) >= 5
    run = [sys.executable, "-c", "import sys; from reportdiff.cli import main; sys.exit(main(['demo']))"]
    done = subprocess.run(
        run, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(home)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "constructed" in done.stdout
    assert (tmp_path / "reportdiff-demo.html").exists()
