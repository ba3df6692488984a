import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.errors import ReportdiffError
from reportdiff.source import Flow, Run, Source, Span

TEXTS = st.text(alphabet="ab1£ \n\t\xa0\u2009\u00ad\u200b.-", max_size=60)


def whole(text: str) -> tuple[Source, Flow]:
    source = Source("a.txt", text)
    return source, Flow.of(source, [Span(0, len(text))])


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ReportdiffError, match="cannot run from 5 to 3"):
        Span(5, 3)


@pytest.mark.parametrize("odd", ["\t", "\r", "\f", "\xa0", "\u2009", "\xad", "\u200b", "\ufeff"])
def test_a_text_with_an_odd_blank_or_an_unseen_mark_is_not_printable(odd: str) -> None:
    assert Source("", "We met.\nNo one was away.\n\n").printable
    assert not Source("", f"We met.\nNo{odd}one was away.\n").printable


def test_spans_know_overlap_cover_and_hull() -> None:
    assert Span(0, 5).overlap(Span(3, 9)) == 2
    assert Span(0, 5).overlap(Span(5, 9)) == 0
    assert Span(0, 9).covers(Span(0, 9))
    assert not Span(1, 9).covers(Span(0, 9))
    assert Span(4, 6).to(Span(1, 2)) == Span(1, 6)
    assert len(Span(2, 6)) == 4
    assert Span(3, 3), "an empty span is still a place"


def test_a_source_counts_lines_and_pages_from_one() -> None:
    source = Source("a.txt", "one\ntwo\nthree", pages=(0, 8))
    assert [source.line_of(at) for at in (0, 3, 4, 8)] == [1, 1, 2, 3]
    assert [source.page_of(at) for at in (0, 7, 8, 12)] == [1, 1, 2, 2]
    assert source.page_of(Span(9, 10)) == 2
    assert Source("a.txt", "one").page_of(1) is None


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("one\ntwo", "one two"),
        ("  one \n\n two ", "one two"),
        ("one\u00a0two\u2009three", "one two three"),
        ("broad\u00adband", "broadband"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\u00ad b", "a b"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_flow_is_one_readable_line(text: str, flow: str) -> None:
    assert whole(text)[1].text == flow


def test_pieces_are_joined_by_a_space_unless_they_are_glued() -> None:
    source = Source("a.txt", "broad-\nband here\nand there")
    assert Flow.of(source, [Span(0, 5), Span(7, 16), Span(17, 26)], {1}).text == "broadband here and there"
    assert Flow.of(source, [Span(0, 6), Span(7, 11)]).text == "broad- band"


def test_a_span_across_a_gap_covers_the_gap() -> None:
    source = Source("a.txt", "invested into\n\nPAGE 3\n\nbroadband")
    flow = Flow.of(source, [Span(0, 13), Span(23, 32)])
    span = flow.span(9, len(flow.text))
    assert source[span] == "into\n\nPAGE 3\n\nbroadband"
    assert flow.read(span) == "into broadband"


def test_a_stretch_that_ends_on_a_gap_takes_nothing_after_it() -> None:
    source = Source("a.txt", "one\n\n\ntwo")
    flow = Flow.of(source, [Span(0, 9)])
    assert flow.text == "one two"
    assert source[flow.span(0, 4)] == "one"
    assert source[flow.span(3, 7)] == "two"


def test_a_place_in_a_gap_is_that_of_what_follows_and_one_behind_all_is_the_end() -> None:
    flow = Flow.of(Source("a.txt", "one\n\n\ntwo\n\n\n"), [Span(0, 9)])
    assert flow.place(Span(4, 5)) == (4, 4)
    assert flow.place(Span(5, 8)) == (4, 6)
    assert flow.place(Span(0, 12)) == (0, 7)
    assert flow.place(Span(11, 12)) == (7, 7)
    three = Flow.of(Source("a.txt", "one\n\n\ntwo\n\n\nsix"), [Span(0, 15)])
    assert three.place(Span(4, 5)) == (4, 4)
    assert Flow.of(Source("a.txt", "  one"), [Span(0, 5)]).place(Span(0, 1)) == (0, 0)


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("two  more", "one two more"),
        ("cafe\u0301", "one caf\u00e9"),
        ("cafe\u0301 bar", "one caf\u00e9 bar"),
        ("q\u0301 bar", "one q\u0301 bar"),
        ("\u00e9 \ufb01rm", "one \u00e9 firm"),
        ("o\ufb03ce", "one office"),
        ("\ufb01rm", "one firm"),
        ("e\u0301a", "one \u00e9a"),
        ("\u00adtwo", "one two"),
    ],
)
def test_a_piece_stands_apart_however_its_letters_are_drawn(second: str, joined: str) -> None:
    source = Source("a.txt", f"one\n{second}")
    flow = Flow.of(source, [Span(0, 3), Span(4, 4 + len(second))])
    assert flow.text == joined
    assert Flow.of(source, [Span(0, 3), Span(4, 4 + len(second))], {1}).text == joined.replace("one ", "one")


def test_letters_drawn_as_one_or_with_accents_apart_are_found_where_they_stand() -> None:
    source, flow = whole("a\ufb01rm caf e\u0301 q\u0301x")
    assert flow.text == "afirm caf \u00e9 q\u0301x"
    assert source[flow.span(1, 3)] == "\ufb01"
    assert source[flow.span(3, 5)] == "rm"
    assert flow.span(10, 11).start == 9
    assert source[flow.span(12, 14)] == "q\u0301"
    assert source[flow.span(14, 15)] == "x"
    assert [run.length for run in flow.runs] == [1, 1, 0, 7, 1, 1, 2, 1]


def test_a_part_of_a_flow_reads_and_cites_as_the_whole_does() -> None:
    source = Source("a.txt", "one two\n\n\nthree o\ufb03ce four")
    flow = Flow.of(source, [Span(0, len(source.text))])
    assert flow.text == "one two three office four"
    for start in (0, 4, 5, 8, 9, 14, 21):
        for end in (3, 7, 13, 20, 25):
            if start >= end:
                continue
            part = flow.part(start, end)
            assert part.text == flow.text[start:end]
            assert part.span(0, end - start) == flow.span(start, end)
            assert all(0 <= run.at <= end - start and run.length >= 0 for run in part.runs)
    assert flow.part(8, 13).runs == (Run(0, 10, 5),)
    assert flow.part(9, 11).runs == (Run(0, 11, 2),)


def test_a_stretch_outside_the_flow_is_refused() -> None:
    with pytest.raises(ReportdiffError, match="no stretch"):
        whole("abc")[1].span(1, 9)


@given(TEXTS)
def test_flows_have_no_line_ends_and_no_double_blanks(text: str) -> None:
    """Law: a flow is one line, trimmed, with single plain spaces; every visible character of the source is in it."""
    _, flow = whole(text)
    assert flow.text == " ".join(flow.text.split())
    assert "".join(flow.text.split()) == "".join(text.replace("\u00ad", "").replace("\u200b", "").split())


@given(TEXTS, st.data())
def test_what_is_found_in_a_flow_is_cited_by_its_true_position(text: str, data: st.DataObject) -> None:
    """Law 2: `source[span]`, read through the flow, is the stretch that the span was made from."""
    source, flow = whole(text)
    start = data.draw(st.integers(0, len(flow.text)))
    end = data.draw(st.integers(start, len(flow.text)))
    stretch = flow.text[start:end]
    if stretch != stretch.strip() or not stretch:
        return
    span = flow.span(start, end)
    assert flow.read(span) == stretch
    assert flow.place(span) == (start, end)
    assert source[span][0].translate({0xA0: " ", 0x2009: " "}) == stretch[0]
    assert source[span][-1].translate({0xA0: " ", 0x2009: " "}) == stretch[-1]
