"""`compare()`: two reports in, what changed out."""

from collections.abc import Callable, Mapping

from attrs import field, frozen

from .align import align
from .changes import CommitmentChange, FigureChange, ParagraphChange, SectionChange
from .diff.commitments import compare_commitments
from .diff.figures import compare_figures
from .diff.paragraphs import compare_paragraphs, compare_sections
from .model import Note, Report

Similarity = Callable[[str, str], float]


@frozen(slots=False, eq=False)
class ReportDiff:
    """What changed between two reports. `changed` is false when nothing but noise differs."""

    old: Report
    new: Report
    sections: tuple[SectionChange, ...] = field(repr=False)
    paragraphs: tuple[ParagraphChange, ...] = field(repr=False)
    figures: tuple[FigureChange, ...] = field(repr=False)
    commitments: tuple[CommitmentChange, ...] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)


def compare(
    old: Report, new: Report, *, similarity: Similarity | None = None, polarity: Mapping[str, str] | None = None
) -> ReportDiff:
    """Compare two reports as given."""
    alignment = align(old, new, similarity=similarity)
    figures = compare_figures(old, new, alignment, polarity=polarity or {})
    return ReportDiff(
        old,
        new,
        compare_sections(old, new, alignment),
        compare_paragraphs(old, new, alignment),
        figures,
        compare_commitments(old, new, alignment, figures),
        (),
    )
