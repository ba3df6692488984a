from datetime import date

import reportdiff
from reportdiff.timelines import Thread


def thread(*said: str) -> Thread:
    """The thread of the first commitment through one report a year, from 2015."""
    reports = [
        reportdiff.read_text(text, date=date(2015 + year, 5, 1), name=str(year)) for year, text in enumerate(said)
    ]
    return reportdiff.track(reports).commitments[0]


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
