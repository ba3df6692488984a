"""Blocks become sections, numbered paragraphs and listed furniture."""

import json
import re
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import cases, drawn, held, uncovered

from reportdiff.model import ParagraphKind, Report
from reportdiff.outline import outline, units_of
from reportdiff.outline.dates import is_date_line, is_dating
from reportdiff.outline.furniture import _head_rules
from reportdiff.readers import Limits, read_document
from reportdiff.readers.blocks import Block, BlockKind, Document
from reportdiff.reading import read, read_text
from reportdiff.source import Source, Span

_OUTLINES = cases("outline.cases")
_LINES = [
    "Housing",
    "HOUSING AND ROADS",
    "1. Roads",
    "2. Waste was collected from 40,000 homes",
    "1.1 We built 45 homes in the year.",
    "(a) 12 schools;",
    "(b) 3 libraries; and",
    "- 45 homes",
    "• £2.4m saved",
    "## Progress",
    "=====",
    "-----",
    "| a | b |",
    "|---|---|",
    "Page 3 of 7",
    "14 May 2015",
    "Report of the Leader",
    "Councillor A. Name",
    "Cabinet Member for Housing",
    "The Council saved £2.4m and will save",
    "another £3m by 2016.",
    "**Bold** and [a link](http://example.org/a)",
    "> quoted",
    "```",
    "Contents",
    "infor-",
    "mation was given.",
    "",
    "",
    "\f",
    "\t",
    "47.",
    "—",
]
_TEXTS = st.one_of(st.lists(st.sampled_from(_LINES), max_size=14).map("\n".join), st.text(max_size=200))


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in _OUTLINES], ids=[case[0] for case in _OUTLINES])
def test_an_outline_is_as_a_reader_would_draw_it(text: str, expected: list[str]) -> None:
    report = read_text(text)
    assert drawn(report) == expected
    assert not uncovered(report)


@given(_TEXTS)
def test_every_character_is_in_a_paragraph_a_heading_or_listed_furniture(text: str) -> None:
    """Law 1: pieces and gaps of the outline tile the source text."""
    report = read_text(text)
    assert not uncovered(report)


@given(_TEXTS)
def test_headings_and_paragraphs_lie_apart_and_in_order(text: str) -> None:
    """Law 1: no character is in two pieces, except furniture inside a paragraph that it cuts."""
    report = read_text(text)
    furniture = [item.span for item in report.furniture]
    pieces = [span for span in held(report) if span not in furniture]
    assert all(before.end <= after.start for before, after in pairwise(pieces))


@given(_TEXTS)
def test_a_flow_reads_the_characters_of_its_paragraph(text: str) -> None:
    """Law 2: each letter of a flow stands in the source where the flow says."""
    report = read_text(text)
    for paragraph in report.paragraphs:
        for at, char in enumerate(paragraph.flow.text):
            span = paragraph.flow.span(at, at + 1)
            if not char.isspace():
                assert report.source[span] == char
                assert paragraph.span.covers(span)


def test_the_real_report_has_its_sections_and_numbered_paragraphs(shared: Path) -> None:
    report = read(shared / "gold/worcestershire-2015-05-14.txt")
    assert [section.title for section in report.sections] == [
        "",
        "Market Development",
        "Digital Council and Customers",
        "Modernising Human Resources",
        "Property and Estates",
        "Legal & Democratic Services",
        "Communication and Branding",
        "Supporting the Business with Intelligence and Performance monitoring",
        "In summary",
    ]
    assert [paragraph.number for paragraph in report.paragraphs] == [str(number) for number in range(37, 66)]
    assert not uncovered(report)


def test_the_three_paragraphs_that_a_page_break_cuts_are_whole(shared: Path) -> None:
    report = read(shared / "gold/worcestershire-2015-05-14.txt")
    whole = {paragraph.number: paragraph for paragraph in report.paragraphs}
    assert " broadband infrastructure in the county, enabling" in whole["47"].flow.text
    assert "received from the sale of redundant properties" in whole["53"].flow.text
    assert "our own recent event at" in whole["60"].flow.text
    assert all(paragraph.flow.text[0].isupper() for paragraph in report.paragraphs)


def test_the_head_and_the_signature_of_the_real_report_are_furniture(shared: Path) -> None:
    report = read(shared / "gold/worcestershire-2015-05-14.txt")
    assert [item.reason for item in report.furniture] == [
        "date",
        "agenda",
        "not here",
        "not here",
        "title",
        "signature",
        "signature",
    ]


def test_a_head_that_is_printed_twice_is_furniture_twice(shared: Path) -> None:
    report = read(shared / "gold/worcestershire-2014-05-15.txt")
    assert [item.reason for item in report.furniture][:4] == ["date", "agenda", "date", "agenda"]
    assert [paragraph.number for paragraph in report.paragraphs] == [str(number) for number in range(52, 71)]


def test_a_lone_sentence_is_a_paragraph_with_every_word_but_its_number(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold/figure_cases.jsonl").read_text().splitlines()]
    alone = ["Homes", "Report of the Leader", "14 May 2015", "BINS", "Date: 4 May 2015", "4. The Leader came."]
    for text in [row["text"] for row in rows] + alone:
        (paragraph,) = read_text(text).paragraphs
        number = f"{paragraph.number}. " if paragraph.number else ""
        assert number + paragraph.flow.text == " ".join(text.split())


def test_headings_and_numbered_blocks_of_a_long_made_report_are_all_found(shared: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    maker, seed = shared / "eval/successor.py", shared / "gold/worcestershire-2015-05-14.txt"
    command = [sys.executable, str(maker), str(seed), str(made), "--size", "60000", "--level", "heavy"]
    subprocess.run(command, check=True, capture_output=True)
    blocks_of = json.loads(made.with_suffix(".gold.json").read_text())
    for side in ("old", "new"):
        blocks = blocks_of[side]
        report = read(made.with_suffix(f".{side}.txt"))
        found = [f"{section.title}" for section in report.sections if section.heading]
        assert found == [text for kind, text in blocks if kind == "H"]
        printed = [report.source[paragraph.span] for paragraph in report.paragraphs]
        assert printed == [text for kind, text in blocks if kind == "P"]
        assert all(
            text.startswith(f"{paragraph.number}. ") for text, paragraph in zip(printed, report.paragraphs, strict=True)
        )


def test_items_and_rows_are_told_from_paragraphs() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    report = read_text(f"We did three things:\n\n- built 45 homes\n- mended 3 roads\n\n{table}\n\n## End\n\nx")
    kinds = [paragraph.kind for paragraph in report.paragraphs]
    assert kinds[:3] == [ParagraphKind.TEXT, ParagraphKind.ITEM, ParagraphKind.ITEM]
    assert kinds[3:5] == [ParagraphKind.ROW, ParagraphKind.ROW]
    cells = report.tables[0].cells
    assert [(report.source[cell.span], cell.row, cell.column, cell.header) for cell in cells] == [
        ("a", 0, 0, True),
        ("b", 0, 1, True),
        ("1", 1, 0, False),
        ("2", 1, 1, False),
    ]


def _read(report: Report) -> list[tuple[str, list[tuple[str | None, str]]]]:
    return [
        (section.title, [(part.number, part.flow.text) for part in section.paragraphs]) for section in report.sections
    ]


def _wrapped(text: str, width: int, indent: str = "") -> str:
    blocks = re.split(r"\n\s*\n", text)
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False, subsequent_indent=indent)
    return "\n\n".join(wrapper.fill(" ".join(block.split())) for block in blocks)


@pytest.mark.parametrize("name", ["worcestershire-2014-05-15.txt", "worcestershire-2015-05-14.txt"])
@pytest.mark.parametrize("width", [50, 64, 72, 80, 100, 120])
def test_wrapping_changes_nothing(shared: Path, name: str, width: int) -> None:
    """Law 7, for reading: re-wrapped, indented, with other line ends or tabs, the report is the same."""
    text = (shared / "gold" / name).read_text(encoding="utf-8")
    as_printed = read_text(text)
    numbered = re.compile(r"^(\d+)\. ", re.MULTILINE)
    for other in (
        _wrapped(text, width),
        _wrapped(text, width, "    "),
        _wrapped(text, width).replace("\n", "\r\n"),
        _wrapped(numbered.sub(r"\1.\t", text), width),
        numbered.sub(r"\1) ", text),
    ):
        report = read_text(other)
        assert _read(report) == _read(as_printed)
        said = (as_printed.date, as_printed.holder, as_printed.portfolio, as_printed.title)
        assert (report.date, report.holder, report.portfolio, report.title) == said


def test_renumbering_changes_numbers_only(shared: Path) -> None:
    """Law 7, for reading."""
    text = (shared / "gold/worcestershire-2015-05-14.txt").read_text(encoding="utf-8")
    other = re.sub(r"(?m)^(\d+)\. ", lambda match: f"{int(match[1]) + 100}. ", text)
    one, two = read_text(text), read_text(other)
    assert [p.flow.text for p in one.paragraphs] == [p.flow.text for p in two.paragraphs]
    assert [section.title for section in one.sections] == [section.title for section in two.sections]
    assert two.paragraphs[0].number == "137"


def test_a_label_that_a_reader_wrote_belongs_to_its_paragraph() -> None:
    text = "47.\tWe built 45 homes.\nThe year was good."
    blocks = (
        Block(Span(4, 22), number="47", label=Span(0, 3)),
        Block(Span(23, len(text)), kind=BlockKind.FURNITURE),
    )
    found = outline(Document(Source("", text), blocks))
    (paragraph,) = found.sections[0].paragraphs
    assert (paragraph.number, paragraph.span, paragraph.flow.text) == ("47", Span(0, 22), "We built 45 homes.")
    assert [(item.span, item.reason) for item in found.furniture] == [(Span(23, len(text)), "page")]


def test_what_a_reader_leaves_out_of_its_blocks_is_listed() -> None:
    """Law 1, whatever a reader does."""
    text = "The year was good. Stray words. It ended well."
    found = outline(Document(Source("", text), (Block(Span(0, 18)), Block(Span(32, len(text))))))
    assert [text[item.span.start : item.span.end] for item in found.furniture] == ["Stray words."]


def test_a_marked_title_alone_does_not_hide_headings_that_only_their_shape_marks() -> None:
    lines = ["Annual report", "Homes", "We built 45 homes.", "Roads", "We mended 12 roads."]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    blocks = (Block(spans[0], BlockKind.HEADING, 1), *map(Block, spans[1:]))
    found = outline(Document(Source("", text), blocks))
    assert [section.title for section in found.sections] == ["Homes", "Roads"]
    assert [item.reason for item in found.furniture] == ["title"]


def test_each_rule_of_the_head_is_one_group_of_their_pattern() -> None:
    for sentence in (False, True):
        pattern, reasons = _head_rules(sentence)
        assert pattern.groups == len(reasons)


def test_a_month_with_a_long_s_is_a_month() -> None:
    assert is_date_line("14 \u017fep 2015")


@pytest.mark.parametrize("width", range(20, 90, 5))
def test_a_numbered_paragraph_reads_alike_however_narrow_it_is_wrapped(width: int) -> None:
    texts = [
        "1. The Council spent 40 days on repairs.",
        "2. Officers told us that 30 homes were built. More will come.",
    ]
    report = read_text("\n\n".join(textwrap.fill(text, width) for text in texts))
    assert [paragraph.flow.text for paragraph in report.paragraphs] == [text[3:] for text in texts]
    assert [paragraph.number for paragraph in report.paragraphs] == ["1", "2"]


def test_a_quote_of_many_lines_is_read_in_steps_that_grow_with_it() -> None:
    def steps(count: int) -> int:
        document = read_document("a.md", ("# Lamps\n\n" + "> a\n" * count).encode(), Limits())
        taken = 0

        def count_line(frame: object, event: str, arg: object) -> object:
            nonlocal taken
            taken += 1
            return count_line

        sys.settrace(count_line)  # type: ignore[arg-type]
        try:
            units_of(document)
        finally:
            sys.settrace(None)
        return taken

    assert steps(800) < 2.6 * steps(400)


@pytest.mark.parametrize(
    "text",
    [
        "Members agreed: 1. To mend 40 lamps. 2. To buy two vans. 3. To sell the hall.",
        "Members agreed: 1) To mend 40 lamps; 2) To buy two vans; 3) To sell the hall.",
        "6.1 To mend 40 lamps. 6.2 To buy two vans. 6.3 To sell the hall.",
    ],
)
def test_numbers_that_run_in_sequence_inside_a_paragraph_are_those_of_items(text: str) -> None:
    report = read_text(text)
    assert [figure.quote for figure in report.figures] == ["40 lamps", "two vans"]
    assert [paragraph.number for paragraph in report.paragraphs][-3:] in (["1", "2", "3"], ["6.1", "6.2", "6.3"])
    assert uncovered(report) == ""


@pytest.mark.parametrize(
    "text", ["It rose to 1. Then it fell to 2. Others came.", "We saw 3. Two of them left. 5. No."]
)
def test_numbers_that_end_sentences_are_none_of_items(text: str) -> None:
    assert len(read_text(text).paragraphs) == 1


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("dots", ["........", ". . . . . ."])
def test_lines_whose_dots_lead_to_pages_are_contents_whatever_stands_above_them(gap: str, dots: str) -> None:
    listed = gap.join(f"{name} {dots} {page}" for name, page in (("Summary", 3), ("Finance", 5), ("Housing", 12)))
    report = read_text(f"Annual report\n\n{listed}\n\nSummary\n\nWe mended 40 lamps in the year.")
    assert [figure.quote for figure in report.figures] == ["40 lamps"]
    assert [paragraph.flow.text for paragraph in report.paragraphs][-1] == "We mended 40 lamps in the year."
    assert "contents" in [item.reason for item in report.furniture]


def test_dots_that_lead_to_values_are_the_gap_between_two_columns() -> None:
    report = read_text("Spend by ward\n\nNorth ........ 30\nSouth ........ 12\nEast ......... 9\n\nThat was all of it.")
    read = [(figure.label.split(" ")[0], figure.quote) for figure in report.figures]
    assert read == [("North", "30"), ("South", "12"), ("East", "9")]


def test_a_line_that_states_money_at_a_day_is_no_date_of_the_meeting() -> None:
    """Law: what dates a report is left out of its text; a balance is not."""
    assert is_dating("Council - 12 July 2018")
    assert not is_dating("In hand: 12 July 2018 ..... £510.84")


def test_headings_without_text_are_one_note_however_many_there_are() -> None:
    text = "# Lanes\n\n# Lamps\n\n# Bins\n\n# Trees\n\n# Drains\n\n# Verges\n\nWe mowed 40 verges.\n"
    (note,) = [note for note in read_text(text).notes if note.code == "heading-without-text"]
    assert note.message == "nothing stands under “Lanes”, “Lamps”, “Bins” and 2 other headings"


@pytest.mark.parametrize("title", ["Index", "07 Index", "7. General index"])
def test_an_index_at_the_end_is_furniture_and_its_pages_are_no_figures(title: str) -> None:
    body = "\n\n".join(
        f"The wardens repaired {at} gates in the {name} wood." for at, name in ((41, "oak"), (67, "elm"))
    )
    entries = "\n\n".join(
        f"{first}, {at}–{at + 2} {second}, {at + 5} {third}, {at}, {at + 9} gates see paths, {at + 3}"
        for at, (first, second, third) in enumerate([("acorns", "ash", "bark")] * 4, 20)
    )
    report = read_text(f"# Woods\n\n{body}\n\n# {title}\n\n{entries}\n")
    assert [int(figure.value) for figure in report.figures] == [41, 67]
    assert [item.reason for item in report.furniture].count("index") == 5
    spoken = read_text(
        f"# Woods\n\n# Index\n\n{body}\n\nThe index of prices rose to 118 in May, and that of rents to 121."
    )
    assert "index" not in [item.reason for item in spoken.furniture]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "The ward resolved that: 1. the hall be let; 2. the lamps be lit; 3. £57 be paid to the clerk.",
            ["The ward resolved that:", "the hall be let;", "the lamps be lit;", "£57 be paid to the clerk."],
        ),
        (
            "The minutes 14.1 Sorrow was told for two. 14.2 The book was signed by all. 14.3 It was told that 29 came.",
            ["Sorrow was told for two.", "The book was signed by all.", "It was told that 29 came."],
        ),
        ("The marks were 7.2 in the hall, 7.3 in the yard and 7.4 in the shed of it all.", None),
        ("By 2032 it will: (1) let 14 halls; (2) light 57 lamps; (3) close two of its sheds.", None),
    ],
)
def test_numbers_in_sequence_are_items_where_they_may_begin_one(text: str, read: list[str] | None) -> None:
    found = [paragraph.flow.text for section in read_text(text).sections for paragraph in section.paragraphs]
    assert found == (read or [text])
