"""Tracked changes: both views of a file are those that Word and LibreOffice show."""

import io

import pytest
from made_files import docx, flows, grid, odt, para, report_of, words

import reportdiff as rd
from reportdiff.cli import main
from reportdiff.reading import read_pack


def gone(text: str, tag: str = "w:del") -> str:
    return f'<{tag} w:id="1"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></{tag}>'


def new(text: str, tag: str = "w:ins", look: str = "") -> str:
    return f'<{tag} w:id="2">{words(text, look)}</{tag}>'


def mark(tag: str) -> str:
    return f'<w:rPr><{tag} w:id="3"/></w:rPr>'


def row(*cells: str, tag: str = "") -> str:
    return grid(list(cells), look=f"<w:trPr><{tag} w:id='4'/></w:trPr>" if tag else "")[
        len("<w:tbl>") : -len("</w:tbl>")
    ]


WORD = {
    "words in place of others": (
        para("We lit ", gone("83"), new("61"), words(" lanes.")),
        ["We lit 61 lanes."],
        ["We lit 83 lanes."],
    ),
    "words that were moved": (
        para(new("In May ", "w:moveTo"), words("we lit 83 lanes"), gone(" in May", "w:moveFrom"), words(".")),
        ["In May we lit 83 lanes."],
        ["we lit 83 lanes in May."],
    ),
    "what one writer added and another took out": (
        para("We lit 83", '<w:ins w:id="5">' + gone(" dark") + "</w:ins>", words(" lanes.")),
        ["We lit 83 lanes."],
        ["We lit 83 lanes."],
    ),
    "a paragraph parted in two": (
        para("We lit 83 lanes. ", look=mark("w:ins")) + para("Two are dark."),
        ["We lit 83 lanes.", "Two are dark."],
        ["We lit 83 lanes. Two are dark."],
    ),
    "two paragraphs made one": (
        para("We lit 83 lanes. ", look=mark("w:del")) + para("Two are dark."),
        ["We lit 83 lanes. Two are dark."],
        ["We lit 83 lanes.", "Two are dark."],
    ),
    "three paragraphs made one": (
        para("On that day we lit ", look=mark("w:del")) + para("all 83 of the ", look=mark("w:del")) + para("lanes."),
        ["On that day we lit all 83 of the lanes."],
        ["On that day we lit", "all 83 of the", "lanes."],
    ),
    "a paragraph that was added": (
        para("We lit 83 lanes.") + para(new("Two are dark."), look=mark("w:ins")) + para("The rest shine."),
        ["We lit 83 lanes.", "Two are dark.", "The rest shine."],
        ["We lit 83 lanes.", "The rest shine."],
    ),
    "a paragraph that was moved": (
        para(gone("Two are dark.", "w:moveFrom"), look=mark("w:moveFrom"))
        + para("The rest shine.")
        + para(new("Two are dark.", "w:moveTo"), look=mark("w:moveTo"))
        + para("So it stays."),
        ["The rest shine.", "Two are dark.", "So it stays."],
        ["Two are dark.", "The rest shine.", "So it stays."],
    ),
    "a mark deleted before a table": (
        para("We lit 83 lanes.", look=mark("w:del")) + grid(["Ward", "Lanes"], ["North", "61"]),
        ["We lit 83 lanes.", "Ward Lanes", "North 61"],
        ["We lit 83 lanes.", "Ward Lanes", "North 61"],
    ),
    "rows of a table": (
        "<w:tbl>" + row("Ward", "Lanes") + row("East", "83", tag="w:del") + row("West", "61", tag="w:ins") + "</w:tbl>",
        ["Ward Lanes", "West 61"],
        ["Ward Lanes", "East 83"],
    ),
    "cells of a table": (
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{para(text)}</w:tc>" for text in ("Ward", "Lanes"))
        + f'<w:tc><w:tcPr><w:cellIns w:id="6"/></w:tcPr>{para("Lamps")}</w:tc></w:tr></w:tbl>',
        ["Ward Lanes Lamps"],
        ["Ward Lanes"],
    ),
    "words that were struck out by hand": (
        para(
            "We lit 83 lanes", words(" and more", "<w:strike/><w:rPrChange w:id='7'><w:rPr/></w:rPrChange>"), words(".")
        ),
        ["We lit 83 lanes."],
        ["We lit 83 lanes and more."],
    ),
}


def lines(suffix: str, body: str, tracked: str) -> list[str]:
    read = report_of(suffix, body, tracked=tracked).source.text
    return [line.replace("\t", " ").strip() for line in read.splitlines()]


@pytest.mark.parametrize(("body", "after", "before"), WORD.values(), ids=WORD)
def test_both_views_of_a_word_file_are_those_of_word(body: str, after: list[str], before: list[str]) -> None:
    assert lines("docx", body, "accepted") == after
    assert lines("docx", body, "rejected") == before


def test_a_paragraph_that_was_made_a_heading_is_none_in_the_view_before() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    look = '<w:pStyle w:val="H"/><w:pPrChange w:id="8"><w:pPr/></w:pPrChange>'
    body = para("It rained.") + para("Of the lanes there is this to tell", look=look) + para("We lit 83.")
    assert "Of the lanes there is this to tell" not in flows(report_of("docx", body, styles))
    assert "Of the lanes there is this to tell" in flows(report_of("docx", body, styles, tracked="rejected"))


def test_a_note_to_deleted_words_goes_with_them() -> None:
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>Counted in June.</w:t></w:r></w:p></w:footnote>'
    mark_of_note = '<w:del w:id="1"><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    data = docx(para("We lit 83 lanes.", mark_of_note), footnotes=notes)
    assert flows(report_of("docx", data)) == ["We lit 83 lanes."]
    assert flows(report_of("docx", data, tracked="rejected")) == ["We lit 83 lanes.", "Counted in June."]


def region(name: str, kind: str, inside: str = "") -> str:
    made = f"<text:{kind}><office:change-info/>{inside}</text:{kind}>"
    return f'<text:changed-region text:id="{name}">{made}</text:changed-region>'


def listed(*regions: str) -> str:
    return f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"


def at(name: str) -> str:
    return f'<text:change text:change-id="{name}"/>'


def added(name: str, inside: str) -> str:
    return f'<text:change-start text:change-id="{name}"/>{inside}<text:change-end text:change-id="{name}"/>'


ODT = {
    "words in place of others": (
        listed(region("d", "deletion", "<text:p>83</text:p>"), region("i", "insertion"))
        + f"<text:p>We lit {at('d')}{added('i', '61')} lanes.</text:p>",
        ["We lit 61 lanes."],
        ["We lit 83 lanes."],
    ),
    "words in a look of their own": (
        listed(region("d", "deletion", "<text:p>8<text:span>3</text:span></text:p>"), region("i", "insertion"))
        + f"<text:p>We lit {added('i', '<text:span>6</text:span>1')}<text:span>{at('d')} lanes</text:span>.</text:p>",
        ["We lit 61 lanes."],
        ["We lit 83 lanes."],
    ),
    "two paragraphs made one": (
        listed(region("d", "deletion", "<text:p> in May.</text:p><text:p>Of these two </text:p>"))
        + f"<text:p>We lit 83 lanes{at('d')}are dark.</text:p>",
        ["We lit 83 lanesare dark."],
        ["We lit 83 lanes in May.", "Of these two are dark."],
    ),
    "a paragraph parted in two": (
        listed(region("i", "insertion"))
        + '<text:p>We lit 83 lanes.<text:change-start text:change-id="i"/></text:p>'
        + '<text:p><text:change-end text:change-id="i"/> Two are dark.</text:p>',
        ["We lit 83 lanes.", "Two are dark."],
        ["We lit 83 lanes. Two are dark."],
    ),
    "paragraphs that were added": (
        listed(region("i", "insertion"))
        + '<text:p>We lit 83 lanes.<text:change-start text:change-id="i"/></text:p><text:p>It rained.</text:p>'
        + '<text:p>So<text:change-end text:change-id="i"/> we went home.</text:p>',
        ["We lit 83 lanes.", "It rained.", "So we went home."],
        ["We lit 83 lanes. we went home."],
    ),
    "a paragraph that was deleted whole": (
        listed(region("d", "deletion", "<text:p/><text:p>It rained.</text:p>"))
        + f"<text:p>We lit 83 lanes.{at('d')}</text:p><text:p>Two are dark.</text:p>",
        ["We lit 83 lanes.", "Two are dark."],
        ["We lit 83 lanes.", "It rained.", "Two are dark."],
    ),
    "a table that was deleted": (
        listed(
            region(
                "d",
                "deletion",
                "<table:table><table:table-row><table:table-cell><text:p>North</text:p></table:table-cell>"
                "<table:table-cell><text:p>83</text:p></table:table-cell></table:table-row></table:table>",
            )
        )
        + f"<text:p>We lit lanes.</text:p>{at('d')}<text:p>Two are dark.</text:p>",
        ["We lit lanes.", "Two are dark."],
        ["We lit lanes.", "North 83", "Two are dark."],
    ),
    "what one writer added and another took out": (
        listed(
            region("d", "deletion", f"<text:p>{added('i', ' dark')}</text:p>"),
            region("i", "insertion"),
        )
        + f"<text:p>We lit 83{at('d')} lanes.</text:p>",
        ["We lit 83 lanes."],
        ["We lit 83 lanes."],
    ),
}


@pytest.mark.parametrize(("body", "after", "before"), ODT.values(), ids=ODT)
def test_both_views_of_an_opendocument_file_are_those_of_libreoffice(
    body: str, after: list[str], before: list[str]
) -> None:
    assert lines("odt", body, "accepted") == after
    assert lines("odt", body, "rejected") == before


@pytest.mark.parametrize(
    "make", [lambda: docx(WORD["words in place of others"][0]), lambda: odt(ODT["words in place of others"][0])]
)
def test_a_note_says_which_view_was_read(make: object) -> None:
    data = make()  # type: ignore[operator]
    for tracked, said in (("accepted", "insertions are read"), ("rejected", "deletions are read")):
        (note,) = [note for note in rd.read(io.BytesIO(data), tracked=tracked).notes if note.code == "tracked_changes"]
        assert said in note.message


def test_another_view_is_refused() -> None:
    for tried in (rd.read, read_pack):
        with pytest.raises(rd.ReportdiffError, match="cannot be 'both'"):
            tried(io.BytesIO(b"We lit 83 lanes."), tracked="both")


def test_the_prompt_shows_what_the_tracked_changes_of_a_draft_alter(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.docx"  # type: ignore[operator]
    draft.write_bytes(docx(WORD["words in place of others"][0]))
    assert main(["compare", str(draft), str(draft), "--format", "json"]) == 0
    assert main(["compare", str(draft), str(draft), "--old-tracked", "rejected", "--format", "text"]) == 1
    assert "83" in capsys.readouterr().out.replace("\n", " ")
    assert main(["figures", str(draft), "--tracked", "rejected"]) == 0
    assert "83" in capsys.readouterr().out
