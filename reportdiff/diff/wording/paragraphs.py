"""Pairings of paragraphs and sections told as changes, with the words that differ."""

from ...align.kinship import same_heading
from ...align.pairing import Alignment, Pairing
from ...changes import OpKind, ParagraphChange, ParagraphRelation, SectionChange, SectionRelation, WordOp
from ...model import Paragraph, Report, Section
from .operations import compare_words, whole
from .word_tokens import Keys

_QUIET = frozenset({OpKind.EQUAL, OpKind.NOISE})


def compare_paragraphs(old: Report, new: Report, alignment: Alignment) -> tuple[ParagraphChange, ...]:
    """Every paragraph of both reports in exactly one change, in the order of the alignment."""
    ours, theirs = old.paragraphs, new.paragraphs
    keys = Keys()
    return tuple(
        _paragraph_change(keys, tuple(ours[i] for i in p.old), tuple(theirs[j] for j in p.new), p)
        for p in alignment.paragraphs
    )


def _paragraph_change(
    keys: Keys, old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], pairing: Pairing
) -> ParagraphChange:
    wording = _wording(keys, old, new)
    relation = _paragraph_relation(old, new, wording)
    return ParagraphChange(old, new, relation, pairing.moved, wording, pairing.score, pairing.reasons)


def _wording(keys: Keys, old: tuple[Paragraph, ...], new: tuple[Paragraph, ...]) -> tuple[WordOp, ...]:
    if not old:
        return whole(OpKind.INSERT, [p.flow for p in new])
    if not new:
        return whole(OpKind.DELETE, [p.flow for p in old])
    return compare_words([p.flow for p in old], [p.flow for p in new], keys)


def _paragraph_relation(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], wording: tuple[WordOp, ...]
) -> ParagraphRelation:
    if not old:
        return ParagraphRelation.ADDED
    if not new:
        return ParagraphRelation.DROPPED
    if len(new) > 1:
        return ParagraphRelation.SPLIT
    if len(old) > 1:
        return ParagraphRelation.MERGED
    quiet = all(op.kind in _QUIET for op in wording)
    return ParagraphRelation.KEPT if quiet else ParagraphRelation.EDITED


def compare_sections(old: Report, new: Report, alignment: Alignment) -> tuple[SectionChange, ...]:
    """Every section of both reports in exactly one change, in the order of the alignment."""
    found = []
    for p in alignment.sections:
        ours, theirs = tuple(old.sections[i] for i in p.old), tuple(new.sections[j] for j in p.new)
        found.append(SectionChange(ours, theirs, _section_relation(ours, theirs), p.moved, p.score, p.reasons))
    return tuple(found)


def _section_relation(old: tuple[Section, ...], new: tuple[Section, ...]) -> SectionRelation:
    if not old:
        return SectionRelation.ADDED
    if not new:
        return SectionRelation.DROPPED
    if len(new) > 1:
        return SectionRelation.SPLIT
    if len(old) > 1:
        return SectionRelation.MERGED
    return SectionRelation.KEPT if same_heading(old[0], new[0]) else SectionRelation.RENAMED
