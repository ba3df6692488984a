"""Tables of PDF pages made by hand: lines that are drawn in part, tables side by side, and rows down to the edge."""

from collections.abc import Sequence

from reportdiff.model import Cell
from reportdiff.readers import pdf_child
from reportdiff.readers.blocks import BlockKind, Document, Meta
from reportdiff.readers.limits import Limits
from reportdiff.readers.pdf_layout import lay_out
from reportdiff.readers.pdf_page import Line, Page
from reportdiff.readers.writer import Writer

_WIDE = 7  # points that a letter of the pages here takes


def line(text: str, left: float, bottom: float, height: float = 11.0) -> Line:
    return Line(text, left, left + _WIDE * len(text), bottom, height, False, False)


def row(bottom: float, *cells: str, left: float = 60.0, step: float = 100.0) -> list[Line]:
    return [line(text, left + step * number, bottom) for number, text in enumerate(cells) if text]


def across(left: float, right: float, *heights: float) -> list[tuple[float, ...]]:
    return [(left, height, right, height + 0.5) for height in heights]


def upright(bottom: float, top: float, *places: float) -> list[tuple[float, ...]]:
    return [(place, bottom, place + 0.5, top) for place in places]


def read(lines: Sequence[Line], rules: Sequence[tuple[float, ...]] = ()) -> Document:
    writer = Writer("a.pdf", Limits())
    lay_out([Page(720.0, 540.0, tuple(lines), tuple(rules), 0, 0)], writer)
    return writer.document(Meta())


def grids(document: Document) -> list[list[list[str]]]:
    """The tables, each as its rows of cells."""

    def rows(cells: Sequence[Cell]) -> list[list[str]]:
        last = max(cell.row for cell in cells)
        return [[document.source[cell.span] for cell in cells if cell.row == at] for at in range(last + 1)]

    return [rows(block.cells) for block in document.blocks if block.kind is BlockKind.TABLE]


def lines_of(*rows: Sequence[str], top: float = 400.0, left: float = 60.0) -> list[Line]:
    return [part for at, cells in enumerate(rows) for part in row(top - 20 * at, *cells, left=left)]


_HEAD = ("Town", "Buses", "Trams")
_TOWNS = [("Thorpe", "14", "3"), ("Hesket", "28", "6"), ("Marle", "9", "1")]


def test_the_rows_of_a_grid_stay_together_whatever_the_file_writes_between_them() -> None:
    rows = [row(400, "Town", "Buses", "Trams"), *(row(380 - 20 * at, *town) for at, town in enumerate(_TOWNS))]
    stray = line("A note that the program wrote down in between, and which stands far below", 60, 90)
    lines = [*rows[0], *rows[1], stray, *rows[2], *rows[3]]
    rules = across(55, 350, 415, 395, 375, 355, 335) + upright(335, 415, 55, 155, 255, 350)
    assert grids(read(lines, rules)) == [[["Town", "Buses", "Trams"], *map(list, _TOWNS)]]


def test_headings_without_a_line_below_them_are_no_part_of_the_first_row() -> None:
    lines = lines_of(_HEAD, *_TOWNS)
    rules = across(55, 350, 415, 375, 355, 335) + upright(335, 415, 55, 155, 255, 350)
    assert grids(read(lines, rules)) == [[["Town", "Buses", "Trams"], *map(list, _TOWNS)]]


def test_a_grid_whose_outer_edges_are_not_drawn_reaches_as_far_as_its_lines_across() -> None:
    lines = lines_of(_HEAD, *_TOWNS)
    rules = across(55, 350, 415, 395, 375, 355, 335) + upright(335, 415, 155, 255)
    assert grids(read(lines, rules)) == [[["Town", "Buses", "Trams"], *map(list, _TOWNS)]]


def test_lines_between_some_columns_only_do_not_join_a_name_and_its_value() -> None:
    table = [("Town", "Buses", "Trams", "Boats"), *((*town, "5") for town in _TOWNS)]
    lines = lines_of(*table)
    rules = across(55, 450, 415, 395, 375, 355, 335) + upright(335, 415, 255, 355)
    assert grids(read(lines, rules)) == [list(map(list, table))]


def test_tables_side_by_side_are_two() -> None:
    left = lines_of(("Town", "Buses"), ("Thorpe", "14"), ("Hesket", "28"))
    right = lines_of(("Port", "Boats"), ("Wick", "4"), ("Lee", "11"), left=420)
    rules = across(55, 250, 415, 395, 375, 355) + upright(355, 415, 55, 155, 250)
    rules += across(415, 610, 415, 395, 375, 355) + upright(355, 415, 415, 515, 610)
    assert grids(read([*left, *right], rules)) == [
        [["Town", "Buses"], ["Thorpe", "14"], ["Hesket", "28"]],
        [["Port", "Boats"], ["Wick", "4"], ["Lee", "11"]],
    ]


def test_the_last_row_of_a_table_down_to_the_edge_of_the_page_holds_no_page_numbers() -> None:
    table = [("Town", "Buses", "Trams"), *_TOWNS, ("All", "51", "10")]
    lines = lines_of(*table, top=130)
    rules = across(55, 350, 145, 125, 105, 85, 65, 45) + upright(45, 145, 55, 155, 255, 350)
    assert grids(read(lines, rules))[0][-1] == ["All", "51", "10"]


def test_the_numbers_of_a_drawing_are_no_table_and_no_heading() -> None:
    scale = [line(str(5 * at), 70, 120 + 40 * at, height=16) for at in range(6)]
    words = "The towns had more buses than trams in year {} of the plan, as before."
    text = [line(words.format(at), 80, 100 - 14 * at) for at in range(5)]
    document = read([*scale, *text], across(60, 400, 120, 320) + upright(120, 320, 60, 230, 400))
    assert grids(document) == []
    assert [block for block in document.blocks if block.kind is BlockKind.HEADING] == []


def test_words_behind_which_the_file_jumps_back_to_the_left_are_a_line_of_their_own() -> None:
    text = "deaths Total"
    places = [(600.0 + 7 * at if at < 6 else 100.0 + 7 * at) for at in range(len(text))]
    lines, _ = pdf_child.lines_of(
        text, lambda at: (places[at], places[at] + 7, 400, 411), [], lambda _: False, lambda _: False
    )
    assert [made[0] for made in lines] == ["deaths", "Total"]


def test_names_lose_the_dots_that_lead_to_their_values() -> None:
    lines = lines_of(_HEAD, *((f"{name} . . . .", *rest) for name, *rest in _TOWNS), left=60)
    spread = [
        item._replace(left=item.left + 60 * (item.left > 100), right=item.right + 60 * (item.left > 100))
        for item in lines
    ]
    assert [row[0] for row in grids(read(spread))[0][1:]] == ["Thorpe", "Hesket", "Marle"]


def test_two_numbers_with_commas_close_together_are_two() -> None:
    text = "9,791 10,545"
    lines, _ = pdf_child.lines_of(
        text,
        lambda at: (100 + 5 * at, 105 + 5 * at - 2 * (at == 5), 400, 411),
        [],
        lambda _: False,
        lambda _: False,
    )
    assert [made[0] for made in lines] == ["9,791", "10,545"]


def test_the_name_of_a_group_may_stand_between_headings_and_rows() -> None:
    group = line("Kinds of town", 60, 380)
    lines = [*lines_of(_HEAD), group, *lines_of(*_TOWNS, top=360)]
    assert grids(read(lines))[0][:2] == [list(_HEAD), ["Kinds of town", "", ""]]


def test_a_table_that_ends_its_page_stands_on_it_and_one_that_goes_on_on_both() -> None:
    more = [("Selby", "17", "2"), ("Wick", "31", "5"), ("Lee", "8", "6")]
    last = [("Ryton", "12", "7"), ("Ford", "19", "4"), ("Aller", "23", "8")]
    head = line("Transport of the county", 60, 520)
    pages = [
        Page(720.0, 540.0, (head, *lines_of(_HEAD, *_TOWNS, top=160)), (), 0, 0),
        Page(720.0, 540.0, (head, *lines_of(*more), line("So the towns were told.", 60, 300)), (), 0, 0),
        Page(720.0, 540.0, (head, *lines_of(_HEAD, *last, top=160)), (), 0, 0),
        Page(720.0, 540.0, (head, line("Nothing more was said of it in the north.", 60, 400)), (), 0, 0),
    ]
    writer = Writer("a.pdf", Limits())
    lay_out(pages, writer)
    document = writer.document(Meta())
    source = document.source
    places = {source[cell.span]: source.page_of(cell.span) for block in document.blocks for cell in block.cells}
    assert [places[name] for name in ("Thorpe", "Marle", "Selby", "Lee", "Aller")] == [1, 1, 2, 2, 3]
    first = next(block for block in document.blocks if block.kind is BlockKind.TABLE)
    assert source.page_of(first.cells[0].span) == 1
    words = {source[block.span]: source.page_of(block.span) for block in document.blocks}
    assert (words["So the towns were told."], words["Nothing more was said of it in the north."]) == (2, 4)


def test_a_second_table_with_columns_of_its_own_below_a_title_is_another() -> None:
    first = [line(f"Ward {at}", 60, 480 - 15 * at) for at in range(6)]
    first += [line("3,180,460", left, 480 - 15 * at) for at in range(6) for left in (200, 300, 400)]
    title = line("How it was before", 60, 385)
    second = [line(f"Town {at}", 60, 370 - 15 * at) for at in range(6)]
    second += [line("47", left, 370 - 15 * at) for at in range(6) for left in (200, 240, 300, 340)]
    found = grids(read([*first, title, *second]))
    assert [(len(table), len(table[-1])) for table in found] == [(6, 4), (6, 5)]


def test_one_wide_value_does_not_make_two_columns_one() -> None:
    names = [line(f"Ward {at}", 60, 400 - 15 * at) for at in range(6)]
    values = [line("41", 200, 400 - 15 * at) for at in range(6)] + [line("-7.2", 228, 400 - 15 * at) for at in range(5)]
    wide = line("-1,840.35", 210, 400 - 15 * 5)
    (table,) = grids(read([*names, *values, wide]))
    assert [row[1:] for row in table] == [["41", "-7.2"]] * 5 + [["41", "-1,840.35"]]


def test_the_value_of_a_cell_over_several_columns_stays_under_its_column() -> None:
    rows = [
        row(400, "Goods", "Number", "Price", "Cost"),
        row(380, "Nails", "12", "3", "36"),
        row(360, "Glue", "4", "7", "28"),
    ]
    last = [line("All of it", 60, 340), line("64", 360, 340)]
    rules = across(55, 455, 415, 395, 375, 355, 335) + upright(335, 415, 55, 155, 455) + upright(355, 415, 255, 355)
    (table,) = grids(read([*(part for cells in rows for part in cells), *last], rules))
    assert table[-1] == ["All of it", "", "", "64"]


def test_a_framed_head_goes_with_the_rows_below_it() -> None:
    lines = lines_of(_HEAD, *_TOWNS)
    rules = across(55, 350, 415, 395) + upright(395, 415, 55, 155, 255, 350) + across(55, 350, 405)
    assert grids(read(lines, rules)) == [[list(_HEAD), *(list(town) for town in _TOWNS)]]


def test_values_beside_the_middle_of_a_name_on_two_lines_are_its_own() -> None:
    names = [("Buses of the", "county"), ("Trams that run", "on Sundays"), ("Boats across", "the river")]
    lines = []
    for at, (above, below) in enumerate(names):
        bottom = 400 - 30 * at
        lines += [line(above, 60, bottom + 6), line(below, 60, bottom - 6), *row(bottom, "", "", "14", "3", "5")]
    (table,) = grids(read(lines))
    assert table == [[f"{above} {below}", "14", "3", "5"] for above, below in names]


def test_a_rule_that_adorns_the_page_makes_no_table_of_the_text() -> None:
    text = [line("So the towns were told of what the buses and the trams had cost them then.", 60, 430)]
    lines = [*text, *lines_of(_HEAD, *_TOWNS), line("And nothing more was said of it in the north.", 60, 300)]
    rules = across(55, 350, 415, 395, 335) + upright(335, 415, 155) + upright(20, 520, 40)
    document = read(lines, rules)
    assert grids(document) == [[list(_HEAD), *(list(town) for town in _TOWNS)]]


def test_rows_without_lines_between_them_keep_their_place_among_framed_ones() -> None:
    rows = [
        ("Month", "Buses", "Trams"),
        ("May", "14", "3"),
        ("June", "28", "6"),
        ("July", "9", "1"),
        ("Summer", "51", "10"),
    ]
    rows += [("All", "102", "20"), ("Last year", "97", "18")]
    lines = lines_of(*rows)
    rules = across(55, 350, 415, 395, 335, 315, 295, 275) + upright(275, 415, 55, 155, 255, 350)
    assert grids(read(lines, rules)) == [[list(cells) for cells in rows]]


def test_rows_in_one_frame_with_several_columns_are_told_by_what_stands_below_each_other() -> None:
    lines = [line("Ways to go", 160, 420), *lines_of(_HEAD, *_TOWNS)]
    rules = across(55, 350, 435, 415, 395, 335) + upright(335, 435, 55, 155, 350)
    (table,) = grids(read(lines, rules))
    assert table[-3:] == [list(town) for town in _TOWNS]


_YEARS = [line(year, 200 + 100 * at, 420, 16.0) for at, year in enumerate(("2027-28", "2028-29", "2029-30"))]


def test_years_set_large_over_each_column_head_it() -> None:
    title = line("Visitors to the piers of the coast", 120, 450, 16.0)
    rows = lines_of(("Wick", "512", "498", "530"), ("Lee", "77", "81", "90"), ("Port", "6", "9", "4"))
    moved = [part._replace(left=part.left + 40, right=part.right + 40) if part.left > 100 else part for part in rows]
    (table,) = grids(read([title, *_YEARS, *moved]))
    assert table[0] == ["", "2027-28", "2028-29", "2029-30"]


def test_the_name_of_a_group_may_be_long_and_stand_out_to_the_left() -> None:
    long = "Moorings in the harbours (with pontoons, buoys and quays; and those of the lifeboats):"
    groups = [line("Ferries:", 48, 380), line(long, 48, 320)._replace(right=430.0)]
    rows = [
        *lines_of(("Let", "41", "38"), ("Free", "12", "16"), top=360),
        *lines_of(("Let", "97", "93"), ("Free", "8", "11"), top=300),
    ]
    (table,) = grids(read([*lines_of(("", "2027", "2028")), *groups, *rows]))
    assert [cells[0] for cells in table] == ["", "Ferries:", "Let", "Free", long, "Let", "Free"]


def test_a_line_over_the_middle_of_a_whole_table_heads_no_column() -> None:
    years = ("", "2025", "2026", "2027", "2028", "2029")
    rows = [(name, *(f"1,{at}00,{step}17" for step in range(5))) for at, name in enumerate(("Wick", "Lee", "Port"), 1)]
    title = line("(for all the seasons from 2025 on, £)", 212, 420)
    (table,) = grids(read([title, *lines_of(years, *rows)]))
    assert table[0] == list(years)


def test_sums_close_beside_each_other_are_values_of_their_own() -> None:
    text = "$9,430 $8,215"
    lines, _ = pdf_child.lines_of(
        text, lambda at: (100 + 6 * at, 106 + 6 * at, 400, 411), [], lambda _: False, lambda _: False
    )
    assert [made[0] for made in lines] == ["$9,430", "$8,215"]
