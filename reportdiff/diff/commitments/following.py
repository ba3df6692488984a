"""Finding each old commitment in the new report: a commitment that states it again, or a sentence that tells of it."""

from attrs import field, frozen

from ...align.pairing import Alignment, Pairing
from ...changes import Candidate, Event
from ...facts import Commitment, Figure, Kind
from ...matching.assignment import assign
from ...model import Report
from ...source import Span
from .events import is_over, plain_words
from .findings import LOGGED, Found, Outcome, Stated, Told
from .follow_up_sentences import sequel, trailing
from .lexemes import word_set
from .outcomes import outcome
from .profiles import Topic, conditional, topic
from .retrieval import Library, Passage, alike, foremost, label, vote
from .topic_similarity import Fit, around, fit, telling
from .verdicts import LoggedItem, logged_items

STATED = 0.47
"""Below this score two commitments are better called dropped and new than the same."""

TOLD = 0.46
"""Below this score a sentence is no evidence for what became of a commitment."""

_LINKED = 0.55
"""What it is worth that figures are known to measure one thing, for a promise whose clause names hardly anything."""

_BESIDE = 0.6
"""An outcome beside a restatement must be as sure as this."""

_MEASURED = 0.15
"""How much surer a restatement with another figure must be than a figure that says how the matter ended."""

_OTHER_ACT = 0.65
"""What is left of a score where something else is to be done: to insulate homes is not to connect them."""

_GUESSED = 0.75
"""What is left of a score where a clause that names hardly anything is understood from the words around it alone."""

_AROUND = 0.25  # how much of what stands around two clauses that name hardly anything must be alike
_ANOTHERS = 0.45  # what is left where the number near both is another promise's target
_DECISIVE, _FIGURE, _SURER = 0.1, 0.05, 0.16
"""How much more an outcome tells that says how the matter ended, and one that a figure shows; no outcome gains more."""

_GOING_ON, _AGREEING = 0.1, 1.2
"""How much surer a restatement is where both say that work goes on, and what no such reason makes up for."""

_FELLOW = 0.6
"""How surely a sentence under the same item that names the act or the object speaks of a promise."""

_SAME_ITEM = 0.75
_SHORT = 2
_ITEM = 4
"""Sentences of an item that speaks of one thing: what stands under a longer one may be about anything."""
"""How surely the first sentence of an item of the same name speaks of a promise under one of so many sentences."""

_MOVED = 0.6
"""How sure a restatement is at least that moves the target of a promise to another value."""

_BEFORE_SEQUEL = 0.5
"""How well a passage must fit for the sentences behind it to tell of a commitment by a pronoun."""

_ABOUT = 0.6
"""How much of a passage must be to the point for it to be plainly about a promise."""

_CANDIDATES = 8
_PARAGRAPH, _SECTION, _LINK = 0.06, 0.06, 0.4


_Links = dict[Span, tuple[Figure, ...]]


@frozen(eq=False)
class Follower:
    """Both reports, made ready for following."""

    old: Report
    new: Report
    library: Library
    asked: tuple[Topic, ...]
    answers: tuple[Topic, ...]
    links: _Links
    goals: _Links
    paragraphs: dict[int, tuple[int, ...]]
    sections: dict[int, tuple[int, ...]]
    owned: frozenset[str]
    holders: dict[Span, int]
    homes: frozenset[int | None]
    logs: dict[str, list[LoggedItem]]
    refused: set[int] = field(factory=set, init=False)  # promises of which a passage only seemed to tell an outcome

    @classmethod
    def of(cls, old: Report, new: Report, alignment: Alignment, links: _Links, goals: _Links) -> "Follower":
        """Index both reports; `links` are figures of the new report that answer one of the old, by its span.

        `goals` are targets of the new report that one of the old was moved to.
        """
        library = Library.of(old, new)
        asked = tuple(topic(old, library.old, library.rarity, made) for made in old.commitments)
        answers = tuple(topic(new, library.new, library.rarity, made) for made in new.commitments)
        near = _partners(alignment.paragraphs), _partners(alignment.sections)
        owned = frozenset([number for one in asked if not one.thin for number in one.numbers])
        holders = {figure.span: at for at, answer in enumerate(answers) for figure in answer.commitment.figures}
        homes = frozenset([answer.home for answer in answers])
        logs: dict[str, list[LoggedItem]] = {}
        for one in logged_items(new):
            for key in one[0]:
                logs.setdefault(key, []).append(one)
        return cls(old, new, library, asked, answers, links, goals, *near, owned, holders, homes, logs)

    def follow(self) -> tuple[Found, ...]:
        """What was found of each old commitment, in their order."""
        told = [self._told(index) for index in range(len(self.asked))]
        same = self._verbatim()
        scores, rules = self._scores(told, same)
        found = assign(scores)
        scores |= dict.fromkeys(same.items(), 1.0)
        rules |= dict.fromkeys(same.items(), ("stated.same-words",))
        pairs = [(row, at, scores[row, at], rules[row, at]) for row, at in (*same.items(), *found)]
        stated = {
            row: Stated(at, score, why, (self._bound(0, row), self._bound(1, at))) for row, at, score, why in pairs
        }
        stated |= trailing(self.answers, stated, [best for best, _ in told])
        return tuple(self._settle(index, stated.get(index), *told[index]) for index in range(len(self.asked)))

    def _verbatim(self) -> dict[int, int]:
        """Old commitments and new ones of the same words, in the order of both texts."""
        places: dict[str, list[int]] = {}
        for at, answer in enumerate(self.answers):
            places.setdefault(plain_words(answer.commitment.quote), []).append(at)
        found = {}
        for row, asked in enumerate(self.asked):
            left = places.get(plain_words(asked.commitment.quote), [])
            # "the Clerk to write": said of many things, and the same only where the words around it are
            same = next((at for at in left if not _elsewhere(asked, self.answers[at])), None)
            if same is not None:
                left.remove(same)
                found[row] = same
        return found

    def _bound(self, side: int, index: int) -> bool:
        """Whether a commitment holds a condition, or its sentence opens or closes with one outside the clause."""
        report, cut = ((self.old, self.library.old), (self.new, self.library.new))[side]
        topic = (self.asked, self.answers)[side][index]
        due = topic.commitment.deadline
        if topic.commitment.condition or (due and due.ends is None) or topic.home is None:
            return topic.home is not None or bool(topic.commitment.condition)
        passage = cut.passages[topic.home]
        begin, end = report.paragraphs[passage.paragraph].flow.place(topic.commitment.span)
        lows = [word.low for word in passage.wording.words if word.start < begin - passage.start]
        after = [word.low for word in passage.wording.words if word.start >= end - passage.start]
        alone = sum(other.home == topic.home for other in (self.asked, self.answers)[side]) == 1
        return conditional(lows) or conditional(after) or (alone and not word_set("if").isdisjoint(after))

    def _settle(self, index: int, stated: Stated | None, told: Told | None, rejected: Candidate | None) -> Found:
        if stated and told and stated.going_on:
            return Found(stated, told, None)
        if stated and told and not self._beside(index, stated, told):
            told = None
        about = rejected is not None and id(self.asked[index]) not in self.refused
        return Found(stated, told, None if stated or told else rejected, about)

    def _beside(self, index: int, stated: Stated, told: Told) -> bool:
        """Whether an outcome is told beside the restatement and not by its own words."""
        now, asked = self.new.commitments[stated.index], self.asked[index]
        if asked.thin or asked.commitment.kind is Kind.ONGOING:
            return False
        done = Event.REPORTED_ACHIEVED in told.outcome.events and told.outcome.figure is None
        if done and stated.score >= 1:
            return False  # what is promised again in the same words is not said to be done
        homes = {self.library.new.home(self.new, place) for place in now.places}
        return told.home not in homes and told.score >= _BESIDE

    def _scores(
        self, told: list[tuple[Told | None, Candidate | None]], same: dict[int, int]
    ) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[str, ...]]]:
        """Pairs of commitments good enough to be one, with their scores and reasons."""
        holders: dict[str, list[int]] = {}
        taken = set(same.values())
        for at, answer in enumerate(self.answers):
            if at in taken:
                continue
            for key in (*answer.own, *(answer.context if answer.thin else ()), *answer.numbers):
                holders.setdefault(key, []).append(at)
        scores: dict[tuple[int, int], float] = {}
        rules: dict[tuple[int, int], tuple[str, ...]] = {}
        for row, asked in enumerate(self.asked):
            best = told[row][0]
            retold = best is not None and "target.moved" in best.outcome.rules
            moved = [] if retold else [at for at in self._moved(asked) if asked.thin or _elided(self.answers[at])]
            for at in dict.fromkeys((*self._holding(asked, holders), *moved)) if row not in same else ():
                score, why = self._alike(row, at)
                if at in moved and score < _MOVED:
                    score, why = _MOVED, ("stated.figure",)
                if score < STATED:
                    continue
                if best and best.outcome.partly and at not in moved and self._rest(at, best.home):
                    continue
                if best is None or not self._outdone(row, at, score, best):
                    scores[row, at], rules[row, at] = score, why
        return scores, rules

    def _rest(self, at: int, home: int) -> bool:
        """Whether a new commitment only tells of the rest of what a sentence tells of: "and will open in May"."""
        answer = self.answers[at]
        read = answer.wording.words[:2]
        rest = any(word.low in word_set("others") for word in read)
        return (rest and answer.home in (home, home + 1)) or (_elided(answer) and answer.home == home)

    def _moved(self, asked: Topic) -> list[int]:
        """The new commitments that hold what a target of an old one was moved to."""
        spans = [goal.span for figure in asked.commitment.figures for goal in self.goals.get(figure.span, ())]
        return sorted({self.holders[span] for span in spans if span in self.holders})

    def _outdone(self, row: int, at: int, score: float, told: Told) -> bool:
        """Whether an outcome is told more surely than a restatement: "was signed, with the aim to ..."."""
        was, now = self.asked[row].commitment, self.answers[at]
        if told.outcome.of_pledge and told.home == now.home:
            return True  # "the target to open four hubs was not met" promises nothing
        measured = told.outcome.figure is not None and not self.asked[row].numbers & now.numbers
        if (
            Event.REPORTED_ACHIEVED in told.outcome.events
            and told.score >= max(_BESIDE, score)
            and self._renewed(was, now)
        ):
            return True
        again = bool(self.asked[row].numbers & now.numbers) and Event.REPORTED_ACHIEVED not in told.outcome.events
        if told.outcome.decisive and told.score > score - _MEASURED * measured and score < 0.8 and not again:
            return True
        ongoing = now.commitment.kind is Kind.ONGOING and was.kind is not Kind.ONGOING and told.home == now.home
        return ongoing and told.outcome.decisive

    def _renewed(self, was: Commitment, now: Topic) -> bool:
        """Whether the new commitment asks for something else or later than one whose time is over."""
        over = is_over(was.deadline.ends if was.deadline else None, (self.old.date, self.new.date))
        later = bool(now.commitment.deadline and was.deadline and str(now.commitment.deadline) != str(was.deadline))
        return over and later

    def _holding(self, asked: Topic, holders: dict[str, list[int]]) -> list[int]:
        """The new commitments that share most with an old one."""
        return foremost(vote(self._keys(asked, asked.numbers), holders), _CANDIDATES)

    def _keys(self, asked: Topic, numbers: frozenset[str]) -> dict[str, float]:
        """What a commitment is looked for by: the keys of its clause, of what stands around a thin one, and figures."""
        keys = {**asked.beside, **asked.mass} if asked.thin else asked.mass
        if not numbers:
            return keys
        rarity = self.library.rarity
        return {**keys, **{key: 0.5 * rarity.get(key, 1.0) for key in sorted(numbers)}}

    def _alike(self, row: int, at: int) -> tuple[float, tuple[str, ...]]:
        """How surely a new commitment states an old one again."""
        asked, answer = self.asked[row], self.answers[at]
        there, back = _touch(asked, answer), _touch(answer, asked)
        if not (there or back or asked.acts & answer.acts) or not _one_matter(asked, answer):
            return 0.0, ()
        near = self._near(asked, answer.home)
        alike = around(asked, answer) if asked.thin or answer.thin else 0.0
        forward = self._fit(asked, answer, near, alike)
        backward = self._fit(answer, asked, near, alike) if back else forward
        best = forward if forward.score >= backward.score else backward
        if best.score * _AGREEING < STATED:
            return 0.0, ()
        going_on = asked.commitment.kind is Kind.ONGOING and answer.commitment.kind is Kind.ONGOING
        score = best.score * (1 + _GOING_ON * going_on)
        if asked.acts and answer.acts and not (forward.acts or backward.acts):
            score *= _OTHER_ACT if min(forward.covered, forward.covering) < 0.85 else 0.9
        if asked.thin and not best.numbers and alike < _AROUND and min(forward.covering, backward.covering) < 0.85:
            score *= _GUESSED
        if _other_target(asked, answer):
            score *= _GUESSED
        if not best.numbers and _elsewhere(asked, answer):
            score *= _ANOTHERS
        if asked.thin and asked.numbers.isdisjoint(answer.numbers) and not self.owned.isdisjoint(answer.numbers):
            score *= _ANOTHERS
        return min(0.99, score), ("stated.topic", "stated.figure") if best.numbers else ("stated.topic",)

    def _fit(self, asked: Topic, answer: Topic, near: float, alike: float) -> Fit:
        numbers = answer.numbers | answer.around if answer.thin else answer.numbers
        return fit(asked, answer.wording, numbers, self.library, near, alike, answer)

    def _near(self, asked: Topic, home: int | None) -> float:
        """What the alignment says for two places; it never forbids."""
        if asked.home is None or home is None:
            return 0.0
        sides = self.library.old, self.library.new
        was, now = sides[0].passages[asked.home].paragraph, sides[1].passages[home].paragraph
        section = sides[1].sections[now] in self.sections.get(sides[0].sections[was], ())
        return _PARAGRAPH * (now in self.paragraphs.get(was, ())) + _SECTION * section

    def _told(self, row: int) -> tuple[Told | None, Candidate | None]:
        """The passage that best tells what became of a commitment, and the best of those that don't."""
        asked = self.asked[row]
        measured = (*asked.commitment.figures, *(asked.standing if asked.thin else ()))
        linked = tuple(answer for figure in measured for answer in self.links.get(figure.span, ()))
        homes = [self.library.holders[figure.span] for figure in linked if figure.span in self.library.holders]
        fits = []
        fellows = self._fellows(asked)
        for at in dict.fromkeys((*self._places(asked, homes), *fellows)):
            passage, answered = self.library.new.passages[at], at in homes
            bonus = self._near(asked, at) + _LINK * answered
            how = fit(asked, passage.wording, passage.numbers, self.library, bonus)
            score = how.score
            if asked.thin and answered:
                score = max(score, _LINKED)
            elif asked.thin and not how.numbers:
                score *= _GUESSED
            if at in fellows and _on_it(asked, passage, len(fellows) <= _ITEM):
                score = max(score, _FELLOW)
            fits.append((at, how, score))
        best = self._best(asked, fits, linked, fellows)
        at, score = max([(at, score) for at, _, score in fits], key=lambda one: one[1], default=(0, 0.0))
        if best is None and score >= _BEFORE_SEQUEL and not asked.thin:
            best = self._sequel(asked, at, score)
        best = best or self._log(asked)
        return best, None if best else self._rejected(asked, fits, fellows)

    def _fellows(self, asked: Topic) -> list[int]:
        """The sentences of the new report under an item of the same name."""
        if asked.home is None:
            return []
        return self.library.new.under(self.library.old.passages[asked.home].item)

    def _log(self, asked: Topic) -> Told | None:
        """What a log of the new report says of an item of the same name: "Bus shelter – done"."""
        item = self.library.old.passages[asked.home].item if asked.home is not None else frozenset()
        near = (self.logs.get(key, []) for key in sorted(item))
        for name, status, span in (one for found in near if len(found) <= _CANDIDATES for one in found):
            if status in LOGGED and alike(item, name):
                return Told(span, -1, _FELLOW, Outcome((LOGGED[status],), ("log.item",), (0, 0)))
        return None

    def _sequel(self, asked: Topic, at: int, score: float) -> Told | None:
        """What the sentences behind a passage say of its topic by a pronoun."""
        found = sequel(asked, self.library.new.passages, at, (self.old.date, self.new.date))
        if found is None:
            return None
        place, told = found
        if self.library.new.passages[place].wording.plain in self.library.stale:
            return None  # the old report says so too
        return Told(self._span(self.library.new.passages[place], told.window), place, score, told)

    def _best(
        self, asked: Topic, fits: list[tuple[int, Fit, float]], linked: tuple[Figure, ...], fellows: list[int]
    ) -> Told | None:
        """The passage that tells most surely; those that fit best are judged first and spare the others."""
        best: tuple[float, bool, int] | None = None
        answer = None
        for at, (home, how, score) in sorted(enumerate(fits), key=lambda one: -one[1][2]):
            if score < TOLD or (best and score + _SURER < best[0]):
                break
            found = self._judge(asked, home, how, score, linked, len(fellows) <= _ITEM and home in fellows)
            rank = (*_rank(found), -at) if found else None
            if rank and (best is None or rank > best):
                best, answer = rank, found
        return answer

    def _rejected(self, asked: Topic, fits: list[tuple[int, Fit, float]], fellows: list[int]) -> Candidate | None:
        item = self.library.old.passages[asked.home].item if asked.home is not None else frozenset()
        log = len(item) > 1 and len(self.library.old.under(item)) <= _SHORT
        # another action under the item says nothing of this one
        told = [at for at in fellows if log and at not in self.homes and self.library.new.passages[at].item == item]
        fits = [(at, how, max(score, _SAME_ITEM) if at in told[:1] else score) for at, how, score in fits]
        best = -1.0
        passage = window = None
        for at, how, score in fits:
            if score > best:
                best, passage, window = round(score, 4), self.library.new.passages[at], how.window
        return Candidate(self._span(passage, window), passage.text, best) if passage and window else None

    def _places(self, asked: Topic, homes: list[int]) -> list[int]:
        keys = self._keys(asked, asked.numbers | asked.around if asked.thin else asked.numbers)
        found = self.library.near(keys, _CANDIDATES)
        return list(dict.fromkeys((*found, *homes))) if homes else found

    def _judge(
        self, asked: Topic, at: int, how: Fit, score: float, linked: tuple[Figure, ...], under: bool
    ) -> Told | None:
        passage = self.library.new.passages[at]
        if passage.wording.plain in self.library.stale:
            return None
        days = self.old.date, self.new.date
        near = under or how.covering >= _ABOUT
        found = outcome(asked, passage, how.window, days, linked, near, under)
        if found is not None and not found.events:
            self.refused.add(id(asked))
            return None
        return Told(self._span(passage, found.window), at, score, found) if found else None

    def _span(self, passage: Passage, window: tuple[int, int]) -> Span:
        flow = self.new.paragraphs[passage.paragraph].flow
        if not passage.wording.words:
            return flow.span(passage.start, passage.end)
        first, last = passage.wording.words[window[0]], passage.wording.words[max(window[0], window[1] - 1)]
        return flow.span(passage.start + first.start, passage.start + last.end)


def _on_it(asked: Topic, passage: Passage, short: bool) -> bool:
    """Whether a sentence under the same item speaks of the promise: of its act and object; under a short one, "it"."""
    table = passage.wording.table
    opens = any(one.low in word_set("stand_ins") or one.tag == "CD" or one.past for one in passage.wording.words[:1])
    if (short and opens) or (asked.matter and telling(asked, table)):
        return True
    points = asked.thin or not word_set("pointers").isdisjoint(word.low for word in asked.wording.words)
    return (points or not asked.matter.isdisjoint(table)) and not asked.acts.isdisjoint(passage.wording.acts)


def _elsewhere(asked: Topic, answer: Topic) -> bool:
    """Whether two clauses that name hardly anything stand among words about different things."""
    if not (asked.thin and answer.thin) or min(asked.possible, answer.possible) < 1:
        return False
    return around(asked, answer) < _AROUND


def _other_target(asked: Topic, answer: Topic) -> bool:
    """Whether both the figure and the date of two promises differ: the homes of one plan are not those of another."""
    was, now = asked.commitment.deadline, answer.commitment.deadline
    apart = bool(asked.numbers and answer.numbers) and asked.numbers.isdisjoint(answer.numbers)
    mine, theirs = asked.pledge.matter, answer.pledge.matter
    apart = apart and mine != theirs and len(mine & theirs) < 2  # the things counted are shared, and nothing else
    return apart and was is not None and now is not None and was.ends != now.ends


def _one_matter(asked: Topic, answer: Topic) -> bool:
    """Whether two clauses can be about one thing: who is to act, and one word that many things share, do not say so.

    They share an object and a word of what it is about, or three words, or a figure, or all that one of them names.
    """
    mine, theirs = asked.pledge.matter, answer.pledge.matter
    if not asked.numbers.isdisjoint(answer.numbers):
        return True
    if asked.thin or answer.thin:
        return True
    shared = (mine & answer.own.keys()) | (theirs & asked.own.keys())
    item = label(asked.commitment.quote)
    if item and item == label(answer.commitment.quote):
        mine, theirs, shared = mine - item, theirs - item, shared - item  # two actions under one item
    heads = {asked.pledge.head, answer.pledge.head}
    same = len(heads) == 1 and (asked.acts == answer.acts or not asked.acts.isdisjoint(answer.acts))
    enough = len(shared) > 2 or (len(shared) > 1 and not heads.isdisjoint(shared))
    return enough or (same if not (mine and theirs) else bool(shared) and (same or mine <= shared or theirs <= shared))


def _elided(answer: Topic) -> bool:
    """Whether a clause has no subject of its own: "and will open in May"."""
    return any(word.low in word_set("elided") for word in answer.wording.words[:1])


def _touch(one: Topic, other: Topic) -> bool:
    """Whether the clause of `one` itself, not only what stands around it, shares something with `other`."""
    own = one.own.keys()
    apart = own.isdisjoint(other.own) and own.isdisjoint(other.context) and one.numbers.isdisjoint(other.numbers)
    return not apart


def _rank(told: Told) -> tuple[float, bool]:
    events = told.outcome.events
    return told.score + _DECISIVE * told.outcome.decisive + _FIGURE * (told.outcome.figure is not None), bool(events)


def _partners(pairings: tuple[Pairing, ...]) -> dict[int, tuple[int, ...]]:
    return {was: pairing.new for pairing in pairings for was in pairing.old}
