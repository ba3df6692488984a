import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from made_files import grid, para, report_of

import reportdiff
from reportdiff.extract.figures.table_grid import is_value
from reportdiff.extract.figures.table_headings import is_time
from reportdiff.facts import Direction, Figure, Period, Precision, Role

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
    "a title that spans": {"41": "Eastgate Vans", "95": "Kelby Cost"},
    "a title repeated in every cell": {"41": "Eastgate Vans", "95": "Kelby Cost"},
    "two levels, the first cell empty": {"7": "Eastgate Vehicles Lorries", "95": "Kelby Money Cost"},
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


def read_table(text: str, suffix: str = "md") -> list[tuple[str, str | None, str, str]]:
    """Value, unit, role and label of each figure of a small file."""
    figures = report_of(suffix, text).figures
    return [(f"{f.value:f}", f.unit, f.role.value, f.label) for f in figures]


@pytest.mark.parametrize(
    ("caption", "heading", "row", "read"),
    [
        ("Spend by ward, £ thousands", "2023", "North", ("410000", "GBP")),
        ("Spend (£m)", "2023", "North", ("410000000", "GBP")),
        ("Spend – thousands of pounds", "2023", "North", ("410000", "GBP")),
        ("Visits (thousands)", "2023", "North", ("410000", None)),
        ("Waits, days", "2023", "North", ("410", "days")),
        ("Waits in days", "2023", "North", ("410", "days")),
        ("Waits by ward", "2023", "North (days)", ("410", "days")),
        ("Waits by ward", "Days", "North", ("410", "days")),
        ("Spend, £ thousands", "Change (%)", "North", ("410", "percent")),
        ("Spend, £ thousands", "Power (kWh)", "North", ("410", "kWh")),
        ("Widths (m)", "2023", "North", ("410", None)),
        ("Spend by ward", "2023", "North", ("410", None)),
        ("Thousands came", "2023", "North", ("410", None)),
    ],
)
def test_a_unit_is_taken_from_the_nearest_words_that_name_one(
    caption: str, heading: str, row: str, read: tuple[str, str | None]
) -> None:
    page = f"<table><caption>{caption}</caption><tr><th>Ward<th>{heading}<tr><td>{row}<td>410<tr><td>South<td>7</table>"
    assert read_table(page, "html")[0][:2] == read


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Table 2: Income, £000", ("410000", "GBP")),
        ("(£ million)", ("410000000", "GBP")),
        ("All figures are shown in £000.", ("410000", "GBP")),
        ("We spent a lot in the year, and thousands came.", ("410", None)),
    ],
)
def test_the_line_above_a_table_may_say_what_it_counts_in(line: str, read: tuple[str, str | None]) -> None:
    text = f"# Accounts\n\n{line}\n\n|Ward|2023|\n|---|---|\n|North|410|\n|South|7|\n"
    assert read_table(text)[0][:2] == read


def test_what_all_amounts_are_in_holds_for_every_table_below() -> None:
    table = "|Ward|2023|\n|---|---|\n|North|410|\n|South|7|\n"
    text = f"# Accounts\n\nAll amounts in £000.\n\nThe towns follow.\n\n{table}\nThen the rest.\n\n{table}"
    assert [row[0] for row in read_table(text)] == ["410000", "7000"] * 2


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("2023 Planned", "target"),
        ("Budget 2023/24", "target"),
        ("Revised budget 2023/24", "target"),
        ("Forecast", "target"),
        ("Target for 2023", "target"),
        ("Last year", "baseline"),
        ("Actual 2022", "actual"),
        ("Outturn", "actual"),
        ("Variance", "change"),
        ("Delta", "change"),
        ("Forecasting", "actual"),
    ],
)
def test_the_heading_of_a_column_says_what_its_numbers_are(heading: str, role: str) -> None:
    text = f"|Item|{heading}|\n|---|---|\n|Time to let a home|40|\n|Days to process a form|38|\n"
    assert [row[2] for row in read_table(text)] == [role, role]


def test_a_row_of_targets_is_one_of_targets() -> None:
    text = "|Measure|Calls|Homes|\n|---|---|---|\n|Actual|40|38|\n|Target|50|48|\n"
    assert [row[2:] for row in read_table(text)] == [
        ("actual", "Calls"), ("actual", "Homes"), ("target", "Calls"), ("target", "Homes"),
    ]  # fmt: skip


def test_a_total_and_a_name_of_one_word_bear_the_name_of_their_table() -> None:
    page = "<table><caption>{}Bins</caption><tr><th>Ward<th>2023<tr><td>North<td>40<tr><td>Total<td>90</table>"
    for numbered in ("", "Table 3: ", "Table A1 – "):
        assert [row[3] for row in read_table(page.format(numbered), "html")] == ["North (Bins)", "Total (Bins)"]
    report = report_of("html", page.format(""))
    assert report.figures[0].terms == ("north",)


@pytest.mark.parametrize("corner", ["£000", "Amounts in £000", "Fund (£'000)"])
def test_the_cell_above_the_rows_names_their_unit(corner: str) -> None:
    text = f"|{corner}|2023|2024|\n|---|---|---|\n|Fees and charges|1,204|1,377|\n|Staff costs|(902)|(954)|\n"
    assert [row[:2] for row in read_table(text)] == [
        ("1204000", "GBP"), ("1377000", "GBP"), ("-902000", "GBP"), ("-954000", "GBP"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Percentage of calls answered", "percent"),
        ("Tonnes of waste sent to landfill", "tonnes"),
        ("Days lost to sickness", "days"),
        ("Days to answer a complaint", "days"),
        ("Number of home visits made", "visits"),
        ("Total number of visits", "visits"),
        ("Minutes of the committee", None),
        ("Day centre places", None),
        ("Proportion of the budget", None),
    ],
)
def test_the_measure_that_heads_a_name_is_its_unit(name: str, unit: str | None) -> None:
    text = f"|Measure|2023|2024|\n|---|---|---|\n|{name}|41|43|\n|Calls|7|8|\n"
    assert [row[1] for row in read_table(text)][:2] == [unit, unit]


@pytest.mark.parametrize("heading", ["Planned 2024 £k", "2024 budget (£000)", "£k Target 2024"])
def test_a_heading_may_say_role_time_and_unit_together(heading: str) -> None:
    text = f"|Service|{heading}|Outturn 2023 (£000)|\n|---|---|---|\n|Road repairs|1,200|1,150|\n"
    report = report_of("md", text)
    told = [(str(figure.value), figure.role.value, figure.when, figure.label) for figure in report.figures]
    assert told == [
        ("1200000", "target", "2024", "Road repairs"), ("1150000", "actual", "2023", "Road repairs"),
    ]  # fmt: skip


def test_amounts_in_brackets_are_negative_and_notes_in_brackets_are_none() -> None:
    text = "|Fund|£|Respondents|\n|---|---|---|\n|Roof|(1,250)|(12)|\n|Hall|310|400|\n"
    assert [row[0] for row in read_table(text)] == ["-1250", "310", "400"]


def test_numbers_in_the_names_of_rows_are_no_figures_and_values_before_names_are() -> None:
    text = "|Homes|2023|\n|---|---|\n|2 bed flats|40|\n|3 bed houses|38|\n"
    assert [row[0] for row in read_table(text)] == ["40", "38"]
    text = "|Share|Area|\n|---|---|\n|40%|North|\n|60%|South|\n"
    assert [row[0] for row in read_table(text)] == ["40", "60"]
    text = "|No|Area|2023|\n|---|---|---|\n|1|North|41|\n|2|South|60|\n"
    assert [row[0] for row in read_table(text)] == ["41", "60"]


def test_a_link_in_a_cell_is_read_as_its_words_in_the_label() -> None:
    text = "|Item|Grant|\n|---|---|\n|[Refit](https://example.org/1)|**£40**[^2]|\n|Lathe ~~old~~|£30*|\n"
    assert [(row[0], row[3]) for row in read_table(text)] == [("40", "Refit Grant"), ("30", "Lathe Grant")]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The grants budget was 60 000 EUR.", [("60000", "EUR")]),
        ("We spent EUR 1 250 000 on pumps.", [("1250000", "EUR")]),
        ("We spent 60 000 € on pumps.", [("60000", "EUR")]),
        ("We used 3 400 MWh of power.", [("3400", "MWh")]),
        ("We paid €85.000 in May.", [("85000", "EUR")]),
        ("We paid CHF 12'500 in May.", [("12500", "CHF")]),
        ("The museum sold 1.400.000 tickets.", [("1400000", "tickets")]),
        ("The rate was 3,5 % and we had 85.000 visits.", [("3.5", "percent"), ("85000", "visits")]),
        ("It cost €1.250.000,50 in May.", [("1250000.50", "EUR")]),
        ("In 2015 300 homes were built.", [("300", "homes")]),
        ("It rose by 3.5% to 1.250 km.", [("3.5", "percent"), ("1.250", "km")]),
        ("Output was 10⁶ tonnes.", [("1000000", "tonnes")]),
        ("Output was 4 × 10⁷ tonnes.", [("40000000", "tonnes")]),
        ("Output was 10¹² tonnes.", [("1000000000000", "tonnes")]),
    ],
)
def test_numbers_are_read_in_the_notation_that_leaves_no_doubt(text: str, read: list[tuple[str, str]]) -> None:
    assert [row[:2] for row in read_table(text, "txt")] == read


def test_a_decimal_comma_is_decided_once_for_a_document_and_noted() -> None:
    report = report_of("txt", "The rate was 3,5 % in May.\n\nWe had 85.000 visits, or 1,25 for each home.")
    assert [str(figure.value) for figure in report.figures] == ["3.5", "85000", "1.25"]
    assert [note.code for note in report.notes] == ["decimal_comma"]
    report = report_of("txt", "The rate was 3.5% in May, not 4,5 %.\n\nWe walked 85.000 km.")
    assert "decimal_comma" not in [note.code for note in report.notes]
    assert Decimal("85.000") in [figure.value for figure in report.figures]


def _of(text: str) -> list[tuple[str, str, str | None]]:
    """Value, label and time of each figure in a page's body."""
    report = report_of("html", text)
    return [(f"{figure.value:f}", figure.label, figure.when) for figure in report.figures]


def test_a_column_of_names_that_stands_again_begins_another_strand_of_the_table() -> None:
    head = "<tr><th>Port<th>Ferries moored<th>Port<th>Ferries moored"
    rows = "<tr><td>Wick<td>31<td>Oban<td>47<tr><td>Lee<td>8<td>Ayr<td>16"
    labels = [label for _, label, _ in _of(f"<table>{head}{rows}</table>")]
    assert labels == [f"{port} Ferries moored" for port in ("Wick", "Oban", "Lee", "Ayr")]


@pytest.mark.parametrize(("head", "keys"), [("Tide", ("1", "2", "3")), ("Depth in metres", ("40", "25", "10"))])
def test_rows_without_names_are_told_apart_by_numbers_that_run_one_way(head: str, keys: tuple[str, ...]) -> None:
    rows = "".join(f"<tr><td>{key}<td>{7 * at + 31}<td>{at + 5}" for at, key in enumerate(keys))
    found = _of(f"<table><tr><th>{head}<th>Seals seen<th>Boats seen{rows}</table>")
    assert [label for _, label, _ in found] == [
        f"{head} {key} {what} seen" for key in keys for what in ("Seals", "Boats")
    ]


def test_columns_of_values_alone_have_no_keys() -> None:
    found = _of("<table><tr><th>Moored<th>Sunk<tr><td>31<td>9<tr><td>47<td>4<tr><td>8<td>6</table>")
    assert [value for value, _, _ in found] == ["31", "9", "47", "4", "8", "6"]


def test_a_column_of_years_or_dates_says_when_its_rows_are() -> None:
    found = _of("<table><tr><th>Year<th>Ferries<th>Seals<tr><td>2009<td>31<td>700<tr><td>2010<td>33<td>650</table>")
    assert found == [
        ("31", "Ferries", "2009"),
        ("700", "Seals", "2009"),
        ("33", "Ferries", "2010"),
        ("650", "Seals", "2010"),
    ]
    dated = "<tr><td>Wick<td>3/4/2021<td>31<tr><td>Wick<td>9/5/2021<td>38"
    found = _of(f"<table><tr><th>Port<th>Date<th>Ferries moored{dated}</table>")
    assert found == [("31", "Wick Ferries moored", "3/4/2021"), ("38", "Wick Ferries moored", "9/5/2021")]


def test_names_that_are_indented_by_a_column_are_names_under_their_group() -> None:
    group = "<tr><td>{}<td><td><tr><td><td>Moored<td>{}<tr><td><td>Sunk<td>{}"
    rows = group.format("Ferries", 31, 4) + group.format("Barges", 57, 9)
    labels = [label for _, label, _ in _of(f"<table><tr><th><th><th>2019{rows}</table>")]
    assert labels == ["Ferries Moored", "Ferries Sunk", "Barges Moored", "Barges Sunk"]


def test_a_scale_of_money_above_a_table_of_counts_and_amounts_holds_for_the_amounts() -> None:
    rows = "<tr><td>Claims lodged<td>1,240<tr><td>Worth of claims<td>$3,150<tr><td>Claims settled<td>980"
    table = f"<table><caption>Claims of the ferries (Dollars in Thousands)</caption><tr><th><th>2019{rows}</table>"
    report = report_of("html", table)
    found = [(f"{figure.value:f}", figure.unit) for figure in report.figures]
    assert found == [("1240", None), ("3150000", "USD"), ("980", None)]


_LINES = (["Ferry dues", "Harbour rent", "Ice sold"], ["3,140", "870", "59"], ["2,990", "915", "61"])


@pytest.mark.parametrize("suffix", ["html", "docx", "odt"])
def test_rows_that_were_set_as_one_with_a_line_for_each_are_rows(suffix: str) -> None:
    if suffix == "html":
        cells = "".join(f"<td>{'<br>'.join(lines)}" for lines in _LINES)
        body = f"<table><tr><th><th>2018<th>2019<tr>{cells}</table>"
    elif suffix == "docx":
        cells = "".join(f"<w:tc>{''.join(map(para, lines))}</w:tc>" for lines in _LINES)
        heads = "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("", "2018", "2019"))
        body = f"<w:tbl><w:tr>{heads}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    else:
        made = [[("", "2018", "2019")[at], *lines] for at, lines in enumerate(_LINES)]
        rows = ([[texts[0]] for texts in made], [texts[1:] for texts in made])
        cell = "<table:table-cell>{}</table:table-cell>"
        body = "<table:table>{}</table:table>".format(
            "".join(
                "<table:table-row>"
                + "".join(cell.format("".join(f"<text:p>{line}</text:p>" for line in lines)) for lines in row)
                + "</table:table-row>"
                for row in rows
            )
        )
    found = [(f"{f.value:f}", f.label, f.when) for f in report_of(suffix, body).figures]
    assert found == [
        (values[at].replace(",", ""), name, year)
        for at, name in enumerate(_LINES[0])
        for values, year in ((_LINES[1], "2018"), (_LINES[2], "2019"))
    ]


def test_a_cell_of_several_paragraphs_beside_one_value_is_one_cell() -> None:
    cells = "<tr><td>Ferry dues<br>and harbour rent<br>and ice<td>3,140<br><br><td>new"
    assert _of(f"<table><tr><th>Item<th>2019<th>Note{cells}</table>") == [
        ("3140", "Ferry dues and harbour rent and ice", "2019")
    ]


def test_a_name_on_two_lines_is_one_name_and_no_group() -> None:
    rows = "<tr><td>Boats, barges and<td><td><tr><td>rafts moored<td>31<td>40<tr><td>Ferries sunk<td>4<td>7"
    labels = [label for _, label, _ in _of(f"<table><tr><th>Kind<th>2018<th>2019{rows}</table>")]
    assert labels == ["Boats, barges and rafts moored"] * 2 + ["Ferries sunk"] * 2


def test_a_column_of_codes_holds_no_figures_and_its_heading_does_not_span_the_others() -> None:
    head = "<tr><th><th>Type code<sup>1</sup><th><th><tr><th><th><th>2018<th>2019"
    assert _of(f"<table>{head}<tr><td>Ferries<td>44-45<td>31<td>33</table>") == [
        ("31", "Ferries", "2018"),
        ("33", "Ferries", "2019"),
    ]


def test_a_scale_is_read_from_the_caption_above_the_pieces_of_the_headings() -> None:
    report = report_of(
        "txt", "[In millions of dollars (31 stands for $31,000,000)]\n\nKind\n\nFerries  31  33\nBarges  40  48\n"
    )
    assert [(f"{figure.value:f}", figure.unit) for figure in report.figures][-1] == ("48000000", "USD")


@pytest.mark.parametrize(
    ("row", "unit"),
    [("Diesel burnt, litres", "litres"), ("Answer to a hail in minutes", "minutes"), ("Ferries moored", None)],
)
def test_a_unit_behind_the_name_of_a_row_is_its_unit(row: str, unit: str | None) -> None:
    report = report_of(
        "html", f"<table><tr><th><th>2018<th>2019<tr><td>{row}<td>31<td>33<tr><td>Rafts<td>4<td>7</table>"
    )
    assert [figure.unit for figure in report.figures][:2] == [unit, unit]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [("Dues [US$ millions]", "USD"), ("Dues of the quays (all £m)", "GBP"), ("Dues (in millions of euros)", "EUR")],
)
def test_captions_say_a_scale_in_many_ways(caption: str, unit: str) -> None:
    report = report_of(
        "html", f"<table><caption>{caption}</caption><tr><th><th>2019<tr><td>Ice<td>31<tr><td>Crane<td>8</table>"
    )
    assert [(f"{figure.value:f}", figure.unit) for figure in report.figures] == [("31000000", unit), ("8000000", unit)]


def test_a_currency_is_known_by_its_code_behind_the_amount() -> None:
    (figure,) = report_of("txt", "The fund of the ferries holds 730 000 CHF.").figures
    assert (f"{figure.value:f}", figure.unit) == ("730000", "CHF")


def test_a_first_row_of_amounts_is_no_heading_though_the_format_marks_it() -> None:
    rows = [
        ["Skye Ferries", "Oban quay", "81.67"],
        ["Mull Boats", "Lee slip", "9.3"],
        ["Arran Rafts", "Wick pier", "44.1"],
    ]
    report = report_of("docx", grid(*rows))
    assert [(f"{figure.value:f}", figure.label) for figure in report.figures] == [
        ("81.67", "Skye Ferries"),
        ("9.3", "Mull Boats"),
        ("44.1", "Arran Rafts"),
    ]


def test_a_day_with_two_digits_of_the_year_over_headings_says_when() -> None:
    head = "<tr><td><td>30-11-14<td><tr><td>Harbour<td>Moored<td>Sunk"
    assert _of(f"<table>{head}<tr><td>Skye bay<td>31<td>4<tr><td>Lee bay<td>8<td>0</table>") == [
        ("31", "Skye bay Moored", "30-11-14"),
        ("4", "Skye bay Sunk", "30-11-14"),
        ("8", "Lee bay Moored", "30-11-14"),
        ("0", "Lee bay Sunk", "30-11-14"),
    ]


def test_the_fourth_column_of_words_may_be_what_tells_rows_apart() -> None:
    head = "<tr><th>Ferry<th>Port<th>State<th>Owner<th>Share"
    rows = "<tr><td>Heron<td>Wick<td>Afloat<td>Skye Boats<td>30.5<tr><td><td><td><td>Lee Rafts<td>69.5"
    assert [label for _, label, _ in _of(f"<table>{head}{rows}</table>")] == [
        "Heron Wick Afloat Skye Boats Share",
        "Heron Wick Afloat Lee Rafts Share",
    ]


def test_a_table_that_lists_the_pages_of_the_document_holds_no_figures() -> None:
    names = ["Summary", "Ferries of the bay", "Harbour dues", "Rafts and barges", "Accounts", "Notes"]
    contents = grid(*([name, str(2 * at + 1)] for at, name in enumerate(names)))
    pages = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 11
    assert report_of("docx", contents + pages + para("That is all.")).figures == ()
    amounts = grid(*([name, str(31 * at + 7)] for at, name in enumerate(names)))
    assert len(report_of("docx", amounts + pages + para("That is all.")).figures) == 6


def _read_page(text: str, suffix: str = "md") -> list[Figure]:
    file = io.BytesIO(text.encode())
    file.name = f"page.{suffix}"
    return list(reportdiff.read(file, date=date(2033, 3, 1)).figures)


def test_a_title_says_which_year_a_month_is_of_and_what_is_counted() -> None:
    title = "Most borrowed guides during Q3 2031/32 (Loans)"
    rows = "<tr><th>Guide<th>October<th>Total for Q3 2031/32</tr><tr><td>Hill Paths<td>1308<td>20309</tr>"
    more = "<tr><td>Canal Walks<td>308<td>2309</tr><tr><td>Sea Walls<td>41<td>977</tr>"
    first, whole, *_ = _read_page(f"<table><caption>{title}</caption>{rows}{more}</table>", "html")
    assert (first.label, first.when, first.unit) == ("Hill Paths", "October", "loans")
    assert first.period == Period(date(2031, 10, 1), date(2031, 10, 31), Precision.MONTH)
    assert (whole.label, whole.when) == ("Hill Paths Total", "Q3 2031/32")


def test_times_or_units_among_the_rows_head_the_columns_anew() -> None:
    text = (
        "|Body|Funding (k)|\n|---|---|\n|Parks Trust|£710|\n|Total budget|£960|\n"
        "|Area of spending|Cost (k)|\n|Own staff|£80|\n|Advice|£880|\n"
    )
    found = {figure.quote: (figure.label, int(figure.value)) for figure in _read_page(text)}
    assert found["£960"] == ("Total budget Funding", 960_000)
    assert found["£80"] == ("Own staff Cost", 80_000)


def test_a_group_names_only_rows_that_have_one_name() -> None:
    text = (
        "|Item|2031|2032|\n|---|---|---|\n|Halls|||\n|Rent|£41|£43|\n|Repairs|£7|£9|\n"
        "|Yards|||\n|Repairs|£5|£6|\n|Lighting of paths and|£3|£2|\n|gates|||\n"
    )
    found = {figure.quote: figure.label for figure in _read_page(text)}
    assert (found["£41"], found["£7"], found["£5"]) == ("Rent (Halls)", "Halls Repairs", "Yards Repairs")
    assert found["£3"] == "Lighting of paths and gates"


def test_brackets_are_minus_signs_where_only_some_numbers_of_a_column_have_them() -> None:
    text = "|Post|Change|Sample|\n|---|---|---|\n|Wardens|(64)|(118)|\n|Clerks|52|(97)|\n|Cooks|31|(45)|\n"
    assert [int(figure.value) for figure in _read_page(text)] == [-64, 118, 52, 97, 31, 45]


def test_a_column_of_notes_holds_no_figures_and_formulas_are_no_names() -> None:
    text = "|Account|Notes|Spent|\n|---|---|---|\n|||$’000|\n|||(a)|\n|Staff|4.2|1,547|\n|Fuel|4.3|2,611|\n"
    assert [(figure.label, int(figure.value)) for figure in _read_page(text)] == [
        ("Staff Spent", 1_547_000),
        ("Fuel Spent", 2_611_000),
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("We spent A$3.7m on boats and $16,000 on sails.", ["AUD", "AUD"]),
        ("Boats cost $3.7m. " + "The Canadian coast is long. " * 6, ["CAD"]),
        ("Boats cost $3.7m. We sailed to Canada.", ["USD"]),
        ("Boats cost $3.7m and £9. " + "The Canadian coast is long. " * 6, ["USD", "GBP"]),
        ("We lent US$3.7m and spent NZ$5m, NZ$6m and $7m.", ["USD", "NZD", "NZD", "NZD"]),
    ],
)
def test_a_document_says_whose_dollars_it_counts(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in reportdiff.read_text(text).figures if figure.unit] == units


def test_a_role_named_on_two_lines_of_headings_is_one() -> None:
    text = "|Account|2032|Original|\n|---|---|---|\n|||budget|\n||£000|£000|\n|Staff|547|511|\n|Fuel|611|640|\n"
    figures = _read_page(text)
    assert [(figure.label, figure.role) for figure in figures[:2]] == [("Staff", Role.ACTUAL), ("Staff", Role.TARGET)]
    assert figures[1].value == 511_000


def test_a_title_dates_what_no_heading_dates() -> None:
    rows = "<tr><th>Measure<th>Main hall</tr><tr><td>Visits<td>4,113</tr><tr><td>Loans<td>2,206</tr>"
    found = _read_page(f"<table><caption>Use of the library in May 2031</caption>{rows}</table>", "html")
    assert [(figure.label, figure.when) for figure in found] == [
        ("Visits Main hall", "May 2031"),
        ("Loans Main hall", "May 2031"),
    ]
    two = _read_page(f"<table><caption>Use of the library in 2031, costs in 2033</caption>{rows}</table>", "html")
    assert {figure.when for figure in two} == {None}


@pytest.mark.parametrize(
    ("head", "cell", "value"),
    [
        ("Cases", "54 000", "54000"),
        ("Cases", "7\u00a0701", "7701"),
        ("Cases", "1 204 310", "1204310"),
        ("Sales (Rs. in lakhs)", "83.20", "8320000"),
        ("Sales (crores)", "-4", "-40000000"),
    ],
)
def test_blanks_group_the_digits_of_a_cell_and_lakhs_and_crores_are_scales(head: str, cell: str, value: str) -> None:
    text = f"| Place | {head} |\n|---|---|\n| Norland | {cell} |\n| Sudland | {cell} |\n"
    figures = reportdiff.read_text(text, name="a.md").figures
    assert [figure.value == Decimal(value) for figure in figures] == [True, True]


def test_a_numbered_caption_beside_a_table_dates_its_cells() -> None:
    row = "| Item | Cost |\n|---|---|\n| Moorings | {} |\n| Lamps | {} |\n"
    below = f"{row.format(41, 17)}\nTable 1: What the harbour paid for in 2031/32\n\nThe quay was mended.\n"
    above = f"Table 2: What the harbour paid for in 2032/33\n\n{row.format(52, 16)}"
    figures = reportdiff.read_text(f"# Harbour\n\n{below}\n{above}", name="a.md").figures
    assert [figure.when for figure in figures if figure.role.value == "actual"] == ["2031/32"] * 2 + ["2032/33"] * 2
    two = f"# Harbour\n\n{row.format(41, 17)}\n{above}"
    assert [figure.when for figure in reportdiff.read_text(two, name="a.md").figures] == [None] * 2 + ["2032/33"] * 2
