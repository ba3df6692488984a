import gc
import pickle
import weakref
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from reportdiff import compare, read_text
from reportdiff.errors import ReportdiffError
from reportdiff.language.loading import RuleError
from reportdiff.language.vocabulary import DEFAULT, Vocabulary, names, rows

WORDS = Vocabulary()
CUES = [(word, "aim target", "here", "-", f"our|the [ {word} ]") for word in ("moonshot", "level", "step", "asks")]


@pytest.mark.parametrize(
    ("table", "row", "text", "value", "unit"),
    [
        (
            "units.tsv",
            ("kitherms", "therms", "1000", "any", ""),
            "The boilers used 40 kitherms of gas.",
            40000,
            "therms",
        ),
        ("scales.tsv", ("crore", "10000000", "any"), "It cost £40 crore.", "400000000", "GBP"),
        ("currencies.tsv", ("₿", "XBT"), "It cost ₿40.", "40", "XBT"),
        ("numerals.tsv", ("umpteen", "17", "unit"), "We hold umpteen licences.", "17", "licences"),
    ],
)
def test_a_word_taught_after_the_library_was_used_is_read(
    table: str, row: tuple[str, ...], text: str, value: str, unit: str
) -> None:
    read_text(text)
    (figure,) = read_text(text, vocabulary=WORDS.extend(table, [row])).figures
    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_what_one_vocabulary_was_taught_no_other_knows() -> None:
    text = "The boilers used 40 kitherms of gas."
    taught = WORDS.extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])
    assert [read_text(text, vocabulary=each).figures[0].unit for each in (None, taught, WORDS, taught, None)] == [
        "kitherms",
        "therms",
        "kitherms",
        "therms",
        "kitherms",
    ]


def test_two_threads_read_with_two_vocabularies_at_once() -> None:
    text = "The boilers used 40 kitherms of gas. " * 50
    taught = WORDS.extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])

    def units(words: Vocabulary | None) -> set[str | None]:
        return {figure.unit for _ in range(4) for figure in read_text(text, vocabulary=words).figures}

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(units, [taught, None] * 3)) == [{"therms"}, {"kitherms"}] * 3


@pytest.mark.parametrize("word", ["moonshot", "level", "step", "asks"])
def test_a_program_can_add_a_cue_even_of_a_word_that_is_too_common_by_itself(word: str) -> None:
    text = f"Our {word} remains a library in every village."
    assert not read_text(text).commitments
    (made,) = read_text(text, vocabulary=WORDS.extend("promises.tsv", CUES)).commitments
    assert word in made.rules[0]


def test_a_vocabulary_crosses_process_borders_with_what_it_was_taught() -> None:
    taught = WORDS.extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])
    again = pickle.loads(pickle.dumps(taught))
    assert again.rows("units.tsv") == taught.rows("units.tsv")
    assert repr(again) == "<Vocabulary: units.tsv +1>"


def test_what_is_made_of_a_vocabulary_goes_with_it() -> None:
    words = WORDS.extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])
    read_text("The boilers used 40 kitherms of gas.", vocabulary=words)
    gone = weakref.ref(words)
    del words
    gc.collect()
    assert gone() is None


def test_a_vocabulary_that_does_not_exist_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ReportdiffError, match=r"no vocabulary 'unit\.tsv'.*units\.tsv"):
        WORDS.extend("unit.tsv", [])


def test_a_row_with_too_few_columns_is_refused() -> None:
    count = len(rows("units.tsv"))
    with pytest.raises(ReportdiffError, match="and not 5"):
        WORDS.extend("units.tsv", [("therms",)])
    assert len(rows("units.tsv")) == count


def test_every_vocabulary_says_where_it_comes_from() -> None:
    from reportdiff.language import vocabulary

    for path in sorted(path for folder in vocabulary._FOLDERS for path in folder.iterdir() if path.suffix != ".gz"):
        head = path.read_text(encoding="utf-8").split("\n\n")[0]
        comment = " ".join(line for line in head.splitlines() if line.startswith("#"))
        assert "wn " in comment or "ource" in comment, path.name


def test_a_comparison_knows_the_vocabulary_it_is_given_though_the_pair_was_compared_before() -> None:
    old, new = read_text("NEET stood at 2.1%."), read_text("The share of school leavers without work stood at 2.0%.")
    assert len(compare(old, new).figures) == 2
    (change,) = compare(old, new, vocabulary=WORDS.extend("synonyms.txt", [("NEET", "leavers")])).figures
    assert change.relation == "updated"
    assert len(compare(old, new).figures) == 2


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("units.tsv", ("kitherms", "therms", "lots", "any", ""), "'lots' in .* is no number"),
        ("units.tsv", ("kitherms", "therms", "NaN", "any", ""), "is no number"),
        ("units.tsv", ("kitherms", "therms", "1", "whatever", ""), "Choose one of: any, exact"),
        ("units.tsv", ("kitherms", "therms", "1", "any", "bogus"), 'Choose one of: "", tight, time'),
        ("units.tsv", ("kitherms", "therms", 1000, "any", ""), "is an int"),
        ("units.tsv", "abcde", "a row is a str"),
        ("units.tsv", ("kitherms", "therms"), "has 2 columns and not 5"),
        ("units.tsv", ("a", "b", "1", "any", "", "x"), "has 6 columns and not 5"),
        ("units.tsv", ("kitherms\tx", "therms", "1", "any", ""), "a tab or a line end"),
        (
            "promises.tsv",
            ("vow", "wish", "here", "-", "vows to :VB"),
            "begins with aim, general, hope",
        ),
        ("promises.tsv", ("vow", "hop", "here", "-", "vows to :VB"), "rules of this table say"),
        ("promises.tsv", ("vow", "will", "here", "-", "vows to :VBB"), "there is no word class 'VBB'"),
        ("promises.tsv", ("vow", "will", "here", "-", "vows ~2:XX to"), "there is no word class 'XX'"),
        ("promises.tsv", ("vow", "will", "here", "-", "vows [ to :VB"), "brackets come in pairs"),
        ("promises.tsv", ("vow", "will", "here", "-", "vows to", "futur"), "conditions of this table are"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_when_it_is_given(table: str, row: Any, told: str) -> None:
    with pytest.raises(ReportdiffError, match=told):
        WORDS.extend(table, [row])


def test_rows_may_be_made_as_they_are_asked_for() -> None:
    row = ("kitherms", "therms", "1000", "any", "")
    assert WORDS.extend("units.tsv", (iter(one) for one in [row])).added("units.tsv") == (row,)


def test_a_rule_that_is_refused_is_marked() -> None:
    with pytest.raises(RuleError) as caught:
        WORDS.extend("promises.tsv", [("vow", "wish", "here", "-", "vows to :VB")])
    assert (caught.value.line[:8], caught.value.marker) == ("vow wish", "    ~~~^")


def test_what_a_table_holds_could_be_added_to_it() -> None:
    """No row that ships is refused."""
    for name in names():
        if "rule language" not in DEFAULT.lines(name)[0]:
            assert WORDS.extend(name, rows(name)).added(name) == rows(name)


def test_vocabularies_with_the_same_rows_are_equal() -> None:
    row = ("kitherms", "therms", "1000", "any", "")
    one, other = (WORDS.extend("units.tsv", [row]) for _ in range(2))
    assert one == other == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(other)
    assert one != WORDS
    assert one != WORDS.extend("units.tsv", [("kitherms", "therms", "10", "any", "")])
    assert one != "words"


def test_reports_read_with_different_vocabularies_are_compared_with_a_note() -> None:
    words = WORDS.extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])
    text = "The boilers used 40 kitherms of gas."
    plain, taught, again = read_text(text), read_text(text, vocabulary=words), read_text(text, vocabulary=words)
    assert [note.message for note in taught.notes if note.code == "vocabulary"] == [
        f"read with words of your own: {words}"
    ]
    assert "units.tsv +1 [" in str(words)
    told = {note.code: note.message for note in compare(plain, taught).notes}
    assert told["vocabularies_differ"].endswith(f"the new one read with words of your own: {words}.")
    assert "vocabularies_differ" not in {note.code for note in compare(taught, again).notes}
    assert "vocabularies_differ" not in {note.code for note in compare(plain, plain).notes}
    assert dict(compare(taught, again, vocabulary=words).settings)["vocabulary"] == str(words)
