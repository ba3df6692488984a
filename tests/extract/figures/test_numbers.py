"""What number detection reads: the case files, and the laws that hold on any text."""

import json
import re
import time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import keeps_its_floor

import reportdiff
from reportdiff.extract.figures import detection
from reportdiff.extract.figures.detection import find_mentions, inner
from reportdiff.extract.figures.notation import Mention, Tokens
from reportdiff.extract.figures.numerals import may_hold, numerals
from reportdiff.facts import Bound
from reportdiff.language.vocabulary import Vocabulary

CASES = Path(__file__).parents[2] / "cases"
DEFAULTS = {"bound": "exact", "per": None, "stat": None}


class Case(NamedTuple):
    """A sentence and the figures a careful reader finds in it."""

    sentence: str
    wanted: tuple[str, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of a file: a sentence, then an indented line for each figure."""
    found: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith(("#", "==")):
            continue
        if line.startswith("  "):
            found[-1] = found[-1]._replace(wanted=(*found[-1].wanted, line.strip()))
        else:
            found.append(Case(line, ()))
    return found


FILES = sorted(CASES.glob("numbers*.cases"))


class Wanted(NamedTuple):
    """One expected figure, taken from its line."""

    value: Decimal
    high: Decimal | None
    unit: str | None
    rest: dict[str, str]


def parse(line: str) -> Wanted:
    """The expected figure: "2..3 percent per=year part=difference"."""
    fields = dict(re.findall(r"(\w+)=(.+?)(?= \w+=|$)", line))
    head = re.split(r" \w+=", line)[0]
    number, _, unit = head.partition(" ")
    low, _, high = number.partition("..")
    return Wanted(Decimal(low), Decimal(high) if high else None, None if unit in ("-", "") else unit, fields)


def same_unit(wanted: str | None, found: str | None) -> bool:
    """Whether two units agree, a compound by its head word too."""
    if wanted is None or found is None:
        return wanted is found
    return wanted == found or wanted.split()[-1] == found.split()[-1]


def differs(line: str, found: Mention) -> str:
    """How a mention differs from its line, or "" if it does not."""
    wanted = parse(line)
    if abs(found.value - wanted.value) > abs(wanted.value) * Decimal("0.0005") or found.high != wanted.high:
        return f"value {found.value}..{found.high}"
    if not same_unit(wanted.unit, found.unit):
        return f"unit {found.unit}"
    for name in ("bound", "per", "stat"):
        have = getattr(found, name)
        if have != wanted.rest.get(name, DEFAULTS[name]):
            return f"{name} {have}"
    for name in ("part", "direction"):
        if name in wanted.rest and getattr(found, name) != wanted.rest[name]:
            return f"{name} {getattr(found, name)}"
    return ""


def fault(case: Case) -> str:
    """What is wrong with what is found in a case, or ""."""
    found = find_mentions(case.sentence)
    if len(found) != len(case.wanted):
        return f"have {[f'{case.sentence[m.start : m.end]!r} {m.value}..{m.high} {m.unit} {m.rules}' for m in found]}"
    return "; ".join(filter(None, map(differs, case.wanted, found)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sentences_are_read_as_their_cases_say(path: Path) -> None:
    keeps_its_floor(path.name, [(case.sentence, fault(case)) for case in read_cases(path)])


WORDS = st.sampled_from(
    [
        "5",
        "7",
        "1,200",
        "£",
        "$",
        "%",
        "m",
        "bn",
        "k",
        "-",
        "–",
        ",",
        ".",
        "(",
        ")",
        "'",
        "/",
        "and",
        "or",
        "to",
        "from",
        "by",
        "than",
        "more",
        "less",
        "over",
        "up",
        "half",
        "a",
        "an",
        "one",
        "two",
        "third",
        "quarter",
        "of",
        "in",
        "every",
        "the",
        "2015",
        "May",
        "14",
        "am",
        "pm",
        "average",
        "total",
        "per",
        "year",
        "week",
        "days",
        "homes",
        "cats",
        "were",
        "fell",
        "rose",
        "1/2",
        "½",
        "01905",
        "763",
        "cent",
        "points",
        "number",
        "section",
        "A44",
        "4B",
        "doubled",
        "compared",
        "with",
        "which",
        "whom",
        ":",
        ";",
        "#",
        "@",
        "twice",
        "million",
        "hundred",
        "dozen",
        "mid",
        "teens",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " "])), max_size=24).map(
        lambda pieces: "".join(word + gap for word, gap in pieces)
    ),
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_mentions_are_ordered_apart_and_inside_the_text(text: str) -> None:
    """Law: spans are in order, do not overlap, and the number lies inside the span."""
    last = 0
    for mention in find_mentions(text):
        assert last <= mention.start <= mention.at < mention.to <= mention.end <= len(text)
        last = mention.end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    """Law: the same input gives the same output."""
    assert find_mentions(text) == find_mentions(text)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_sentence_added_after_changes_no_mention_before(text: str) -> None:
    """Law: what a later sentence says does not change how an earlier one is read."""
    alone = find_mentions(text + " end.")
    longer = find_mentions(text + " end. We opened 12 parks.")
    assert [(m.start, m.value, m.unit) for m in longer[: len(alone)]] == [(m.start, m.value, m.unit) for m in alone]


def test_dates_and_numbers_of_sections_are_no_mentions() -> None:
    text = "On 14 May 2015 the Board heard 12 cases under section 106."
    assert [text[m.at : m.to] for m in find_mentions(text)] == ["12"]


def test_a_mention_spans_hedge_number_and_counted_noun() -> None:
    text = "It helped well more than 400 people."
    (mention,) = find_mentions(text)
    assert text[mention.start : mention.end] == "well more than 400 people"
    assert text[mention.at : mention.to] == "400"


def test_numbers_of_one_chain_share_a_number_and_others_do_not() -> None:
    first, second, third = find_mentions("Waits fell from 41 to 27 days, and 12 beds were added.")
    assert first.chain == second.chain is not None
    assert third.chain is None


def test_a_list_that_shares_a_unit_is_one_chain() -> None:
    mentions = find_mentions("Rates of 10, 12 and 15 per cent were seen.")
    assert len({mention.chain for mention in mentions}) == 1
    assert [mention.borrowed for mention in mentions] == [True, True, False]


def test_every_mention_says_by_which_rules_it_was_read() -> None:
    (mention,) = find_mentions("We saved nearly £2m a year.")
    assert mention.rules == ("form:digits", "unit:currency", "bound:nearly.word", "per:after")


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The grant was £2.39m.", "2390000"),
        ("The grant was £12.00.", "12"),
        ("The invoice came to £1,234.50.", "1234.50"),
        ("Rents rose to between £1.20 and £1.50.", "1.20 1.50"),
        ("A third of our members voted.", "33.33"),
        ("Two-thirds of wards took part.", "66.67"),
        ("One in seven patients waited.", "14.29"),
        ("One in 3,000 parcels was lost.", "0.0333"),
        ("Three eighths of the fleet is electric.", "37.5"),
        ("It took 2⅓ hours.", "2.33"),
        ("The site cost a third of a million pounds.", "333333.33"),
        ("The unit handled 1.2345k requests.", "1234.5"),
        ("The share was 5.0% in May.", "5"),
        ("A stamp costs 50p.", "0.5"),
    ],
)
def test_a_value_has_no_digits_that_the_words_do_not_say(sentence: str, values: str) -> None:
    found = [str(value) for m in find_mentions(sentence) for value in (m.value, m.high) if value is not None]
    assert " ".join(found) == values


def test_a_text_without_numbers_has_no_mentions() -> None:
    assert find_mentions("") == find_mentions("The Council met.") == ()


def _seconds(text: str) -> float:
    start = time.process_time()
    find_mentions(text)
    return time.process_time() - start


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize(
    "piece", ["7", ",", " ", "seven ", "£", "-", "5-", "5 and ", "5 to ", "£5 ", "5, ", "in one ", "(5) "]
)
def test_work_grows_about_linearly(piece: str) -> None:
    """Law: eight times the text takes about eight times as long (exponent at most 1.3, with room for noise)."""
    small, large = 5_000 // len(piece), 40_000 // len(piece)
    short = min(_seconds(piece * small) for _ in range(2))
    assert _seconds(piece * large) <= max(0.05, short * 8**1.5)


def test_the_gold_sentences_are_found_with_value_and_unit(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold" / "figure_cases.jsonl").read_text("utf-8").splitlines()]
    missed = []
    for row in rows:
        found = find_mentions(row["text"])
        for gold in row["figures"]:
            near = [m for m in found if m.start < gold["end"] and gold["start"] < m.end]
            values = [gold["value"], *gold.get("alt", {}).get("value", [])]
            if not gold.get("optional") and not any(_near(m.value, values) for m in near):
                missed.append((row["id"], gold["quote"]))
    assert missed == []


def _near(value: Decimal, wanted: list[str]) -> bool:
    return any(abs(value - Decimal(other)) <= abs(value) * Decimal("0.005") for other in wanted)


def test_the_page_numbers_of_a_contents_table_are_no_figures() -> None:
    titles = ("Foreword", "Summary", "Governance", "Benefits", "Finance")
    rows = "".join(f"<tr><td>{title}</td><td>{page}</td></tr>" for page, title in enumerate(titles, 4))
    body = "".join(f"<h2>{title}</h2><p>The {title.lower()} unit dealt with 412 cases.</p>" for title in titles)
    page = f"<h1>Annual report</h1><h2>Contents</h2><table>{rows}</table>{body}"
    report = reportdiff.read(BytesIO(page.encode()))
    assert [figure.quote for figure in report.figures] == ["412 cases"] * len(titles)


ENDS = st.sampled_from([" per cent.", " May 2015.", " and 3 days.", "."])


@given(st.lists(st.sampled_from(["5", "12", "1.5", "2015", "1,000", "007", "0", "£5", "5%"]), max_size=20), ENDS)
@settings(max_examples=20, deadline=None)
def test_a_long_row_is_read_as_if_each_number_were_looked_at(values: list[str], end: str) -> None:
    """Law: the short way through a row of bare numbers changes nothing."""
    text = "The scores were " + ", ".join(values + ["24"] * 60 + values + ["24"] * 60) + end
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detection, "_BEFORE", len(text))
        whole = find_mentions(text)
    assert find_mentions(text) == whole


def test_a_long_row_is_known_as_one() -> None:
    tokens = Tokens("Scores: " + ", ".join(["24"] * 100) + ".")
    assert inner(tokens, numerals(tokens)) == [False] * 40 + [True] * 46 + [False] * 14


def test_no_case_with_a_number_is_passed_over() -> None:
    sentences = [case.sentence for path in sorted(CASES.glob("numbers*.cases")) for case in read_cases(path)]
    assert [text for text in sentences if numerals(Tokens(text)) and not may_hold(text)] == []


_PIECES = st.sampled_from(
    ["half", "Half", "one's", "a", "forty-five", "(two", "“Ten”", "½", "7", "mid", "dozen.", "no"]
)


@given(st.lists(_PIECES, max_size=4).map(" ".join) | st.text(max_size=30))
def test_whether_a_text_may_hold_a_number_is_never_denied_wrongly(text: str) -> None:
    """Law: where a number is found, the quick look says that there may be one."""
    assert may_hold(text) or not numerals(Tokens(text))


def test_a_text_without_digits_and_number_words_is_not_looked_at() -> None:
    assert not may_hold("The member thanks everybody who took part in the review of the council's libraries.")


@pytest.mark.parametrize(
    "text",
    [
        "The default version of the language was changed from 5.6 to 7.1.",
        "It runs with the versions still in use (4.4, 6.0, 6.1 or 6.3).",
        "The browser went to 84.0.4147.135, the desktop Gnome to 3.36 and the editor to 1.20.9.",
        "The compiler version went from 6 to 10.",
        "The backlog is down to double figures.",
    ],
)
def test_versions_and_set_phrases_state_nothing(text: str) -> None:
    assert not find_mentions(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Between five and ten thousand fans came.", [("5000", "fans")]),
        ("The hostel has 4.7 stars.", [("4.7", "stars")]),
        ("The fee rose from 11c to 17c a ride.", [("11", "cents"), ("17", "cents")]),
        ("Landings came to 5,100 t.", [("5100", "tonnes")]),
        ("The list stood at 145, compared to 410 twelve months ago.", [("145", None), ("410", None)]),
    ],
)
def test_units_and_ranges_of_more_kinds(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = [(str(mention.value), mention.unit) for mention in find_mentions(text)]
    assert found == wanted


def test_a_bound_may_stand_behind_the_rate_and_a_statistic_before_everything() -> None:
    (weekly,) = find_mentions("We repaired 40 roads a week or more.")
    assert (weekly.bound, weekly.per) == (Bound.AT_LEAST, "week")
    (waited,) = find_mentions("Average 5 days passed.")
    assert waited.stat == "average"
    (counted,) = find_mentions("In May there were 12 slips.")
    assert counted.unit == "slips"
    share = find_mentions("We had 31 (62%) beach huts.")
    assert [mention.unit for mention in share] == ["beach huts", "percent"]


@pytest.mark.parametrize("text", ["The fair was held over two days.", "The plan passed 12 to 4."])
def test_what_only_looks_like_a_hedge_bounds_nothing(text: str) -> None:
    assert {mention.bound.value for mention in find_mentions(text)} == {"exact"}


@pytest.mark.parametrize(
    ("text", "bound", "rule"),
    [
        ("No lodger stayed longer than 19 nights.", "at_most", "bound:no.clause"),
        ("None of the kilns is below 640 degrees.", "at_least", "bound:no.clause"),
        ("It is no longer over 70 per cent.", "more_than", "bound:more.over"),
        ("No kiln, which cools in under 8 hours, was lit.", "less_than", "bound:less.under"),
        ("The ferry must not be allowed to exceed 12 knots.", "at_most", "bound:most.exceed"),
        ("Fares went up to £7.", "exact", ""),
        ("The wardens looked over 45 moorings.", "exact", ""),
        ("Wages were £3m more than £20m.", "exact", ""),
    ],
)
def test_a_no_turns_a_comparison_round_as_far_as_its_clause_goes_and_other_words_cancel_it(
    text: str, bound: str, rule: str
) -> None:
    mention = find_mentions(text)[-1]
    assert mention.bound.value == bound
    assert not rule or rule in mention.rules


def test_a_bound_of_ones_own_comes_in_through_the_vocabulary() -> None:
    words = Vocabulary().extend("hedges.tsv", [("more.plenty", "more_than", "forward", "next", "plenty beyond")])
    (figure,) = reportdiff.read_text("Rangers mended plenty beyond 70 stiles.", vocabulary=words).figures
    assert (figure.bound.value, str(figure.value)) == ("more_than", "70")
    assert "bound:more.plenty" in figure.rules


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Roof repairs –97.2% of urgent ones were done.", "97.2"),
        ("The gap was –1.5% of output.", "-1.5"),
        ("Growth –3.5% in May.", "-3.5"),
    ],
)
def test_a_dash_before_a_share_of_something_is_no_sign(text: str, value: str) -> None:
    assert [str(mention.value) for mention in find_mentions(text)] == [value]
