"""Which figure of a sentence answers which target of a promise."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from ...facts import Figure, Role
from ...language.vocabulary import derived, derived_of, rows
from .amounts import comparable, in_base
from .lexemes import Wording, word_set
from .profiles import Topic, targets
from .retrieval import Passage


def pick(asked: Topic, passage: Passage, linked: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """A target and the figure that answers it: a change answers "by 15%", a level everything else."""
    standing = [figure for figure in passage.figures if figure.role in (Role.ACTUAL, Role.CHANGE)]
    if not standing:
        standing = [figure for figure in passage.figures if figure.role is Role.LIMIT]
    answers = [figure for figure in standing if figure in linked] if linked else []
    for pool in (answers, standing) if answers else (standing,):
        for target in _goals(asked):
            step = is_step(target, asked.commitment.quote)
            for actual in pool:
                if (actual.role is Role.CHANGE) == step and comparable(target, actual):
                    return target, _share(passage, actual) or actual
    return None


@derived
def _multiples() -> dict[str, Decimal]:
    return {row[0]: Decimal(row[1]) for row in rows("follow_multiples.tsv")}


@derived_of(8192)
def _factor(text: Wording) -> Decimal | None:
    """What a clause wants a value to be multiplied by, in so many words: "halve", "double"."""
    factors = _multiples()
    return next((factors[word.low] for word in text.words if word.low in factors), None)


def _goals(asked: Topic) -> tuple[Figure, ...]:
    """The targets; where a value is to be halved or doubled, that share of it."""
    quote = asked.commitment.quote
    wanted = tuple(_timed(asked, figure) for figure in targets(asked.commitment) if not _price(quote, figure))
    factor = _factor(asked.wording)
    if factor is None:
        return wanted
    values = [figure for figure in wanted if figure.unit not in ("times", "percent")]
    return tuple(evolve(figure, value=figure.value * factor, high=None) for figure in values) or wanted


def _timed(asked: Topic, target: Figure) -> Figure:
    """A bare number with the unit of time of what stands before it: "gave 21,000 hours, and we aim for 24,000"."""
    if target.unit is not None or not asked.standing:
        return target
    before = asked.standing[0]
    alike = before.value < 4 * target.value and target.value < 4 * before.value
    return evolve(target, unit=before.unit) if alike and in_base(before)[1] in ("seconds", "months") else target


def is_step(target: Figure, quote: str) -> bool:
    """Whether a target is a difference: "cut it by 15%", "a 15% reduction"."""
    at = quote.find(target.quote)
    before, after = quote[: max(0, at)].lower().split(), quote[at + len(target.quote) :].lower().split()
    return (
        target.role is Role.CHANGE
        or (before[-1:] == ["by"] and in_base(target)[1] != "")
        or bool(word_set("steps") & set(after[:1]))
    )


def _share(passage: Passage, whole: Figure) -> Figure | None:
    """The figure that is counted out of `whole`: three in "three of the four hubs"."""
    at = passage.text.find(whole.quote)
    lead = passage.text[: max(0, at)].lower().rstrip()
    for joint in (" of the", " of our", " of its", " of all", " of these", " of those", " out of", " of"):
        if lead.endswith(joint):
            head = lead[: -len(joint)]
            return next(
                (one for one in passage.figures if head.endswith(one.quote.lower()) and comparable(whole, one)), None
            )
    return None


def fraction(passage: Passage) -> bool:
    """Whether something is counted out of a greater number: "eleven of our fourteen assistants"."""
    return any(part and part.value < whole.value for whole in passage.figures for part in [_share(passage, whole)])


def _price(quote: str, figure: Figure) -> bool:
    """Whether a figure only says what something will cost: "renewed by August at a cost of €1.8m"."""
    before = quote[: max(0, quote.find(figure.quote))].lower().split()
    return before[-2:] in (["cost", "of"], ["price", "of"]) or before[-1:] == ["costing"]
