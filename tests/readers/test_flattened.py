"""Tables that a converter flattened are tables again; what only looks like one stays text."""

import pytest
from made_files import flows, report_of

_ROWS = [("410", "2022", "North"), ("395", "2023", "North"), ("12", "2022", "South"), ("13", "2023", "South")]


@pytest.mark.parametrize(
    "text",
    [
        "Ward\n2022\n2023\nNorth\n410\n395\nSouth\n12\n13\nThat is all of it.",
        "Ward\n\n2022\n\n2023\n\nNorth\n\n410\n\n395\n\nSouth\n\n12\n\n13\n\nThat is all of it.",
        "Ward 2022 2023\nNorth 410 395\nSouth 12 13",
        "Ward,2022,2023\nNorth,410,395\nSouth,12,13",
        "Ward;2022;2023\nNorth;410;395\nSouth;12;13",
        'Ward,2022,2023\n"North",410,"395"\nSouth,12,13',
    ],
)
def test_a_flattened_table_is_read_with_its_rows_and_columns(text: str) -> None:
    report = report_of("txt", f"The wards follow.\n\n{text}\n\nThat is the end.")
    assert [(str(f.value), f.when, f.label) for f in report.figures] == _ROWS
    assert flows(report)[0] == "The wards follow."
    assert flows(report)[-1] == "That is the end."


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("txt", "Staff costs\n£4,910\nLighting\n£4,034.74\nHall hire\n£12"),
        ("txt", "Staff costs\n\n£4,910\n\nLighting\n\n£4,034.74\n\nHall hire\n\n£12"),
        ("txt", "Staff costs: £4,910\nLighting: £4,034.74\nHall hire: £12"),
        ("html", "<h3>Staff costs</h3><p>£4,910<h3>Lighting</h3><p>£4,034.74<h3>Hall hire</h3><p>£12"),
        ("html", "<dl><dt>Staff costs<dd>£4,910<dt>Lighting<dd>£4,034.74<dt>Hall hire<dd>£12</dl>"),
        ("md", "## Staff costs\n\n£4,910\n\n## Lighting\n\n£4,034.74\n\n## Hall hire\n\n£12\n"),
    ],
)
def test_names_with_a_number_below_or_beside_are_rows(suffix: str, text: str) -> None:
    labels = [(figure.label, str(figure.value)) for figure in report_of(suffix, text).figures]
    assert labels == [("Staff costs", "4910"), ("Lighting", "4034.74"), ("Hall hire", "12")]


def test_a_number_alone_under_a_heading_is_named_by_it() -> None:
    report = report_of("html", "<h2>Staff costs</h2><p>£4,910</p><h2>Roads</h2><p>They were mended in the year.</p>")
    assert [(figure.label, str(figure.value)) for figure in report.figures] == [("Staff costs", "4910")]


def test_a_table_of_contents_one_line_a_cell_is_none() -> None:
    text = (
        "Contents\n\nSummary\n3\nFinance\n5\nHousing\n9\n\nSummary\n\nWe mended 40 lamps.\n\nFinance\n\nWe spent £4m."
    )
    report = report_of("txt", text)
    assert report.tables == ()
    assert [str(figure.value) for figure in report.figures] == ["40", "4000000"]


@pytest.mark.parametrize(
    "text",
    [
        "We spent the money,\nand the rest, of which 40 and 50,\nwas kept, and 30 more.",
        "- Boats moored in the bay rose by 7.5% to 4,190\n- Rafts sunk fell to 2,380\n- Dues grew to 9,450",
        "Boats moored rose to 4,190\nRafts sunk fell to 2,380\nDues grew to 9,450",
        "The share rose to 40\nand then to 50\nand then to 60.",
        "Lamps\n40\nWe then went on to the next of our tasks.\n50\nand more of them.",
    ],
)
def test_lines_of_prose_with_numbers_are_no_table(text: str) -> None:
    assert report_of("txt", text).tables == ()


def test_numbers_without_any_name_are_noted_and_not_read() -> None:
    report = report_of(
        "txt", "We mended 40 lamps in the year.\n\n£12\n\n1,300\n\n£14m\n\n15%\n\n16%\n\nThat is all of it."
    )
    assert [str(figure.value) for figure in report.figures] == ["40"]
    (note,) = [note for note in report.notes if note.code == "unnamed_numbers"]
    assert note.span is not None
    assert report.source[note.span] == "£12"


def test_numbers_of_a_table_without_any_word_beside_or_above_are_noted_and_not_read() -> None:
    rows = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in ((412, 97), (388, 64), (350, 61)))
    bare = f"<table>{rows}</table>"
    named = "<table><tr><td></td><td>Lit</td></tr><tr><td></td><td>31</td></tr><tr><td>North</td><td>29</td></tr>"
    report = report_of(
        "html", f"<h1>Lanes</h1><p>We lit 40 lanes in the town.</p>{bare}<p>So it was.</p>{named}</table>"
    )
    assert [str(figure.value) for figure in report.figures] == ["40", "31", "29"]
    (note,) = [note for note in report.notes if note.code == "unnamed_numbers"]
    assert note.message == "numbers that stand alone without a name are not read (6 places)"
    assert note.span is not None
    assert report.source[note.span] == "412"
