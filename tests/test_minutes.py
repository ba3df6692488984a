"""What is paid or done for a body is a promise in its report, and what the government does in the government's own."""

from datetime import date

import pytest

from reportdiff import read_text
from reportdiff.about import are_minutes

_OUTSIDE = """Report of the Chief Executive

{line}

We cut the time that callers wait from nine minutes to four, and our staff were thanked for it by many callers.
The winter was hard on the roofs of our older buildings and two of them leaked for weeks before they were mended.
Sickness among drivers came down a little. We have held our costs and the reserve is as large as it was a year ago.

Our volunteers gave more hours than in any year since the war, and we are proud of what they did for people who live by
themselves. The new shop has paid for itself. The minibus needs a new clutch, and the roof of the shed has to be felted
again. The accounts are attached, and so is the list of those who have given money for the work that the year has seen.

Last of all, a word about the office. The telephones were changed in June, the desks were moved, and the printer
that vexed us since it was bought was given away. Visitors are met at the door now and shown where they have to go.
"""

_KEPT = (
    "The Department for Education will fund a second classroom in 2025.",
    "The contractor will hand over the building in May 2024.",
    "The government grant will be spent on ramps by March 2024.",
    "The department will move to the ground floor in May 2024.",
    "The works manager will inspect every roof by March 2024.",
    "The secretary will write to every member by March 2024.",
    "The returns will be filed by the secretary by March 2024.",
    "The garden will be opened by the President in May 2024.",
    "Our minister will visit every home by March 2024.",
)
_DAY = date(2023, 9, 26)


@pytest.mark.parametrize("line", _KEPT)
def test_what_is_paid_or_done_for_the_body_stays_a_promise(line: str) -> None:
    assert len(read_text(_OUTSIDE.format(line=line), date=_DAY).commitments) == 1


@pytest.mark.parametrize("title", ["Ministry of Works", "Budget Speech", "Report of the Minister for Ports"])
def test_a_report_of_the_government_promises_what_the_government_is_to_do(title: str) -> None:
    text = _OUTSIDE.replace("Report of the Chief Executive", title)
    found = read_text(text.format(line="The Government will abolish the levy in 2025."), date=_DAY).commitments
    assert [made.quote for made in found] == ["The Government will abolish the levy in 2025"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Cllr Moss introduced the report. He stated that the road had been closed and that it would open in May.",
        "Apologies: Cllr Ash. The minutes of the last meeting were signed. KL to order the paint.",
        "Members noted the report. In response to a question the officer advised that the fee would rise.",
    ],
)
def test_a_few_lines_of_minutes_are_known_for_what_they_are(text: str) -> None:
    assert are_minutes(text)


def test_a_report_that_speaks_for_itself_is_no_minutes_though_it_names_a_meeting() -> None:
    assert not are_minutes(_OUTSIDE)
    assert not are_minutes(
        "We told the last meeting of the Council that we would buy two vans. Our members agreed with us."
    )
