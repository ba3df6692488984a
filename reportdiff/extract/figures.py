"""Paragraphs to figures: every number with its time, role and label."""

from collections.abc import Iterator, Sequence

from ..facts import Figure, Role
from ..model import Paragraph
from .context import Context
from .numbers import find_mentions
from .times import find_times


def extract_figures(paragraphs: Sequence[Paragraph], context: Context) -> tuple[Figure, ...]:
    """The figures of some paragraphs, in the order of the text; the report's own date decides what is future."""
    return tuple(figure for paragraph in paragraphs for figure in _of_paragraph(paragraph, context))


def _of_paragraph(paragraph: Paragraph, context: Context) -> Iterator[Figure]:
    flow = paragraph.flow
    mentions = find_mentions(flow.text)
    times = find_times(flow.text, context.day) if mentions else ()
    for mention in mentions:
        near = [time for time in times if mention.end <= time.start < mention.end + 60]
        time = near[0] if near else None
        yield Figure(
            flow.span(mention.start, mention.end),
            flow.text[mention.start : mention.end],
            mention.value,
            mention.high,
            mention.unit,
            mention.bound,
            mention.stat,
            mention.per,
            time.text if time else None,
            time.period if time else None,
            Role.TARGET if time and time.future else Role.ACTUAL,
            None,
            flow.text[mention.to : mention.end].strip(),
            mention.rules,
        )
