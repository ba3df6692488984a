"""What the government is to do promises nothing in a report of somebody else."""

import gc
from datetime import date
from functools import partial

import pytest

from reportdiff import read_text
from reportdiff.extract.context import speaks_outside

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

_OTHERS = (
    "The Treasury will appoint two members of the board next spring.",
    "The Secretary of State will lay the order before Parliament in the autumn.",
    "The Home Secretary will choose the new commissioner in March.",
    "Ministers will decide in June whether the scheme goes on.",
    "The Cabinet Office will revise the list in January.",
    "The Government plans to abolish the levy in 2025.",
    "The Prime Minister has pledged to cut the tax by March.",
    "The government's target is 300,000 homes a year by 2026.",
    "The rules will be set by ministers in the spring.",
    "The list will be approved by the Secretary of State in the autumn.",
    "The commissioner will be chosen by the Home Secretary in March.",
    "The Department for Education will change the formula in 2025.",
    "The Electoral Commission will review the boundaries in 2025.",
    "Parliament has committed the country to net zero by 2050.",
    "Parliament has promised to look again at the law by 2025.",
)
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


@pytest.mark.parametrize("line", _OTHERS)
def test_what_the_government_is_to_do_is_no_promise_of_others(line: str) -> None:
    assert [made.quote for made in read_text(_OUTSIDE.format(line=line), date=_DAY).commitments] == []


@pytest.mark.parametrize("line", _KEPT)
def test_what_is_paid_or_done_for_the_body_stays_a_promise(line: str) -> None:
    assert len(read_text(_OUTSIDE.format(line=line), date=_DAY).commitments) == 1


@pytest.mark.parametrize("title", ["Ministry of Works", "Budget Speech", "Report of the Minister for Ports"])
def test_a_report_of_the_government_promises_what_the_government_is_to_do(title: str) -> None:
    text = _OUTSIDE.replace("Report of the Chief Executive", title)
    found = read_text(text.format(line="The Government will abolish the levy in 2025."), date=_DAY).commitments
    assert [made.quote for made in found] == ["The Government will abolish the levy in 2025"]


def test_who_speaks_of_this_government_speaks_for_it() -> None:
    assert speaks_outside(_OUTSIDE)
    assert not speaks_outside(_OUTSIDE.format(line="This Government has kept its word."))


def test_a_text_whose_subject_is_the_government_throughout_is_the_governments() -> None:
    assert not speaks_outside(_OUTSIDE.format(line="The Government will act. " * 4))


def test_a_single_statement_says_nothing_of_who_speaks() -> None:
    assert not speaks_outside("We said that our ministers will decide. We hope so. We wait.")


def test_no_text_is_kept_when_its_report_is_gone() -> None:
    text = "Report of the Board\n\n1. The plant was closed. It will be sold by March 2027.\n"
    read_text(text, date=date(2026, 5, 14))
    gc.collect()
    held = [found for found in gc.get_objects() if isinstance(found, partial) and found.func is speaks_outside]
    assert [found for found in held if found.args == (text,)] == []
