"""Rules for scripts: what they find, what they pass over, and how a mistake in one is shown."""

import pickle
from datetime import date

import pytest
from attrs import evolve
from comparisons import sample

import reportdiff as rd
from reportdiff import demo
from reportdiff.comparing import ReportDiff
from reportdiff.corrections import parse as corrections
from reportdiff.errors import NotFound
from reportdiff.gate import WORDS, InvalidRule, parse
from reportdiff.render.highlights import matters
from reportdiff.render.rows import Rows

OLD = """Performance

1. The waiting time was 40 days. Sickness absence was 8.0%. We hold £3.0m in reserves.
More than 500 homes were insulated.

2. We will publish a lighting policy by March 2024.
"""
NEW = """Performance

1. The waiting time was 46 days. Sickness absence was 9.2%. We hold £2.9m in reserves.
More than 900 homes were insulated.

2. We will publish a lighting policy by March 2026.
"""


@pytest.fixture(scope="module")
def diff() -> ReportDiff:
    old, new = (rd.read_text(text, date=date(year, 5, 16)) for text, year in ((OLD, 2023), (NEW, 2024)))
    return rd.compare(old, new)


def whats(diff: ReportDiff, rule: str) -> list[str]:
    return [finding.what for finding in diff.findings(rule)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("figure>10%", ["waiting time", "ickness absence"]),
        ("figure>14.9%", ["waiting time", "ickness absence"]),
        ("figure>15%", []),
        ("figure>+1%", ["waiting time", "ickness absence"]),
        ("figure>-1%", ["reserves"]),
        ("figure>1points", ["ickness absence"]),
        ("figure>1.2 points", []),
        ("figure>5.9", ["waiting time", "reserves"]),
        ("figure[waiting time]>1%", ["waiting time"]),
        ("figure[sickness, absence]>1%", ["ickness absence"]),
        ("deadline later", ["lighting policy"]),
        ("deadline-later,overdue", ["lighting policy"]),
        ("weakened", ["lighting policy"]),
        ("restated", []),
    ],
)
def test_a_rule_finds_what_fits_and_nothing_else(diff: ReportDiff, rule: str, found: list[str]) -> None:
    told = whats(diff, rule)
    assert len(told) == len(found)
    assert all(any(words in line for line in told) for words in found)


def test_a_change_that_may_be_smaller_than_asked_does_not_fire(diff: ReportDiff) -> None:
    """More than 500 and more than 900: nobody can tell how far apart they are."""
    assert not [line for line in whats(diff, "figure>1") if "homes" in line]


def test_a_pair_that_is_not_certain_does_not_fire_but_is_to_check(diff: ReportDiff) -> None:
    unsure = evolve(diff, figures=tuple(evolve(item, certain=False) for item in diff.figures))
    assert not unsure.findings("figure>1%")
    assert len(unsure.findings("check")) >= 3
    assert not [matter for matter in matters(Rows(unsure)) if matter.kind == "moved"]


def test_every_finding_says_condition_row_and_place() -> None:
    diff = demo.run()
    page = diff.to_html()
    found = diff.findings("restated, reversed, missed, target_missed, figure>40%")
    assert {finding.condition for finding in found} == {"restated", "reversed", "missed", "target_missed", "figure>40%"}
    for finding in found:
        assert f'id="{finding.row}"' in page
        assert finding.cite
        assert str(finding).startswith(f"{finding.condition}: ")


@pytest.mark.parametrize(
    ("was", "now", "found"), [("1,000,000", "1,100,400", 1), ("1,000", "1,100.4", 1), ("1,000", "1,100", 0)]
)
def test_the_exact_change_counts_and_not_the_rounded_one(was: str, now: str, found: int) -> None:
    diff = sides(f"The grant was £{was}.", f"The grant was £{now}.")
    assert str(diff.figures[0].percent) == "10.0"
    assert len(diff.findings("figure>10%")) == found


def sides(old: str, new: str) -> ReportDiff:
    return rd.compare(rd.read_text(old, date=date(2031, 5, 1)), rd.read_text(new, date=date(2032, 5, 1)))


def test_a_label_that_no_figure_has_is_trouble_and_no_pass(diff: ReportDiff) -> None:
    with pytest.raises(NotFound, match=r"no figure of either report is called 'unicorn'\. The nearest are: "):
        diff.findings("overdue, figure[unicorn]>1%")


def test_a_group_is_asked_for_by_its_heading_too(diff: ReportDiff) -> None:
    assert [condition.word for condition in parse("not mentioned, Reported achieved")] == ["silent", "achieved"]
    assert diff.findings("put off or weakened")[0].row == diff.findings("weakened")[0].row


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("The grant was £2.1m.", "The grant was £2.1m.", False),
        ("The grant was £2.1m.", "The grant was £2.2m.", True),
        ("The grant was £2.1m.", "The grant was over £2.1m.", True),
        ("The grant was £2.1m.", "The grant was £2,100,000.", False),
        ("The repair took 120 minutes.", "The repair took 2 hours.", False),
        ("The grant was £2.1m.", "We met.", False),
    ],
)
def test_a_figure_has_changed_where_both_give_it_and_the_value_is_another(old: str, new: str, changed: bool) -> None:
    (change,) = sides(old, new).figures
    assert change.changed is changed


def test_every_word_of_the_grammar_can_be_asked_for() -> None:
    diff = sample()
    for word in WORDS:
        diff.findings(word)


@pytest.mark.parametrize(
    ("rule", "mark", "remedy"),
    [
        ("restated, reversd, overdue", "          ^^^^^^^", "reversed"),
        ("figure>ten%", "^^^^^^^^^^^", "figure>10%"),
        ("overdue, figure 10%", "         ^^^^^^^^^^", "figure>10%"),
        ("", "^", "figure>10%"),
        (" , ", "^", "figure>10%"),
        ("qqqq", "^^^^", "figure>10%, absent_after_deadline"),
    ],
)
def test_a_mistake_in_a_rule_is_marked_and_answered(rule: str, mark: str, remedy: str) -> None:
    with pytest.raises(InvalidRule) as caught:
        parse(rule)
    assert caught.value.marked == f"{rule}\n{mark}"
    assert remedy in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.marked, str(again)) == (caught.value.marked, str(caught.value))


def waived(until: str, quote: str = "lighting policy", **more: str) -> ReportDiff:
    old, new = (rd.read_text(text, date=date(year, 5, 16)) for text, year in ((OLD, 2023), (NEW, 2024)))
    return rd.compare(old, new, corrections=corrections([{"what": "waive", "quote": quote, "until": until, **more}]))


def test_what_is_accepted_is_found_and_says_until_when_and_why() -> None:
    (finding,) = waived("2024-12-31", because="agreed on 3 June").findings("deadline_later")
    assert finding.waived == "until 31 December 2024: agreed on 3 June"
    assert "[accepted until 31 December 2024: agreed on 3 June]" in str(finding)


def test_a_waiver_of_a_figure_is_shown_where_it_applies() -> None:
    diff = waived("2024-12-31", "46 days", because="new method")
    (finding,) = diff.findings("figure[waiting time]>1%")
    assert finding.waived
    assert "accepted until 31 December 2024: new method" in diff.to_text()
    assert "accepted until 31 December 2024: new method" in diff.to_html()


def test_a_waiver_is_over_after_its_day() -> None:
    diff = waived("2024-05-15")
    (finding,) = diff.findings("deadline_later")
    assert not finding.waived
    assert [note.code for note in diff.notes] == ["waiver_over"]
    assert waived("2024-05-16").findings("deadline_later")[0].waived


def test_overdue_finds_what_is_past_its_time_and_not_mentioned_too() -> None:
    old = rd.read_text(
        "Roads\n\n1. We will open 3 depots by March 2024.\n\n2. We have 12 lorries.\n", date=date(2023, 5, 16)
    )
    new = rd.read_text("Roads\n\n1. We have 14 lorries.\n", date=date(2024, 5, 16))
    (finding,) = rd.compare(old, new).findings("overdue")
    assert "3 depots" in finding.what


def test_a_history_finds_what_is_overdue_for_years_as_its_threads_do() -> None:
    made = [
        rd.read_text(f"# Roads\n\n1. We mended {count} lamps.{said}", date=date(year, 5, 1))
        for year, count, said in (
            (2022, 40, " We will open the new depot in Hill Street by January 2023."),
            (2023, 45, ""),
            (2024, 50, " The cafe was painted in red."),
        )
    ]
    for count in (2, 3):
        history = rd.track(made[:count])
        late = [thread for thread in history.commitments if thread.overdue(date(2021 + count, 5, 1))]
        assert len(late) == len(history.findings("overdue")) == 1
    (found,) = rd.track(made).findings("overdue, restated")
    assert "depot in Hill Street" in found.what
    assert "¶1 (1 May 2022)" in found.what
    assert rd.track(made).findings("restated") == ()
    for until, waived in (("2024-12-31", True), ("2023-12-31", False)):
        said = corrections([{"what": "waive", "quote": "open the new depot", "until": until}])
        (found,) = rd.track(made, corrections=said).findings("overdue")
        assert bool(found.waived) is waived
