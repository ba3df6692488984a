from datetime import date
from itertools import permutations

import reportdiff
from reportdiff.history.timelines import Thread


def thread(*said: str) -> Thread:
    """The thread of the first commitment through one report a year, from 2015."""
    reports = [
        reportdiff.read_text(text, date=date(2015 + year, 5, 1), name=str(year)) for year, text in enumerate(said)
    ]
    return reportdiff.track(reports).commitments[0]


def test_a_timeline_names_the_currency_of_its_values() -> None:
    reports = [
        reportdiff.read_text(f"The grant was £{value}m.", date=date(year, 5, 1))
        for year, value in ((2015, "6.2"), (2016, "7.4"))
    ]
    assert str(reportdiff.track(reports).metrics[0]).startswith("grant: 2015  £6.2m | 2016  £7.4m")


HUBS = "We will open four hubs by {}."


def test_the_first_promise_is_never_overwritten() -> None:
    hubs = thread(HUBS.format(2016), HUBS.format(2018), HUBS.format(2019))
    assert (str(hubs.first.deadline), str(hubs.last.deadline)) == ("2016", "2019")


def test_slippage_is_measured_against_the_first_and_the_last_statement() -> None:
    assert thread(HUBS.format(2016), HUBS.format(2018), HUBS.format(2019)).slippage == (365 * 3, 365)
    assert thread(HUBS.format(2018), HUBS.format(2017)).slippage == (-365, -365)
    assert thread(HUBS.format(2018), "We opened two parks.").slippage is None


def test_a_thread_is_open_until_a_report_says_how_it_ended() -> None:
    assert thread(HUBS.format(2018), HUBS.format(2018)).open
    assert not thread(HUBS.format(2016), "We have opened four hubs.").open


def test_an_open_thread_is_overdue_after_its_last_deadline() -> None:
    hubs = thread(HUBS.format(2016), HUBS.format(2018))
    assert not hubs.overdue(on=date(2018, 12, 31))
    assert hubs.overdue(on=date(2019, 1, 1))
    assert not thread(HUBS.format(2016), "We have opened four hubs.").overdue(on=date(2030, 1, 1))
    assert not thread("We will open four hubs.", "We will open four hubs.").overdue(on=date(2030, 1, 1))


def test_what_the_last_report_does_not_mention_is_marked() -> None:
    assert thread(HUBS.format(2018), "The parks were mown twice.").not_mentioned
    assert not thread(HUBS.format(2018), HUBS.format(2018)).not_mentioned


OTHER = "The parks were mown twice."


def told(said: Thread) -> list[tuple[str, ...]]:
    return [tuple(event.value for event in stage.events) for stage in said.stages]


def test_a_promise_that_comes_back_after_silence_is_the_same_promise() -> None:
    hubs = thread(HUBS.format(2019), OTHER, HUBS.format(2019))
    assert told(hubs) == [(), ("absent_before_deadline",), ("unchanged",)]
    assert not hubs.not_mentioned


def test_it_is_compared_with_its_last_statement() -> None:
    hubs = thread(HUBS.format(2017), HUBS.format(2018), OTHER, HUBS.format(2020))
    assert told(hubs)[1:] == [("deadline_later",), ("absent_before_deadline",), ("deadline_later",)]
    assert hubs.slippage == (365 * 3 + 1, 365 * 2 + 1)


def test_every_silent_report_has_its_stage_when_the_promise_is_back() -> None:
    hubs = thread(HUBS.format(2016), OTHER, "The library was painted.", HUBS.format(2020))
    assert told(hubs) == [(), ("absent_before_deadline",), ("absent_after_deadline",), ("deadline_later",)]


def test_after_three_silent_reports_it_is_another_promise() -> None:
    assert len(thread(HUBS.format(2025), OTHER, OTHER, OTHER, HUBS.format(2025)).stages) == 2


def test_the_outcome_may_be_told_after_silence() -> None:
    hubs = thread(HUBS.format(2019), OTHER, "We have opened four hubs.")
    assert hubs.settled
    assert len(hubs.stages) == 3


def test_another_promise_is_not_the_one_that_fell_silent() -> None:
    hubs = thread(HUBS.format(2019), OTHER, "We will plant 900 trees by 2020.")
    assert len(hubs.stages) == 2


def test_a_settled_promise_does_not_come_back() -> None:
    """What is promised anew after it was achieved is a new promise."""
    hubs = thread(HUBS.format(2016), "We have opened four hubs.", HUBS.format(2019))
    assert len(hubs.stages) == 2


def test_a_return_does_not_depend_on_the_order_in_which_reports_are_given() -> None:
    """Tracking all at once, in any order, equals tracking some and adding the rest."""
    said = (HUBS.format(2016), OTHER, HUBS.format(2018) + " We will plant 900 trees by 2019.", HUBS.format(2019))
    reports = [
        reportdiff.read_text(text, date=date(2015 + year, 5, 1), name=str(year)) for year, text in enumerate(said)
    ]
    whole = reportdiff.track(reports).to_dict()
    assert [len(thread.stages) for thread in reportdiff.track(reports).commitments] == [4, 2]
    for order in permutations(range(len(reports))):
        given = [reports[at] for at in order]
        assert reportdiff.track(given).to_dict() == whole
        assert reportdiff.track(given[:2]).with_report(given[2]).with_report(given[3]).to_dict() == whole
