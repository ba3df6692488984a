"""The demo: the shipped reports, compared, from a clone and from an installation alike."""

from pathlib import Path

import pytest

from reportdiff import demo
from reportdiff.cli import main
from reportdiff.errors import ReportdiffError


def test_the_demo_compares_the_last_two_constructed_reports() -> None:
    names = [path.name for path in demo.reports()]
    assert len(names) >= 3
    assert all("-constructed-" in name for name in names)
    diff = demo.run()
    assert [diff.old.source.name, diff.new.source.name] == names[-2:]
    assert diff.changed


def test_the_demo_writes_its_page_here_and_says_that_the_reports_are_constructed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert "constructed" in out.splitlines()[0]
    page = Path(out.splitlines()[-1].rpartition(": ")[2])
    assert page.parent == tmp_path
    assert len(page.read_bytes()) < 300_000
    assert demo.NOTICE in page.read_text(encoding="utf-8").partition("</header>")[0]


def test_where_the_folder_cannot_be_written_to_the_page_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    page = demo.write_page(demo.run())
    assert page.exists()
    assert page.parent != tmp_path


def test_an_installation_finds_its_own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "reportdiff" / "fixtures"
    inside.mkdir(parents=True)
    (inside / "a-constructed-2020-01-01.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(demo, "__file__", str(tmp_path / "reportdiff" / "demo.py"))
    assert demo.fixtures() == inside


def test_missing_reports_are_an_error_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "__file__", str(tmp_path / "reportdiff" / "demo.py"))
    with pytest.raises(ReportdiffError, match="Install reportdiff again"):
        demo.fixtures()


def test_no_headline_is_made_of_a_pair_that_is_hardly_sure() -> None:
    diff = demo.run()
    weak = [change for change in diff.figures if change.old and change.new and change.score < 0.5]
    text = diff.to_text().split("FIGURES")[0]
    assert not [change for change in weak if change.cite() in text]


def test_homes_protected_are_not_the_homes_flooded_a_year_later() -> None:
    diff = demo.run()
    pairs = {
        (was.quote, now.quote) for change in diff.figures for was in change.old_points for now in change.new_points
    }
    assert ("655 homes", "212 homes") not in pairs
    assert ("four", "nine miles") not in pairs
    assert ("124 miles", "131 miles") in pairs
