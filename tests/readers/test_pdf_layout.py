"""Pages made by hand: what stands at their edges, notes below the text, raised marks, and what goes on over a page."""

from collections.abc import Sequence

from reportdiff.readers import pdf_child
from reportdiff.readers.blocks import BlockKind, Document, Meta
from reportdiff.readers.limits import Limits
from reportdiff.readers.pdf import document_of
from reportdiff.readers.pdf_layout import lay_out
from reportdiff.readers.pdf_page import Line, Page, page_of
from reportdiff.readers.writer import Writer


def line(text: str, bottom: float, *, left: float = 80.0, height: float = 11.0, right: float = 0.0) -> Line:
    return Line(text, left, right or left + len(text) * height * 0.45, bottom, height, False, False)


def page(*lines: Line) -> Page:
    return Page(595.0, 842.0, lines, (), 0, 0)


def body(*texts: str, top: float = 700.0) -> list[Line]:
    return [line(text, top - 14 * number, right=500.0) for number, text in enumerate(texts)]


def read(pages: Sequence[Page]) -> Document:
    writer = Writer("a.pdf", Limits())
    lay_out(pages, writer)
    return writer.document(Meta())


def texts(document: Document, *, furniture: bool = False) -> list[str]:
    return [document.source[b.span] for b in document.blocks if (b.kind is BlockKind.FURNITURE) is furniture]


HEADS = ["Foreword", "Progress in 2010/11", "Progress in 2010/11", "Progress in 2010/11", "Plans", "Plans", "Accounts"]


def test_a_running_head_of_a_section_is_furniture_even_where_it_stands_on_one_page_only() -> None:
    pages = [
        page(
            line(head, 28, left=400, height=9),
            line(str(number), 28, left=560, height=9),
            *body(f"The Council mended lamps in district {number}, and all of them were paid for."),
        )
        for number, head in enumerate(HEADS, 3)
    ]
    document = read(pages)
    assert [text for text in texts(document) if "Council" not in text] == []
    assert {"Foreword", "Plans", "Accounts"} <= set(texts(document, furniture=True))


def test_running_heads_are_known_by_their_place_without_page_numbers_on_their_line() -> None:
    heads = ["Roads", "Roads", "Schools", "Schools", "Parks", "Parks", "Annex"]
    pages = [page(line(head, 800, height=9), *body(f"Sentence {head} {n}.")) for n, head in enumerate(heads)]
    assert "Annex" in texts(read(pages), furniture=True)


def test_text_that_begins_at_one_height_on_every_page_is_no_running_head() -> None:
    firsts = [
        "Lamps were mended.",
        "Roads were swept.",
        "Trees were felled.",
        "Schools were built.",
        "Parks were opened.",
    ]
    pages = [page(line(first, 780), *body("More of it.", top=700)) for first in firsts]
    assert texts(read(pages), furniture=True) == []


def test_text_in_other_type_at_the_height_of_the_page_numbers_stays() -> None:
    pages = [
        page(*body("The Council mended lamps."), line(str(number), 28, left=560, height=9)) for number in range(1, 8)
    ]
    pages[2] = page(*body("The Council mended lamps."), line("A last line of a long table", 28, height=11))
    assert "A last line of a long table" in " ".join(texts(read(pages)))


def test_notes_below_the_text_stand_after_the_paragraph_that_goes_on() -> None:
    pages = [
        page(
            *body(
                "The Council follows its Strategy¹ and the Directive², which ask it for",
                "the lamps of each district and",
            ),
            line("1 www.example.org/strategy", 67, height=9),
            line("2 www.example.org/directive", 54, height=9),
        ),
        page(*body("those of the parishes.", "It does so.")),
    ]
    found = texts(read(pages))
    assert found[0].endswith("the lamps of each district and those of the parishes. It does so.")
    assert found[1:3] == ["1 www.example.org/strategy", "2 www.example.org/directive"]


def test_small_type_without_a_number_is_no_note() -> None:
    pages = [page(*body("The Council mended lamps."), line("Printed on paper.", 67, height=9))]
    assert texts(read(pages)) == ["The Council mended lamps.", "Printed on paper."]


def test_a_year_that_ends_a_sentence_on_the_next_line_begins_no_paragraph() -> None:
    found = texts(
        read([page(*body("The report set out 12 actions that were to be carried out during", "2010. All were."))])
    )
    assert found == ["The report set out 12 actions that were to be carried out during 2010. All were."]
    numbered = texts(read([page(*body("The Council mended lamps.", "2010. All were mended."))]))
    assert len(numbered) == 2


def test_parts_of_a_line_join_without_a_blank_before_a_stop_that_touches() -> None:
    parts = [line("the EU Directive²", 700, right=200), line(". It asks for lamps.", 700, left=200)]
    assert texts(read([page(*parts)])) == ["the EU Directive². It asks for lamps."]


def shown(text: str, raised: str) -> list[object]:
    """A line of the child process: characters marked in `raised` are small and stand above the line."""

    def box(at: int) -> tuple[float, float, float, float]:
        small = raised[at : at + 1] == "^"
        return at * 5.0, at * 5.0 + 5, 105.0 if small else 100.0, 111.0 if small else 111.5

    return pdf_child._line(text, box, 0, len(text), False, False)


def test_raised_digits_are_written_as_such() -> None:
    assert shown("in March 201121.", "             ^^ ")[0] == "in March 2011²¹."
    assert shown("500 m2 of road", "     ^")[0] == "500 m² of road"
    assert shown("11 lamps", "")[0] == "11 lamps"


def test_the_parts_of_a_fraction_stay_as_they_are() -> None:
    assert shown("61/2 per cent", " ^ ^")[0] == "61/2 per cent"


def test_a_line_that_begins_with_a_raised_mark_keeps_its_own_type() -> None:
    """Else its height would part it from the paragraph that it stands in."""
    text, _, _, bottom, height, *_ = shown("24 written to assist", "^^")
    assert (text, bottom, height) == ("²⁴ written to assist", 100.0, 11.5)


def test_the_frame_of_a_page_is_no_table() -> None:
    """A page printed to its edges has a box around it, which would make one table of all that stands in it."""
    frame = [[-25, -25, -25, 866], [619, -25, 619, 866], [-25, 866, 619, 866], [2, 1, 2, 841], [1, 400, 594, 400]]
    cells = [[80, 100, 80, 140], [300, 100, 300, 140], [80, 120, 300, 120]]
    made = page_of({"lines": [], "size": [595.0, 842.0], "rules": [*frame, *cells], "images": 0, "turned": 0})
    assert [list(rule) for rule in made.rules] == cells


def test_a_cell_over_several_columns_stands_in_the_first_of_them() -> None:
    """A title above all columns is set in the middle; the rules inside its row are missing."""
    across = [[80.0, y, 380.0, y] for y in (200.0, 180.0, 160.0, 140.0)]
    down = [[x, 140.0, x, 200.0 if x in (80.0, 380.0) else 180.0] for x in (80.0, 180.0, 280.0, 380.0)]
    cells = [("Depot", 90.0, 165.0), ("Vans", 190.0, 165.0), ("Cars", 290.0, 165.0)]
    cells += [("Eastgate", 90.0, 145.0), ("41", 190.0, 145.0), ("6", 290.0, 145.0)]
    lines = [line("Depots in March", 185, left=195), *(line(text, y, left=x) for text, x, y in cells)]
    rules = tuple(map(tuple, [*across, *down]))
    (block,) = read([Page(595.0, 842.0, tuple(lines), rules, 0, 0)]).blocks
    assert next((cell.row, cell.column) for cell in block.cells if len(cell.span)) == (0, 0)


def test_the_items_of_a_list_are_no_table() -> None:
    rows = [("i.", "ran two events;"), ("ii.", "wrote four guides;"), ("iii.", "read all reports.")]
    lines = [
        line(text, 700 - 14 * at, left=left)
        for at, row in enumerate(rows)
        for text, left in zip(row, (80, 120), strict=True)
    ]
    assert [block.kind for block in read([page(*lines)]).blocks if block.kind is BlockKind.TABLE] == []


def _row(bottom: float, *cells: tuple[str, float]) -> list[Line]:
    return [line(text, bottom, left=right - len(text) * 5.0, right=right) for text, right in cells]


def _table(document: Document) -> list[list[str]]:
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(document.source[cell.span])
    return list(rows.values())


def test_values_that_stand_below_each_other_make_a_table_with_its_gaps_and_headings() -> None:
    lines = [
        *_row(700, ("Total", 250), ("Other", 350)),
        *_row(688, ("Kind of cost", 140), ("costs", 250), ("costs", 350), ("Share", 450)),
        *_row(676, ("Salaries", 120), ("1,314", 250), ("373", 350), ("12%", 450)),
        *_row(664, ("Travel", 110), ("26", 250), ("9%", 450)),
        *_row(652, ("Rent", 100), ("94,100", 250), ("1,250", 350)),
    ]
    assert _table(read([page(*lines)])) == [
        ["Kind of cost", "Total costs", "Other costs", "Share"],
        ["Salaries", "1,314", "373", "12%"],
        ["Travel", "26", "", "9%"],
        ["Rent", "94,100", "1,250", ""],
    ]


def test_each_column_of_a_table_has_its_own_chain_of_headings() -> None:
    parted = line("Boys Girls Boys Girls", 664, left=130, right=350)
    lines = [
        line("Permanent", 688, left=135, right=195),
        line("Visiting", 688, left=295, right=335),
        *_row(688, ("All", 450)),
        parted._replace(gaps=((1, 150.0, 175.0), (2, 200.0, 280.0), (3, 300.0, 325.0))),
        *_row(676, ("and away", 335)),
        line("Juniors", 650, left=50, right=85),
        *_row(638, ("Hall", 70), ("7", 150), ("5", 200), ("4", 300), ("9", 350), ("25", 450)),
        *_row(626, ("Yard", 70), ("8", 150), ("0", 200), ("2", 300), ("1", 350), ("11", 450)),
        *_row(590, ("Both", 70), ("15", 150), ("5", 200), ("6", 300), ("10", 350), ("36", 450)),
    ]
    assert _table(read([page(*lines)])) == [
        ["", "Permanent", "", "Visiting and away", "", "All"],
        ["", "Boys", "Girls", "Boys", "Girls", ""],
        ["Juniors", "", "", "", "", ""],
        ["Hall", "7", "5", "4", "9", "25"],
        ["Yard", "8", "0", "2", "1", "11"],
        ["Both", "15", "5", "6", "10", "36"],
    ]


def test_headings_hold_for_a_later_table_of_the_page_whose_values_end_where_those_of_the_first_do() -> None:
    lines = [
        *_row(700, ("2032", 250), ("2031", 350)),
        *_row(676, ("Hall", 70), ("£7", 250), ("£5", 350)),
        *_row(664, ("Yard", 70), ("£8", 250), ("£6", 350)),
        *body("What the clubs paid is told apart, for it is spent in another year than it is had.", top=600),
        *_row(540, ("Dues", 70), ("£15", 250), ("£11", 350)),
        *_row(528, ("Gifts", 75), ("£3", 250), ("£9", 350)),
    ]
    tables = [block for block in read([page(*lines)]).blocks if block.kind is BlockKind.TABLE]
    assert len(tables) == 2
    assert len({cell.row for cell in tables[1].cells}) == 3


def test_a_title_over_the_names_and_the_values_is_no_heading_of_a_column() -> None:
    lines = [
        line("Table 9: what was spent on halls and on yards", 700, left=50, right=260),
        *_row(676, ("Hall", 70), ("£7", 150), ("£5", 250)),
        *_row(664, ("Yard", 70), ("£8", 150), ("£6", 250)),
        *_row(652, ("Both", 70), ("£15", 150), ("£11", 250)),
    ]
    assert _table(read([page(*lines)]))[0] == ["Hall", "£7", "£5"]


def test_a_title_set_in_the_middle_of_the_page_is_no_heading_of_the_columns_below_it() -> None:
    lines = [
        line("Harbour Trust - Plan for 2041/42", 700, left=205, right=435),
        *_row(688, ("Quay", 75), ("Plan", 180), ("Used", 280), ("Plan", 380), ("Used", 480)),
        *_row(676, ("2040-41", 190), ("2041-42", 390)),
        *_row(652, ("Crane", 80), ("610", 190), ("587", 290), ("640", 390), ("633", 490)),
        *_row(640, ("Slipway", 90), ("72", 190), ("75", 290), ("78", 390), ("71", 490)),
        *_row(628, ("Lights", 85), ("15", 190), ("19", 290), ("25", 390), ("26", 490)),
    ]
    assert _table(read([page(*lines)]))[:2] == [
        ["Quay", "Plan", "Used", "Plan", "Used"],
        ["", "2040-41", "", "2041-42", ""],
    ]


def test_a_long_heading_in_the_middle_over_two_columns_of_four_is_theirs() -> None:
    lines = [
        line("Boats that were let by the day", 700, left=230, right=330),
        *_row(688, ("Quay", 75), ("Built", 190), ("Rowing", 265), ("Sailing", 325), ("Sunk", 490)),
        *_row(664, ("North", 80), ("610", 190), ("587", 260), ("640", 320), ("633", 490)),
        *_row(652, ("South", 80), ("72", 190), ("75", 260), ("78", 320), ("71", 490)),
        *_row(640, ("Island", 85), ("15", 190), ("19", 260), ("25", 320), ("26", 490)),
    ]
    head = _table(read([page(*lines)]))[0]
    assert head[2] == "Boats that were let by the day"


def test_lines_of_text_that_hold_numbers_are_no_table() -> None:
    texts = [
        f"The Council mended {n} lamps in the district, and all of them were paid for in {n} days." for n in (4, 5, 6)
    ]
    document = read([page(*body(*texts))])
    assert all(block.kind is not BlockKind.TABLE for block in document.blocks)


def test_a_heading_over_two_rows_of_a_drawn_grid_is_not_below_its_neighbour() -> None:
    lines = [
        *_row(690, ("Tested", 230)),
        *_row(684, ("Ward", 130), ("Due", 350)),
        *_row(678, ("first", 195), ("again", 260)),
        *(part for n in range(3) for part in _row(666 - 12 * n, ("Elm", 130), ("4", 180), ("9", 240), ("3", 330))),
    ]
    ends = (100.0, 160.0, 220.0, 290.0, 370.0)
    flat = [(100.0, y, 370.0, y + 0.5) for y in (702.0, 676.0, 663.0, 651.0, 639.0)]
    upright = [(x, 639.0, x + 0.5, 702.0 if x != 220.0 else 689.0) for x in ends]
    made = Page(595.0, 842.0, tuple(lines), (*flat, (160.0, 689.0, 290.0, 689.5), *upright), 0, 0)
    table = _table(read([made]))
    assert table[:2] == [["Ward", "Tested", "", "Due"], ["", "first", "again", ""]]


def test_names_beside_a_drawn_grid_belong_to_its_rows() -> None:
    lines = [
        part for n in range(3) for part in _row(690 - 12 * n, (f"Ward {n}", 120), (f"{40 + n}", 250), (f"{n}", 350))
    ]
    flat = [(200.0, 702.0 - 12 * n, 360.0, 702.5 - 12 * n) for n in range(4)]
    upright = [(x, 666.0, x + 0.5, 702.0) for x in (200.0, 260.0, 360.0)]
    made = Page(595.0, 842.0, tuple(lines), (*flat, *upright), 0, 0)
    assert _table(read([made])) == [["Ward 0", "40", "0"], ["Ward 1", "41", "1"], ["Ward 2", "42", "2"]]


def test_a_grid_drawn_around_whole_columns_has_the_rows_of_its_values() -> None:
    lines = [
        part for n in range(3) for part in _row(690 - 12 * n, (f"Ward {n}", 190), (f"{40 + n}", 250), (f"{n}", 350))
    ]
    flat = [(100.0, y, 360.0, y + 0.5) for y in (714.0, 702.0, 660.0)]
    upright = [(x, 660.0, x + 0.5, 714.0) for x in (100.0, 200.0, 260.0, 360.0)]
    made = Page(595.0, 842.0, tuple(lines), (*flat, *upright), 0, 0)
    assert _table(read([made])) == [["Ward 0", "40", "0"], ["Ward 1", "41", "1"], ["Ward 2", "42", "2"]]


def test_digits_of_a_line_that_is_turned_on_the_page_are_not_raised() -> None:
    text = "We mended 410 roads"

    def box(at: int) -> tuple[float, float, float, float]:
        low = 100.0 + 6 * at
        return 80.0, 91.0, low, low + (5.0 if text[at].isdigit() else 8.0)

    assert pdf_child._line(text, box, 0, len(text), False, False)[0] == text


def test_two_columns_that_a_file_sets_down_row_by_row_are_read_one_after_the_other() -> None:
    rows = [
        f"{word} of the ferries and barges in harbour"
        for word in ("Dues", "Rents", "Sales", "Loans", "Gifts", "Hires", "Moves")
    ]
    pairs = [
        (
            line(text, 700 - 14 * at, left=60, right=280),
            line(f"then {text.lower()}", 700 - 14 * at, left=300, right=520),
        )
        for at, text in enumerate(rows)
    ]
    (first, second) = texts(read([page(*(part for pair in pairs for part in pair))]))[0].split(" then ", 1)
    assert first == " ".join(rows)
    assert second.startswith("dues of the ferries")


def test_a_table_of_two_columns_of_words_stays_one() -> None:
    rows = [("Open the slipway", "The harbour master asked for quotes"), ("Paint the huts", "Done"), ("Sell ice", "No")]
    pairs = [
        (line(one, 700 - 14 * at, left=60), line(other, 700 - 14 * at, left=300))
        for at, (one, other) in enumerate(rows * 3)
    ]
    lines = [part for pair in pairs for part in pair]
    assert [block.kind for block in read([page(*lines)]).blocks] == [BlockKind.TABLE]


def test_small_raised_digits_that_stand_apart_are_marks_of_the_word_before_them() -> None:
    words = line("The ferries took 7,410 people", 700, right=220)
    mark = line("2", 705, left=220.4, height=6)
    after = body("and carried 31 cars, as the harbour master said in May.", top=686)
    assert texts(read([page(words, *after, mark)])) == [
        "The ferries took 7,410 people² and carried 31 cars, as the harbour master said in May."
    ]


def test_initials_at_the_right_edge_are_no_headings() -> None:
    text = body("The clerk will paint the ferry before the summer and send the bill to the harbour.", top=700)
    head = line("Repairs", 730)._replace(bold=True)
    initials = line("KL/JB", 650, left=470)._replace(bold=True)
    blocks = read(
        [page(head, *text, initials, *body("The next meeting is at the quay in the autumn, as before.", top=600))]
    ).blocks
    assert [block.kind for block in blocks].count(BlockKind.HEADING) == 1


def test_the_raised_letters_of_an_ordinal_part_no_line() -> None:
    """Some writers set down what stands behind them as a line of its own, which begins with them."""
    text, left, _, bottom, height, *_ = shown("th of June we met", "^^")
    assert (text, left, bottom, height) == ("th of June we met", 0.0, 100.0, 11.5)
    parts = [line("In the hall on the 9", 700, right=200), line("th of June we met again.", 700, left=200)]
    assert texts(read([page(*parts)])) == ["In the hall on the 9th of June we met again."]


def test_single_pages_of_photographs_among_many_are_no_part_that_could_not_be_read() -> None:
    words = [["The board met on a Friday.", 60.0, 300.0, 700.0, 11.0, False, False]]

    def complete(silent: set[int], count: int) -> bool:
        pages = [
            {"lines": [] if at in silent else words, "size": [595.0, 842.0], "rules": [], "images": 1, "turned": 0}
            for at in range(count)
        ]
        return document_of("made.pdf", [{"pages": count}, *pages], Limits()).complete

    assert complete({7, 19, 33}, 60)
    assert not complete({7, 8}, 60), "two in a row may be an annex that was scanned"
    assert not complete({1}, 4), "one of four is a real part"
    assert not complete(set(range(3)), 3)
