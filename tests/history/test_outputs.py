"""A history written out: text, Markdown, JSON, CSV, workbook, frame and page say the same of topics."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import reportdiff.history
from reportdiff import demo
from reportdiff.archive.archive import Archive
from reportdiff.cli import main
from reportdiff.errors import ReportdiffError
from reportdiff.history.schema import schema
from reportdiff.history.tracking import History, track
from reportdiff.reading import read, read_text
from reportdiff.render.schema import text

PUBLISHED = Path(reportdiff.history.__file__).parent / "schema.json"


def files() -> list[Path]:
    return [path for path in demo.reports() if path.stem.startswith("calderbourne-constructed-202")]


@pytest.fixture(scope="module")
def history() -> History:
    return track([read(path) for path in files()])


def test_the_published_schema_is_that_of_the_declared_types() -> None:
    """When this fails: python -m reportdiff.history.schema > reportdiff/history/schema.json, and raise FORMAT."""
    assert PUBLISHED.read_text(encoding="utf-8") == text(schema())


def test_every_history_fits_the_schema(history: History) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    validator = jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))
    for one in (history, track([]), history.narrowed(history.topic("libraries"))):
        assert [error.message for error in validator.iter_errors(json.loads(one.to_json()))] == []


def test_json_tells_each_stage_by_report_and_section(history: History) -> None:
    plain = json.loads(history.to_json())
    topic = next(topic for topic in plain["topics"] if topic["key"] == "customer-contact")
    assert [stage["relation"] for stage in topic["stages"]] == ["first", "merged", "kept"]
    sections = history.reports[1].sections
    assert [sections[at].title for at in topic["stages"][1]["sections"]] == topic["stages"][1]["titles"]
    assert {(edge["old"], edge["new"]) for edge in topic["edges"]} == {("libraries", "customer-contact")}


def test_text_and_markdown_show_topics_by_report(history: History) -> None:
    text = history.to_text()
    assert re.search(r"^TOPICS  12 +2022 +2023 +2024$", text, re.MULTILINE)
    assert re.search(r"^  Highway Maintenance +\d+ % +\d+ % +\d+ % split$", text, re.MULTILINE)
    assert "18 May 2023: Libraries was merged into Customer Contact and Libraries" in text
    markdown = history.to_markdown()
    assert "| Topic | 2022 | 2023 | 2024 |" in markdown
    assert "Winter Service was split from Roads and Winter Service" in markdown


def test_csv_has_a_row_for_every_stage(history: History, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(history.to_csv(kind="topics"))))
    assert len(rows) == sum(len(topic.stages) for topic in history.topics)
    assert {row["edges"] for row in rows if row["topic"] == "libraries"} == {"to customer-contact"}
    for kind in ("metrics", "commitments"):
        path = tmp_path / f"{kind}.csv"
        assert history.to_csv(path, kind) == path.read_text(encoding="utf-8-sig")
    with pytest.raises(ReportdiffError, match="Choose one of: years, metrics, commitments, topics"):
        history.to_csv(kind="sections")  # type: ignore[arg-type]


def test_frame_and_workbook_hold_the_same_tables(history: History, tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="needs the pandas extra")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    frame = history.to_frame("topics")
    history.to_xlsx(tmp_path / "history.xlsx")
    book = openpyxl.load_workbook(tmp_path / "history.xlsx")
    assert book.sheetnames == ["By report", "Figures", "Promises", "Topics"]
    assert book["Topics"]["B2"].is_date, "a day is one, to sort by"
    assert book["Topics"].max_row == len(frame) + 1
    heads = [cell.value for cell in book["Topics"][1]]
    assert heads[:3] == ["Topic", "Date", "Report"]
    assert not {"Edges", "Score", "Reasons"} & set(heads)


def test_a_table_by_report_says_what_is_no_exact_result_and_where_each_value_stands(history: History) -> None:
    head, *rows = csv.reader(io.StringIO(history.to_csv(kind="years")))
    assert head == ["metric", "unit", "2022", "2022, where", "2023", "2023, where", "2024", "2024, where"]
    assert len(rows) == len(history.metrics)
    told = {row[0]: row[2:] for row in rows}
    timeline = next(line for line in history.metrics if len([one for _, one in line.headlines if one]) == 3)
    wanted = [report.cite(figure.span) for report, figure in timeline.headlines if figure]
    assert told[timeline.metric.label][1::2] == wanted
    values = [cell for row in rows for cell in row[2::2]]
    assert any(cell.startswith("target ") for cell in values)
    assert any(cell.startswith("more than ") for cell in values)
    given = [[cell for cell in row[2::2] if cell] for row in rows]
    alike = [len(set(cells)) == 1 for cells in given if len(cells) > 1]
    assert alike.index(False) < alike.index(True), "what changed stands first"


def links(page: str) -> tuple[set[str], set[str]]:
    return set(re.findall(r'href="#([^"]+)"', page)), set(re.findall(r' id="([^"]+)"', page))


def test_every_link_of_the_page_leads_somewhere_and_no_id_stands_twice(history: History) -> None:
    for one in (history, history.narrowed(history.topic("winter")), track([])):
        page = one.to_html()
        wanted, there = links(page)
        assert wanted <= there
        assert len(there) == len(re.findall(r' id="', page))


def test_every_paragraph_of_every_report_is_on_the_page_once(history: History) -> None:
    page = history.to_html()
    assert page.count('<div class="para') == sum(len(report.paragraphs) for report in history.reports)


def test_every_value_on_the_page_leads_to_the_paragraph_that_states_it(history: History) -> None:
    page = history.to_html()
    row = next(row for row in page.split("<tr data-item")[1:] if ">18,400</a>" in row)
    anchors = re.findall(r'<td class="num"[^>]*><a href="#(p\d+-\d+)">', row)
    assert len(anchors) == 3
    for anchor, value in zip(anchors, ("18,400", "21,350", "19,870"), strict=True):
        passage = page.split(f'id="{anchor}"')[1].split("</div>")[0]
        assert value in re.sub(r"<[^>]+>", "", passage)


def test_a_target_is_hollow_and_never_joined_with_what_was_reached() -> None:
    texts = (
        "We resurfaced 100 miles of road.",
        "We will resurface 140 miles of road by March 2016.",
        "We resurfaced 131 miles of road.",
    )
    reports = [read_text(text, date=day, name=str(day)) for text, day in zip(texts, _days(), strict=True)]
    page = track(reports).to_html()
    drawing = page.split('class="spark"')[1].split("</svg>")[0]
    assert drawing.count('<circle class="aim"') == 1
    assert [line.count(",") for line in re.findall(r'<polyline points="([^"]*)"', drawing)] == [1, 1]


def _days() -> tuple[Any, ...]:
    from datetime import date

    return tuple(date(2014 + at, 5, 1) for at in range(3))


def test_the_page_opens_with_what_matters_before_any_share_of_text(history: History) -> None:
    page = history.to_html()
    first = page[page.index("<h2") : page.index('id="h-topics"')]
    assert "What matters" in first
    assert "Of 29 promises that a later report could answer: 9 reported achieved" in first
    assert "“We plan to replace half of our vans with electric ones by 2026”: reversed</a>" in first
    assert "Salt used: down from 6,200 tonnes in 2022 to 3,900 tonnes in 2024</a>" in first
    assert first.count("<li>") == 6
    text, markdown = history.to_text(), history.to_markdown()
    assert text.startswith("WHAT MATTERS\n  Of 29 promises")
    assert "  ▼ Salt used: down from 6,200 tonnes in 2022 to 3,900 tonnes in 2024 (¶37)\n" in text
    assert markdown.index("## What matters") < markdown.index("## Topics")
    assert " %" not in first


def test_a_value_that_only_a_target_or_two_members_state_is_no_headline() -> None:
    said = (
        "We mended 410 roads.",
        "Our target is to mend 520 roads.",
    )
    page = track([read_text(f"{2031 + at} report\n\n{text}") for at, text in enumerate(said)]).to_html()
    assert "up from" not in page


def test_bodies_stand_apart_on_the_page() -> None:
    texts = [
        "# Report\n\n## Roads\n\nWe mended 12 roads in the town and the villages.\n\n## Books\n\nWe lent 90 books."
    ] * 4
    bodies = ("Aston Council", "Bexley Council") * 2
    reports = [
        read_text(text, date=day, name=f"{body}{at}", body=body)
        for at, (text, body, day) in enumerate(zip(texts, bodies, (_days() * 2)[:4], strict=True))
    ]
    page = track(reports).to_html()
    assert '<h2 class="body">Aston Council</h2>' in page
    assert '<h2 class="body">Bexley Council</h2>' in page
    wanted, there = links(page)
    assert wanted <= there
    assert page.count('class="grid"') == 2


def test_a_topic_at_the_prompt(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = [str(path) for path in files()]
    assert main(["track", *names, "--topic", "winter service"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("WINTER SERVICE\n")
    assert "Roads and Winter Service" in said
    assert "Recycled" not in said
    assert main(["track", *names, "--topic", "waste", "--format", "csv", "--kind", "topics"]) == 0
    assert capsys.readouterr().out.count("waste-and-recycling") == 3
    page = tmp_path / "waste.html"
    assert main(["track", *names, "--topic", "waste", "-o", str(page)]) == 0
    assert page.read_text(encoding="utf-8").count('id="topic-') == 1
    assert main(["track", *names, "--topic", "zebras"]) == 2
    assert "nearest are" in capsys.readouterr().err


def test_a_section_at_the_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    old, new = map(str, files()[1:])
    assert main(["compare", old, new, "--section", "flood"]) == 1
    said = capsys.readouterr().out
    assert "gullies" in said
    assert "potholes" not in said


def test_a_topic_of_an_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    base = tmp_path / "reports.db"
    with Archive(base) as archive:
        archive.add_all([read(path) for path in files()])
        kept = archive.history()
        assert [topic.key for topic in kept.topics] == [
            topic.key for topic in track([read(path) for path in files()]).topics
        ]
    assert main(["archive", "history", str(base), "--topic", "libraries"]) == 0
    assert "was merged into Customer Contact and Libraries" in capsys.readouterr().out


def test_the_page_opens_with_what_the_latest_report_changed() -> None:
    reports = [read(path) for path in demo.reports() if path.stem.startswith("calderbourne-constructed-202")]
    shown = track(reports).to_html().partition("<table")[0]
    assert "What the latest report changed, 2024:" in shown
    assert '<strong>No longer there</strong>: <a href="#topic-street-lighting">Street Lighting</a>' in shown
    assert '<strong>Renamed</strong>: <a href="#topic-fleet-and-depots">Depots and Vehicles</a>' in shown
