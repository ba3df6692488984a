"""The role of a figure as its own clause tells it."""

from datetime import date

import pytest

from reportdiff import read_text


def roles(text: str) -> list[str]:
    return [figure.role.value for figure in read_text(text, date=date(2023, 5, 4)).figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Out of the 31 pledges 22 were on track.", ["actual", "actual"]),
        ("Helped over 2,300 tenants to cope with the new rules.", ["actual"]),
        ("The branch saw 420 commits to the archive.", ["actual"]),
        ("There had been 64 new referrals in the quarter.", ["actual"]),
        ("There were 64 referrals; the year before there had been 73.", ["actual", "baseline"]),
        ("We attended five fewer road collisions.", ["change"]),
        ("We had 700 more patients in March than in April.", ["change"]),
    ],
)
def test_what_a_clause_of_the_past_tells_is_a_fact(text: str, wanted: list[str]) -> None:
    assert roles(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that expenditure of £13,300 be approved.",
        "It was resolved to set aside £610.",
        "The Committee decided to continue buying bonds at a pace of £40 million a month.",
        "Members noted the ongoing work to deliver 450 new homes by Spring 2026.",
        "The forecast outturn for 2023/24 is a £7.2m overspend.",
    ],
)
def test_what_is_resolved_or_still_to_be_done_is_wanted(text: str) -> None:
    assert roles(text) == ["target"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Turnout was 41.2 per cent (38.9 per cent in 2019).", ["actual", "baseline"]),
        ("Thefts had increased by 12% (2,310 offences to 2,587).", ["change", "baseline", "actual"]),
        ("The share was 2.2 per cent, an improvement on 4.7 per cent.", ["actual", "baseline"]),
        ("The farm had 95 cows at its peak.", ["actual"]),
        ("It was decided that the levy would be £18,200, a rise of 1.3%.", ["target", "change"]),
    ],
)
def test_old_and_new_in_one_sentence_each_have_their_own(text: str, wanted: list[str]) -> None:
    assert roles(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ward saw 340 patients. This time last year we had 310 beds.", ["actual", "baseline"]),
        ("Whilst previously, six teams were short of staff, this year nine teams are.", ["baseline", "actual"]),
        ("We aim for a 5% cut from our 2015 performance of 70 litres.", ["target", "baseline"]),
        ("Waits fell by 12%, those for children by 4% and those for adults by 9%.", ["change", "change", "change"]),
        ("Meals were up by 40% to 2,100 and parcels by 60% to 900.", ["change", "actual", "change", "actual"]),
        ("The rise of 7% equates to £3 a household.", ["change", "change"]),
        ("Two visits (840 last year compared to 756 this year) were made.", ["actual", "baseline", "actual"]),
        ("After 3 strikes a letter may be sent.", ["limit"]),
        ("Councils have the power to raise the levy by up to 3%.", ["limit"]),
        ("The grant was paid to the three halls.", ["actual"]),
        ("The money should be paid to the three halls.", ["actual"]),
        ("A gift of £650 proposed by the chairman was agreed.", ["target"]),
        ("We are committed to cutting leaks, at home and in the streets, by 15%.", ["target"]),
        ("Of the homes that were sold 40% were flats, well below our target of 60%.", ["actual", "target"]),
        ("Calls answered within target was 96%.", ["actual"]),
        ("We want to increase that number to 600.", ["target"]),
        ("Goal: Cut emissions by 25%. Baseline: Emitted 410 tonnes a year.", ["target", "baseline"]),
        ("The original quotation was for £19,160 and a new quote of £20,966 was accepted.", ["baseline", "actual"]),
        ("A further £4,000 is due from the county.", ["target"]),
        ("We will get the hall paid £200.", ["target"]),
    ],
)
def test_each_figure_has_the_role_that_its_own_clause_gives_it(text: str, wanted: list[str]) -> None:
    assert roles(text) == wanted


def test_a_place_designed_for_so_many_has_a_limit() -> None:
    assert roles("Over 900 people a day walk through a hall designed for 450.")[-1] == "limit"


def whens(text: str) -> list[str | None]:
    return [figure.when for figure in read_text(text, date=date(2023, 5, 4)).figures]


def test_a_time_that_opens_a_paragraph_or_a_list_holds_for_what_follows() -> None:
    text = "In the last quarter the stock of books grew to 41,000. There were 6,400 loans from 150 shelves."
    assert whens(text) == ["In the last quarter"] * 3
    listed = "For the last quarter the board looks like:\n\n* 38,200 books\n* 1,940 open letters\n"
    assert whens(listed) == ["For the last quarter"] * 2
    assert whens("In 2021 we had 40 staff. We have 50 staff.") == ["In 2021", None]


def test_a_plan_that_opens_a_list_holds_for_its_items() -> None:
    text = "Over the next two years we will spend £48 million.\n\n• £30 million on schools.\n• £18 million on roads.\n"
    assert roles(text) == ["target"] * 3


def test_a_part_has_the_time_of_its_whole() -> None:
    assert whens("27 bids were received in March 2023, 13 of which were successful.") == ["in March 2023"] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("81% of care plans were up to date in this quarter.", "in this quarter"),
        ("As previously mentioned, the shire keeps 60% of the toll.", None),
        ("Some 310 children took part in the Winter Walking Challenge.", None),
        ("We made 290 changes to the 2021Q2 branch.", None),
        ("As noted in the last report, the office has 12 posts.", None),
    ],
)
def test_words_that_only_look_like_a_time_date_nothing(text: str, wanted: str | None) -> None:
    assert whens(text) == [wanted]


@pytest.mark.parametrize("text", ["Our target is to resurface 140 miles of road.", "The depot is to open 30 bays."])
def test_what_is_to_be_done_is_wanted(text: str) -> None:
    assert roles(text) == ["target"]
