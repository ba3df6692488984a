"""Paragraphs to figures: every number with its time, role, direction and label."""

from collections.abc import Iterator, Sequence

from ...facts import Figure, Role
from ...model import Paragraph
from ..context import Context
from .detection import find_mentions
from .roles import direction_of
from .sentence_reader import read_mentions

# Members of enums by names of their own: to read one off its class costs as much as a call.
_CHANGE = Role.CHANGE


def extract_figures(paragraphs: Sequence[Paragraph], context: Context) -> tuple[Figure, ...]:
    """The figures of some paragraphs, in the order of the text; the report's own date decides what is future."""
    return tuple(figure for paragraph in paragraphs for figure in _of_paragraph(paragraph, context))


def _of_paragraph(paragraph: Paragraph, context: Context) -> Iterator[Figure]:
    flow = paragraph.flow
    mentions = find_mentions(flow.text)
    for read in read_mentions(flow.text, mentions, context.day) if mentions else ():
        mention, time = read.mention, read.time
        yield Figure(
            span=flow.span(mention.start, mention.end),
            quote=flow.text[mention.start : mention.end],
            value=mention.value,
            high=mention.high,
            unit=mention.unit,
            bound=mention.bound,
            stat=mention.stat,
            per=mention.per,
            when=time.text if time else None,
            period=time.period if time else None,
            role=read.role,
            direction=direction_of(read.setting) if read.setting and read.role is _CHANGE else None,
            label=read.label,
            rules=(*mention.rules, read.rule),
        )
