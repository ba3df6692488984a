"""Commitments: what commits, who is to act, by when, how strongly."""

import json
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import FILES, cases, every_case, faults, found, paragraph
from scored import keeps_its_floor

from reportdiff import Report, compare, read, read_text
from reportdiff.facts import Tier
from reportdiff.language.vocabulary import Vocabulary

DAY = date(2019, 5, 9)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_promises_are_read_as_their_cases_say(path: Path) -> None:
    keeps_its_floor(path.name, [(case.name, "; ".join(faults(case))) for case in cases(path)])


def test_at_least_a_third_of_the_cases_are_traps() -> None:
    every = list(every_case())
    assert len(every) >= 200
    assert 3 * sum(not case.promises for case in every) >= len(every)


def test_no_quote_begins_or_ends_inside_a_word() -> None:
    """Law: a quote is whole words of its sentence."""
    for text, day in [
        *((case.text, case.day) for case in every_case()),
        ("The programme planned for 2030 is late.", DAY),
    ]:
        for made in found(text, day):
            start, end = made.span.start, made.span.end
            around = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
            assert not any(len(edge) == 2 and edge.isalnum() for edge in around), made.quote


def test_a_delay_takes_only_its_own_length_of_time_from_the_outcomes() -> None:
    text = "Report of the Board\n\n1. We will open the hall 12 weeks later than planned and give 2 weeks of classes.\n"
    (made,) = read_text(text, date=DAY).commitments
    assert [figure.quote for figure in made.figures] == ["2 weeks"]


def test_a_month_without_a_year_is_the_first_after_the_months_that_a_late_report_covers() -> None:
    told = "Report for the period between January and March 2014\n\nThe first batch of records is scheduled for July.\n"
    (late,) = read_text(told, date=date(2014, 11, 19)).commitments
    (yearly,) = read_text(told.replace("January and March", "January and December"), date=date(2015, 2, 1)).commitments
    assert [str(made.deadline) for made in (late, yearly)] == ["2014-07", "2015-07"]


def test_a_pledge_that_came_with_a_finished_act_is_not_due_when_that_was_done() -> None:
    (made,) = found("We opened the fair on 31 October with a firm pledge to plant more trees.", date(2013, 12, 31))
    assert made.quote == "with a firm pledge to plant more trees"
    assert made.deadline is None


def test_restatements_of_one_promise_are_one_commitment_with_several_places() -> None:
    made = found("We will open a new clinic by 2021. It rained. As I said, we will open a new clinic by 2021.", DAY)
    assert len(made) == 1
    assert len(made[0].places) == 2
    assert made[0].span == made[0].places[0]


def test_the_same_act_with_another_date_is_another_commitment() -> None:
    assert len(found("We will open a new clinic by 2021. We will open a new clinic by 2023.", DAY)) == 2


def test_an_own_promise_that_can_be_tested_is_tier_a() -> None:
    made = found("We will open a new clinic by 2021. We will open a new clinic in Ashby.", DAY)
    assert [one.tier for one in made] == [Tier.A, Tier.B]


def test_a_body_of_a_kind_that_acts_for_itself_elsewhere_promises_in_its_own_report() -> None:
    text = "The Diocese will fund three new curates by 2022."
    assert not read_text(text, date=DAY).commitments
    assert read_text(text, date=DAY, body="Diocese of the North").commitments
    assert not read_text(text, date=DAY, body="Council of the North").commitments


def test_weak_statements_are_given_only_on_request() -> None:
    text = "If the flag is set, the program will print a message."
    assert found(text, DAY) == ()
    assert [one.tier for one in found(text, DAY, Tier.C)] == [Tier.C]


@pytest.mark.parametrize(
    "text",
    [
        "I don't wish to claim more than that.",
        "I do not propose to try.",
        "We do not intend to rehearse the arguments here.",
        "The bid succeeded now that the Government has agreed to fund it.",
        "The savings are to be found in the heating.",
        "I will not pretend that it was easy.",
        "I hope that this can be done after the election.",
        "The survey closes on 4 June.",
        "I promised to mend the roof and it is dry.",
        "It is going to be an exciting year.",
        "We would like to wish readers a good summer.",
        "They stopped in May and it won't now.",
        "There is some concern with the quality and how this will be checked.",
        "These notes are taken from the minutes and will be published in the magazine.",
        "This means we can continue to invest.",
        "The Board will have a duty to bear the fees.",
    ],
)
def test_what_is_no_promise_at_all_is_given_at_no_tier(text: str) -> None:
    assert found(text, DAY, Tier.C) == ()


def test_the_action_begins_at_the_verb() -> None:
    assert found("By 2021 we will be looking to open a clinic.", DAY)[0].action == "open a clinic"


def test_figures_are_those_inside_the_clause() -> None:
    made = found("We treated 900 patients and we will treat 1,200 patients by 2021.", DAY)
    assert [str(figure.value) for figure in made[0].figures] == ["1200"]


def test_the_reporting_body_is_its_own_actor() -> None:
    text = "Northshire Water Ltd will fix 300 leaks by 2021."
    assert found(text, DAY)[0].actor_kind == "third_party"
    assert found(text, DAY, body="Northshire Water Ltd")[0].actor_kind == "own"


@pytest.mark.parametrize(
    "text", ["", " ", "will", "will will will", "to be", "we'll", "(", "TODO", "TODO:", "if", "-" * 99]
)
def test_scraps_raise_nothing(text: str) -> None:
    found(text, DAY)
    found(text, None, Tier.C)


LISTED = """Network team

In the next quarter we plan to:

- finish the port of the wireless stack
- add 12 regression tests by June 2020
- The old installer was removed.

Open tasks

- Port the installer to the new framework.
- Support for the new chips is missing.

The harbour

We will:

(a) repair the wall by March 2021;
(b) replace 30 moorings; and
(c) repaint the office.

- The crane was sold.
"""


def test_items_of_a_list_inherit_the_cue_above_them() -> None:
    made = read_text(LISTED, date=date(2020, 3, 31)).commitments
    quotes = {one.quote: one for one in made}
    assert list(quotes) == [
        "finish the port of the wireless stack",
        "add 12 regression tests by June 2020",
        "Port the installer to the new framework",
        "repair the wall by March 2021",
        "replace 30 moorings",
        "repaint the office",
    ]
    assert str(quotes["add 12 regression tests by June 2020"].deadline) == "2020-06"
    assert str(quotes["finish the port of the wireless stack"].deadline) == "2020-03-31/2020-06-30"
    assert quotes["repaint the office"].force == "will"
    assert quotes["Port the installer to the new framework"].force == "plan"


@pytest.mark.parametrize("day", [date(2020, 3, 1), date(9999, 12, 31), date(1, 1, 1)])
@pytest.mark.parametrize("when", ["on 29 February", "by December", "in Q3", "from spring", "within 9 years", "by 9999"])
def test_no_date_lies_outside_the_calendar(day: date, when: str) -> None:
    found(f"We will open the clinic {when}.", day)


def test_a_rule_of_a_caller_may_begin_with_a_word_as_common_as_is() -> None:
    words = Vocabulary().extend("promises.tsv", [("ours", "plan", "here", "-", "is ours to")])
    (made,) = read_text("The depot is ours to close.", date=DAY, vocabulary=words).commitments
    assert made.rules == ("ours on “is ours to”",)


MINUTES = """Minutes of the meeting of the Parish Council

Present: Cllr Hale (Chair), Cllr Moss, the Clerk. Apologies were received from Cllr Pike.

"""


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The Clerk to contact the owner of the field.", "The Clerk to contact the owner of the field"),
        ("The Clerk was instructed to write to the owner.", "The Clerk was instructed to write to the owner"),
        ("It was agreed to obtain three quotes.", "It was agreed to obtain three quotes"),
        ("RESOLVED that the fence be repaired by May.", "the fence be repaired by May"),
        ("Cllr Moss said that he would speak to the school.", "he would speak to the school"),
        ("ACTION: Clerk to circulate the list.", "Clerk to circulate the list"),
        ("Cllr Hale volunteered to paint the bench.", "Cllr Hale volunteered to paint the bench"),
        ("Bench to be painted.", "Bench to be painted"),
        ("KL to order the paint.", "KL to order the paint"),
        ("The lane – Clerk to write to the county about the drain.", "Clerk to write to the county about the drain"),
        ("Boat shed – It was agreed to obtain a lock.", "Boat shed – It was agreed to obtain a lock"),
        ("Pier lamp – Thaddea will order a bulb.", "Thaddea will order a bulb"),
        ("Ozias to trim the ivy.", "Ozias to trim the ivy"),
        ("This was agreed and a plaque be fixed to the gate.", "a plaque be fixed to the gate"),
        ("The kiln will be discussed at our July gathering.", "The kiln will be discussed at our July gathering"),
        ("Minutes of the May meeting to be put on the website.", "Minutes of the May meeting to be put on the website"),
        ("KL / MN to measure the field.", "KL / MN to measure the field"),
        ("Cllr. Moss was authorised to order 40 chairs.", "Cllr. Moss was authorised to order 40 chairs"),
        ("Members of the team would also call the owner back.", "Members of the team would also call the owner back"),
        ("More details would be provided in due course.", "More details would be provided in due course"),
        ("The Chairman agreed to action this.", "The Chairman agreed to action this"),
        ("It was agreed that the clerk obtain two quotes.", "the clerk obtain two quotes"),
        ("It was reported that the yard was going to be sold.", "the yard was going to be sold"),
        ("The owners will be informed of the date.", "The owners will be informed of the date"),
        ("The balance is rather high KL to move £100.", "KL to move £100"),
        ("The gutter leaks, Ann still to check the pipe.", "Ann still to check the pipe"),
        ("The Clerk to forward it to the county.", "The Clerk to forward it to the county"),
        ("To be opened by the Treasurer.", "To be opened by the Treasurer"),
        ("Some more walks would be led.", "Some more walks would be led"),
        ("Events for the jubilee are being planned.", "Events for the jubilee are being planned"),
        ("CLERK TO CHASE THE COUNTY.", "CLERK TO CHASE THE COUNTY"),
        ("Trophy plinths to be engraved at last.", "Trophy plinths to be engraved at last"),
        ("Float tank – sluice stops to be checked by the warden", "sluice stops to be checked by the warden"),
        ("Report to be copied to all trustees by post", "Report to be copied to all trustees by post"),
        ("• Guest seats to be marked off", "Guest seats to be marked off"),
        (
            "Action: Ann to sweep the loft, once aired, as it smelled.",
            "Ann to sweep the loft, once aired, as it smelled",
        ),
        ("The group agreed to water four beds.", "The group agreed to water four beds"),
        ("The club will lay a new path.", "The club will lay a new path"),
        ("As it was late, it was resolved to spend £40.", "it was resolved to spend £40"),
    ],
)
def test_minutes_promise_in_reported_speech_resolutions_and_actions(text: str, quote: str) -> None:
    made = read_text(MINUTES + text, date=DAY).commitments
    assert [one.quote for one in made] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the minutes be signed as a correct record.",
        "RESOLVED that the report be noted.",
        "It was agreed to receive the apologies.",
        "Members heard why the owner plans to sell the field.",
        "A resident asked when the road would be mended.",
        "The delay was due to a shortage of paint.",
        "HIGHWAYS PANEL TO REVIEW AND ANSWER",
        "Cllr Moss proposed that the minutes were an accurate record.",
        "Mrs Ash advised that she would be willing to help.",
        "The county had said they would mend the road but did not come.",
        "Cllr Ash asked the Council to contact her when it was ready.",
        "Cllr Hale was appointed; it was resolved to elect Cllr Moss as Vice Chair.",
        "It was agreed at the last meeting that the group would run a stall.",
        "It was proposed by Cllr Moss.",
        "A rise in the budget would enable more repairs.",
        "Three of the aims would not be met this term.",
        "One opportunity would be to collect more garden waste.",
        "Cllr Ash asked if the figures could be split by ward.",
        "They looked at www.village.example to find out more.",
        "The committee may wish to change the rules.",
        "The guests were asked whether they wished to be seated.",
        "This saves money, allowing us to spend more on paint.",
        "The gutter seems to be blocked and the sill needs to be painted.",
        "Guests like to be seated early in the evening.",
        "There was a plan for the shed to be moved.",
        "Action: Ann swept the loft.",
    ],
)
def test_what_minutes_record_receive_and_hear_promises_nothing(text: str) -> None:
    assert [one.quote for one in read_text(MINUTES + text, date=DAY).commitments] == []


def test_each_action_of_a_line_of_minutes_is_one_promise() -> None:
    line = "Ann to write to the school, KL to pay the bill and Clerk to file it."
    made = read_text(MINUTES + line, date=DAY).commitments
    assert [one.quote for one in made] == ["Ann to write to the school", "KL to pay the bill", "Clerk to file it"]
    assert [one.actor for one in made] == ["Ann", "KL", "Clerk"]


PHRASE = (
    "we the Council will plans to hope that if not , ; : . 40 2021 by open homes which and it is are should (a) our aim"
)


@given(st.lists(st.sampled_from(PHRASE.split(" ")), max_size=60).map(" ".join) | st.text(max_size=120))
def test_any_text_has_commitments_that_stand_where_they_say(text: str) -> None:
    """Law: a quote is what the flow reads at its span, and what a commitment holds lies inside it."""
    part = paragraph(text)
    for one in found(text, DAY, Tier.C):
        assert part.flow.read(one.span) == one.quote != ""
        assert one.action in one.quote
        assert one.span in one.places
        assert all(one.span.covers(figure.span) for figure in one.figures)


@pytest.mark.usefixtures("timed")
def test_a_long_line_costs_no_more_a_character_than_a_short_one() -> None:
    """Law: work grows about linearly on a line of nothing but cues."""
    spent = []
    for size in (10_000, 40_000):
        text = ("we will and it will, if " * (size // 24 + 1))[:size]
        start = process_time()
        found(text, DAY)
        spent.append(process_time() - start)
    assert spent[1] < 12 * max(spent[0], 0.02)


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize("sentence", ["Publish by June. ", "We will open a clinic. ", "We expect 5, "])
def test_a_long_text_of_short_sentences_costs_no_more_a_character_than_a_short_one(sentence: str) -> None:
    """Law: work grows about linearly with the number of sentences."""
    spent = []
    for size in (40_000, 160_000):
        text = (sentence * (size // len(sentence) + 1))[:size]
        start = process_time()
        found(text, DAY)
        spent.append(process_time() - start)
    assert spent[1] < 8 * max(spent[0], 0.02)


def _rows(path: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def test_a_statement_of_the_tracking_cases_holds_one_commitment_or_none(shared: Path) -> None:
    """Every older statement promises one thing, ; a newer one that tells an outcome, nothing."""
    outcomes = ("achieved", "progress", "short", "missed", "abandoned")
    for row in _rows(shared / "gold" / "tracking_cases.jsonl"):
        if row["prev"]:
            made = found(row["prev"], date.fromisoformat(row["prev_date"] or ""))
            assert len(made) == 1, row
        if row["next"]:
            made = found(row["next"], date.fromisoformat(row["next_date"] or ""))
            told = any(f"reported_{outcome}" in row["events"] for outcome in outcomes)  # type: ignore[operator]
            assert len(made) == (not told), row


@pytest.mark.parametrize("verb", ["want", "hope", "wish"])
def test_two_clauses_that_frame_each_other_are_read_once(verb: str) -> None:
    assert read_text(f"where gate is the word you {verb} to paint on the wall.").commitments == ()


_LOG = "# Action log\n\n| No | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"


def _log(file: Path, rows: str, day: date) -> Report:
    file.write_text(_LOG + rows, encoding="utf-8")
    return read(file, date=day)


def test_a_table_of_actions_names_what_is_to_be_done_by_whom_and_when(tmp_path: Path) -> None:
    text = (
        "| 1 | Weigh the anchor | Bosun | 3 May | Open |\n| 2 | Splice the rope | KL | June 2031 | |\n| 3 | | | | |\n"
    )
    made = _log(tmp_path / "log.md", text, date(2031, 4, 5)).commitments
    assert [(one.quote, one.actor, str(one.deadline)) for one in made] == [
        ("Weigh the anchor", "Bosun", "2031-05-03"),
        ("Splice the rope", "KL", "2031-06"),
    ]


def test_a_table_without_a_column_of_actions_promises_nothing(tmp_path: Path) -> None:
    text = "# Boats\n\n| Boat | Owner | Date |\n|---|---|---|\n| Weigh the anchor | Bosun | 3 May 2031 |\n"
    (tmp_path / "boats.md").write_text(text, encoding="utf-8")
    assert read(tmp_path / "boats.md", date=date(2030, 4, 5)).commitments == ()


def test_the_status_of_a_row_is_what_became_of_its_action(tmp_path: Path) -> None:
    row = "| 1 | Weigh the anchor | Bosun | 3 May | {} |\n"
    old = _log(tmp_path / "old.md", row.format("Open"), date(2031, 4, 5))
    done = _log(tmp_path / "done.md", row.format("Completed"), date(2031, 6, 5))
    again = _log(tmp_path / "again.md", row.format("Carried forward"), date(2031, 5, 1))
    assert [[*change.events] for change in compare(old, done).commitments] == [["reported_achieved"]]
    (carried,) = compare(old, again).commitments
    assert [note.code for note in carried.notes] == ["carried-over"]


def test_an_item_names_its_owner_behind_the_last_dash(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "# Trails\n\n## Next steps\n\n- Print the map – May 2031 – Head of Trails\n", encoding="utf-8"
    )
    (made,) = read(tmp_path / "plan.md", date=date(2030, 4, 5)).commitments
    assert (made.actor, str(made.deadline)) == ("Head of Trails", "2031-05")


@pytest.mark.parametrize(
    "text",
    [
        "Bring two forms of proof, or we cannot let you in.",
        "Work on 14 lanes was slow.",
        "Win 30% off the ferry with this leaflet.",
        "Try one of the 9 trails.",
        "The rowing club will widen its slipway.",
        "Our ferry trips continue as before.",
        "The market continues into the spring.",
    ],
)
def test_what_readers_are_told_to_do_and_what_others_do_is_no_promise(text: str) -> None:
    assert not read_text(text, date=DAY).commitments
