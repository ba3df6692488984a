"""What a commitment is about: its clause, and what stands around it."""

from attrs import frozen

from ..facts import Commitment, Figure, Role
from ..model import Report
from .concepts import ACT, ORDINARY, word_set
from .passages import Ground, Side, number_key
from .pledges import Pledge, pledge
from .wordings import Wording

_NEAR, _FAR = 0.6, 0.3
"""What a word of the sentence before tells of a clause: less where the clause's own sentence tells enough."""


@frozen(eq=False)
class Topic:
    """A commitment with what stands around it.

    `context` are the keys of the rest of its sentence and of the sentences before; `mass` and `beside` are the keys of
    the clause and of the context weighed by rarity, `whole` and `possible` their sums. `numbers` are the figures of the
    clause and `around` those of the context; `standing` are the figures there that say where things stand. `home` is
    the index of its sentence. What is asked of the clause most stands here too: its weighted keys (`own`), whether it
    names hardly anything (`thin`), classes of what is to be done (`acts`), and the clause cut (`wording`).
    """

    commitment: Commitment
    pledge: Pledge
    context: dict[str, float]
    mass: dict[str, float]
    beside: dict[str, float]
    whole: float
    possible: float
    numbers: frozenset[str]
    around: frozenset[str]
    home: int | None
    standing: tuple[Figure, ...]
    own: dict[str, float]
    thin: bool
    acts: frozenset[str]
    wording: Wording


def topic(report: Report, side: Side, rarity: dict[str, float], made: Commitment) -> Topic:
    """What `made`, a commitment of `report`, is about; `rarity` says how telling each key is in these reports."""
    clause = pledge(made.quote, made.action, made.actor or "", made.actor_kind)
    place = made.span.start, made.span.end, clause
    if place not in side.grounds:
        side.grounds[place] = _ground(report, side, made, clause)
    at, numbers, context, around, standing = side.grounds[place]
    mass = {key: weight * rarity.get(key, 1.0) for key, weight in clause.own.items()}
    beside = {key: weight * rarity.get(key, 1.0) for key, weight in context.items()}
    return Topic(
        made,
        clause,
        context,
        mass,
        beside,
        sum(mass.values()),
        sum(beside.values()),
        numbers,
        around,
        at,
        standing,
        clause.own,
        clause.thin,
        clause.acts,
        clause.wording,
    )


def _ground(report: Report, side: Side, made: Commitment, clause: Pledge) -> Ground:
    """What is known of a commitment from its own report alone."""
    at = side.home(report, made.span)
    numbers = frozenset([number_key(figure) for figure in made.figures])
    return at, numbers, *_context(side, at, clause.own, numbers), _standing(side, at)


def _standing(side: Side, at: int | None) -> tuple[Figure, ...]:
    """Figures of the clause's sentence and of the two before that report a fact, nearest sentence first."""
    if at is None:
        return ()
    near = [side.passages[where] for where in (at, at - 1, at - 2) if where >= 0]
    same = [passage for passage in near if passage.paragraph == side.passages[at].paragraph]
    return tuple(
        figure for passage in same for figure in passage.figures if figure.role in (Role.ACTUAL, Role.BASELINE)
    )


def _context(
    side: Side, at: int | None, own: dict[str, float], numbers: frozenset[str]
) -> tuple[dict[str, float], frozenset[str]]:
    if at is None:
        return {}, frozenset()
    table: dict[str, float] = {}
    around: set[str] = set()
    here = side.passages[at]
    rest = sum([weight for key, weight in here.wording.table.items() if weight > ACT and key not in own])
    before = _FAR if rest >= ORDINARY else _NEAR
    for where, factor in ((at, 0.8), (at - 1, before), (at - 2, before / 2)):
        passage = side.passages[where] if where >= 0 else None
        if passage is None or passage.paragraph != here.paragraph:
            continue
        around |= passage.numbers
        for key, weight in passage.wording.table.items():
            if key not in own and table.get(key, 0.0) < weight * factor:
                table[key] = weight * factor
    return table, frozenset(around - numbers)


def targets(made: Commitment) -> tuple[Figure, ...]:
    """The figures that a commitment is to be measured by: never an earlier value."""
    kept = [figure for figure in made.figures if figure.role is not Role.BASELINE and not _shift(made, figure)]
    firm = tuple(figure for figure in kept if figure.role in (Role.TARGET, Role.CHANGE))
    return firm or tuple(kept)


def _shift(made: Commitment, figure: Figure) -> bool:
    """Whether a figure only says by how much a date moved: "three months later than planned"."""
    after = made.quote[made.quote.find(figure.quote) + len(figure.quote) :].split(" ", 2)
    return len(after) > 1 and after[1].strip(",.") in word_set("shifts")
