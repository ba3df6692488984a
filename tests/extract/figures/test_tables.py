import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

import reportdiff
from reportdiff.extract.figures.table_grid import is_time, is_value
from reportdiff.facts import Direction, Figure, Role

TABLE = """# Report

Depots were inspected in March.

| Depot | Vans | Cost (£000) | Inspected on time (%) | Remarks |
|---|---|---|---|---|
| Eastgate | 41 | 120 | 87 | none |
| Kelby | 64 | 95.5 | 91 | The roof leaked and 12 lamps had to be replaced |
"""


def cell_figures() -> dict[str, Figure]:
    return {figure.quote: figure for figure in reportdiff.read_text(TABLE, name="a.md").figures}


def test_the_headings_of_row_and_column_say_what_a_cell_measures() -> None:
    assert cell_figures()["41"].label == "Eastgate Vans"
    assert cell_figures()["64"].label == "Kelby Vans"
    assert "label.cell" in cell_figures()["41"].rules


def test_a_bare_number_takes_its_unit_from_the_heading() -> None:
    found = cell_figures()
    assert (found["120"].value, found["120"].unit) == (Decimal(120_000), "GBP")
    assert (found["95.5"].value, found["95.5"].unit) == (Decimal("95500"), "GBP")
    assert (found["91"].value, found["91"].unit) == (Decimal(91), "percent")


def test_a_cell_of_prose_keeps_its_own_words() -> None:
    lamps = next(figure for figure in cell_figures().values() if figure.value == 12)
    assert "label.cell" not in lamps.rules
    assert "Kelby Remarks" not in lamps.label


def test_the_same_cell_of_two_years_is_one_metric() -> None:
    diff = reportdiff.compare(
        reportdiff.read_text(TABLE, name="a.md"), reportdiff.read_text(TABLE.replace("41", "52"), name="b.md")
    )
    change = diff.figure("Eastgate Vans")
    assert change.old is not None
    assert change.new is not None
    assert (change.old.value, change.new.value) == (Decimal(41), Decimal(52))


SHAPES = {
    "a title that spans": [
        ["Depots in March", "", ""],
        ["Depot", "Vans", "Cost (£000)"],
        ["Eastgate", "41", "120"],
        ["Kelby", "64", "95"],
    ],
    "a title repeated in every cell": [
        ["Depots in March"] * 3,
        ["Depot", "Vans", "Cost (£000)"],
        ["Eastgate", "41", "120"],
        ["Kelby", "64", "95"],
    ],
    "two levels, the first cell empty": [
        ["", "Vehicles", "", "Money"],
        ["Depot", "Vans", "Lorries", "Cost (£000)"],
        ["Eastgate", "41", "7", "120"],
        ["Kelby", "64", "8", "95"],
    ],
    "a row of units": [
        ["Depot", "Vans", "Cost"],
        ["", "number", "£000"],
        ["Eastgate", "41", "120"],
        ["Kelby", "64", "95"],
    ],
    "a row of units with a name": [
        ["Depot", "Vans", "Cost"],
        ["Unit", "number", "£000"],
        ["Eastgate", "41", "120"],
        ["Kelby", "64", "95"],
    ],
    "row names in two columns": [
        ["Region", "Depot", "Vans", "Cost (£000)"],
        ["North", "Eastgate", "41", "120"],
        ["", "Kelby", "64", "95"],
        ["South", "Eastgate", "52", "80"],
    ],
    "two titles and a title row within": [
        ["Depots", "", ""],
        ["March", "", ""],
        ["Depot", "Vans", "Lorries"],
        ["North", "", ""],
        ["Eastgate", "41", "7"],
        ["South", "", ""],
        ["Eastgate", "52", "8"],
    ],
    "two tables, one below the other": [
        ["Use of the depots", "", "", ""],
        ["Total visits", "1402", "", ""],
        ["Vans by month", "", "", ""],
        ["Depot", "Lorries", "Vans", "Cars"],
        ["Eastgate", "7", "41", "6"],
    ],
    "times as headings": [
        ["Depot", "2012/13", "2013/14", "Change"],
        ["Eastgate", "41", "52", "11"],
    ],
    "roles as headings": [
        ["Measure", "Target 2013/14", "Actual 2013/14"],
        ["Repairs in time", "410", "420"],
    ],
    "numbered rows": [["No.", "Depot", "Vans"], ["1", "Eastgate", "41"], ["2", "Kelby", "64"]],
    "a first row that is no heading": [["Total visits", "1,402", "1,311"], ["New visits", "641", "521"]],
}
LABELS = {
    "a title that spans": {"41": "Eastgate Vans", "95": "Kelby Cost (£000)"},
    "a title repeated in every cell": {"41": "Eastgate Vans", "95": "Kelby Cost (£000)"},
    "two levels, the first cell empty": {"7": "Eastgate Vehicles Lorries", "95": "Kelby Money Cost (£000)"},
    "a row of units": {"41": "Eastgate Vans", "95": "Kelby Cost"},
    "a row of units with a name": {"41": "Eastgate Vans", "95": "Kelby Cost"},
    "row names in two columns": {"41": "North Eastgate Vans", "64": "North Kelby Vans", "52": "South Eastgate Vans"},
    "two titles and a title row within": {"41": "North Eastgate Vans", "8": "South Eastgate Lorries"},
    "two tables, one below the other": {"1402": "Total visits", "41": "Eastgate Vans", "6": "Eastgate Cars"},
    "times as headings": {"41": "Eastgate", "52": "Eastgate", "11": "Eastgate Change"},
    "roles as headings": {"410": "Repairs in time", "420": "Repairs in time"},
    "numbered rows": {"41": "Eastgate Vans", "64": "Kelby Vans"},
    "a first row that is no heading": {"1,402": "Total visits", "641": "New visits"},
}


def markdown(rows: list[list[str]]) -> tuple[str, bytes]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "a.md", "\n".join(["# Report", "", *lines, ""]).encode()


def html(rows: list[list[str]]) -> tuple[str, bytes]:
    lines = ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows]
    return "a.html", f"<html><body><h1>Report</h1><table>{''.join(lines)}</table></body></html>".encode()


def word(rows: list[list[str]]) -> tuple[str, bytes]:
    cells = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = "".join("<w:tr>" + "".join(cells.format(text) for text in row) + "</w:tr>" for row in rows)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:document {space}><w:body><w:tbl>{lines}</w:tbl></w:body></w:document>"
    return "a.docx", packed({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def opendocument(rows: list[list[str]]) -> tuple[str, bytes]:
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    lines = "".join(
        "<table:table-row>" + "".join(cells.format(text) for text in row) + "</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    body = f"<office:body><office:text><table:table>{lines}</table:table></office:text></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return "a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def packed(members: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("written", [markdown, html, word, opendocument])
def test_column_headings_are_found_below_titles_and_on_two_levels_in_every_format(
    shape: str, written: Callable[[list[list[str]]], tuple[str, bytes]]
) -> None:
    name, content = written(SHAPES[shape])
    file = io.BytesIO(content)
    file.name = name
    found = {figure.quote: figure.label for figure in reportdiff.read(file, date=date(2014, 6, 1)).figures}
    assert {quote: found.get(quote) for quote in LABELS[shape]} == LABELS[shape]


def figures_of(shape: str) -> dict[str, Figure]:
    name, content = markdown(SHAPES[shape])
    read = reportdiff.read_text(content.decode(), name=name, date=date(2014, 6, 1))
    return {figure.quote: figure for figure in read.figures}


def test_a_heading_that_is_a_time_says_when() -> None:
    found = figures_of("times as headings")
    assert [found[quote].when for quote in ("41", "52", "11")] == ["2012/13", "2013/14", None]
    assert found["41"].period is not None
    assert found["41"].period.start == date(2012, 4, 1)
    assert (found["11"].role, found["11"].direction) == (Role.CHANGE, Direction.UP)


def test_a_heading_that_is_a_role_gives_it() -> None:
    found = figures_of("roles as headings")
    assert [found[quote].role for quote in ("410", "420")] == [Role.TARGET, Role.ACTUAL]


def test_units_are_found_in_a_row_of_their_own() -> None:
    assert (figures_of("a row of units")["95"].value, figures_of("a row of units")["95"].unit) == (
        Decimal(95_000),
        "GBP",
    )


@pytest.mark.parametrize(
    ("heading", "count"),
    [("Vans", 2), ("2012/13", 2), ("Page views", 2), ("Year", 0), ("Year opened", 0), ("Page", 0), ("Ward no.", 0)],
)
def test_a_number_alone_in_its_cell_is_a_figure_unless_the_heading_names_something(heading: str, count: int) -> None:
    """Four digits look like a year, and a number after a name like a part of it."""
    content = f"| Depot | {heading} |\n|---|---|\n| Eastgate | 2090 |\n| Kelby | 1935 |\n"
    found = reportdiff.read_text(content, name="a.md").figures
    assert [figure.value for figure in found] == [2090, 1935][:count]


@pytest.mark.parametrize("written", [html, word, opendocument])
def test_a_first_row_of_numbers_is_no_heading(written: Callable[[list[list[str]]], tuple[str, bytes]]) -> None:
    file = io.BytesIO(written([["Foreword", "4"], ["Summary", "6"], ["The depots", "21"]])[1])
    assert [figure.label for figure in reportdiff.read(file).figures] == ["Foreword", "Summary", "The depots"]


def test_cells_over_several_columns_and_rows_of_a_web_page_keep_the_columns_apart() -> None:
    page = (
        "<html><body><h1>Report</h1><table><tr><th colspan=4>Depots in March</th></tr>"
        "<tr><th rowspan=2>Region</th><th rowspan=2>Depot</th><th colspan=2>Vehicles</th></tr>"
        "<tr><th>Vans</th><th>Lorries</th></tr><tr><td rowspan=2>North</td><td>Eastgate</td><td>41</td><td>7</td></tr>"
        "<tr><td>Kelby</td><td>64</td><td>8</td></tr><tr><td>South</td><td>Eastgate</td><td>52</td><td>9</td></tr>"
        "</table></body></html>"
    )
    labels = {figure.quote: figure.label for figure in reportdiff.read(io.BytesIO(page.encode())).figures}
    assert labels == {
        "41": "North Eastgate Vehicles Vans",
        "7": "North Eastgate Vehicles Lorries",
        "64": "North Kelby Vehicles Vans",
        "8": "North Kelby Vehicles Lorries",
        "52": "South Eastgate Vehicles Vans",
        "9": "South Eastgate Vehicles Lorries",
    }


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("July", True),
        ("2012/13", True),
        ("Q1 2013-14", True),
        ("Year ended 31 March 2014", True),
        ("Sept 2012", True),
        ("Oct – Dec 2011", True),
        ("1 April 2013 to 31 March 2014", True),
        ("DECC", False),
        ("Marketing", False),
        ("2090 vans", False),
        ("31", False),
        ("Quarterly visits", False),
        ("May Street", False),
        ("to", False),
    ],
)
def test_a_heading_is_a_time_if_nothing_else_is_said(text: str, time: bool) -> None:
    assert is_time(text) is time


@pytest.mark.parametrize(
    "text", ["41", "-3", "£1.2m", "2 mins 28 secs", "31.67%", "12 weeks", "1,402*", "n/a", "–", "350 GWh"]
)
def test_a_number_with_its_unit_is_a_value(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize(
    "text", ["2.2. Land cover", "24 Mill Lane", "Met", "2013/14", "£000", "4 Elms School", "1. Roads"]
)
def test_a_name_a_time_or_a_unit_is_no_value(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize(
    ("heading", "value"),
    [("Funding (k)", 810_000), ("Funding (£000)", 810_000), ("Funding (£m)", 810_000_000), ("£", 810)],
)
def test_money_takes_its_scale_from_the_heading(heading: str, value: int) -> None:
    content = f"| Depot | {heading} | Vans |\n|---|---|---|\n| Eastgate | £810 | 4 |\n| Kelby | £1.2m | 5 |\n"
    found = {figure.quote: figure.value for figure in reportdiff.read_text(content, name="a.md").figures}
    assert found["£810"] == value
    assert found["£1.2m"] == 1_200_000


def test_a_share_after_words_is_a_figure() -> None:
    content = "| Depot | Inspection | Share |\n|---|---|---|\n| Eastgate | On Track | 35% |\n| Kelby | Met | £40 |\n"
    found = {figure.quote: figure.unit for figure in reportdiff.read_text(content, name="a.md").figures}
    assert found == {"35%": "percent", "£40": "GBP"}


@pytest.mark.parametrize("head", [["1", "2"], ["0-4", "5-9"], ["2012", "2013"], ["Under 5", "65+"]])
def test_bands_ranks_and_years_are_headings(head: list[str]) -> None:
    _, content = word([["Age", *head], ["Boys", "41", "52"], ["Girls", "64", "61"]])
    labels = {figure.quote: (figure.label, figure.when) for figure in reportdiff.read(io.BytesIO(content)).figures}
    years = head[0] == "2012"
    assert labels["41"] == (("Boys", "2012") if years else (f"Boys {head[0]}", None))
    assert labels["61"] == (("Girls", "2013") if years else (f"Girls {head[1]}", None))


def test_two_columns_of_times_are_one_metric() -> None:
    name, content = markdown(SHAPES["times as headings"])
    report = reportdiff.read_text(content.decode(), name=name, date=date(2014, 6, 1))
    assert [metric.label for metric in report.metrics] == ["Eastgate", "Eastgate Change"]


def test_a_wide_table_is_read_in_time_that_grows_with_it() -> None:
    rows = [[f"Depot {row}", *map(str, range(3, 40))] for row in range(80)]
    name, content = markdown([["Depot", *(f"Sort {column}" for column in range(37))], *rows])
    assert len(reportdiff.read_text(content.decode(), name=name).figures) > 2_800


@pytest.mark.parametrize(
    "content",
    [
        f"| {'long ' * 8_000} |{' 5 |' * 4_000}\n|---|---|\n",
        "| A |" + " B | |" * 4_000 + "\n|---|\n| |" + " C | D |" * 4_000 + "\n| x |" + " 5 | 6 |" * 4_000 + "\n",
        "| A | B |\n|---|---|\n" + "| title |  |\n" * 4_000 + "| x | 5 |\n" * 2_000,
    ],
)
def test_tables_of_any_shape_are_read_in_time_that_grows_with_them(content: str) -> None:
    """Every cell of a long row carries its name, every column its headings: neither may grow with the table."""
    found = reportdiff.read_text(content, name="a.md").figures
    assert max((len(figure.label) for figure in found), default=0) < 2_000
