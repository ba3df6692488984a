"""Figures of two small texts, linked, and how that compares with what is marked by hand."""

from marked import NEW_DAY, OLD_DAY, Pair, Side

from reportdiff.align import align
from reportdiff.changes import FigureChange
from reportdiff.diff.figures.changes import compare_figures
from reportdiff.facts import Figure
from reportdiff.model import Report
from reportdiff.reading import read_text


def changes(old: str, new: str, **polarity: str) -> tuple[FigureChange, ...]:
    """What became of the figures of two texts a year apart."""
    reports = read_text(old, date=OLD_DAY), read_text(new, date=NEW_DAY)
    return compare_figures(*reports, align(*reports), polarity=polarity)


def only(old: str, new: str, **polarity: str) -> FigureChange:
    """The one change that both texts have a part in."""
    (found,) = (change for change in changes(old, new, **polarity) if change.old_points and change.new_points)
    return found


def place(side: Side, figure: Figure) -> tuple[str, int]:
    marks = ((letter, index) for index, (letter, span, _) in enumerate(side.marks) if span.overlap(figure.span))
    return next(marks, ("unmarked", figure.span.start))


def linked(pair: Pair, old: Report, new: Report) -> set[tuple[tuple[str, int], tuple[str, int]]]:
    found = {
        (place(pair.old, was), place(pair.new, now))
        for change in compare_figures(old, new, align(old, new), polarity={})
        for was in change.old_points
        for now in change.new_points
    }
    return {link for link in found if "?" not in (link[0][0], link[1][0])}


def wanted(pair: Pair) -> set[tuple[tuple[str, int], tuple[str, int]]]:
    return {
        ((letter, row), (other, column))
        for row, (letter, _, _) in enumerate(pair.old.marks)
        for column, (other, _, _) in enumerate(pair.new.marks)
        if letter == other and letter not in "-?"
    }
