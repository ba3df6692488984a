from decimal import Decimal

import reportdiff
from reportdiff.facts import Figure

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
