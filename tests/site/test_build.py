"""What goes into the folder, and what is said where it cannot be had."""

import json
import re
import shutil
import zipfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve

from reportdiff import demo
from reportdiff.cli import main
from reportdiff.site import building, parts
from reportdiff.site.browser import Desk
from reportdiff.version import __version__

LARGEST = 12_000_000  # bytes that a visitor loads at most, without any compression by the server


def test_the_folder_is_small_enough_and_says_how_large_it_is(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert sum(sizes.values()) <= LARGEST
    listed = re.search(
        r'<script type="application/json" id="parts">(.*?)</script>', (folder / "index.html").read_text()
    )
    assert listed
    files = json.loads(listed[1])["files"]
    assert {item["name"]: item["bytes"] for item in files} == {
        name: size for name, size in sizes.items() if name not in ("index.html", "sw.js")
    }
    for item in files:
        assert (
            item["integrity"] == "sha256-" + b64encode(sha256((folder / item["name"]).read_bytes()).digest()).decode()
        )


def test_no_foreign_address_is_in_what_we_wrote(folder: Path) -> None:
    for name in ("index.html", "app.js", "worker.js", "pdf.js", "sw.js", "site.css"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|[\"'(]//", text), name
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', (folder / "index.html").read_text())
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "." not in re.sub(r"sha256-[\w+/=]+", "", policy[1])  # no host, not even one's own by name
    (script,) = re.findall(r"<script>(.*?)</script>", demo.run().to_html(), re.DOTALL)
    assert b64encode(sha256(script.encode()).digest()).decode() in policy[1]


def test_our_wheel_holds_the_package_and_its_reports_and_records_them(folder: Path) -> None:
    with zipfile.ZipFile(folder / f"reportdiff-{__version__}-py3-none-any.whl") as wheel:
        names = set(wheel.namelist())
        record = wheel.read(f"reportdiff-{__version__}.dist-info/RECORD").decode()
    assert {"reportdiff/__init__.py", "reportdiff/render/page.css", "reportdiff/site/browser.py"} <= names
    assert {f"reportdiff/fixtures/{path.name}" for path in demo.reports()} <= names
    assert {line.split(",")[0] for line in record.splitlines()} == names


def test_without_npm_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["site", str(tmp_path / "page")]) == 2
    assert "the page needs npm to take Pyodide and pdf.js. Install Node.js, which brings npm" in capsys.readouterr().err
    assert not (tmp_path / "page").exists()


def test_a_package_with_another_hash_is_refused_and_nothing_is_built(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (evolve(parts.NPM[0], integrity="sha512-AAAA"), *parts.NPM[1:])
    monkeypatch.setattr(building, "NPM", wrong)
    with pytest.raises(building.Missing, match="its hash differs"):
        building.build(tmp_path / "page")
    assert not (tmp_path / "page").exists()


def test_every_part_is_pinned_with_its_hash() -> None:
    for part in parts.NPM:
        assert re.fullmatch(r"\d+\.\d+\.\d+", part.version)
        assert re.fullmatch(r"sha512-[\w+/]{86}==", part.integrity)
    for wheel in parts.WHEELS:
        assert re.fullmatch(r"[\d.]+", wheel.version)
        assert re.fullmatch(r"[0-9a-f]{64}", wheel.sha256)


def test_what_the_page_asks_is_answered_at_home_too() -> None:
    desk = Desk()
    assert "nothing was compared yet" in json.loads(desk.page())["wrong"]
    for path in demo.reports()[:2]:
        assert not json.loads(desk.is_pdf(path.read_bytes()))["answer"]
        looked = json.loads(desk.file(path.stem, path.name, path.read_bytes()))
        assert looked["words"] > 1000
        assert looked["iso"] in path.name
    desk.compare(json.dumps([path.stem for path in demo.reports()[:2]]))
    page = json.loads(desk.page())
    assert "Margaret Elsworthy" in page["html"]
    for form, _ in page["forms"]:
        assert json.loads(desk.save(form))["name"].startswith("changes-2022-05-19-to-2023-05-18")
        assert desk.saved()
    assert "there is no form" in json.loads(desk.save("tiff"))["wrong"]
    desk.forget(demo.reports()[0].stem)
    for path in demo.reports():
        desk.text(path.stem, path.name, path.read_text(encoding="utf-8"))
    desk.compare(json.dumps([path.stem for path in demo.reports()]))
    given = json.loads(desk.text("pasted", "Pasted text 1", "We mended 40 lamps.", "2025-05-15"))
    assert given["iso"] == "2025-05-15"
    page = json.loads(desk.page())
    assert page["title"] == "19 May 2022 → 16 May 2024 · 3 reports through the years"
    for form, _ in page["forms"]:
        assert json.loads(desk.save(form))["name"].startswith("history-2022-05-19-to-2024-05-16")
        assert desk.saved()
    desk.demo(years=False)
    assert not json.loads(desk.page())["reversed"]
