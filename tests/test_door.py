"""What a caller hands in that is not what was asked for: each public name says what it is and what is wanted."""

import io
import json
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import reportdiff as rd
from reportdiff import archive, batch, corrections
from reportdiff.archive import Archive
from reportdiff.errors import NotFound, ReadError, ReportdiffError, UnsupportedFormat, WrongType

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXT = "# Roads\n\n1. We mended 40 lamps. We will mend 50 lamps by March 2031."
REPORT: Any = rd.read_text(TEXT, date=date(2030, 5, 1))


api: Any = rd  # what follows is wrong on purpose
many: Any = batch
archives: Any = archive
fixes: Any = corrections


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: api.compare("2023.txt", REPORT), "the old report is a str ('2023.txt'). Give a Report"),
        (lambda: api.compare(REPORT, None), "the new report is None. Give a Report"),
        (lambda: api.compare(REPORT, REPORT, corrections="c.json"), "corrections is a str ('c.json'). Give what"),
        (lambda: api.compare(REPORT, REPORT, corrections=[{}]), "a correction is a dict ({}). Give what"),
        (lambda: api.compare(REPORT, REPORT, corrections=iter(())), "corrections is a tuple_iterator"),
        (lambda: api.compare(REPORT, REPORT, vocabulary="x"), "vocabulary is a str ('x'). Give a Vocabulary"),
        (lambda: api.compare(REPORT, REPORT, polarity="up"), "polarity is a str ('up'). Give a mapping"),
        (lambda: api.compare(REPORT, REPORT, similarity=0.5), "similarity is a float (0.5). Give a function"),
        (lambda: api.track("2023.txt"), "reports is a str ('2023.txt'). Give Reports"),
        (lambda: api.track(["2023.txt"]), "one of the reports is a str ('2023.txt'). Give Reports"),
        (lambda: api.track(7), "reports is an int (7). Give Reports"),
        (lambda: api.track([]).with_report("x"), "the report is a str ('x'). Give a Report"),
        (lambda: api.track([REPORT]).metric(3), "what is looked for is an int (3). Give some words"),
        (lambda: api.compare(REPORT, REPORT).figure(None), "what is looked for is None. Give some words"),
        (lambda: api.read_text(b"x"), "the text is a bytes (b'x'). Give a str; the bytes of a file go to"),
        (lambda: api.read_text("x", date="2024-05-16"), "date is a str ('2024-05-16'). Give a datetime.date"),
        (lambda: api.read_text("x", limits={"bytes": 5}), "limits is a dict ({'bytes': 5}). Give reportdiff.readers"),
        (lambda: api.read_text("x", vocabulary=[]), "vocabulary is a list ([]). Give a Vocabulary"),
        (lambda: api.read_text("x", body=5), "body is an int (5). Give a text"),
        (lambda: api.read(5), "what is to be read is an int (5). Give a path, an open binary file, or bytes"),
        (lambda: api.read(None), "what is to be read is None. Give a path, an open binary file, or bytes"),
        (lambda: archives.Archive(None), "the archive is None. Give the path"),
        (lambda: fixes.load(None), "the path is None. Give the path of a JSON file"),
        (lambda: api.compare(REPORT, REPORT).to_text(width="x"), "the width is a str ('x'). Give a number"),
        (lambda: api.track([REPORT]).to_text(width=None), "the width is None. Give a number"),
        (lambda: api.compare(REPORT, REPORT).commitment(None), "what is looked for is None. Give some words"),
        (lambda: api.track([REPORT]).overdue("x"), "the day is a str ('x'). Give a datetime.date"),
        (lambda: api.track([REPORT]).commitments[0].overdue("x"), "the day is a str ('x'). Give a datetime.date"),
        (lambda: api.compare(REPORT, REPORT, corrections=None), "corrections is None. Give what"),
        (lambda: api.track([REPORT], corrections=None), "corrections is None. Give what"),
        (lambda: api.compare(REPORT, REPORT).findings(None), "the rule is None. Give for example"),
        (lambda: api.compare(REPORT, REPORT).section(None), "what is looked for is None. Give some words"),
        (lambda: api.compare(REPORT, REPORT).narrowed("x", ()), "the sections is a str ('x'). Give Sections"),
        (lambda: api.compare(REPORT, REPORT).narrowed([5], ()), "a section is an int (5). Give Sections"),
        (lambda: api.compare(REPORT, REPORT).to_html(5), "the path is an int (5). Give the path of a file"),
        (lambda: api.track([REPORT]).topic(None), "what is looked for is None. Give some words"),
        (lambda: api.track([REPORT]).metric("lamps", body=5), "body is an int (5). Give a text"),
        (lambda: api.track([REPORT]).narrowed("x"), "the topic is a str ('x'). Give a Topic"),
        (lambda: api.track([REPORT]).to_xlsx([]), "the path is a list ([]). Give the path of a file"),
        (lambda: REPORT.cite(5), "the place is an int (5). Give a Span"),
        (lambda: REPORT.quote(None), "the place is None. Give a Span"),
        (lambda: REPORT.points("x"), "the metric is a str ('x'). Give a Metric"),
        (lambda: REPORT.metric_of(None), "the figure is None. Give a Figure"),
        (lambda: many.read_all("2023.txt"), "paths is a str ('2023.txt'). Give a list of paths"),
    ],
)
def test_another_kind_of_thing_is_answered_with_what_is_wanted(call: Callable[[], object], told: str) -> None:
    with pytest.raises(WrongType) as caught:
        call()
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, ReportdiffError)
    assert str(caught.value).startswith(told)


def test_a_moment_counts_as_its_day(tmp_path: Path) -> None:
    moment = datetime(2030, 5, 16, 14, 30)
    report = rd.read_text(TEXT, date=moment)
    assert type(report.date) is date
    assert rd.track([report]).commitments[0].overdue(datetime(2032, 5, 16, 14, 30))
    with Archive(tmp_path / "a.db") as archive:
        archive.add(report)
        assert len(archive.entries(since=moment, until=moment)) == 1
        with pytest.raises(WrongType, match="since is a str"):
            archive.entries(since="2024")  # type: ignore[arg-type]
        with pytest.raises(WrongType, match="a report is a str"):
            archive.add("2023.txt")  # type: ignore[arg-type]


def test_the_bytes_of_a_file_are_read_and_named() -> None:
    report = rd.read(TEXT.encode(), name="upload.md")
    assert (report.source.name, len(report.figures)) == ("upload.md", 2)
    assert rd.read(io.BytesIO(TEXT.encode()), name="upload.md") == report
    with pytest.raises(UnsupportedFormat, match=r"^upload\.png: "):
        rd.read(b"\x89PNG\r\n\x1a\n\0\0", name="upload.png")


def test_an_empty_path_is_none() -> None:
    with pytest.raises(ReadError, match="the path is empty"):
        rd.read("")


def test_a_file_s_name_given_as_a_text_is_noted() -> None:
    assert [note.code for note in rd.read_text("2024.txt").notes if note.code == "text_is_a_name"] != []
    assert [note.code for note in rd.read_text("See 2024.txt").notes if note.code == "text_is_a_name"] == []


def test_a_similarity_beyond_one_is_an_error_and_an_unknown_polarity_a_note() -> None:
    old, new = (rd.read(path) for path in sorted(FIXTURES.glob("*-constructed-*.txt"))[1:])
    with pytest.raises(ReportdiffError, match=r"similarity gave 5\.0"):
        rd.compare(old, new, similarity=lambda one, other: 5.0)
    notes = rd.compare(REPORT, REPORT, polarity={"unicorn": "up", "lamps": "up"}).notes
    assert [note.message for note in notes if note.code == "polarity_unused"] == [
        "no metric is called 'unicorn', which is said to be better up"
    ]


def test_a_span_beyond_the_text_is_no_place_in_it() -> None:
    longer = rd.read_text(f"{TEXT}\n\n2. We hold 70 keys.")
    with pytest.raises(NotFound, match="lies beyond the text"):
        REPORT.cite(longer.figures[-1].span)


def test_json_given_as_text_is_answered_with_the_way_to_read_it() -> None:
    text: Any = rd.compare(REPORT, REPORT).to_json()
    with pytest.raises(ReportdiffError, match=r"Give json\.loads\(text\)"):
        rd.ReportDiff.from_dict(text)
    assert rd.ReportDiff.from_dict(json.loads(text)).to_json() == text


def test_an_archive_in_another_thread_or_closed_says_what_to_do(tmp_path: Path) -> None:
    found: list[str] = []

    def use(archive: Archive) -> None:
        try:
            archive.entries()
        except ReportdiffError as error:
            found.append(error.remedy)

    with Archive(tmp_path / "a.db") as archive:
        other = threading.Thread(target=use, args=(archive,))
        other.start()
        other.join()
    use(archive)
    assert found == [
        "Open an Archive of its own in each thread; several may be open at once",
        "It was closed: open the Archive again",
    ]


def test_a_kind_given_as_a_path_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for made in (rd.compare(REPORT, REPORT), rd.track([REPORT])):
        with pytest.raises(ReportdiffError, match="Give kind='commitments'"):
            made.to_csv("commitments")
    assert list(tmp_path.iterdir()) == []


def test_every_value_shows_itself_in_one_short_line(tmp_path: Path) -> None:
    later = rd.read_text(TEXT.replace("40", "45"), date=date(2031, 5, 1))
    diff, history = rd.compare(REPORT, later), rd.track([REPORT, later])
    with Archive(tmp_path / "a.db") as archive:
        shown = [diff.figures[0], diff.commitments[0], history.metrics[0], history.commitments[0], archive]
        shown.append(history.commitments[0].stages[0])
        for value in shown:
            assert repr(value).startswith(f"<{type(value).__name__} ")
            assert len(repr(value)) < 200
    assert repr(diff.figures[0]) == f"<FigureChange updated: {diff.figures[0]}>"
    assert str(REPORT.figures[0]) == f"{REPORT.figures[0].label}: 40 lamps (actual)"
    assert str(REPORT.commitments[0]) == f"{REPORT.commitments[0].quote} (due 2031-03)"


def test_a_folder_that_is_not_there_is_named_and_no_kind_of_table_is_a_list(tmp_path: Path) -> None:
    made = rd.compare(REPORT, REPORT)
    with pytest.raises(FileNotFoundError, match=r"No such folder \(make it first\).*gone"):
        made.to_html(tmp_path / "gone" / "x.html")
    for found in (made, rd.track([REPORT])):
        kind: Any = []
        with pytest.raises(ReportdiffError, match="there is no table"):
            found.to_csv(kind=kind)


def test_what_an_empty_report_may_hold_is_not_called_gone() -> None:
    diff = rd.compare(REPORT, rd.read_text("", date=date(2031, 5, 1)))
    assert "(not found)" in str(diff.figures[0])
    told = diff.to_csv() + diff.to_csv(kind="sections") + diff.to_csv(kind="paragraphs")
    assert "not found" in told
    assert "dropped" not in told
    assert "no longer given" not in told
    whole = rd.compare(REPORT, rd.read_text("# Bins\n\n1. We emptied 70 bins.", date=date(2031, 5, 1)))
    assert "no longer given" in whole.to_csv()


def test_a_text_that_is_not_english_is_noted() -> None:
    """Own sentences of six languages, and of English with few small words; short texts say nothing."""
    foreign = (
        "Die Stadt hat im vergangenen Jahr 1.240 Straßen ausgebessert, und das sind deutlich mehr als im Jahr davor. "
        "Wir werden bis 2026 alle Schulen sanieren, weil der Rat das im letzten Winter so beschlossen hat. Der Anteil "
        "der wiederverwerteten Abfälle stieg leicht.",
        "La commune a réparé 1240 rues pendant cette année, et elle va construire une nouvelle école avant la fin de "
        "2026. Le conseil a décidé de soutenir les associations, qui ont reçu des aides plus importantes que celles "
        "des années précédentes.",
        "De gemeente heeft vorig jaar 1240 straten hersteld en wil dit jaar nog meer woningen bouwen, omdat de vraag "
        "naar huizen in het centrum sterk is gegroeid. Het college heeft besloten dat de school voor de zomer klaar "
        "moet zijn.",
        "El ayuntamiento ha reparado 1240 calles durante este ejercicio y construirá una escuela nueva antes de 2026, "
        "porque los vecinos del barrio la han pedido muchas veces. La oposición pidió más dinero para los parques y "
        "para las fiestas del verano, que fueron pocas.",
        "Kommunen har lagat 1240 gator det senaste året och ska bygga en ny skola före 2026, eftersom nämnden har "
        "beslutat om det under vintern. Andelen återvunnet avfall ökade något jämfört med året innan, och kostnaderna "
        "sjönk lite.",
        "Mae'r cyngor wedi trwsio 1240 o ffyrdd yn ystod y flwyddyn ddiwethaf ac fe fydd yn adeiladu ysgol newydd cyn "
        "2026 gan fod y pwyllgor wedi penderfynu hynny yn y gaeaf. Cynyddodd y gyfran o wastraff sy'n cael ei "
        "ailgylchu ychydig.",
    )
    for text in foreign:
        assert [note.code for note in rd.read_text(f"{text} {text}").notes if note.code == "not_english"], text
    terse = (
        "Roads: 1,240 potholes repaired, four depots closed and two opened by contractors, mostly in winter months. "
    )
    for text in (terse * 4, foreign[0][:100], TEXT, FIXTURES.joinpath("README.md").read_text(encoding="utf-8")):
        assert not [note for note in rd.read_text(text).notes if note.code == "not_english"], text
