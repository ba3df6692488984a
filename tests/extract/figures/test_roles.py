"""What a figure is, when it holds and which way it goes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import CASES, Case, cases, found, same_time
from scored import keeps_its_floor

import reportdiff
from reportdiff.extract.context import Context
from reportdiff.extract.figures.detection import find_mentions
from reportdiff.extract.figures.roles import Outlook, outlook
from reportdiff.extract.figures.sentence_reader import extract_figures, read_mentions
from reportdiff.facts import Direction, Figure, Role
from reportdiff.language.sentence import Sentence
from reportdiff.model import Paragraph
from reportdiff.source import Flow, Source, Span

DAY = date(2022, 5, 26)
FILES = ("roles.cases", "genres.cases", "standing.cases", "fragments.cases", "labels.cases", "more.cases")


def figures(text: str, day: date | None = DAY) -> tuple[Figure, ...]:
    source = Source("test", text)
    whole = Span(0, len(text))
    return extract_figures([Paragraph(None, whole, Flow.of(source, [whole]))], Context(day=day))


@pytest.mark.parametrize("name", FILES)
def test_every_figure_of_the_cases_is_read(name: str) -> None:
    missing = [(case.text, want) for case in cases(name) for want, read in found(case) if read is None]
    assert len(missing) <= 1, missing


@pytest.mark.parametrize("name", FILES)
def test_figures_are_what_their_cases_say(name: str) -> None:
    keeps_its_floor(name, [(case.text, fault(case)) for case in cases(name)])


def fault(case: Case) -> str:
    """What is wrong with the roles and times of a case's figures, or ""."""
    wrong = []
    for want, read in found(case):
        if read is None:
            wrong.append(f"{case.text[want.start : want.end]!r} is not read")
            continue
        when = read.time.text if read.time else None
        if read.role.value != want.role or not same_time(want.when, when):
            wrong.append(f"{case.text[want.start : want.end]!r} is {read.role.value} ({read.rule}), {when!r}")
    return "; ".join(wrong)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Complaints rose by 12%.", Direction.UP),
        ("Complaints fell by 12%.", Direction.DOWN),
        ("Rough sleeping is down 40% on last year.", Direction.DOWN),
        ("A rise of 12% was reported.", Direction.UP),
        ("There were 17 fewer fires than in the year before.", Direction.DOWN),
        ("Costs were £3m higher than in 2021.", Direction.UP),
        ("Numbers have doubled.", Direction.UP),
    ],
)
def test_a_change_says_which_way_it_goes(text: str, direction: Direction) -> None:
    (figure,) = figures(text)
    assert figure.role is Role.CHANGE
    assert figure.direction is direction


def test_only_a_change_has_a_direction() -> None:
    """Law: a figure whose role is not `change` has no direction."""
    for name in FILES:
        for case in cases(name):
            for figure in figures(case.text, case.day):
                assert figure.role is Role.CHANGE or figure.direction is None


def test_the_reports_own_date_decides_what_is_to_come() -> None:
    text = "The Board opens 12 wards in 2020."
    assert figures(text, date(2019, 5, 1))[0].role is Role.TARGET
    assert figures(text, date(2021, 5, 1))[0].role is Role.ACTUAL


def test_an_undated_report_is_read_by_its_verbs() -> None:
    assert [figure.role for figure in figures("We will open 12 wards. We opened 7 wards.", None)] == [
        Role.TARGET,
        Role.ACTUAL,
    ]


def test_a_chain_under_will_ends_in_a_target() -> None:
    first, second = figures("The Council will reduce the number of forms from 800 to 500.")
    assert (first.role, first.value) == (Role.BASELINE, Decimal(800))
    assert (second.role, second.value) == (Role.TARGET, Decimal(500))


def test_every_figure_names_the_rule_that_gave_its_role() -> None:
    for figure in figures("Complaints rose by 12% to 310, against a target of 250 by 2023."):
        assert figure.rules
        assert any(figure.role.value in rule or rule in {"actual"} for rule in figure.rules), figure.rules


def test_a_figure_is_cited_by_its_place_in_the_source() -> None:
    """Law: what the source holds at a figure's span, read through the flow, is its quote."""
    text = "Crews\nrepaired 14,200\n  potholes in\n2018/19."
    source = Source("test", text)
    whole = Span(0, len(text))
    flow = Flow.of(source, [whole])
    (figure,) = extract_figures([Paragraph(None, whole, flow)], Context(day=DAY))
    assert flow.read(figure.span) == figure.quote
    assert "14,200" in source[figure.span]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We will open five.", Outlook.FUTURE),
        ("We opened five.", Outlook.PAST),
        ("We have opened five.", Outlook.PAST),
        ("We run five.", Outlook.PRESENT),
        ("We plan to open five.", Outlook.WANTED),
        ("We plan to close four and open five.", Outlook.WANTED),
        ("Visitors must pay five.", Outlook.MUST),
        ("We have to save five.", Outlook.MUST),
        ("The school is due to open.", Outlook.WANTED),
        ("The price was set to cover costs.", Outlook.PAST),
        ("Costs are to be cut.", Outlook.FUTURE),
        ("We are going to open five.", Outlook.FUTURE),
        ("The plan for opening five was approved.", Outlook.PAST),
        ("It was resolved that five be bought.", Outlook.WANTED),
        ("By May we will have opened two schools and enlarged five.", Outlook.FUTURE),
    ],
)
def test_a_clause_says_whether_something_is_still_to_come(text: str, wanted: Outlook) -> None:
    sentence = Sentence(text, 0, len(text))
    assert outlook(sentence, sentence.clause_at(len(sentence) - 2)) is wanted


@given(st.text(alphabet="The 5 % £3m will, from to (of) and which rose. by it - 2015 weeks", max_size=120))
def test_each_mention_is_read_exactly_once_and_in_order(text: str) -> None:
    """Law: every mention gives one reading, in the order of the text."""
    mentions = find_mentions(text)
    assert [read.mention for read in read_mentions(text, mentions, DAY)] == list(mentions)


@given(st.text(max_size=150))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    figures(text)


def test_a_long_row_of_numbers_is_read_in_linear_time() -> None:
    text = "12 34 " * 4000
    mentions = find_mentions(text)
    assert len(list(read_mentions(text, mentions, DAY))) == len(mentions)


def test_the_gold_sentences_have_the_right_roles_and_times(shared: Path) -> None:
    import json

    right = times = total = 0
    for line in (shared / "gold" / "figure_cases.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        read = figures(gold["text"], date.fromisoformat(gold["report_date"]))
        for want in gold["figures"]:
            over = [f for f in read if f.span.start < want["end"] and want["start"] < f.span.end]
            if want.get("optional") or not over:
                continue
            total += 1
            right += over[0].role == want["role"]
            times += same_time(want["when"], over[0].when)
    assert right / total >= 0.95
    assert times / total >= 0.95


def test_the_case_files_hold_enough_of_their_own() -> None:
    lines = [line for name in FILES for line in (CASES / name).read_text(encoding="utf-8").splitlines() if "[" in line]
    assert len(lines) >= 150


LISTS = (
    ("In 2022-2023:", ("1,026 tons were buried.",), ["In 2022-2023"]),
    ("The last payments for the year 2022/23 were noted:", ("£415 to the mason", "£120 for post"), ["2022/23"] * 2),
    ("Visits fell in 2022/23.", ("£415 to the mason",), [None]),
    ("In 2022/23:", ("£960 in May 2023", "£40 will be paid."), ["May 2023", None]),
)


@pytest.mark.parametrize(("opening", "items", "wanted"), LISTS)
def test_the_time_that_opens_a_list_holds_for_its_items(
    opening: str, items: tuple[str, ...], wanted: list[str | None]
) -> None:
    """Law: an item takes the time of what opens its list, unless it has one of its own or speaks of what is to come."""
    text = "\n".join((opening, *(f"- {item}" for item in items)))
    figures = reportdiff.read_text(text, date=date(2024, 2, 14)).figures
    assert len(figures) == len(wanted)
    for figure, want in zip(figures, wanted, strict=True):
        assert figure.when is None if want is None else want in (figure.when or "")


def test_the_time_that_a_heading_names_holds_for_the_rows_and_items_below_it() -> None:
    """Law: a heading that ends with a time dates what stands under it; one that only mentions it does not."""
    text = "# Site use for Q2 2022/23\n\n- 1,399 visits were made.\n\n# The 2022/23 plan\n\n- 40 visits were made."
    figures = reportdiff.read_text(text, name="a.md", date=date(2024, 2, 14)).figures
    assert [figure.when for figure in figures] == ["for Q2 2022/23", None]


COMPARED = (
    ("These numbers represented an 18, 41 and 9 percent increase.", "", "", "18 41 9"),
    ("Turnout was 18, 41 and 9 percent in the wards.", "18 41 9", "", ""),
    ("Crews dealt with 88 floods in 2031 compared with 61 in 2030, 57 in 2029 and 49 in 2028.", "88", "61 57 49", ""),
    ("Rates were 4.1% and 9.3% in 2031 compared to 3.7%, 8.8% and 2.2% in 2030.", "4.1% 9.3%", "3.7% 8.8% 2.2%", ""),
    ("That is 30 fewer than in the same week last year, when the count stood at 410.", "", "410", "30"),
    ("Compared with 60% in 2030, 80% of bins were emptied in 2031.", "80%", "60%", ""),
    ("Takings came to £2.4 million, a deficit against plan of £0.3 million.", "£2.4", "", "£0.3"),
    ("Slate came to 512 tonnes (+3%) and gravel to 77 tonnes (-1.4%).", "512 77", "", "+3% -1.4%"),
    ("It froze at 4 degrees (-3 degrees at night).", "4 -3", "", ""),
    ("Sickness took 9 days here compared to 6 days in mines and 7 days in mills.", "9 6 7", "", ""),
    ("The flood cut takings and wages by £2.4 million and £0.3 million, respectively.", "", "", "£2.4 £0.3"),
)


@pytest.mark.parametrize(("text", "actual", "baseline", "change"), COMPARED)
def test_what_is_compared_with_reaches_as_far_as_its_clause_and_holds_for_what_was_before(
    text: str, actual: str, baseline: str, change: str
) -> None:
    """Law: a comparison makes earlier values of all that its clause dates before, and of nothing else."""
    figures = reportdiff.read_text(text, date=date(2032, 8, 1)).figures
    found = {
        role: [figure.quote for figure in figures if figure.role.value == role]
        for role in ("actual", "baseline", "change")
    }
    for role, wanted in (("actual", actual), ("baseline", baseline), ("change", change)):
        assert len(found[role]) == len(wanted.split()), (role, found)
        assert all(quote.startswith(want) for quote, want in zip(found[role], wanted.split(), strict=True)), (
            role,
            found,
        )


DATED = (
    (
        "Yield and cover were 4.1%, 9.3% and 7.7% for the quarter ended March 31, 2031 compared to 3.7%, 8.8% and 2.2% "
        "for the quarter ended March 31, 2030.",
        ["2031", "2031", "2031", "2030", "2030", "2030"],
    ),
    ("Yield and cover were 4.1%, 9.3% and 7.7% respectively, for the spring of 2031.", ["2031", "2031", "2031"]),
    (
        "Takings for the nine months ended April 30, 2031 were £9.2 million or £1.30 a seat compared to takings "
        "for the comparable 2030 period of £7.1 million or £1.05 a seat.",
        ["2031", "2031", "2030", "2030"],
    ),
    (
        "Moorings were let 23% less often compared to the same month last year, when 712 yachts used the jetty.",
        [None, "last year"],
    ),
    ("Takings fell compared to August last year, which brought 610 guests in all.", ["last year"]),
    ("Numbers climbed in 2030 – riders came to 3,352.", ["2030"]),
    ("It grows by the month: we have 8,200 readers.", [None]),
)


@pytest.mark.parametrize(("text", "wanted"), DATED)
def test_a_time_dates_the_list_before_it_the_clause_it_opens_and_never_what_is_compared_with_it(
    text: str, wanted: list[str | None]
) -> None:
    figures = reportdiff.read_text(text, date=date(2032, 2, 1)).figures
    assert len(figures) == len(wanted)
    for figure, want in zip(figures, wanted, strict=True):
        assert figure.when is None if want is None else want in (figure.when or ""), (figure.quote, figure.when)


@pytest.mark.parametrize(
    "text",
    [
        "Attendance fell below the target of 90%.",
        "There was a shortfall against the target of 70 homes.",
        "A surplus above the target of £2 million was made.",
    ],
)
def test_what_is_fallen_short_of_stays_the_target(text: str) -> None:
    assert [figure.role.value for figure in reportdiff.read_text(text).figures] == ["target"]
