"""`read` and `read_text` give a report, a note or an error that says what to do."""

import hashlib
import io
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import uncovered

from reportdiff.about import about
from reportdiff.errors import LimitExceeded, ReadError, ReportdiffError
from reportdiff.language.vocabulary import Vocabulary
from reportdiff.model import Report
from reportdiff.outline import outline
from reportdiff.readers import Limits, text_in_hand
from reportdiff.reading import read, read_pack, read_text

_PACK = """14 May 2015

REPORTS OF CABINET MEMBERS

(a) REPORT OF THE CABINET MEMBER FOR HOUSING

1. We built 40 homes this year.

Councillor A. Name

(b) REPORT OF THE CABINET MEMBER FOR ROADS

2. We repaired 1,200 potholes.

Councillor B. Name

(c) REPORT OF THE CABINET MEMBER FOR SCHOOLS

Previously circulated
"""


def _codes(report: Report) -> list[str]:
    return [note.code for note in report.notes]


def test_a_path_a_string_and_an_open_file_give_the_same_report(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_text("The Council built 45 homes.", encoding="utf-8")
    with place.open("rb") as file:
        assert read(place) == read(str(place)) == read(file)
    assert read(place).source.name == "a.txt"


def test_a_file_in_memory_needs_no_name() -> None:
    assert read(io.BytesIO(b"The Council built 45 homes.")).figures[0].value == 45


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"check the path.*nothing\.txt"):
        read(tmp_path / "nothing.txt")


def test_a_directory_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory"):
        read(tmp_path)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_a_file_of_any_size_is_read_whole(tmp_path: Path, size: int) -> None:
    (tmp_path / "long.txt").write_bytes(b"a" * size)
    assert read(tmp_path / "long.txt", limits=Limits(bytes=max(size, 1))).source.text == "a" * size
    (tmp_path / "long.txt").write_bytes(b"a" * (size + 2))
    with pytest.raises(LimitExceeded):
        read(tmp_path / "long.txt", limits=Limits(bytes=max(size, 1)))


def test_a_path_that_cannot_be_is_refused() -> None:
    with pytest.raises(ReadError, match="is no path"):
        read("a\0b")


def test_a_file_open_as_text_is_refused() -> None:
    with pytest.raises(ReadError, match="binary mode"):
        read(io.StringIO("text"))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", " \n\n\t", "\f", "\ufeff"])
def test_an_empty_text_gives_an_empty_report_with_a_note(text: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(text, encoding="utf-8")
    for report in (read_text(text), read(tmp_path / "empty.txt")):
        assert _codes(report) == ["empty"]
        assert (report.sections, report.figures, report.commitments) == ((), (), ())


@pytest.mark.parametrize("char", ["x", "5", ".", "-", "£", "\0", "(", "#", "é", "•"])
def test_one_character_is_a_report(char: str) -> None:
    assert read_text(char).paragraphs[0].flow.text == char


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize(
    "piece", ["The Council keeps 5% more homes warm ", "1. Roads\n\n", "# a\n", "Report of the Leader\n\n"]
)
def test_reading_grows_about_linearly(piece: str) -> None:
    """Ten times the text takes less than forty times as long on a busy machine; were it quadratic, a hundred."""
    times = []
    for size in (10_000, 100_000):
        document = text_in_hand("", piece * (size // len(piece)), Limits())
        start = time.process_time()
        about(document, outline(document))
        times.append(time.process_time() - start)
    assert times[1] < 40 * times[0] + 0.3


def test_a_file_over_the_limit_says_which_limit(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("word " * 100, encoding="utf-8")
    with pytest.raises(LimitExceeded, match=r"long\.txt: .*Limits\(bytes=\.\.\.\)"):
        read(tmp_path / "long.txt", limits=Limits(bytes=100))


@given(st.text(max_size=300))
def test_any_text_reads_without_an_exception(text: str) -> None:
    """Law 10."""
    assert isinstance(read_text(text), Report)


def test_an_undated_report_is_noted_and_a_given_date_settles_it() -> None:
    assert _codes(read_text("45 homes were built.")) == ["undated"]
    assert _codes(read_text("45 homes were built.", date=date(2015, 5, 14))) == []


def test_the_version_is_the_label_given_or_a_hash_of_the_text() -> None:
    text = "45 homes were built."
    assert read_text(text, version="draft").version == "draft"
    assert read_text(text).version == hashlib.sha256(text.encode()).hexdigest()[:12]
    assert read_text(text).version != read_text(text + " ").version


def test_weaker_commitments_come_with_their_tier() -> None:
    text = "It is hoped to see 40 more homes. We will build 45 homes by 2016."
    assert set(read_text(text).commitments) <= set(read_text(text, tier="C").commitments)
    assert all(promise.tier == "A" for promise in read_text(text, tier="A").commitments)


_MINDED = ("minded", "aim", "here", "-", "is minded to :VB")


def test_a_caller_can_add_words_that_commit(tmp_path: Path) -> None:
    text = "The Council is minded to close the depot in Ashby."
    file = tmp_path / "report.txt"
    file.write_text(text)
    assert read_text(text).commitments == read(file).commitments == ()
    words = Vocabulary().extend("promises.tsv", [_MINDED])
    for report in (read_text(text, vocabulary=words), read(file, vocabulary=words)):
        assert [(one.force, one.rules) for one in report.commitments] == [("aim", ("minded on “is minded to close”",))]


def test_a_rule_that_is_none_is_refused_with_its_line_and_a_marker() -> None:
    with pytest.raises(ReportdiffError, match=r"(?s)rules of this table say .*minded perhaps here.*~\^"):
        Vocabulary().extend("promises.tsv", [("minded", "perhaps", "here", "-", "minded")])


def test_a_tier_that_is_none_is_refused() -> None:
    with pytest.raises(ReportdiffError, match="A, B or C"):
        read_text("45 homes were built.", tier="D")  # type: ignore[arg-type]


def test_a_pack_is_refused_with_the_names_of_its_reports() -> None:
    with pytest.raises(ReadError, match=r"holds 2 reports .*HOUSING; .*ROADS.*read_pack"):
        read_text(_PACK, name="pack.txt")


def test_a_pack_gives_all_its_reports_and_none_that_is_only_named() -> None:
    one, two = read_pack(io.BytesIO(_PACK.encode()))
    assert [(report.portfolio, report.holder, report.date) for report in (one, two)] == [
        ("Housing", "A. Name", date(2015, 5, 14)),
        ("Roads", "B. Name", date(2015, 5, 14)),
    ]
    assert [paragraph.number for paragraph in (*one.paragraphs, *two.paragraphs)] == ["1", "2"]
    assert one.source == two.source
    assert "another report" in [item.reason for item in one.furniture]
    assert not uncovered(one)
    assert not uncovered(two)


def test_a_single_report_is_a_pack_of_one() -> None:
    (report,) = read_pack(io.BytesIO(b"45 homes were built."))
    assert report == read_text("45 homes were built.")


def test_a_report_of_one_member_in_a_row_of_names_is_no_pack(shared: Path) -> None:
    assert len(read_pack(shared / "gold/worcestershire-2015-05-14.txt")) == 1


def test_reading_twice_gives_the_same(shared: Path) -> None:
    place = shared / "gold/worcestershire-2015-05-14.txt"
    assert read(place) == read(place)
    assert read(place).to_dict() == read_text(place.read_text(encoding="utf-8"), name=place.name).to_dict()


@pytest.mark.parametrize(
    ("opening", "start", "end"),
    [
        ("The year to 31 July 2024 was a hard one.", date(2023, 8, 1), date(2024, 7, 31)),
        ("Our year ended 31 August 2024 saw growth.", date(2023, 9, 1), date(2024, 8, 31)),
        ("In the financial year ending 30 June 2024 we grew.", date(2023, 7, 1), date(2024, 6, 30)),
        ("We grew in the year to 31 July 2019 as well.", date(2023, 4, 1), date(2024, 3, 31)),
        ("We grew.", date(2023, 4, 1), date(2024, 3, 31)),
    ],
)
def test_a_year_that_the_text_tells_is_the_year_of_a_pair_in_the_title(opening: str, start: date, end: date) -> None:
    report = read_text(f"THE COLLEGE: ANNUAL REVIEW 2023/24\n\n12 December 2024\n\nIntroduction\n\n{opening}\n")
    assert report.period is not None
    assert (report.period.start, report.period.end) == (start, end)
