"""Escaping: what each place gets, character by character; nothing is dropped, nothing stays active."""

from datetime import date
from decimal import Decimal

import pytest

from reportdiff.render import escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("a\tb\nc\rd", "a␉b␊c␍d"),
        ("\x1b[31mred\x7f", "␛[31mred␡"),
        ("left\u202eright\u2066x", "left[U+202E]right[U+2066]x"),
        ("\ud800\ufffe\ufeff\u200f\u2028", "[U+D800][U+FFFE][U+FEFF][U+200F][U+2028]"),
        ("\x85é£", "[U+0085]é£"),
    ],
)
def test_a_terminal_gets_pictures_of_what_would_act(text: str, shown: str) -> None:
    assert escape.terminal(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("R&D <b> \"q\" 'a'", "R&amp;D &lt;b&gt; &quot;q&quot; &#39;a&#39;"),
        ("&lt;", "&amp;lt;"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x00<\u202e>", "␀&lt;[U+202E]&gt;"),
        ("", ""),
    ],
)
def test_html_gets_entities_and_keeps_line_ends(text: str, shown: str) -> None:
    assert escape.html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", "a\\|b"),
        (
            "*bold* _it_ `code` [x](y) ~~s~~ $m$ <i>",
            "\\*bold\\* \\_it\\_ \\`code\\` \\[x\\](y) \\~\\~s\\~\\~ \\$m\\$ \\<i\\>",
        ),
        ("R&D", "R&amp;D"),
        ("see https://example.org/x", "see https\\://example.org/x"),
        ("WWW.example.org", "WWW\\.example.org"),
        ("# no heading", "\\# no heading"),
        ("+ no item", "\\+ no item"),
        ("- no item", "\\- no item"),
        ("= no line", "\\= no line"),
        (": no term", "\\: no term"),
        ("1. no item", "1\\. no item"),
        ("12) no item", "12\\) no item"),
        ("1.5 metres", "1.5 metres"),
        ("1234567890. too long for an item", "1234567890. too long for an item"),
        ("  two\n lines ", "two lines"),
        ("\x1bx", "␛x"),
        ("a: b", "a: b"),
    ],
)
def test_markdown_shows_every_mark_as_it_is(text: str, shown: str) -> None:
    assert escape.markdown(text) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_marked_as_text(start: str) -> None:
    value = escape.cell(f"{start}SUM(A1)")
    assert isinstance(value, str)
    assert value.startswith("'")
    assert value.endswith("SUM(A1)")
    assert str(escape.cell(f" \u00a0{start}1")).startswith("'")


@pytest.mark.parametrize(
    "value", ["plain", "1,200", "a=b", "", "a - b", 5, 5.5, True, None, Decimal("-1"), date(2024, 5, 1)]
)
def test_other_cells_stay_what_they_are(value: escape.Scalar) -> None:
    assert escape.cell(value) is value or escape.cell(value) == value


def test_a_cell_holds_nothing_that_turns_text_round() -> None:
    assert escape.cell("a\u202eb\x00") == "a[U+202E]b␀"


def test_json_escapes_what_could_act_and_nothing_else() -> None:
    assert escape.json_text('{"a": "\u202e\x7f\u2028\ufeff\ud800é\n"}') == (
        '{"a": "\\u202e\\u007f\\u2028\\ufeff\\ud800é\n"}'
    )


def test_a_file_gets_its_text_with_tabs_and_line_ends() -> None:
    assert escape.visible("a\tb\nc\x0bd\x1fe\ufffff") == "a\tb\nc␋d␟e[U+FFFF]f"


def test_an_amount_below_zero_has_a_true_minus_in_a_cell() -> None:
    assert escape.cell("-5.2") == "\u22125.2"
    assert escape.cell("-5+cmd") == "'-5+cmd"
