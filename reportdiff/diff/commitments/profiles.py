"""What a commitment is about: its clause, and what stands around it."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from ...facts import Commitment, Figure, Role
from ...model import Report
from .lexemes import ACT, DETERMINERS, ORDINARY, Word, Wording, word_set
from .pledges import Pledge, pledge, stands_in
from .retrieval import Ground, Side, number_key

_NEAR, _FAR = 0.6, 0.3
"""What a word of the sentence before tells of a clause: less where the clause's own sentence tells enough."""


_SUBJECT = 9
"""How many words the subject of a sentence may have for a pronoun to stand for it."""


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

    @property
    def matter(self) -> frozenset[str]:
        """The keys of what it is about: the content words of the clause, and of what its pronoun or gap stands for."""
        return self.pledge.matter | (self.own.keys() - self.pledge.own.keys())


def topic(report: Report, side: Side, rarity: dict[str, float], made: Commitment) -> Topic:
    """What `made`, a commitment of `report`, is about; `rarity` says how telling each key is in these reports."""
    clause = pledge(made.quote, made.actor or "", made.actor_kind)
    place = made.span.start, made.span.end, clause
    if place not in side.grounds:
        side.grounds[place] = _ground(report, side, made, clause)
    at, numbers, context, around, standing, meant = side.grounds[place]
    own = {**meant, **clause.own} if meant else clause.own
    mass = {key: weight * rarity.get(key, 1.0) for key, weight in own.items()}
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
        own,
        clause.thin and not meant,
        clause.acts,
        clause.wording,
    )


def _ground(report: Report, side: Side, made: Commitment, clause: Pledge) -> Ground:
    """What is known of a commitment from its own report alone."""
    at = side.home(report, made.span)
    numbers = frozenset([number_key(figure) for figure in made.figures])
    meant = _meant(side, at, clause) if clause.thin and stands_in(clause.wording.words[:5]) else {}
    meant = meant or _gap(report, side, at, made)
    return at, numbers, *_context(side, at, clause.own, numbers), _standing(side, at), meant


def _meant(side: Side, at: int | None, clause: Pledge) -> dict[str, float]:
    """What a pronoun of a clause stands for: the subject of the sentence before, if that names one thing plainly.

    "The database is old. It will be replaced." Where that sentence has a pronoun itself, the one before it is asked.
    """
    mine = clause.wording.words[:3]
    if at is None or side.passages[at].wording.words[:3] != mine:
        return {}
    for back in (1, 2):
        where = at - back
        if where < 0 or side.passages[where].paragraph != side.passages[at].paragraph:
            return {}
        read = side.passages[where].wording.words
        if not read or read[0].low in word_set("stand_ins"):
            continue
        return _subject(read) if read[0].tag in DETERMINERS else {}
    return {}


def _gap(report: Report, side: Side, at: int | None, made: Commitment) -> dict[str, float]:
    """The telling words of the subject that a clause shares with the one before: "quotes were had and will be sent"."""
    if at is None:
        return {}
    passage = side.passages[at]
    sentence = passage.wording.sentence
    start = report.paragraphs[passage.paragraph].flow.place(made.span)[0] - passage.start
    token = sentence.token_at(start)
    clause = sentence.clause_at(token) if token is not None and sentence.tags[token] == "MD" else None
    if clause is None or clause.subject is None or clause.subject.last > (token or 0):
        return {}
    subject = passage.wording.words[clause.subject.first : clause.subject.last]
    return {word.key: word.weight for word in subject if word.weight > ACT}


def _subject(read: Sequence[Word]) -> dict[str, float]:
    """The telling words before the first verb of a sentence, if together they tell enough."""
    table: dict[str, float] = {}
    for index, word in enumerate(read[:_SUBJECT]):
        if index and (word.low in word_set("auxiliary") or word.low in word_set("ahead") or word.past):
            return table if sum(table.values()) >= ORDINARY else {}
        if word.mark or word.low in word_set("splits"):
            return {}
        if word.weight > ACT:
            table[word.key] = word.weight
    return {}


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
    kept = [figure for figure in _unconditional(made) if figure.role is not Role.BASELINE and not _shift(made, figure)]
    firm = tuple(figure for figure in kept if figure.role in (Role.TARGET, Role.CHANGE))
    return firm or tuple(kept)


def _unconditional(made: Commitment) -> Iterator[Figure]:
    """The figures of a clause that do not stand in its condition; they are looked for one behind the other."""
    given = made.condition or ""
    given = "" if made.action[:12] in given else given  # "if funding is agreed the Council will open four hubs"
    first, at = made.quote.find(given), 0
    for figure in made.figures:
        place = made.quote.find(figure.quote, at)
        if not (given and first <= place < first + len(given)):
            yield figure
        at = place + len(figure.quote) if place >= 0 else at


def _shift(made: Commitment, figure: Figure) -> bool:
    """Whether a figure only says by how much a date moved: "three months later than planned"."""
    after = made.quote[made.quote.find(figure.quote) + len(figure.quote) :].split(" ", 2)
    return len(after) > 1 and after[1].strip(",.") in word_set("shifts")


def conditional(lows: list[str]) -> bool:
    """Whether words outside a clause open a condition: "provided that staff can be found, ..."."""
    found = [low for low in lows[:4] if low[0].isalpha()]
    inverted = len(found) > 1 and found[0] == "should"  # "should orders rise, ..."
    return bool(found) and (
        found[0] in word_set("if") or inverted or " ".join(found[:2]) in ("subject to", "dependent on")
    )
