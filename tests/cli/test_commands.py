"""The command line: what it prints, where to, and how it exits."""

import argparse
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reportdiff.cli import main
from reportdiff.cli.jobs import _automatic
from reportdiff.cli.parser import parser
from reportdiff.doctor import checks
from reportdiff.version import __version__

OLD = "18 May 2023\n\nRoads\n\n1. We resurfaced 124 miles of road. We will resurface 140 miles of road by March 2024.\n"
NEW = "16 May 2024\n\nRoads\n\n1. We resurfaced 131 miles of road. We will resurface 140 miles of road by March 2025.\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "2023.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "2024.txt").write_text(NEW, encoding="utf-8")
    return str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")


def run(arguments: Sequence[str], stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportdiff", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_different_reports_exit_with_one(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *pair]) == 1
    out = capsys.readouterr().out
    assert "131 miles" in out
    assert "FIGURES" in out


def test_equal_reports_exit_with_nought(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", pair[0], pair[0]]) == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_exit_zero_and_quiet(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *pair, "--exit-zero"]) == 0
    capsys.readouterr()
    assert main(["compare", *pair, "--quiet"]) == 1
    assert capsys.readouterr().out == ""


def test_every_command_can_be_quiet_and_still_writes_its_file(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made.csv"
    reports = str(tmp_path / "reports.db")
    for typed in (
        ["compare", *pair, "-o", str(made)],
        ["show", pair[0]],
        ["figures", pair[0]],
        ["commitments", pair[0]],
        ["track", *pair],
        ["doctor"],
        ["archive", "add", reports, *pair],
        ["archive", "list", reports],
    ):
        assert main([*typed, "-q"]) in (0, 1)
        told = capsys.readouterr()
        assert (told.out, told.err) == ("", ""), typed
    assert made.exists()
    assert main(["show", str(tmp_path / "none.txt"), "-q"]) == 2
    assert "none.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("text", "2024"),
        ("json", "{"),
        ("markdown", "# What changed"),
        ("html", "<!DOCTYPE html>"),
        ("csv", "metric,old_value"),
    ],
)
def test_every_format_can_be_printed(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], form: str, begins: str
) -> None:
    assert main(["compare", *pair, "--format", form]) == 1
    out = capsys.readouterr().out
    assert out.startswith(begins)
    assert out.endswith("\n")


@pytest.mark.parametrize(
    ("name", "begins"), [("a.json", "{"), ("a.md", "#"), ("a.html", "<!D"), ("a.csv", "metric,"), ("a.txt", "2024")]
)
def test_the_suffix_of_the_output_chooses_the_format(
    pair: tuple[str, str], tmp_path: Path, name: str, begins: str
) -> None:
    assert main(["compare", *pair, "-o", str(tmp_path / name)]) == 1
    assert (tmp_path / name).read_text(encoding="utf-8-sig").startswith(begins)


def test_a_workbook_needs_a_name(pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *pair, "--format", "xlsx"]) == 2
    assert "Name a file with -o" in capsys.readouterr().err
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    assert main(["compare", *pair, "-o", str(tmp_path / "a.xlsx")]) == 1
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


def test_a_report_is_never_written_over(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *pair, "-o", pair[1]]) == 2
    assert Path(pair[1]).read_text(encoding="utf-8") == NEW
    assert "one of the reports" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x.pdf", "x.doc", "x.htmll", "x.svg"])
def test_a_suffix_that_means_nothing_is_answered_with_those_that_do(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["compare", *pair, "-o", str(tmp_path / name)]) == 2
    said = capsys.readouterr().err
    assert ".html, .htm, .csv, .xlsx, .docx" in said
    assert not (tmp_path / name).exists()


def test_options_that_make_no_sense_together_are_answered(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *pair, "--kind", "tracker"]) == 2
    assert "--format csv" in capsys.readouterr().err
    assert main(["compare", *pair, "--brief", "-o", str(tmp_path / "a.csv")]) == 2
    assert "brief.html" in capsys.readouterr().err
    assert main(["compare", *pair, "--format", "docx"]) == 2
    assert "Name a file with -o" in capsys.readouterr().err


def test_a_gate_exits_with_three_and_a_line_for_each_finding(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *pair, "--fail-on", "deadline_later, figure>5%"]) == 3
    out = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in out] == ["deadline_later", "figure>5%"]
    assert "(+7 miles" in out[1]
    assert main(["compare", *pair, "--fail-on", "restated"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["compare", *pair, "--fail-on", "deadline_later", "-q"]) == 3
    assert capsys.readouterr().out == ""


def test_a_gate_writes_the_comparison_where_it_was_asked_for(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *pair, "--fail-on", "deadline_later", "-o", str(tmp_path / "a.html")]) == 3
    assert (tmp_path / "a.html").exists()
    assert capsys.readouterr().out.startswith("deadline_later: ")
    assert main(["compare", *pair, "--fail-on", "deadline_later", "--format", "json"]) == 3
    said = capsys.readouterr()
    assert json.loads(said.out)["changed"] is True
    assert said.err.startswith("deadline_later: ")


def test_a_mistake_in_a_rule_is_marked_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "missing.txt", "missing.txt", "--fail-on", "restated, overdu"]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == ["  restated, overdu", "            ^^^^^^"]


def test_a_waived_finding_does_not_fail_a_gate(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = {"what": "waive", "quote": "140 miles of road by March 2024", "until": "2025-01-31", "because": "agreed"}
    (tmp_path / "known.json").write_text(json.dumps([entry]), encoding="utf-8")
    rule = ["--fail-on", "deadline_later", "--corrections", str(tmp_path / "known.json")]
    assert main(["compare", *pair, *rule]) == 0
    assert "[accepted until 31 January 2025: agreed]" in capsys.readouterr().err


def test_certain_leaves_out_pairs_that_are_to_be_checked(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from attrs import evolve

    from reportdiff.diff.figures.changes import compare_figures

    def unsure(*given: Any, **more: Any) -> Any:
        return tuple(evolve(item, certain=False) for item in compare_figures(*given, **more))

    monkeypatch.setattr("reportdiff.comparing.compare_figures", unsure)
    assert main(["compare", *pair, "--format", "csv"]) == 1
    assert ",no," in capsys.readouterr().out
    assert main(["compare", *pair, "--format", "csv", "--certain"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_notes_speak_of_options_not_of_functions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.txt", "1. We have 5 vans."), ("b.txt", "1. We have 6 vans.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 1
    said = capsys.readouterr().out
    assert "Give one with --old-date YYYY-MM-DD." in said
    assert "Give one with --new-date YYYY-MM-DD." in said
    assert "when you compare them" not in said
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", "html"]) == 1
    assert "Give its date when you compare them." in (page := capsys.readouterr().out), "a reader has no command line"
    assert "--old-date" not in page


def _commands(made: argparse.ArgumentParser, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield (*before, name)
                yield from _commands(inner, (*before, name))


@pytest.mark.parametrize("command", list(_commands(parser())), ids=" ".join)
def test_every_help_ends_with_two_examples(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    told = capsys.readouterr().out.split("examples:\n")[1].splitlines()
    assert sum(line.startswith(f"  reportdiff {' '.join(command)}") for line in told) >= 2


def test_work_that_takes_long_says_so_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportdiff.cli import progress

    said: list[str] = []
    monkeypatch.setattr(progress, "_AFTER", 0.02)
    monkeypatch.setattr(progress, "_EVERY", 0.02)
    monkeypatch.setattr("sys.stderr.write", said.append)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress.waiting("comparing"):
        time.sleep(0.2)
    assert "reportdiff: comparing, " in said[0]
    assert said[-1] == "\r\x1b[K", "the line is gone in the end"
    said.clear()
    with progress.waiting("comparing"):
        pass
    with progress.waiting("comparing", quiet=True):
        time.sleep(0.1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    with progress.waiting("comparing"):
        time.sleep(0.1)
    assert said == []


@pytest.mark.parametrize("work", ["track", "add", "compare", "history"])
def test_every_work_that_may_take_long_is_named_while_it_goes_on(
    pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    from contextlib import nullcontext

    from reportdiff.cli import archive, commands

    said: list[str] = []

    def waiting(what: str, quiet: bool = False) -> nullcontext[None]:
        said.append(what)
        return nullcontext()

    monkeypatch.setattr(commands, "waiting", waiting)
    monkeypatch.setattr(archive, "waiting", waiting)
    store = str(tmp_path / "reports.db")
    if work == "track":
        main(["track", *pair])
        assert said == ["reading 2 reports", "following figures and promises", "drawing the history"]
        return
    main(["archive", "add", store, *pair])
    assert said == ["reading report 1 of 2", "reading report 2 of 2"]
    said.clear()
    if work == "history":
        main(["archive", "history", store])
        assert said == ["following figures and promises"]
    if work == "compare":
        main(["compare", *pair])
        assert said == ["comparing"]


def test_files_in_an_archive_are_read_again_for_a_body_and_removed(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "reports.db")
    assert main(["archive", "add", store, *pair]) == 0
    assert main(["archive", "list", store, "--body", "Eastwold"]) == 2
    assert "no report is of the body 'Eastwold'" in capsys.readouterr().err
    assert main(["archive", "list", store, "--since", "2099-01-01"]) == 0
    assert "no report fits" in capsys.readouterr().err
    assert main(["archive", "add", store, *pair, "--body", "Eastwold"]) == 0
    capsys.readouterr()
    assert main(["archive", "list", store]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [("Eastwold" in line) for line in lines] == [True, True]
    assert main(["archive", "remove", store, lines[0].split()[0]]) == 0
    assert capsys.readouterr().out.splitlines() == lines[:1]
    main(["archive", "list", store])
    assert capsys.readouterr().out.splitlines() == lines[1:]


def test_what_an_archive_holds_is_written_in_every_form(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, wrong = str(tmp_path / "reports.db"), tmp_path / "c.json"
    assert main(["archive", "add", store, pair[0], "--date", "2023-05-17"]) == 0
    assert main(["archive", "add", store, *pair, "--date", "2023-05-17"]) == 2
    assert "--date is for a single file" in capsys.readouterr().err
    assert main(["archive", "add", store, *pair]) == 0
    told = capsys.readouterr()
    assert "1 of 2 files are in the archive already" in told.err
    main(["archive", "list", store])
    old, new = (line.split() for line in capsys.readouterr().out.splitlines())
    assert old[1] == "2023-05-17"
    wrong.write_text('[{"what": "label", "report": "old", "quote": "124 miles", "label": "mended"}]', encoding="utf-8")
    for suffix, inside in (("html", "<!DOCTYPE html>"), ("json", '"schema"'), ("md", "# "), ("csv", "metric")):
        page = tmp_path / f"made.{suffix}"
        given = ["archive", "compare", store, old[0], new[0], "-o", str(page), "--corrections", str(wrong)]
        assert main(given) == 1
        assert inside in page.read_text(encoding="utf-8-sig")
        assert main(["archive", "history", store, "-o", str(page)]) == 0
        assert page.stat().st_size > 100
    assert capsys.readouterr().out == ""
    assert main(["archive", "history", store, "-o", "made.pdf"]) == 2
    assert "End the name in one of: .txt" in capsys.readouterr().err


def test_any_number_of_processes_prints_the_same_bytes(pair: tuple[str, str], tmp_path: Path) -> None:
    old, new = pair
    assert run(["compare", old, new, "--jobs", "2"]).stdout == run(["compare", old, new]).stdout
    assert run(["compare", "-", new, "--jobs", "2"], OLD.encode()).returncode == 1
    one, two = (run(["track", old, new, old, "--format", "json", "--jobs", jobs]) for jobs in ("1", "3"))
    assert one.stdout == two.stdout
    missing = run(["compare", str(tmp_path / "none.txt"), new, "--jobs", "2"])
    assert (missing.returncode, missing.stderr.count(b"\n")) == (2, 1)
    assert b"none.txt: No such file" in missing.stderr


def test_large_files_are_read_at_once_by_as_many_processes_as_there_are_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("We mended 40 roads.")
    large.write_bytes(b"\n" * 600_000)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert _automatic([str(small), str(small)]) == 1
    assert _automatic([str(small), str(large)]) == 3
    assert _automatic([str(tmp_path), "no\0file"]) == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "257", "two", "\u0664"])
def test_a_number_of_processes_that_is_none_is_answered(
    jobs: str, pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["compare", *pair, f"--jobs={jobs}"])
    assert ended.value.code == 2
    assert "no number of processes from 1 to 256" in capsys.readouterr().err


def test_standard_input_is_a_report(pair: tuple[str, str]) -> None:
    done = run(["compare", pair[0], "-"], NEW.encode())
    assert done.returncode == 1
    assert b"131 miles" in done.stdout
    done = run(["compare", "-", "-"], b"")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("make", ["missing", "directory", "rubbish", "newline"])
def test_trouble_is_one_line_that_names_the_file(
    tmp_path: Path, pair: tuple[str, str], capsys: pytest.CaptureFixture[str], make: str
) -> None:
    path = tmp_path / ("a\nb.txt" if make == "newline" else make)
    if make == "directory":
        path.mkdir()
    if make == "rubbish":
        path.write_bytes(bytes(range(256)) * 20)
    status = main(["compare", pair[0], str(path)])
    error = capsys.readouterr().err
    if make == "rubbish" and status != 2:
        return  # read as text with notes, which is an answer too
    assert status == 2
    assert error.count("\n") == 1
    assert error.startswith("reportdiff: ")
    assert path.name.replace("\n", "") in error.replace("␊", "").replace("\N{REPLACEMENT CHARACTER}", "")


def test_wrong_use_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in (["compare", "one"], ["nonsense"], [], ["compare", "a", "b", "--old-date", "yesterday"]):
        with pytest.raises(SystemExit) as stopped:
            main(wrong)
        assert stopped.value.code == 2
    assert "2015-05-14" in capsys.readouterr().err


def test_version_and_help_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, wanted in ((["--version"], __version__), (["--help"], "examples:"), (["compare", "--help"], "-o")):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 0
        assert wanted in capsys.readouterr().out


def test_a_date_given_overrides_the_report(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["compare", *pair, "--old-date", "2020-01-31"])
    assert "31 January 2020" in capsys.readouterr().out


def test_show_figures_and_commitments_of_one_report(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    for command, wanted in (("show", "SECTIONS"), ("figures", "124 miles"), ("commitments", "140 miles")):
        assert main([command, pair[0]]) == 0
        assert wanted in capsys.readouterr().out
        assert main([command, pair[0], "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)


def test_the_figures_of_one_report_as_csv(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", pair[0], "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "label,value,high,unit,per,bound,role,when,quote,cite"
    assert any(",124,,miles," in line and line.endswith("¶1") for line in lines)
    assert main(["commitments", pair[0], "-o", str(tmp_path / "c.csv")]) == 0
    assert "2024-03" in (tmp_path / "c.csv").read_text(encoding="utf-8")


def test_the_tier_decides_which_commitments_count(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for tier in ("A", "B", "C"):
        assert main(["commitments", pair[0], "--tier", tier, "--format", "json"]) == 0
        counts.append(len(json.loads(capsys.readouterr().out)))
    assert 0 < counts[0] <= counts[1] <= counts[2]


def test_track_shows_a_value_for_every_report(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["track", *pair]) == 0
    out = capsys.readouterr().out
    assert "124 miles" in out
    assert "131 miles" in out
    assert main(["track", str(tmp_path / "20*.txt"), "-o", str(tmp_path / "h.html")]) == 0
    page = (tmp_path / "h.html").read_text(encoding="utf-8")
    assert "131 miles" in page
    assert "deadline later" in page
    assert '<section class="group"' in page
    assert main(["track", str(tmp_path / "none*.txt")]) == 2
    capsys.readouterr()
    assert main(["track", *pair, "--metric", "resurfaced"]) == 0
    assert capsys.readouterr().out == "resurfaced … of road: 2023  124 miles | 2024  131 miles   ▁█\n"
    assert main(["track", *pair, "--metric", "resurfaced", "-o", str(tmp_path / "h.svg")]) == 0
    assert (tmp_path / "h.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert main(["track", *pair, "--format", "svg"]) == 2


def test_a_broken_pipe_ends_quietly(pair: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "reportdiff", "compare", *pair, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_is_utf8_in_any_locale_and_never_coloured(pair: tuple[str, str]) -> None:
    plain = run(["compare", *pair], PYTHONUTF8="0", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "¶1" in plain.stdout.decode("utf-8")
    assert b"\x1b" not in run(["compare", *pair], FORCE_COLOR="1", TERM="xterm-256color").stdout


def test_the_same_pair_prints_the_same_bytes_under_any_hash_seed(pair: tuple[str, str]) -> None:
    """Law: the same input gives the same bytes under any hash seed, locale and time zone."""
    one = run(["compare", *pair, "--format", "json"], PYTHONHASHSEED="1", TZ="UTC")
    two = run(["compare", *pair, "--format", "json"], PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C")
    assert one.stdout == two.stdout


def test_a_lean_start(pair: tuple[str, str]) -> None:
    """Neither the page nor JSON nor a number table is loaded for a plain comparison in text."""
    code = (
        "import sys; from reportdiff.cli import main; main(sys.argv[1:]); "
        "idle = {'json', 'csv', 'pandas', 'webbrowser', 'reportdiff.render.html'}; "
        "print(*sorted(idle & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "compare", *pair], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr.strip() == ""


def test_doctor_names_the_pip_line_for_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportdiff.doctor.find_spec", lambda name: None)
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "pip install 'reportdiff[pdf]'" in out
    assert any(check.works for check in checks())


def piped(pair: tuple[str, str], redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program run by a shell, with a redirection."""
    words = [sys.executable, "-m", "reportdiff", *(arguments or ("compare", *pair))]
    return subprocess.run(f"{shlex.join(words)} {redirection}", shell=True, capture_output=True, text=True)


def test_output_to_a_closed_stream_is_trouble_and_never_lost_in_silence(pair: tuple[str, str]) -> None:
    done = piped(pair, ">&-")
    assert (done.returncode, done.stderr) == (2, "reportdiff: standard output is closed\n")


def test_a_closed_error_stream_or_input_changes_nothing(pair: tuple[str, str]) -> None:
    assert piped(pair, "2>&-").returncode == 1
    assert "Traceback" not in piped(pair, "<&-", "compare", pair[0], "-").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_disk_is_trouble(pair: tuple[str, str]) -> None:
    for form in ("xlsx", "html", "json"):
        done = piped(pair, "", "compare", *pair, "--format", form, "-o", "/dev/full")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), form


def test_a_workbook_for_a_folder_or_a_missing_path_is_trouble(pair: tuple[str, str], tmp_path: Path) -> None:
    for target in (str(tmp_path), str(tmp_path / "none" / "a.xlsx")):
        done = piped(pair, "", "compare", *pair, "--format", "xlsx", "-o", target)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), target


def test_a_reader_that_goes_early_leaves_no_traceback(pair: tuple[str, str]) -> None:
    done = piped(pair, "| head -1", "doctor")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind there")
@pytest.mark.parametrize("wait", [0.0, 0.03, 0.06, 0.1, 0.2])
def test_an_interrupt_is_one_line_whenever_it_comes(pair: tuple[str, str], wait: float) -> None:
    code = "import reportdiff.cli, sys; print('ready', flush=True); sys.exit(reportdiff.cli.program())"
    command = [sys.executable, "-c", code, "compare", *pair]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert error in ("", "reportdiff: interrupted\n")


def test_a_gate_does_not_pass_where_a_report_holds_no_text_or_the_rule_is_empty(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert main(["compare", pair[0], str(tmp_path / "empty.txt"), "-q", "--fail-on", "overdue, figure>10%"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "reportdiff: Nothing can be compared with empty.txt: it holds no text. No rule can be checked"
    assert main(["compare", *pair, "--fail-on", ""]) == 2
    assert "the rule is empty" in capsys.readouterr().err


def test_the_history_of_a_body_that_is_not_in_the_archive_names_the_nearest(
    pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = str(tmp_path / "a.db")
    assert main(["archive", "add", base, pair[0], "--body", "Eastwold"]) == 0
    assert main(["archive", "add", base, pair[0], "--body", "Southfen"]) == 0
    assert "(replaced: Eastwold)" in capsys.readouterr().out
    assert main(["archive", "history", base, "--body", "Sothfen"]) == 2
    assert "no report is of the body 'Sothfen'. The nearest are: Southfen" in capsys.readouterr().err


def test_what_outsiders_stumbled_over_is_answered_at_the_prompt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = (
        "Lamps Report 2022/23\n\n1. We mended 40 lamps. We will open 90 depots by March 2024.",
        "Lamps Report 2023/24",
    )
    Path("a.txt").write_text(old, encoding="utf-8")
    Path("b.txt").write_text(new + "\n\n1. We mended 45 lamps.", encoding="utf-8")
    main(["compare", "a.txt", "b.txt"])
    assert "2022/23 -> 2023/24 (neither gives its day)" in capsys.readouterr().out
    assert main(["track", "a.txt", "b.txt"]) == 0
    assert "Give them with --date FILE=YYYY-MM-DD" in capsys.readouterr().out
    assert main(["track", "a.txt", "b.txt", "--date", "a.txt=2023-05-18", "--date", "b.txt=2024-05-16"]) == 0
    told = capsys.readouterr().out
    assert "its date has passed" in told
    assert "--date" not in told
    assert main(["track", "a.txt", "b.txt", "--date", "c.txt=2023-05-18"]) == 2
    assert "c.txt: --date is for none of the files. There are: a.txt, b.txt" in capsys.readouterr().err
    for wrong in ("2023-05-18", "a.txt=May"):
        with pytest.raises(SystemExit):
            main(["track", "a.txt", "--date", wrong])
    for number, (was, now) in enumerate((("40", "45"), ("90", "45"))):
        entry = {"what": "same", "old": was, "new": now}
        Path(f"{number}.json").write_text(json.dumps([entry]), encoding="utf-8")
    capsys.readouterr()
    main(["compare", "a.txt", "b.txt", "--corrections", "0.json", "--corrections", "1.json"])
    assert capsys.readouterr().out.count("are one metric") >= 2


def test_one_report_of_a_pack_is_named_by_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    pack = str(next((Path(__file__).parents[2] / "fixtures").glob("*-pack-*.txt")))
    assert main(["show", pack]) == 2
    assert "--member WORDS" in capsys.readouterr().err
    assert main(["show", pack, "--member", "communities"]) == 0
    assert "Communities and Resilience" in capsys.readouterr().out.splitlines()[0]
    assert main(["show", pack, "--member", "unicorns"]) == 2
    old = str(next((Path(__file__).parents[2] / "fixtures").glob("*-2024-*.txt")))
    assert main(["compare", old, pack, "--member", "highways", "--exit-zero"]) == 0
    assert "Environment and Highways" in capsys.readouterr().out.splitlines()[0]
