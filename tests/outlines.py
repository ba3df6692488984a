"""Outlines as lines of text, and the case files that hold them."""

from collections.abc import Iterator
from pathlib import Path

from reportdiff.model import Furniture, Paragraph, Report, Section
from reportdiff.source import Span

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, str, list[str]]]:
    """Name, input and expected lines of each case in `cases/<name>`: "@@@ name", input, "--->", expected lines."""
    found = []
    for part in (CASES / name).read_text(encoding="utf-8").split("\n@@@ ")[1:]:
        title, _, rest = part.partition("\n")
        given, _, expected = rest.partition("\n--->\n")
        found.append((title, given.replace("<FF>", "\f"), expected.strip("\n").splitlines()))
    return found


def drawn(report: Report) -> list[str]:
    """The outline of a report, a line for each heading, paragraph and piece of furniture, in the order of the text."""
    items: list[tuple[int, str]] = []
    for section in report.sections:
        items += _section(section)
    items += [(item.span.start, _furniture(item, report)) for item in report.furniture]
    return [line for _, line in sorted(items, key=lambda item: item[0])]


def _section(section: Section) -> Iterator[tuple[int, str]]:
    if section.heading is not None:
        number = f"{section.number} " if section.number else ""
        yield section.heading.start, f"{'#' * section.level} {number}{section.title}"
    for paragraph in section.paragraphs:
        yield paragraph.span.start, _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> str:
    number = f"{paragraph.number}: " if paragraph.number else ""
    return f"{paragraph.kind.value} {number}{paragraph.flow.text}"


def _furniture(item: Furniture, report: Report) -> str:
    return f"~ {item.reason}: {' '.join(report.source[item.span].split())}"


def uncovered(report: Report) -> str:
    """What is in no heading, paragraph or furniture, blanks aside."""
    text = list(report.source.text)
    for span in held(report):
        text[span.start : span.end] = " " * len(span)
    return "".join(text).strip()


def held(report: Report) -> list[Span]:
    """The spans of headings, paragraphs and furniture, in order."""
    spans = [paragraph.span for paragraph in report.paragraphs]
    spans += [section.heading for section in report.sections if section.heading is not None]
    return sorted([*spans, *(item.span for item in report.furniture)])
