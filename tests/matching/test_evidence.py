"""Evidence and the table of what each reason counts for."""

import re
from pathlib import Path

import pytest

import reportdiff
from reportdiff.errors import ReportdiffError
from reportdiff.matching.evidence import Evidence, Rivals, load, weights

PACKAGE = Path(reportdiff.__file__).parent
LINE = "figures\theads\tweight\t0.5\tthe same head\tlinks"


def test_reasons_add_up_and_what_speaks_against_takes_away() -> None:
    evidence = Evidence((("doubt", -2.0), ("words", 3.0), ("place", 1.0)))
    assert evidence.weight == 2.0
    assert evidence.score == pytest.approx(0.88, abs=0.01)
    assert evidence.reasons == ("words", "place"), "strongest first, without what speaks against"
    assert Evidence((*evidence.weighed, ("another unit", -2.0))).score == pytest.approx(0.5)
    assert Evidence().score == 0.0, "no reason is no even chance"
    assert (evidence.of("words"), evidence.of("unit")) == (3.0, 0.0)


def test_a_rival_is_the_best_other_candidate_of_either_side() -> None:
    rivals = Rivals([(0.9, 0, 0), (0.5, 0, 1), (0.7, 1, 0), (0.2, 2, 2)])
    assert rivals.best(0, 0, 0.9) == 0.7
    assert rivals.best(0, 1, 0.5) == 0.9, "what is better is a rival too"
    assert rivals.best(2, 2, 0.2) == 0.0
    assert Rivals([(-0.5, 2, 2)], none=-6.0).best(2, 2, -0.5) == -6.0, "where nobody rivals a weight below 0"


def test_every_broken_line_of_the_table_is_named_with_what_is_wrong() -> None:
    broken = [
        "figures\theads\tweight\t0.5",
        LINE.replace("weight", "heaviness"),
        LINE.replace("heads", "feet").replace("0.5", "half"),
        LINE.replace("heads", "feet").replace("weight", "share").replace("0.5", "1.5"),
    ]
    with pytest.raises(ReportdiffError) as error:
        load("\n".join(["# a comment", "", LINE, LINE, *broken]))
    told = str(error.value)
    assert re.findall(r"line (\d+)", told) == ["4", "5", "6", "7", "8"]
    for words in ("six fields", "has 'heads' already", "is no number", "lies between 0 and 1"):
        assert words in told


def test_a_room_without_weights_is_an_error_that_names_it() -> None:
    with pytest.raises(ReportdiffError, match="nowhere"):
        weights("nowhere")


def test_every_weight_is_used_and_every_used_one_stands_in_the_table() -> None:
    table = load((PACKAGE / "matching" / "weights.tsv").read_text(encoding="utf-8"))
    named: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for room in re.findall(r'weights\("(\w+)"\)', text):
            named.setdefault(room, set()).update(re.findall(r'"([^"\n]+)"', text))
            assert set(re.findall(r'_W\["([^"\n]+)"\]', text)) <= set(table[room]), path
    rounds = {f"round {number}" for number in (1, 2, 3, 4)}
    unused = {room: set(table[room]) - named.get(room, set()) - rounds for room in table}
    assert not any(unused.values()), unused
