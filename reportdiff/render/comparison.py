"""What a renderer needs to know of a comparison, so that rendering stands below comparing."""

from typing import Protocol

from ..changes import CommitmentChange, FigureChange, ParagraphChange, SectionChange
from ..model import Note, Report


class Comparison(Protocol):
    """What a renderer needs of a comparison; `reportdiff.ReportDiff` is one."""

    @property
    def old(self) -> Report:
        """The older report."""

    @property
    def new(self) -> Report:
        """The newer report."""

    @property
    def changed(self) -> bool:
        """Whether anything but noise differs."""

    @property
    def sections(self) -> tuple[SectionChange, ...]:
        """What became of the sections."""

    @property
    def paragraphs(self) -> tuple[ParagraphChange, ...]:
        """What became of the paragraphs."""

    @property
    def figures(self) -> tuple[FigureChange, ...]:
        """What became of the metrics."""

    @property
    def commitments(self) -> tuple[CommitmentChange, ...]:
        """What became of the commitments."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is odd about the comparison."""

    @property
    def settings(self) -> tuple[tuple[str, str], ...]:
        """What it was made with."""


def comparable(of: Comparison) -> bool:
    """Whether both reports hold text: else nothing is said of what is new, gone or the same."""
    return all(report.source.text.strip() for report in (of.old, of.new))
