"""What the outputs show of a comparison, and that they all show the same."""

import csv
import io
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from comparisons import drafted, sample

from reportdiff import demo
from reportdiff.changes import Event, FigureRelation, OpKind, ParagraphRelation, SectionRelation
from reportdiff.comparing import ReportDiff, compare
from reportdiff.errors import ReportdiffError
from reportdiff.history.tracking import track
from reportdiff.model import Cell, Note, Table
from reportdiff.reading import read_text
from reportdiff.render.escape import cell, json_text, markdown, terminal
from reportdiff.render.highlights import DOUBT, MOST, matters
from reportdiff.render.rows import Rows
from reportdiff.render.sparklines import svg
from reportdiff.render.tables import TABLES, table
from reportdiff.render.text import summary
from reportdiff.render.words import PARAGRAPHS, RELATIONS, SECTIONS, STATUSES, ordinal, short, status_of
from reportdiff.source import Span


class _Page(HTMLParser):
    """The ids, links and tags of a page, and the words inside each element with an id."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, str]] = []
        self.words: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.append((tag, told))
        if told.get("id"):
            self.ids.append(told["id"])
        if told.get("href", "").startswith("#"):
            self.links.append(told["href"][1:])
        if tag not in ("meta", "rect", "polyline", "circle"):
            self.open.append((tag, told.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("rect",):
            return
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            self.words[name] = self.words.get(name, "") + data


@pytest.fixture(scope="module")
def diff() -> ReportDiff:
    return sample()


@pytest.fixture(scope="module")
def page(diff: ReportDiff) -> _Page:
    return _Page(diff.to_html())


def test_every_event_relation_and_status_has_words() -> None:
    assert all(event.words for event in Event)
    assert set(RELATIONS) == set(FigureRelation)
    assert set(SECTIONS) == set(SectionRelation)
    assert set(PARAGRAPHS) == set(ParagraphRelation)
    assert {event for status in STATUSES for event in status.events} == set(Event)


def test_a_commitment_is_in_the_first_group_that_fits() -> None:
    assert status_of((Event.DEADLINE_LATER, Event.REPORTED_SHORT)).key == "missed"
    assert status_of((Event.REPORTED_ACHIEVED, Event.TARGET_INCREASED)).key == "achieved"
    assert status_of(()).key == "carried"


def test_what_matters_is_at_most_seven_sentences_each_leading_to_a_row(diff: ReportDiff, page: _Page) -> None:
    found = matters(Rows(diff))
    assert 0 < len(found) <= MOST == 7
    assert {matter.row for matter in found} <= set(page.ids)
    assert [matter.weight for matter in found] == sorted((matter.weight for matter in found), reverse=True)
    assert any(
        "Calls directed: now given as 61,000 in 2023; the old report said 68,000" in matter.text for matter in found
    )


def _moved(doubt: str, *, certain: bool = False) -> ReportDiff:
    """Two values that moved, the farther one of a pair that is not certain."""
    old = read_text("# Archive\n\nReaders of maps: 900.\n\n# Museum\n\nGuided tours: 640.", date=date(2031, 5, 1))
    new = read_text(f"# Archive\n\nReaders of maps: 870.\n\n# Museum\n\nGuided tours: {doubt}.", date=date(2032, 5, 1))
    found = compare(old, new)
    figures = tuple(evolve(item, certain=certain or "tours" not in item.metric.label.lower()) for item in found.figures)
    return evolve(found, figures=figures)


def test_the_farthest_value_is_told_below_to_be_checked_where_its_pair_is_not_certain() -> None:
    """Never as a headline, and not where a certain one went as far."""
    first, last = matters(Rows(_moved("310")))
    assert "Readers of maps" in first.text
    assert last.kind == DOUBT
    assert str(last).startswith("To check: ▼ Guided tours (Museum): down from 640 to 310")
    assert last.text.endswith("; the pair is not certain")
    html = _moved("310").to_html()
    assert html.index("Readers of maps (Archive): down") < html.index(
        '<p class="doubt"><span class="flag">check</span>'
    )
    assert all("To check: ▼ Guided tours" in told for told in (_moved("310").to_markdown(), _moved("310").to_text()))
    for other in (_moved("635"), _moved("310", certain=True)):
        assert DOUBT not in [matter.kind for matter in matters(Rows(other))]


def test_no_kind_of_change_fills_what_matters(diff: ReportDiff) -> None:
    many = evolve(diff, commitments=diff.commitments[1:] * 20)
    kinds = [matter.kind for matter in matters(Rows(many))]
    assert kinds.count("absent_after_deadline") == 3
    assert "restated" in kinds


def test_one_remark_on_many_figures_is_told_once_and_figures_have_their_say(diff: ReportDiff) -> None:
    note = Note("definition_changed", "The count is derived differently.")
    figures = tuple(evolve(diff.figures[0], notes=(note,), links=()) for _ in range(5))
    many = evolve(diff, figures=figures, commitments=diff.commitments * 5)
    found = matters(Rows(many))
    assert sum("derived differently" in matter.text for matter in found) == 1
    assert sum(matter.kind in ("overview", "absent_after_deadline", "deadline_later") for matter in found) == 6


def test_every_link_of_the_page_leads_somewhere_and_every_id_is_alone(page: _Page) -> None:
    assert not set(page.links) - set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_page_is_well_formed(page: _Page) -> None:
    assert not page.open


def test_every_figure_leads_to_its_words_in_its_report(diff: ReportDiff, page: _Page) -> None:
    for side, report in (("o", diff.old), ("n", diff.new)):
        for place, figure in enumerate(report.figures):
            assert page.words[f"{side}-f{place}"] == figure.quote
            if any(figure in (*item.old_points, *item.new_points) for item in diff.figures):
                assert ("a", f"{side}-f{place}") in [(tag, told.get("id")) for tag, told in page.tags]


def test_every_commitment_leads_to_its_words_and_to_the_evidence(diff: ReportDiff, page: _Page) -> None:
    for row in Rows(diff).commitments:
        assert row.id in page.ids
        assert row.item.old is not None
        assert row.quote.startswith(page.words[f"o-{row.id}"][:20])
        for place, (quote, _, _) in enumerate(row.answers):
            assert quote.startswith(page.words[f"n-{row.id}-e{place}"].split("[added")[0])


def test_the_page_holds_both_texts_whole(diff: ReportDiff, page: _Page) -> None:
    for side, report in (("o", diff.old), ("n", diff.new)):
        for place, part in enumerate(report.paragraphs):
            assert part.flow.text in page.words[f"{side}{place}"]


def test_changed_words_are_marked(page: _Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("del") > 1
    assert tags.count("ins") > 1


def test_the_page_has_landmarks_one_h1_and_a_language(page: _Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == tags.count("header") == tags.count("nav") == 1
    assert ("html", {"lang": "en"}) in page.tags
    assert ("a", {"class": "skip", "href": "#main"}) in page.tags


def test_the_content_policy_allows_just_this_style_and_this_script(diff: ReportDiff) -> None:
    from base64 import b64encode
    from hashlib import sha256

    written = diff.to_html()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', written)
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", written, flags=re.DOTALL)
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_says_what_was_not_read_and_how_it_was_made(page: _Page) -> None:
    assert "jumped 29-fold" in page.words["notes"]
    assert "agenda line" in page.words["notes"]
    assert "reportdiff" in page.words["made"]
    assert "2023.txt" in page.words["made"]


def test_moved_paragraphs_are_linked_both_ways() -> None:
    old = drafted([("Roads", ["One about salt.", "Two about roads."]), ("Waste", ["Three about bins."])])
    new = drafted([("Roads", ["Two about roads."]), ("Waste", ["Three about bins.", "One about salt."])])
    diff = compare(old, new)
    assert diff.changed
    page = _Page(diff.to_html())
    assert "n2" in page.links
    assert "o0" in page.links
    assert "moved to" in page.words["o0"]
    assert "moved from" in page.words["n2"]


def test_unchanged_paragraphs_are_folded(page: _Page) -> None:
    assert page.words["text"].count("1 unchanged paragraph") == 2


def test_the_page_of_equal_reports_says_so() -> None:
    report = drafted([("Roads", ["Salt is kept dry."])])
    assert "Nothing changed" in _Page(compare(report, report).to_html()).words["matters"]


def test_empty_reports_make_a_page() -> None:
    report = drafted([])
    diff = compare(report, report)
    assert not _Page(diff.to_html()).open
    assert "nothing changed" in repr(diff)
    assert diff.to_text()
    assert diff.to_markdown()
    assert json.loads(diff.to_json())["changed"] is False


def test_ids_survive_renumbering_and_tell_equal_ones_apart(diff: ReportDiff) -> None:
    plain = [row.id for row in Rows(diff).commitments]
    twice = [row.id for row in Rows(evolve(diff, commitments=diff.commitments * 2)).commitments]
    assert twice[:2] == plain
    assert len(set(twice)) == 4


def test_all_outputs_agree_on_every_value(diff: ReportDiff) -> None:
    """Law: text, Markdown, HTML, JSON, CSV and tables show the same readings, changes and places for every metric."""
    rows = Rows(diff)
    shown = json.loads(diff.to_json())["figures"]
    lines = list(csv.DictReader(io.StringIO(diff.to_csv())))
    text, marked = diff.to_text(), diff.to_markdown()
    page = _Page(diff.to_html())
    for row, plain, line in zip(rows.figures, shown, lines, strict=True):
        assert (plain["id"], plain["shows"]["old"], plain["shows"]["new"]) == (row.id, row.old, row.new)
        assert plain["shows"]["change"] == row.change
        assert (line["id"], line["old"], line["new"]) == (row.id, str(cell(row.old)), str(cell(row.new)))
        assert line["change"] == re.sub(r"^\+", "up ", re.sub("^-", "down ", row.change))
        assert line["old_value"] == (str(row.item.old.value) if row.item.old else "")
        for said in filter(None, (row.old, row.new, row.change)):
            assert said in text
            assert markdown(said) in marked or f"check: {said}" in marked
            assert said in page.words[row.id]
    for entry, plain in zip(rows.commitments, json.loads(diff.to_json())["commitments"], strict=True):
        assert plain["shows"]["status"] == entry.status.title
        for said in (*entry.events, entry.status.title):
            assert said in marked
            assert said.casefold() in text.casefold()
        assert all(event in page.words[entry.id] for event in entry.events)


def test_text_has_the_parts_of_a_briefing(diff: ReportDiff) -> None:
    lines = diff.to_text().splitlines()
    heads = [line.split("  ")[0] for line in lines if line[:1].isupper()]
    assert heads[1:] == ["WHAT MATTERS", "FIGURES", "PROMISES", "SECTIONS", "TO CHECK"]
    assert lines[0].endswith("18 May 2023 -> 16 May 2024")
    assert "target 140 miles not reached" in diff.to_text()
    assert "nearest:" not in diff.to_text(), "a passage that is far off tells a reader nothing"


def test_changes_only_leaves_out_what_is_the_same() -> None:
    report = drafted([("Roads", ["There are 42 routes."])], figures=[("42 routes", "42", "routes", "routes", {})])
    diff = compare(report, report)
    assert "42" in diff.to_text()
    assert "42" not in diff.to_text(changes_only=True)
    assert "42" not in diff.to_markdown(changes_only=True)


def test_the_notebook_view_needs_no_script_or_style(diff: ReportDiff) -> None:
    written = diff._repr_html_()
    assert "<script" not in written
    assert "style" not in written
    assert "£2.39m" not in written  # only what both reports give
    assert "131 miles" in written


@pytest.mark.parametrize("kind", list(TABLES))
def test_every_table_has_a_cell_for_every_column(diff: ReportDiff, kind: str) -> None:
    columns, rows = table(diff, kind)
    assert rows
    assert all(len(row) == len(columns) for row in rows)


def test_the_tracker_has_the_columns_of_a_scrutiny_tracker(diff: ReportDiff) -> None:
    lines = list(csv.reader(io.StringIO(diff.to_csv(kind="tracker"))))
    wanted = ["Date", "Where", "Promise", "Lead", "Deadline", "Deadline in words", "Latest position", "Status"]
    assert lines[0] == [*wanted, "Evidence", "Reference"]
    assert lines[1][:2] == ["2023-05-18", "¶41"], "a day that can be sorted by, and where the promise stands"
    assert lines[1][4:6] == ["2024-12-31", "2024"]
    assert "¶11" in lines[1][8]


def test_an_unknown_table_is_answered_with_the_known_ones(diff: ReportDiff) -> None:
    with pytest.raises(ReportdiffError, match="figures, commitments"):
        diff.to_csv(kind="nonsense")  # type: ignore[arg-type]


def test_a_frame_has_typed_values(diff: ReportDiff) -> None:
    pytest.importorskip("pandas", reason="the pandas extra is not installed")
    frame = diff.to_frame()
    assert list(frame["new_value"]) == [Decimal(131), Decimal(61000), Decimal(2390000), Decimal(447000)]
    assert frame["old_value"][2] is None


def test_a_frame_gives_floats_and_a_table_by_year_on_request(diff: ReportDiff) -> None:
    pytest.importorskip("pandas", reason="the pandas extra is not installed")
    assert diff.to_frame(floats=True)["new_value"].dtype == "float64"
    wide = diff.to_frame(wide=True)
    assert list(wide.columns) == ["2023", "2024"]
    assert list(wide.loc["road resurfaced", "miles"]) == [Decimal(124), Decimal(131)]


def test_a_notebook_without_html_and_rich_show_what_matters(diff: ReportDiff) -> None:
    told = diff._repr_markdown_()
    assert told.startswith("**Highways")
    assert all(markdown(matter.text) in told for matter in matters(Rows(diff)))
    rich = pytest.importorskip("rich.console", reason="the rich extra is not installed")
    out = io.StringIO()
    rich.Console(file=out, width=200).print(diff)
    assert "road resurfaced" in out.getvalue()


def test_a_change_of_figures_has_the_label_of_its_metric(diff: ReportDiff) -> None:
    assert [change.label for change in diff.figures] == [change.metric.label for change in diff.figures]


def test_files_are_utf8_with_plain_line_ends(diff: ReportDiff, tmp_path: Path) -> None:
    for name, write in (("a.html", diff.to_html), ("a.md", diff.to_markdown), ("a.csv", diff.to_csv)):
        write(tmp_path / name)
        raw = (tmp_path / name).read_bytes()
        assert b"\r" not in raw
        assert "£2.39m" in raw.decode("utf-8")


def test_the_same_comparison_gives_the_same_bytes(diff: ReportDiff) -> None:
    assert sample().to_html() == diff.to_html()
    assert sample().to_json() == diff.to_json()


def test_a_sparkline_has_a_title_and_leaves_gaps_open() -> None:
    drawn = svg([Decimal(1), Decimal(3), None, Decimal(2), Decimal(2)], "salt <used>")
    assert drawn.count("<polyline") == 2
    assert drawn.count("<circle") == 4
    assert "<title>salt &lt;used&gt;</title>" in drawn
    assert svg([Decimal(1), None], "one") == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a*b_c", r"a\*b\_c"),
        ("1. item", r"1\. item"),
        ("- item", r"\- item"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
        ("https://a.example", r"https\://a.example"),
        ("-2.2 points", r"\-2.2 points"),
    ],
)
def test_markdown_is_escaped_once(text: str, written: str) -> None:
    assert markdown(text) == written


def test_terminal_text_shows_controls_as_pictures() -> None:
    assert terminal("a\x1b[1mb\u202ec") == "a␛[1mb[U+202E]c"
    assert terminal("plain – £5") == "plain – £5"


def test_json_text_escapes_what_it_cannot_hold() -> None:
    assert json_text('"\ud800\u202e£"') == '"\\ud800\\u202e£"'


def test_small_words() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]
    )
    assert short("We will resurface every road", 20) == "We will resurface…"
    assert short("short", 16) == "short"
    assert len(short("x" * 50, 16)) == 16


def test_word_operations_outside_a_paragraph_are_no_trouble(diff: ReportDiff) -> None:
    assert any(op.kind is OpKind.REPLACE for item in diff.paragraphs for op in item.wording)
    assert _Page(evolve(diff, paragraphs=()).to_html()).words["text"]


def test_what_matters_begins_with_how_the_commitments_fared(diff: ReportDiff) -> None:
    many = evolve(diff, commitments=diff.commitments * 3)
    first = matters(Rows(many))[0]
    assert first.text == "Of 6 promises in the old report: 3 put off or weakened, 3 not mentioned"
    assert first.row in _Page(many.to_html()).ids


def test_a_sentence_added_to_a_paragraph_is_told_where_nothing_else_matters() -> None:
    kept = "Salt is kept dry in three barns and the crews are content with them. "
    added = "The third barn will need a new roof before the next winter comes round again."
    diff = compare(drafted([("Roads", [kept])]), drafted([("Roads", [kept + added])]))
    (said,) = [matter for matter in matters(Rows(diff)) if matter.kind == "added"]
    assert "The third barn" in said.text
    assert said.row == "n0"


def test_the_same_range_twice_is_no_change() -> None:
    text, high = "A rate of 1 to 2 percent.", {"high": Decimal(2)}
    report = drafted([("", [text])], figures=[("1 to 2 percent", "1", "percent", "rate", high)])
    (row,) = Rows(compare(report, report)).figures
    assert row.change == "no change"


def test_undated_reports_are_called_so_once() -> None:
    report = drafted([("Roads", ["Salt is kept dry."])])
    other = drafted([("Roads", ["Salt is kept wet."])])
    assert repr(compare(report, other)).startswith("<ReportDiff both undated: ")


def test_a_drawing_of_a_series_stands_alone() -> None:
    from xml.etree import ElementTree

    from reportdiff.render.sparklines import chart

    drawn = chart(["2022", "2023", "2024"], [Decimal(1), None, Decimal(3)], ["1", "-", "3 <t>"], "Salt & grit")
    root = ElementTree.fromstring(drawn)
    words = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["Salt & grit", "1", "3 <t>", "2022", "2023", "2024"]


def test_a_passage_over_two_paragraphs_has_one_anchor_and_is_marked_in_both() -> None:
    report = drafted([("Roads", ["We will mend", "every road."])], commitments=[("We will mend", "")])
    whole = report.paragraphs[0].span.to(report.paragraphs[1].span)
    long = evolve(report, commitments=(evolve(report.commitments[0], span=whole, places=(whole,)),))
    page = _Page(compare(long, long).to_html())
    assert len(page.ids) == len(set(page.ids))
    marked = [told for _, told in page.tags if told.get("class") == "com"]
    assert len(marked) >= 4


def test_why_says_what_the_rules_mean(diff: ReportDiff) -> None:
    known = evolve(diff.commitments[0], rules=("achieved.figure", "unheard.of"))
    page = _Page(evolve(diff, commitments=(known,)).to_html())
    said = page.words[Rows(diff).commitments[0].id]
    assert "A reported figure reaches the target" in said
    assert "unheard.of" not in said
    assert "achieved.figure" not in said, "codes are not shown to people"


def test_the_cells_of_a_table_row_are_set_apart() -> None:
    report = drafted([("", ["Salt 4,850 tonnes"])])
    row = report.paragraphs[0].span
    text = report.source.text
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in ("Salt", "4,850 tonnes")]
    table = Table(row, tuple(Cell(span, 0, place, False) for place, span in enumerate(spans)))
    page = compare(*[evolve(report, tables=(table,))] * 2).to_html()
    assert page.count('Salt <span class="cell"></span>4,850 tonnes') == 2


def test_workbook_frame_and_csv_hold_the_same_cells(diff: ReportDiff, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbook back")
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    pytest.importorskip("pandas", reason="the pandas extra is not installed")
    diff.to_xlsx(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    for kind in TABLES:
        columns, rows = table(diff, kind)
        page = book["Promises" if kind == "commitments" else kind.capitalize()]
        sheet = [[cell.value for cell in row] for row in page.iter_rows()]
        frame = diff.to_frame(kind)  # type: ignore[call-overload]
        assert list(frame.columns) == [column.name for column in columns]
        people = [at for at, column in enumerate(columns) if not column.coded]
        for line, shown, framed in zip(rows, sheet[1:], frame.itertuples(index=False), strict=True):
            assert _exact(line) == _exact(framed)
            assert _exact(line[at] for at in people) == _exact(shown)
        assert page.freeze_panes == "B2"


def test_a_workbook_begins_with_names_and_numbers_and_shows_no_code(diff: ReportDiff, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl reads the workbook back")
    pytest.importorskip("xlsxwriter", reason="the xlsx extra is not installed")
    diff.to_xlsx(tmp_path / "tables.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames[:3] == ["Figures", "Promises", "Tracker"]
    heads = [cell.value for cell in book["Figures"][1]]
    assert heads[:5] == ["Figure", "Old value", "New value", "Difference", "Unit"]
    assert heads[-1] == "Id"
    miles = next(row for row in book["Figures"].iter_rows(min_row=2, values_only=True) if row[4] == "miles")
    assert miles[1:5] == (124, 131, 7, "miles")
    for sheet in book:
        heads = [cell.value for cell in sheet[1]]
        assert not {"Events", "Rules", "Code", "Tier", "Reasons"} & set(heads)
        assert heads[0] not in ("Id", "Reference")


def test_a_table_in_a_file_is_known_as_utf_8_by_spreadsheets(diff: ReportDiff, tmp_path: Path) -> None:
    text = diff.to_csv(tmp_path / "figures.csv")
    assert not text.startswith("\ufeff")
    assert (tmp_path / "figures.csv").read_bytes() == b"\xef\xbb\xbf" + text.encode()
    assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith("'")]


def _exact(cells: Iterable[Any]) -> list[Any]:
    """Numbers as the exact values that were written, days without an hour, empty cells as `None`."""
    numbers = (int, float, Decimal)
    cells = [cell.date() if isinstance(cell, datetime) else cell for cell in cells]
    return [Decimal(str(value)) if isinstance(value, numbers) and value == value else value or None for value in cells]


def test_a_cell_too_long_for_a_workbook_ends_in_an_ellipsis() -> None:
    from reportdiff.render.xlsx import _fitted

    assert _fitted("x" * 40_000).endswith("…")
    assert len(_fitted("x" * 40_000)) == 32_767
    assert _fitted("x" * 32_767) == "x" * 32_767


def test_a_headline_says_that_a_figure_of_another_version_was_corrected() -> None:
    text = "Report of the Leader\n\n14 May 2015\n\n1. The average wait was 12 days.\n\n2. 300 homes were built.\n"
    first, second = text, text.replace("300 homes", "310 homes")
    told = str(compare(*(read_text(said, body="The Council", portfolio="Housing") for said in (first, second))))
    assert "Homes built: corrected from 300 to 310" in told
    assert "up from" not in told


def test_an_earlier_value_that_both_reports_quote_is_shown() -> None:
    text = "Visits rose to {} in the year, compared with 930,000 before the pandemic."
    old, new = (read_text(text.format(number)) for number in ("812,000", "905,000"))
    changes = [evolve(change, old=None, new=None) for change in compare(old, new).figures if change.links]
    rows = Rows(evolve(compare(old, new), figures=tuple(changes)))
    assert any("930,000 as an earlier value" in remark for row in rows.figures for remark in row.remarks)


def test_a_report_that_could_not_be_read_is_told_at_the_top_of_every_output() -> None:
    """Before any sentence on what changed: otherwise all of the other report looks new."""
    whole = read_text("# Roads\n\nWe mended 410 roads in 2023. We will mend 500 roads by 2025.", name="2024.txt")
    diff = compare(read_text("\n\n", name="2023.txt"), whole)
    told = "Nothing can be compared with 2023.txt: it holds no text."
    page = diff.to_html()
    assert page.index(f'<p class="notice unread">{told}</p>') < page.index("<nav")
    assert told in diff.to_html(brief=True).partition("<h2")[0]
    assert told in diff.to_markdown().partition("##")[0].replace("\\", "")
    assert diff.to_text().splitlines()[1] == told
    history = track([read_text("\n", name="2022.txt"), read_text("\n\n", name="2023.txt"), whole])
    assert history.to_html().index(told) < history.to_html().index("<main")
    assert told in history.to_markdown().partition("##")[0].replace("\\", "")
    assert "can be compared with" not in compare(whole, whole).to_html()


def test_two_reports_in_the_wrong_order_are_told_at_the_top_of_every_output() -> None:
    old, new = (
        read_text(f"# Roads\n\nWe mended {number} roads.", name=f"{day.year}.txt", date=day)
        for number, day in ((410, date(2023, 5, 4)), (380, date(2024, 5, 2)))
    )
    told = "The new report is older than the old one: are the two the wrong way round?"
    diff = compare(new, old)
    page = diff.to_html()
    assert page.index(told) < page.index("<nav")
    assert told in diff.to_html(brief=True).partition("<h2")[0]
    assert told in diff.to_markdown().partition("##")[0]
    assert diff.to_text().splitlines()[1] == told
    assert told not in compare(old, new).to_html()


def test_values_of_other_parts_of_the_year_say_of_which() -> None:
    old, new = (
        read_text(f"The reading room lent {number} maps in {month}.", date=day)
        for number, month, day in ((1460, "October", date(2031, 11, 6)), (2290, "February", date(2032, 3, 4)))
    )
    diff = compare(old, new)
    (row,) = Rows(diff).figures
    assert (row.old, row.new) == ("1,460 (October)", "2,290 (February)")
    assert "up from 1,460 (October) to 2,290 (February)" in matters(Rows(diff))[0].text
    points = diff.figures[0]
    assert points.new
    cell = evolve(points.new, rules=("label.cell",))
    several = evolve(points, new=cell, old_points=points.old_points * 2, new_points=points.new_points * 2)
    assert not matters(Rows(evolve(diff, figures=(several,)))), "one month of several beside another is no change"


def test_one_thing_that_is_said_of_many_figures_is_one_note(diff: ReportDiff) -> None:
    note = Note("unit_changed", "the unit was not said and is now hives")
    many = evolve(diff, figures=tuple(evolve(item, notes=(note,)) for item in diff.figures))
    told = [row.message for row in Rows(many).notes if row.code == note.code]
    labels = [item.metric.label for item in diff.figures]
    assert told == [f"{labels[0]}, {labels[1]} and {len(labels) - 2} other figures: {note.message}"]


def test_nothing_matters_between_a_report_and_one_that_holds_no_text() -> None:
    whole = read_text(
        "# Roads\n\nWe will mend 500 roads by 2025. We will widen the lane by June 2025.", name="2024.txt"
    )
    assert matters(Rows(compare(read_text("\n", name="2023.txt"), whole))) == ()


def test_no_output_calls_anything_new_or_the_same_beside_a_report_that_holds_no_text() -> None:
    whole = read_text("# Roads\n\nWe will mend 510 roads by 2026. The lane cost £31,000.", name="2024.txt")
    for pair in ((read_text("\n", name="scan.txt"), whole), (whole, read_text(" ", name="scan.txt"))):
        diff = compare(*pair)
        assert "nothing can be compared" in repr(diff)
        brief = diff.to_html(brief=True)
        for told in (diff.to_html(), diff.to_text(), diff.to_markdown(), summary(diff), brief):
            assert "Nothing can be compared with scan.txt" in told
            body = told.partition("</style>")[2].partition("<script>")[0] or told
            for verdict in ("nly wording", "Nothing changed", "first time", "1 new", "mend 510", "hat matters</h2>"):
                assert verdict not in body, verdict


def test_the_first_sentence_says_what_the_rows_say_where_part_of_the_new_report_was_not_read() -> None:
    was = read_text(
        "# Plans\n\nWe will paint the pier by 2027.\n\nWe will plant forty limes.\n\n"
        "We will open a second depot.\n\nWe will repair the sluice."
    )
    now = read_text("# Other matters\n\nThe chair thanked the clerk for the minutes.")
    first = matters(Rows(compare(was, evolve(now, complete=False))))[0]
    assert first.kind == "overview"
    assert "4 not found, but part of the new report could not be read" in first.text
    assert "not mentioned" not in first.text


def test_a_promise_with_a_date_is_not_called_dateless_where_the_reports_bear_no_date() -> None:
    was = read_text("# Plans\n\nWe will paint the pier by 2027.\n\nWe will plant forty limes.")
    now = read_text("# Other matters\n\nThe chair thanked the clerk for the minutes.")
    rows = {row.quote[:13]: row.events for row in Rows(compare(was, now)).commitments}
    assert rows["We will paint"] == ("not mentioned, and whether its date has passed is not known",)
    assert rows["We will plant"] == ("not mentioned, and no date was promised",)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Harbour dues", True),
        ("FLOOD DEFENCES", True),
        ("2031", False),
        ("2031 YEARLY REVIEW", False),
        ("D, O, N, TED, O, P", False),
        ("This spring was a turning point for us. With thanks and", False),
        ("The many people who came to see us over the whole summer and in autumn", False),
    ],
)
def test_only_a_section_whose_heading_names_a_matter_is_told(title: str, told: bool) -> None:
    parts = [("Ferries", ["The ferries ran on all days but one."])]
    old = drafted(parts)
    new = drafted([*parts, (title, ["Some quite other words about ropes and knots stand here."])])
    said = [matter for matter in matters(Rows(compare(old, new))) if matter.kind == "section"]
    assert bool(said) is told


def test_where_a_figure_of_one_report_stands_leaves_out_the_section_that_heads_its_row() -> None:
    title = "Upkeep of the harbour walls and of the slipways"
    old = read_text("# Review\n\nNothing was counted.")
    new = read_text(f"# Review\n\nThe office cost £31,400.\n\n# {title}\n\nThe walls cost £72,300.")
    page = compare(old, new).to_html()
    assert f'<th scope="rowgroup" colspan="3">{title}</th>' in page
    assert "<td>paragraph 1</td>" in page
    assert f"<td>{title}, paragraph 1</td>" not in page


def test_every_output_counts_the_same_figures_in_the_same_words() -> None:
    """What is new, no longer given and minor: on the page, in its folded tables, in Markdown and in the repr."""
    diff = demo.run()
    page, told = diff.to_html(), diff.to_markdown()
    (lead,) = re.findall(r'<p class="lead">(\d+ figures: [^<]*?)\.', page)
    for words in ("new", "no longer given", "minor"):
        (number,) = re.findall(rf"(\d+) {words}", lead)
        assert re.search(rf"figures \([^)]*\b{number} {words}\b", told)
        assert re.search(rf"metrics \([^)]*\b{number} {words}\b", repr(diff))
        assert re.search(rf"<summary>{number} figures?: {words}</summary>", page)
        _, _, table = told.partition(f"### {words.capitalize()}\n")
        assert table.partition("\n#")[0].count("\n| ") == int(number) + 2


def test_a_counter_tells_what_was_restated_and_that_nothing_was() -> None:
    page = compare(read_text("We mended 410 roads in 2022."), read_text("We mended 520 roads in 2023.")).to_html()
    assert '<li data-filter="restated"><span>restated</span> <b>0</b></li>' in page
    old = read_text("Complaints rose to 640 in 2022.")
    new = read_text("Complaints fell to 600 in 2023 (2022, restated: 655).")
    page = compare(old, new).to_html()
    assert '<li data-filter="restated"><span>restated</span> <b>1</b></li>' in page
    assert re.search(r'data-keys="[^"]*\brestated\b', page)
