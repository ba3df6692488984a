"""What a figure is called: a stretch of its text that can be read without the passage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff import read_text
from reportdiff.extract.figures.coreference import under


def names(text: str) -> list[str]:
    return [figure.label for figure in read_text(text, date=date(2023, 5, 4)).figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Crews emptied 3,000 gullies in March.", ["Crews emptied … gullies"]),
        ("We emptied 3,000 gullies in March.", ["emptied … gullies"]),
        ("We will invest £2.2m on improvements to our homes.", ["invest … on improvements to our homes"]),
        ("84 wardens were moved to night shifts.", ["wardens moved to night shifts"]),
        ("Around 40 patients had not attended their appointment.", ["patients had not attended their appointment"]),
        ("The wait for a new bench is currently 7 weeks.", ["wait for a new bench"]),
        ("The rate of recycling stood at 41%.", ["rate of recycling"]),
        ("The average wait for a crew fell from 41 days to 27 days.", ["average wait for a crew"] * 2),
        ("The new system has cut the average wait from 41 to 27 days.", ["average wait"] * 2),
        ("The longest wait was 9 weeks (12 weeks in 2021).", ["longest wait"] * 2),
        ("The number of dwelling fires was 82 against a target of 85.", ["number of dwelling fires"] * 2),
    ],
)
def test_a_simple_clause_is_its_own_name(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("95.7% of repairs were completed at the first visit.", "repairs completed at the first visit"),
        ("We lost 4% of our trees.", "lost … of our trees"),
        ("4% of our trees.", "share of our trees"),
        ("8.6% of boats did not pass the check.", "boats did not pass the check"),
        ("98% of calls without a reference number were answered.", "calls without a reference number answered"),
    ],
)
def test_a_share_is_named_by_what_it_is_of(text: str, wanted: str) -> None:
    assert names(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We set a target to reuse 40% of garden stone.", "target to reuse … of garden stone"),
        ("The depot, which takes 3,000 tonnes of glass, is closed.", "depot, which takes … of glass"),
        ("We have a new yard, which cost £3m.", "new yard, which cost"),
        ("It was reported that survival rates stayed high at 91%.", "survival rates"),
        ("Nine of the 17 service standards were met.", "service standards met"),
        ("If funds allow, the team will repair 2,000 lamps.", "team will repair … lamps"),
        ("There were 2,190 reports of fly-tipping.", "reports of fly-tipping"),
    ],
)
def test_a_clause_without_a_subject_takes_what_it_hangs_on(text: str, wanted: str) -> None:
    assert names(text)[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "We invested £2.4m in roads, £1.1m in lighting and £0.9m in drains.",
            ["invested … in roads", "invested … in lighting", "invested … in drains"],
        ),
        (
            "Further investment of £2m came from the fund and £1m from the bank.",
            ["Further investment of … from the fund", "Further investment of … from the bank"],
        ),
        (
            "Drivers were called out on 47 nights, and 12 new gritters will join the fleet.",
            ["Drivers were called out", "new gritters join the fleet"],
        ),
        ("• 1,026 tons of glass were crushed • 393 tons of paper were baled", ["glass crushed", "paper baled"]),
    ],
)
def test_each_figure_of_a_list_has_its_own_words_and_the_shared_ones(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_a_name_of_one_word_gets_its_section() -> None:
    text = "# Winter service\n\nSickness was 4%.\n\n# Libraries\n\nThere were 12 visits.\n"
    assert names(text) == ["Sickness (Winter service)", "visits (Libraries)"]


def test_all_values_of_one_metric_bear_one_name() -> None:
    text = "Our crews repaired 19,870 potholes.\n\nIn 2021 our crews had repaired 21,350 potholes.\n"
    assert names(text) == ["crews repaired … potholes"] * 2


def test_a_figure_without_words_of_its_own_is_named_by_the_sentence_before() -> None:
    text = "We recycled 49% of household waste. We now hope to recycle 50% by 2026."
    assert names(text) == ["recycled … of household waste"] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Our unit saw 9,400 patients, with 96.2% being seen within four hours.",
            ["unit saw … patients", "patients being seen within four hours", "patients being seen within"],
        ),
        (
            "Crews are to reach 80% of urgent leaks within nine minutes and 90% of other leaks within 30 minutes.",
            [
                "Crews to reach … of urgent leaks within nine minutes",
                "Crews to reach urgent leaks within",
                "Crews to reach … of other leaks within 30 minutes",
                "Crews to reach other leaks within",
            ],
        ),
    ],
)
def test_a_limit_belongs_to_the_name_of_what_is_done_within_it(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The carbon that the Board itself produces fell from 1,420 to 1,290 tonnes.",
            "carbon that the Board itself produces",
        ),
        ("The wardens helped to bring a 37% reduction in litter.", "reduction in litter"),
        ("Libraries in the shire had staff absence of nine days.", "Libraries in the shire had staff absence"),
        ("The appointment of two gardeners for a yearly £27,000 was noted.", "appointment of … gardeners"),
        ("It took 9.5 days to answer a letter.", "how long it took to answer a letter"),
        (
            "The share of loans being booked on new machines went from 37% to 61%.",
            "share of loans being booked on new machines",
        ),
        (
            "One in six homes in the shire stands on land that may flood.",
            "homes in the shire stands on land that may flood",
        ),
        ("10% of pupils achieved eight or more grades.", "pupils achieved eight or more grades"),
        ("Over three quarters of sailors (78%) are content with moorings.", "sailors are content with moorings"),
        ("The library runs two vans, lending 6,000 books from each.", "library runs … vans"),
        (
            "A lamp is out in yards and buildings, some of which had stood empty for ten years.",
            "yards and buildings, some of which stood empty",
        ),
        (
            "Grass cutting was cheap and maintenance of playing fields and pitches was £920.",
            "maintenance of playing fields and pitches",
        ),
    ],
)
def test_a_name_is_the_whole_phrase_that_governs_the_figure(text: str, wanted: str) -> None:
    assert names(text)[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The clinic took 26,000 calls, a rise of 4%.", "rise (clinic took … calls)"),
        (
            "Litter in the shire fell by 6% compared to a national average rise of 2.5%.",
            "national average rise (Litter in the shire fell)",
        ),
        ("The kennels took in 912 stray dogs, 340 of them puppies.", "puppies (stray dogs)"),
        ("The number of unread letters fell and the current figure was 930.", "number of unread letters"),
        ("We received 120 kg of food and distributed 90 kg.", "distributed … of food"),
        ("There are 160 charities in the shire, employing 827 people.", "charities in the shire employing … people"),
        ("Fires: an increase of 15% was caused by storms.", "increase in Fires"),
        ("23% of grades were at level 7 and 13% were at level 8.", "grades were at level 8"),
        ("Last year 124 miles were resurfaced, four more than we promised.", "more than we promised (resurfaced)"),
        (
            "The energy plant was opened. In its first weeks it dealt with 9,300 tonnes of waste.",
            "energy plant dealt with … of waste",
        ),
        ("The grants were split as follows:\n\n- Holm Church £350\n- Mill Chapel £175", "Mill Chapel (grants)"),
    ],
)
def test_what_says_too_little_is_named_with_what_it_stands_for(text: str, wanted: str) -> None:
    assert names(text)[-1] == wanted


def test_names_hold_no_times_and_no_other_figures() -> None:
    text = "In 2019 we resurfaced 131 miles of road last year, nine more than the 122 miles in 2018."
    for name in names(text):
        assert not any(map(str.isdigit, name))
        assert "year" not in name


WORDS = (
    "the",
    "of",
    "3%",
    "£4m",
    "and",
    "(",
    ")",
    ",",
    ".",
    ":",
    "which",
    "not",
    "we",
    "saw",
    "homes",
    "2,000",
    "–",
    "’",
)


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_words_give_names_without_loose_ends(words: list[str]) -> None:
    for name in names(" ".join(words) + "."):
        assert name == name.strip(" ,…")
        assert "  " not in name


@pytest.mark.parametrize("count", [40, 128, 1000])
def test_halves_of_halves_are_named_at_once(count: int) -> None:
    """Each figure leads back to the one before; what was found for it is not worked out again."""
    report = read_text("7 lamps and " + "a half and " * count)
    assert report.figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Skates hired: 212 Lockers: 96 Helmets: 45",
            ["Skates hired", "Lockers", "Helmets"],
            id="each behind its name and a colon",
        ),
        pytest.param(
            "Attendance 512 Boat trips: 47 Picnic visits: 218 (Grown-ups: 140 Infants: 78)",
            ["Attendance", "Boat trips", "Picnic visits", "Grown-ups (Picnic visits)", "Infants (Picnic visits)"],
            id="a row with a bracket",
        ),
        pytest.param(
            "That left: Holiday fund £2,310.40 Repair fund £187.15",
            ["Holiday fund", "Repair fund"],
            id="money behind its name",
        ),
        pytest.param(
            "The warden showed the Permits Issued at Quay: • Mooring, 14 • Angling, 9",
            ["Mooring (Permits Issued at Quay)", "Angling (Permits Issued at Quay)"],
            id="items in a line under what they are of",
        ),
        pytest.param(
            "Landings reached 71,200, including 30,150 dinghies, up by 9.4 %; and 12,800 ferries, up by 2.7 %.",
            ["Landings reached", "Landings … dinghies", "rise in dinghies", "ferries", "rise in ferries"],
            id="growth of the thing beside it",
        ),
        pytest.param(
            "The Board adopted the parking plan by a vote of 9-2.",
            ["votes for (Board adopted the parking plan)", "votes against (Board adopted the parking plan)"],
            id="the two sides of a vote",
        ),
        pytest.param(
            "Rangers dealt with 214 strays, up from 160 last year for a 34% increase.",
            ["Rangers dealt with … strays"] * 2 + ["increase (Rangers dealt with … strays)"],
            id="growth behind what grew",
        ),
        pytest.param(
            "Notable finds include one comb, one pin and one bead, 41 potsherds and six coins.",
            ["potsherds", "coins"],
            id="the rest of a list is not theirs",
        ),
        pytest.param(
            "The shelter met 512 callers of which 301 were walkers and 118 cyclists.",
            ["shelter met … callers", "walkers (shelter met callers)", "cyclists (shelter met callers)"],
            id="parts by what they are",
        ),
        pytest.param(
            "£6,410 for mowing £2,300 for paint £915 in petty cash",
            ["for mowing", "for paint", "petty cash"],
            id="amounts before what they are for",
        ),
        pytest.param(
            "We raised, in all, £8,240, representing a rise of 6 per cent.",
            ["raised", "rise (raised)"],
            id="an aside between two commas",
        ),
        pytest.param(
            "Most hikers came from Norway (740), Spain (530) and the Faroes (410).",
            [f"{country} (Most hikers came)" for country in ("Norway", "Spain", "Faroes")],
            id="things in a row, each with its figure in brackets",
        ),
        pytest.param(
            "The Board saw 41 measures, of which 27 had increased, whilst 14 had decreased.",
            ["Board saw … measures", "measures … increased", "measures decreased"],
            id="what rose and what fell",
        ),
        pytest.param("Slipway Use: 77 uses in June.", ["uses (Slipway Use)"], id="a heading in the line"),
        pytest.param(
            "Gutters - The Trustees approved £31,250.",
            ["Trustees approved (Gutters)"],
            id="what was approved stands before the dash",
        ),
        pytest.param(
            "Punctuality for Line 1 was 71.2%, Line 2: 83.4% and B7: 90.1%.",
            ["Punctuality for Line 1", "Line 2 (Punctuality for Line 1)", "B7 (Punctuality for Line 1)"],
            id="named before a colon",
        ),
        pytest.param(
            "1,480 garden visits were made, 290 were paid by wardens.",
            ["garden visits made", "garden visits paid by wardens"],
            id="counted before",
        ),
        pytest.param(
            "Nearly a fifth of all calls to the Calderbourne and Kelby Flood and Rescue Service were false alarms.",
            ["calls to the Calderbourne and Kelby Flood and Rescue Service were false alarms"],
            id="long subject",
        ),
        pytest.param(
            "Of helpers, 83% would recommend rowing at the Lake.",
            ["helpers recommend rowing at the Lake"],
            id="recommends doing",
        ),
        pytest.param(
            "There were 1,870 questions against an earlier monthly average of 1,640.",
            ["questions", "questions"],
            id="average of before",
        ),
        pytest.param(
            "We spent 2% of the fund on flood walls (which would raise £1.7m).",
            ["spent … of the fund on flood walls", "fund on flood walls which would raise"],
            id="half a bracket",
        ),
        pytest.param(
            "We packed 870 seed boxes. 260 of these were for schools.",
            ["packed … seed boxes", "seed boxes … were for schools"],
            id="part of what was counted",
        ),
        pytest.param(
            "In the third quarter, 31 (62%) beach huts were let to families.",
            ["beach huts let to families"] * 2,
            id="what a clause says of its figure",
        ),
        pytest.param(
            "Mooring fees are slightly outside budget by 0.3%.", ["Mooring fees are slightly outside budget"], id="by"
        ),
        pytest.param(
            "Pump losses have risen from 61.5 Ml/d to 64.2 Ml/d, below the two-year average of 66 Ml/d.",
            ["Pump losses"] * 3,
            id="a rate behind a stroke, a window of an average",
        ),
        pytest.param(
            "Sparks caused over a quarter of the blazes (14 of 51).",
            ["Sparks caused … of the blazes"] * 3,
            id="a share in numbers",
        ),
        pytest.param(
            "The crew made 817 dives although this is 96 fewer than the 913 made last year.",
            ["crew made … dives", "fewer (crew made … dives)", "crew made … dives"],
            id="fewer",
        ),
        pytest.param(
            "Gas use in the kilns down 8%.\n\nMooring fees per metre of quay 14% lower.",
            ["Gas use in the kilns down", "Mooring fees per metre of quay … lower"],
            id="down, lower",
        ),
        pytest.param(
            "Our ferry shows a 6% fall in fuel use, equating to more than 85 tonnes of diesel.",
            ["fall in fuel use", "of diesel (fall in fuel use)"],
            id="equal to",
        ),
        pytest.param(
            "The Bowls Guild noted stall fees of £312.40 and savings of £95.",
            ["stall fees", "savings"],
            id="one noun beside another",
        ),
        pytest.param(
            "£31.20 – Rudd & Daughter – hedge laying £47 – Moss Brothers – seed and sand",
            ["Rudd & Daughter hedge laying", "Moss Brothers seed and sand"],
            id="payments, each behind a dash",
        ),
        pytest.param(
            "There were 385 moorings in the basin. The decrease was 6.1%.",
            ["moorings in the basin", "decrease in moorings in the basin"],
            id="what fell",
        ),
        pytest.param("Current a/c £412.55", ["Current a/c"], id="account current"),
        pytest.param(
            "Since our trench began in May we have dug up £88 of coin.",
            ["dug up … of coin"],
            id="since we",
        ),
        pytest.param(
            "In 2021, we kept up 6.2 Ml/d, which is above the plan.",
            ["kept up … which is above the plan"],
            id="no noun names it",
        ),
        pytest.param("The guild tripled its tours.", ["guild … its tours"], id="a verb is the figure"),
        pytest.param(
            "Mooring tolls rose by 4%, and fishing fees by 7% in May.",
            ["Mooring tolls rose", "rise in fishing fees"],
            id="a verb said once",
        ),
        pytest.param(
            "The number of geese at the lake almost tripled, going up by 212 per cent.",
            ["number of geese at the lake", "going up (number of geese at the lake)"],
            id="going up by",
        ),
        pytest.param(
            "The amount of toll and pier dues lost due to broken gates this year was £41,870.",
            ["amount of toll and pier dues lost due to broken gates"],
            id="a subject with a time before its verb",
        ),
        pytest.param(
            "A year before it was 38.4%. We have lifted our target from 37% to 41% by 2034.",
            ["it was", "target", "target"],
            id="a value that nothing names",
        ),
        pytest.param("The mill is open 9 hours a day.", ["mill is open"], id="what it is"),
        pytest.param(
            "A fall in the share of glass that went from 61% to 57% was seen.",
            ["share of glass"] * 2,
            id="levels",
        ),
        pytest.param("The barge queue almost tripled adding to the work of the lock.", ["barge queue"], id="tripled"),
        pytest.param(
            "The moorings with most swans were Ashby 14, Tolworth 8 and Penn 5.",
            [
                "Ashby (moorings with most swans)",
                "Tolworth (moorings with most swans)",
                "Penn (moorings with most swans)",
            ],
            id="a row of pairs",
        ),
        pytest.param(
            "The kiln was fired over 70 times, of which visiting potters account for some 40 firings.",
            ["kiln was fired", "kiln which visiting potters account for … firings"],
            id="of which goes on",
        ),
        pytest.param(
            "The plan is that new valves would cut the volume of brine led to drains by 9%.",
            ["fall in volume of brine led to drains"],
            id="what moves",
        ),
        pytest.param(
            "Anglers paid £3.1m for permits, up 7% from £2.9m in 2019.",
            ["Anglers paid … for permits", "up (Anglers paid … for permits)", "Anglers paid … for permits"],
            id="up",
        ),
        pytest.param("Cash in hand: 3rd June 2022.......£871.20", ["Cash in hand"], id="dots that lead to an amount"),
        pytest.param(
            "The ferry booked a 4% rise on last year's freight.", ["rise on last year's freight"], id="whose time"
        ),
    ],
)
def test_a_figure_beside_others_is_named_by_what_sets_it_apart(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "The ferry was hit by a 3% drop in net income last year to £1.4m.",
            ["drop in net income", "net income"],
            id="what a drop leads to is what dropped",
        ),
        pytest.param(
            "We saw a 70% increase in letters to our museum (up from 17 in 2016 to 29 in 2017).",
            ["increase in letters to our museum", *["letters to our museum"] * 2],
            id="what an increase in brackets is from and to",
        ),
        pytest.param(
            "The ward has been cutting the time to discharge patients (from 41 days to 27 days).",
            ["time to discharge patients"] * 2,
            id="what was cut, in brackets",
        ),
        pytest.param(
            "Wardens have now reduced the average time to settle them (from 41 weeks in 2030 to 26 weeks in 2031).",
            ["average time to settle them (Wardens)"] * 2,
            id="a time to do something that was reduced",
        ),
        pytest.param(
            "The number of new boats for sale to local anglers in hamlets along the coast of the bay was 140.",
            ["number of new boats for sale along the coast of the bay"],
            id="of many phrases the middle goes first",
        ),
        pytest.param(
            "The new boiler cut heating bills by 35%, from £200 to £130.",
            ["new boiler cut heating bills"] * 3,
            id="what a change is from and to",
        ),
        pytest.param("We remind the Guild of the need to save £3m.", ["need to save"], id="who is reminded"),
        pytest.param(
            "Income rose to £37m (2019: £34m), including £32m (2019: £30m) from gifts and legacies.",
            [*["Income"] * 2, *["gifts and legacies"] * 2],
            id="a bracket with the year before",
        ),
        pytest.param(
            "The lodge took 4,200 bookings, an increase of 5% year-on-year.",
            ["lodge took … bookings", "increase of … year-on-year (lodge took … bookings)"],
            id="an increase beside what it is of",
        ),
        pytest.param(
            "Those waiting more than a year fell to 140.", ["Those waiting more than a year"], id="those who wait"
        ),
        pytest.param(
            "There were 12 fires in homes, 8 in shops and 3 in schools.",
            ["fires in homes", "fires in shops", "fires in schools"],
            id="counted once",
        ),
        pytest.param(
            "41 tenants were in Band A, 22 in Band B and 9 moved out.",
            ["tenants were in Band A", "tenants in Band B", "tenants moved out"],
            id="subject of all",
        ),
        pytest.param(
            "The boats were in the north and of these 19 were rotten. Of these, 4 sank.",
            ["boats … were rotten", "boats … sank"],
            id="of these",
        ),
        pytest.param("Of the fish in the nets, 96% was sold here.", ["fish in the nets sold"], id="of what a share is"),
        pytest.param(
            "13% of boys, 38% of girls and 28% of teachers are from Kelby.",
            ["boys are from Kelby", "girls are from Kelby", "teachers are from Kelby"],
            id="what is told of all",
        ),
        pytest.param("The pier saw a 2.4% rise in anglers to 188,000.", ["rise in anglers", "anglers"], id="no rise"),
    ],
)
def test_a_name_holds_what_its_clause_counts(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("44% of lamps were lit. The Welsh average was 46%.", "Welsh average (lamps lit)"),
        ("The time taken to clear snow was above the Government target of 12 days.", None),
        (
            "The wait for a plot was 9 days, whilst the national average was 7 days.",
            "national average (wait for a plot)",
        ),
        ("The staff expect GDP growth of 0.2% in the fourth quarter.", "GDP growth"),  # that is what grew
    ],
)
def test_an_average_that_tells_only_whose_it_is_needs_what_it_is_of(text: str, wanted: str | None) -> None:
    assert names(text)[-1] == (wanted or "time taken to clear snow was above the Government target")


def test_a_rise_on_the_year_before_is_one_in_what_was_counted_first() -> None:
    assert names("We packed 940 parcels, 38% of which were for children. This was a rise of 8%.")[-1] == (
        "rise (packed … parcels)"
    )


def test_what_was_done_to_some_of_them_is_named_with_what_they_are() -> None:
    text = "Out of the 40 pledges, 31 had been kept and 6 had been broken."
    assert names(text)[1:] == ["pledges kept", "pledges broken"]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("2031-32 Spending", "mowing (2031-32 Spending)"),
        ("Agenda Items", "mowing"),
        ("Warden's Report (Item 9)", "mowing"),
        ("What the Harbour Committee saw and heard in spring", "mowing"),
    ],
)
def test_only_a_short_heading_that_is_no_paper_s_title_stands_behind_a_name(title: str, wanted: str) -> None:
    assert under("mowing", title) == wanted
