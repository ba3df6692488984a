"""Where things stand in both reports, and how much of them changed."""

from ..changes import OpKind, ParagraphChange, ParagraphRelation, SectionChange
from ..model import Paragraph
from ..source import Span
from .comparison import Comparison
from .words import ordinal


class Places:
    """Where things stand in both reports: a section's position, a paragraph's change."""

    def __init__(self, of: Comparison) -> None:
        self.old_order: dict[Span, int] = {section.span: index for index, section in enumerate(of.old.sections, 1)}
        self.new_order: dict[Span, int] = {section.span: index for index, section in enumerate(of.new.sections, 1)}
        self.old_changes: dict[Span, ParagraphChange] = {part.span: item for item in of.paragraphs for part in item.old}
        self.new_changes: dict[Span, ParagraphChange] = {part.span: item for item in of.paragraphs for part in item.new}

    def changes(self, item: SectionChange) -> list[ParagraphChange]:
        """The paragraph changes that touch a section change, each once, in the order of the texts."""
        found = [self.old_changes.get(part.span) for section in item.old for part in section.paragraphs]
        found += [self.new_changes.get(part.span) for section in item.new for part in section.paragraphs]
        return list({id(change): change for change in found if change is not None}.values())

    def moved(self, item: SectionChange) -> str:
        """ "7th -> 2nd" for a section that moved, "among the others" where only its neighbours tell; else ""."""
        if not (item.moved and item.old and item.new):
            return ""
        old, new = self.old_order.get(item.old[0].span, 0), self.new_order.get(item.new[0].span, 0)
        return f"{ordinal(old)} -> {ordinal(new)}" if old != new else "among the others"


def unchanged(change: ParagraphChange) -> bool:
    """Whether nothing but noise differs and the paragraph stands where it stood."""
    return change.relation is ParagraphRelation.KEPT and not change.moved


def share_changed(changes: list[ParagraphChange]) -> float:
    """The part of the words of both sides, from 0 to 1, that have no equal on the other side."""
    differing = total = 0
    for change in changes:
        old, new = _words(change.old), _words(change.new)
        total += old + new
        if change.relation in (ParagraphRelation.ADDED, ParagraphRelation.DROPPED):
            differing += old + new
        else:
            steps = (op for op in change.wording if op.kind not in (OpKind.EQUAL, OpKind.NOISE))
            differing += sum(len(op.old.split()) + len(op.new.split()) for op in steps)
    return min(1.0, differing / total) if total else 0.0


def _words(paragraphs: tuple[Paragraph, ...]) -> int:
    return sum(len(part.flow.text.split()) for part in paragraphs)
