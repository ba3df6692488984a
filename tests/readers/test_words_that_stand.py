"""Marks of notes are no digits; what is struck out or hidden is not read; a table in a table is read once."""

import pytest
from made_files import docx, flows, grid, odt, para, report_of, values, words

import reportdiff
from reportdiff.errors import LimitExceeded
from reportdiff.readers import Limits, read_document

_UP = '<w:vertAlign w:val="superscript"/>'
_DOWN = '<w:vertAlign w:val="subscript"/>'
_ODT_UP = '<style:style style:name="U"><style:text-properties style:text-position="super 58%"/></style:style>'
_ODT_GONE = (
    '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="N"><style:text-properties style:text-line-through-style="none"/></style:style>'
)


@pytest.mark.parametrize(
    ("suffix", "body", "styles"),
    [
        ("txt", "We mended 412³ lamps.", ""),
        ("txt", "We mended 412*  lamps.\n\n* Provisional.", ""),
        ("txt", "We mended 412[^3] lamps.", ""),
        ("md", "# Lamps\n\nWe mended 412[^3] lamps.\n\n[^3]: As counted.\n", ""),
        ("md", "# Lamps\n\nWe mended 412<sup>3</sup> lamps.\n", ""),
        ("md", "# Lamps\n\nWe mended 412^3^ lamps.\n", ""),
        ("html", "<p>We mended 412<sup>3</sup> lamps.", ""),
        ("html", "<p>We mended 412<sup><a href='#n'>[3]</a></sup> lamps.", ""),
        ("html", "<p>We mended 412<sup>1, 2</sup> lamps.", ""),
        ("html", "<p>We mended 412<sup>a</sup> lamps.", ""),
        ("docx", para("We mended 412", words("3", _UP), words(" lamps.")), ""),
        ("docx", para("We mended 412", words("[", _UP), words("3", _UP), words("]", _UP), words(" lamps.")), ""),
        ("docx", para("We mended 412", words("3", '<w:rStyle w:val="R"/>'), words(" lamps.")), "R"),
        ("odt", '<text:p>We mended 412<text:span text:style-name="U">3</text:span> lamps.</text:p>', _ODT_UP),
    ],
)
def test_a_raised_or_starred_mark_is_no_part_of_the_number(suffix: str, body: str, styles: str) -> None:
    if styles == "R":
        styles = f'<w:style w:type="character" w:styleId="R"><w:name w:val="raised"/><w:rPr>{_UP}</w:rPr></w:style>'
    report = report_of(suffix, body, styles)
    assert flows(report)[0] == "We mended 412 lamps."
    assert values(report) == ["412 lamps"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The hall has 40 m² of floor.", "The hall has 40 m² of floor."),
        ("They flew 3 km² of fields.", "They flew 3 km² of fields."),
        ("Output was 10⁶ tonnes.", "Output was 10⁶ tonnes."),
        ("Output was 4 × 10⁷ tonnes.", "Output was 4 × 10⁷ tonnes."),
        ("We spent £2.39m² on it.", "We spent £2.39m on it."),
        ("It fell by 3 per cent¹ in May.", "It fell by 3 per cent in May."),
        ("On the 3ʳᵈ day, 70¹,² came.", "On the 3ʳᵈ day, 70 came."),
        ("The fit has R² near one.", "The fit has R² near one."),
        ("Some *80* trees and 2*3 beds.", "Some *80* trees and 2*3 beds."),
        ("It cost £426. 46 in May.", "It cost £426.46 in May."),
        ("It cost £426. 46 people came.", "It cost £426. 46 people came."),
    ],
)
def test_a_power_stays_and_a_note_goes(text: str, read: str) -> None:
    assert flows(report_of("txt", text)) == [read]


def test_digits_below_the_line_are_those_of_a_formula() -> None:
    assert flows(report_of("html", "<p>We emitted 40 tonnes of CO<sub>2</sub>.")) == ["We emitted 40 tonnes of CO2."]
    body = para("We emitted 40 tonnes of CO", words("2", _DOWN), words("."))
    assert flows(report_of("docx", body)) == ["We emitted 40 tonnes of CO2."]


@pytest.mark.parametrize(
    ("suffix", "body", "styles"),
    [
        ("html", "<p>We mended <s>400</s> 412 lamps.", ""),
        ("html", "<p>We mended <del><b>400</b></del> 412 lamps.", ""),
        ("html", "<p>We mended <span style='text-decoration: line-through'>400</span> 412 lamps.", ""),
        ("md", "# Lamps\n\nWe mended ~~400~~ 412 lamps.\n", ""),
        ("md", "# Lamps\n\nWe mended <del>400</del> 412 lamps.\n", ""),
        ("docx", para("We mended ", words("400", "<w:strike/>"), words(" 412 lamps.")), ""),
        ("docx", para("We mended ", words("400", "<w:dstrike/>"), words(" 412 lamps.")), ""),
        ("odt", '<text:p>We mended <text:span text:style-name="S">400</text:span> 412 lamps.</text:p>', _ODT_GONE),
    ],
)
def test_struck_words_are_not_read_and_a_note_says_where(suffix: str, body: str, styles: str) -> None:
    report = report_of(suffix, body, styles)
    assert flows(report) == ["We mended 412 lamps."]
    (note,) = [note for note in report.notes if note.code == "struck_text"]
    assert note.span is not None
    assert report.paragraphs[0].span.overlap(note.span)


@pytest.mark.parametrize(
    ("suffix", "body", "styles"),
    [
        ("html", "<p>We mended 412 lamps.</p><p hidden>Draft: 99 files.</p>", ""),
        ("html", "<p>We mended 412 lamps.</p><div style='display: none'><p>99 files.</p><div>x</div></div>", ""),
        ("html", "<p hidden>99 files.<p>We mended 412 lamps.", ""),
        ("html", "<ul><li hidden>99 files</ul><p>We mended 412 lamps.", ""),
        ("docx", para("We mended 412", words(" or 99", "<w:vanish/>"), words(" lamps.")), ""),
        ("odt", '<text:p>We mended 412<text:span text:style-name="H"> 99</text:span> lamps.</text:p>', _ODT_GONE),
        (
            "odt",
            '<text:p>We mended 412 lamps.</text:p><text:section text:display="none"><text:p>9</text:p></text:section>',
            "",
        ),
    ],
)
def test_hidden_words_are_not_read_and_noted(suffix: str, body: str, styles: str) -> None:
    report = report_of(suffix, body, styles)
    assert flows(report) == ["We mended 412 lamps."]
    assert [note.code for note in report.notes] == ["hidden_text"]


@pytest.mark.parametrize(
    ("suffix", "body", "styles"),
    [
        ("html", "<p>We mended <s>412 lamps.</p><p>Then we went.</p>", ""),
        ("html", "<p>We mended 412 lamps.<p hidden='until-found'>Then we went.", ""),
        (
            "docx",
            para(words("We mended 412 lamps.", '<w:strike w:val="0"/><w:vanish w:val="false"/>'))
            + para("Then we went."),
            "",
        ),
        (
            "odt",
            '<text:p><text:span text:style-name="N">We mended 412 lamps.</text:span></text:p>'
            "<text:p>Then we went.</text:p>",
            _ODT_GONE,
        ),
    ],
)
def test_what_is_not_struck_after_all_is_read(suffix: str, body: str, styles: str) -> None:
    report = report_of(suffix, body, styles)
    assert flows(report) == ["We mended 412 lamps.", "Then we went."]
    assert report.notes == ()


def test_a_deleted_paragraph_mark_joins_two_paragraphs_as_word_does() -> None:
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    gone = '<w:del w:id="2"><w:r><w:delText>not </w:delText></w:r></w:del>'
    report = report_of("docx", para("We ", gone, words("mended 412 "), look=mark) + para("lamps in May."))
    assert flows(report) == ["We mended 412 lamps in May."]
    assert [note.code for note in report.notes] == ["tracked_changes"]


def test_a_row_deleted_under_tracking_is_not_read() -> None:
    rows = grid(["Ward", "Lamps"], ["North", "412"]).removesuffix("</w:tbl>")
    gone = grid(["South", "99"], look='<w:trPr><w:del w:id="1"/></w:trPr>').removeprefix("<w:tbl>")
    assert flows(report_of("docx", rows + gone)) == ["Ward Lamps", "North 412"]


_INNER_ODT = (
    "<table:table><table:table-row><table:table-cell><text:p>Cows</text:p></table:table-cell>"
    "<table:table-cell><text:p>95</text:p></table:table-cell></table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("docx", grid(["Farm", grid(["Cows", "95"]) + para("")])),
        ("odt", "<table:table><table:table-row><table:table-cell><text:p>Farm</text:p></table:table-cell>"
                f"<table:table-cell>{_INNER_ODT}</table:table-cell></table:table-row></table:table>"),
        ("html", "<table><tr><td>Farm</td><td><table><tr><td>Cows</td><td>95</td></tr></table></td></tr></table>"),
    ],
)  # fmt: skip
def test_a_table_in_a_table_is_read_once_and_nothing_around_it_is_lost(suffix: str, body: str) -> None:
    report = report_of(suffix, body)
    assert "Cows 95" in flows(report)
    assert [report.source.text.count(word) for word in ("Farm", "Cows", "95")] == [1, 1, 1]
    assert values(report) == ["95"]


def test_a_table_of_values_keeps_its_rows_though_a_cell_holds_another() -> None:
    inner = "<table><tr><td>Cows</td><td>95</td></tr></table>"
    rows = f"<tr><th>Farm<th>Hens<tr><td>North {inner}<td>12<tr><td>South<td>14"
    report = report_of("html", f"<table>{rows}</table>")
    assert flows(report) == ["Farm Hens", "North 12", "South 14", "Cows 95"]
    assert [figure.label for figure in report.figures][:2] == ["North Hens", "South Hens"]


def test_a_table_that_only_places_text_is_text() -> None:
    cell = "<h2>Lamps</h2><p>We mended 412 lamps.</p>"
    report = report_of("html", f"<table><tr><td>{cell}</td><td><p>The rest stands.</p></td></tr></table>")
    assert report.tables == ()
    assert flows(report) == ["We mended 412 lamps.", "The rest stands."]


def test_a_list_of_terms_with_values_is_a_table_and_one_with_words_is_text() -> None:
    report = report_of("html", "<dl><dt>Staff costs<dd>£4,910<dt>Lighting<dd>£4,034.74</dl>")
    assert [figure.label for figure in report.figures] == ["Staff costs", "Lighting"]
    report = report_of("html", "<dl><dt>Ward<dd>A part of the town that votes for a councillor of its own.</dl>")
    assert report.tables == ()


@pytest.mark.parametrize("deep", [150, 3000])
def test_tables_nested_without_end_are_refused_at_once(deep: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * deep + para("x") + "</w:tc></w:tr></w:tbl>" * deep
    with pytest.raises(LimitExceeded, match="nested deeper than"):
        read_document("a.docx", docx(body), Limits())
    body = "<table:table><table:table-row><table:table-cell>" * deep
    body += "</table:table-cell></table:table-row></table:table>" * deep
    with pytest.raises(LimitExceeded, match="nested deeper than"):
        read_document("a.odt", odt(body), Limits())


def test_tables_nested_without_end_in_a_page_keep_their_words() -> None:
    report = report_of("html", "<html>" + "<table><tr><td>a lamp " * 500)
    assert report.source.text.count("lamp") == 500


def test_text_set_as_typed_keeps_its_paragraphs() -> None:
    report = report_of("html", "<pre>We mended 412\nlamps in May.\n\nThe rest\nstands still.</pre>")
    assert flows(report) == ["We mended 412 lamps in May.", "The rest stands still."]


def test_the_stamp_of_a_printing_browser_is_not_the_day_of_the_report() -> None:
    report = report_of("txt", "11/30/26, 6:09 PM\n\n14 May 2015\n\nWe mended 412 lamps in the year.")
    assert [note.code for note in report.notes] == []


def test_sentences_that_differ_in_their_number_alone_are_no_running_heads() -> None:
    pages = [
        f"Highways\n\nWe repaired {ward * 40 + 7} potholes in ward {ward}.\n\n{ward} of 5\n" for ward in range(1, 6)
    ]
    report = reportdiff.read_text("\f".join(pages), name="wards.txt")
    assert [figure.value for figure in report.figures] == [47, 87, 127, 167, 207]


@pytest.mark.parametrize(
    "mark", ["- {} -", "– {} –", "{} of 17", "Page {} | 17", "{} | Page", "{} | P a g e", "page {}"]
)
def test_the_number_of_a_page_is_no_figure_and_no_heading(mark: str) -> None:
    text = "\n".join(f"{mark.format(page)}\n\nWe mended {page * 40 + 7} lamps in the north.\n" for page in range(1, 5))
    report = reportdiff.read_text(text, name="pages.txt")
    assert [figure.value for figure in report.figures] == [47, 87, 127, 167]
    assert [section.title for section in report.sections] == [""]


def test_a_page_hides_words_by_its_own_style_sheet_but_not_for_the_printer_alone() -> None:
    style = "<style>.draft, p.gone, #old, mark { display: none } .back { display: none } .back { display: block }"
    style += "@media print { .screen { display: none } }</style>"
    page = (
        f"{style}<p>We mended 40 lamps.</p><p class='new draft'>We mended 50 lamps.</p><p class=gone>And 60 lamps.</p>"
        "<p class=screen>We saw 70 lamps.</p><div class=draft><p>We had 80 lamps.</p></div><p>We hold 90 lamps.</p>"
        "<p id=old>We lost 20 lamps.</p><p>We keep <mark>30 or so of the</mark> 35 lamps.</p>"
        "<p class=back>We sold 55 lamps.</p>"
        "<div class=gone><p>We lent 65 lamps.</p></div>"
    )
    report = report_of("html", page)
    assert [figure.value for figure in report.figures] == [40, 70, 90, 35, 55, 65]
    assert "hidden_text" in [note.code for note in report.notes]


def test_an_apostrophe_in_an_attribute_swallows_nothing() -> None:
    page = (
        "<p><img alt=\"Mary's lamp\">We mended 40 lamps.</p><p>It's <a title='the \"old\" one'>the rest</a> of 50.</p>"
    )
    assert flows(report_of("html", page)) == ["We mended 40 lamps.", "It's the rest of 50."]
