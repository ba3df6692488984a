"""What a sentence of the new report says became of an old commitment.

Figures come first: one that reaches the target outweighs any verb. Then words that say it plainly ("was not met", "has
been scrapped"), then a verb of the promise told as done. What is still to come is no outcome; what was only meant to
be, or would have been, was missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from ...changes import Event
from ...facts import Figure, Kind
from ...language.rules import Hit
from ...language.syntax import Link
from ...language.times.phrases import TimeKind, find_times
from .events import denies, is_over
from .findings import GOOD, Outcome
from .lexemes import Word, word_set, words
from .part_whole import counted_at, portion
from .profiles import Topic, targets
from .retrieval import Passage
from .target_evaluation import by_figures, fraction, measured, retargeted, some
from .verdicts import Seen, strongest

_FAR = 12
"""How many words beside the clause may say what became of it."""

_GRAVE = ("abandoned", "missed", "short", "delayed", "forward")
"""What may be read beside the clause too: the rest of the sentence says it of the same thing."""

_NEAR = 0.3
"""What a word near a promise must weigh to say what that is about."""

_RELATIVE = frozenset(("which", "who", "whose", "where"))
_FINITE = ("VBD", "VBZ", "VBP")
_RULES = frozenset(("may", "must", "can", "might", "shall"))
_ENDING = frozenset(("end", "close", "demolish", "remove", "stop", "reduce"))
Days = tuple[date | None, date | None]


def outcome(
    asked: Topic,
    passage: Passage,
    window: tuple[int, int],
    days: Days,
    linked: Sequence[Figure] = (),
    near: bool = False,
    under: bool = False,
) -> Outcome | None:
    """What `passage` says became of `asked`, judged in `window` (words) first; `None` where it says nothing of it.

    `linked` are figures of the new report that answer a target of the old one. `near`: the passage is plainly about it;
    `under`: it stands under an item of the same name.
    """
    return _Case(asked, passage, window, days, linked, near, under).judged()


class _Case:
    """One promise and one sentence about it."""

    def __init__(
        self,
        asked: Topic,
        passage: Passage,
        window: tuple[int, int],
        days: Days,
        linked: Sequence[Figure],
        near: bool,
        under: bool,
    ) -> None:
        self.asked, self.passage, self.days, self.linked = asked, passage, days, linked
        self.near, self.under = near, under
        self.seen = Seen(asked, passage)
        self.read = self.seen.read
        self.shown = window
        self.window = _resumed(self.read, window) if ", wh" in passage.text else window
        self.due = asked.commitment.deadline.ends if asked.commitment.deadline else None
        self.over = is_over(self.due, days)

    def judged(self) -> Outcome | None:
        """The outcome, with the words that its rules fired on, and the rules that were cancelled."""
        found = self._judged()
        if found is None or not found.events:
            return found
        lines = self.seen.found.explained(self.seen)
        told = {line.split(" ", 1)[0]: line for line in reversed(lines) if " cancelled by " not in line}
        return found._replace(
            said=(
                *(told.get(rule, rule) for rule in found.rules),
                *(line for line in lines if " cancelled by " in line),
            )
        )

    def _judged(self) -> Outcome | None:
        """The outcome, as far as the clauses that say it are affirmed and real; without events if they are not."""
        found = self._told()
        first = next((hit for hit in self.seen.found.hits if hit.rule.says[0] in ("intended", "unreal")), None)
        if first is not None and not self._happened(first):
            good = found is not None and not GOOD.isdisjoint(found.events) and self._of_matter(found)
            near = self.near and bool(self.asked.matter)
            return self._missed(first.rule.id) if good or (found is None and near) else found
        if self._is_rule() or (found is not None and not self._of_matter(found)):
            return self._as("refused")
        sure = found
        if sure is not None and sure.figure is not None:
            sure = by_figures(self.asked, self.seen.sentence, sure, self.over)
        if found is not None and sure is None:
            return self._as("refused")
        return self._standing(sure)

    def _told(self) -> Outcome | None:
        found = next(self._readings(), None)
        if found is None:
            return None
        if found.rules == ("progress.figure",):
            found = self._claiming(found)
        plain = self.plain
        first, last = found.window
        if plain and plain.rule.id in found.rules:
            first, last = min(first, plain.first), max(last, plain.last)
        return found.shown(self.passage, (first, last))

    @cached_property
    def plain(self) -> Hit | None:
        """The status that counts: in the window, if grave beside it, or claimed by the predicate."""
        inside = strongest(_plain(self.seen.said(*self.window)))
        wide = inside or strongest(_plain(self.seen.said(*self._wide(), only=_GRAVE)))
        return wide or self._claimed()

    def _claimed(self) -> Hit | None:
        """What the predicate says of a subject that the window ends in: "the felling of oaks is on course"."""
        if self.window[0] > 1:
            return None
        marks = (at for at in range(self.window[1], len(self.read)) if self.read[at].mark or self.read[at].tag == "CC")
        return strongest(_plain(self.seen.said(self.window[0], next(marks, len(self.read)))))

    def _claiming(self, found: Outcome) -> Outcome:
        """Progress by a figure, with what the sentence claims: "we are ahead of schedule, having planted 7,300"."""
        claim = strongest(self.seen.said(*self._wide(), only=("ahead", "on_track", "delayed")))
        if claim is None:
            return found
        events = dict.fromkeys((Event(f"claimed_{claim.rule.says[0]}"), *found.events))
        return Outcome(tuple(events), (*found.rules, claim.rule.id), found.window, found.figure)

    def _wide(self) -> tuple[int, int]:
        """The window with the words beside it, up to a word of contrast."""
        (first, last), contrast = self.window, word_set("contrast")
        while first > max(0, self.window[0] - _FAR) and self.read[first - 1].low not in contrast:
            first -= 1
        while last < min(len(self.read), self.window[1] + _FAR) and self.read[last].low not in contrast:
            last += 1
        return first, last

    def _as(self, rule: str, *events: Event) -> Outcome:
        return Outcome(events, (rule,), self.window)

    def _missed(self, rule: str, event: Event = Event.REPORTED_MISSED) -> Outcome:
        return self._as(rule, event, *((Event.OVERDUE,) if self.over else ()))

    def _readings(self) -> Iterator[Outcome]:
        """What the sentence says, what counts most first."""
        plain = self.plain
        status = plain.rule.says[0] if plain else ""
        pledge = self._first("achieved", "pledge") or self._first("missed", "pledge")
        if pledge:
            yield self._by(pledge)
        if denies(self.asked.commitment):
            found = self._negative()
            if found:
                yield found
            return
        if plain and status == "abandoned":
            yield self._by(plain)
        unbegun = plain and not self.over and self.read[plain.last - 1].low in ("begun", "started", "begin", "start")
        early = plain and not self.over and "yet" in self.seen.low[plain.first : plain.last]  # it may still come
        if plain and status == "missed" and not unbegun and not early:
            yield self._by(plain)
        if self.seen.elsewhere(*self.window):
            return
        goal = retargeted(self.asked, self.passage, self.window)
        if goal:
            yield goal
        figured = measured(self.seen, self.passage, self.window, self.linked, self.over, plain)
        if figured:
            yield figured
        if plain and status in ("delayed", "forward"):
            late = "late" in plain.rule.says and self._ended()
            yield self._as("achieved.late", Event.REPORTED_ACHIEVED) if late else self._postponed(plain)
        yield from self._worded(plain, status)

    def _worded(self, plain: Hit | None, status: str) -> Iterator[Outcome]:
        deed, undone = self._first("achieved", "deed"), self._first("missed", "deed")
        denied = deed is not None and self._denied(deed)
        if plain and status == "short":
            yield self._by(plain)
        if undone:
            yield self._by(undone)
        if self.asked.commitment.kind is Kind.ONGOING and not deed and status in ("progress", "achieved"):
            return
        if plain and status in ("ahead", "on_track") and not (deed and not denied):
            yield self._as(plain.rule.id, Event(f"claimed_{status}"))
        if plain and status == "progress" and not (deed and {"weak", "begun"} & set(plain.rule.says)):
            yield self._by(plain)
        done = deed or (plain if status == "achieved" else None)
        if done is None or self._long_ago():
            return
        part = self._partly()
        if part:
            yield part
        if not self._denied(done):
            yield self._as(done.rule.id, Event.REPORTED_ACHIEVED)
        elif deed and (self.over or "yet" not in self.seen.low[slice(*self.window)]):
            yield self._missed("missed.verb-denied")

    def _first(self, *says: str) -> Hit | None:
        """The first rule of the window that says all that, of what is not still to come."""
        window = (0, len(self.read)) if "pledge" in says else self.window
        found = self.seen.said(*window, only=says[:1])
        return next((hit for hit in found if set(says) <= set(hit.rule.says)), None)

    def _by(self, hit: Hit) -> Outcome:
        """What a rule says; overdue beside it where that time is over."""
        event = Event(f"reported_{hit.rule.says[0]}")
        late = self.over and event in (Event.REPORTED_MISSED, Event.REPORTED_SHORT, Event.REPORTED_PROGRESS)
        return self._as(hit.rule.id, event, *((Event.OVERDUE,) if late else ()))

    def _ended(self) -> bool:
        """Whether the window says that the promise is done, whatever else it says."""
        return any(not self._denied(hit) for hit in self.seen.said(*self.window, only=("achieved",)))

    def _denied(self, hit: Hit) -> bool:
        """Whether the clause of a rule denies what it says; "can no longer" is what ending a thing leads to."""
        if "denying" in hit.rule.says:
            return False
        of, ends = self.seen.clause_of, self.asked.acts & {"end", "close", "demolish"}
        if not ends and self.read[hit.first].past and "negated" in self.seen.facts(hit.first):
            return True
        for at in range(self.window[0], max(self.window[1], hit.last)):
            elided = (
                at > 0 and self.read[at - 1].tag[:2] == "VB" and self.seen.low[at + 1 : at + 2] in ((), (".",), (",",))
            )
            if not elided and of[at] != of[hit.first]:
                continue
            if self.read[at].low in word_set("denial") or self.read[at].low == "n't":
                longer = self.seen.low[at + 1 : at + 2] == ("longer",)
                if not (longer and ends):
                    return True
        return False

    def _long_ago(self) -> bool:
        """Whether a window tells only of years before the promise: the thing in use since 1974 is the old one."""
        years = [_year(word) for word in self.read[self.window[0] : self.window[1] + 4] if _year(word)]
        return bool(self.days[0] and years and max(years) < self.days[0].year)

    def _partly(self) -> Outcome | None:
        """What is told as done of a part only: short once the time is over and the part is counted."""
        found = portion(self.read, max(0, self.window[0] - _FAR), self.window[1])
        counted = fraction(self.passage) or (found is not None and found.less) or self._fewer()
        if not counted and not self._part_only():
            return None
        part = Event.REPORTED_SHORT if self.over and counted else Event.REPORTED_PROGRESS
        return self._missed("progress.part-of", part)

    def _part_only(self) -> bool:
        """Whether only a part is spoken of: "half of the registers", and where every one was meant "most bridges"."""
        every = any(word.low in word_set("every") for word in self.asked.wording.words)
        for at in range(self.window[0], self.window[1] - 1):
            low = self.read[at].low
            counts = self.read[at + 1].low == "of" or (every and low in ("most", "some", "several", "many", "half"))
            if counts and low in word_set("parts") and (not at or self.read[at - 1].low != "as"):
                return True
        return False

    def _fewer(self) -> bool:
        """Whether fewer are counted than promised, one of them at least: "one engineer started", "one is in place"."""
        for target in targets(self.asked.commitment):
            nouns = {word.key for word in words(target.unit or "")} if (target.unit or "X")[0].islower() else set()
            for at in range(*self.window):
                count, after = counted_at(self.read, at)
                alone = at == self.window[0] and self.read[after : after + 1] and self.read[after].tag in _FINITE
                named = alone or not nouns.isdisjoint(w.key for w in self.read[after : after + 3])
                if 0 < count < target.value and named:
                    return True
        return False

    def _negative(self) -> Outcome | None:
        """A pledge not to do something: kept to where the act is denied, broken where it is told."""
        first, last = self.window
        inside = self.read[first:last]
        lows = {word.low for word in inside}
        if not lows.isdisjoint(word_set("ahead")):
            return None
        if some(self.asked, self.passage):
            if not self.over and any(word.past and "reduce" in word.acts for word in inside):
                return self._as("progress.fewer", Event.REPORTED_PROGRESS)
            return self._missed("missed.some-after-all")
        if lows & (word_set("denial") | word_set("still") | {"n't"}):
            return self._as("achieved.not-done", Event.REPORTED_ACHIEVED)
        done = [at for at in range(first, last) if self.read[at].past and self.seen.is_act(self.read[at])]
        if not all(map(self.seen.of_others, done)):
            return self._as("missed.done-after-all", Event.REPORTED_MISSED)
        return None

    def _postponed(self, plain: Hit) -> Outcome:
        """A date put off or brought forward in so many words; the last time of the sentence is the new one."""
        events = [Event.CLAIMED_DELAYED] if plain.rule.says[0] == "delayed" else []
        given = [
            phrase.period.end
            for phrase in find_times(self.passage.text, self.days[1])
            if phrase.period and phrase.period.end and phrase.kind not in (TimeKind.PAST, TimeKind.DURATION)
        ]
        moved = next((end for end in reversed(given) if end != self.due), None)
        if moved and self.due:
            events.insert(0, Event.DEADLINE_LATER if moved > self.due else Event.DEADLINE_EARLIER)
        if self.over and not (moved and self.due and moved > self.due):
            events.append(Event.OVERDUE)
        return self._as(plain.rule.id, *(events or [Event.DEADLINE_EARLIER]))

    def _happened(self, hit: Hit) -> bool:
        """Whether another clause tells that it was done all the same: "we had planned to, and did"."""
        sentence = self.seen.sentence
        held = sentence.clause_at(hit.first)
        for clause in sentence.clauses:
            joined = clause.kind is Link.COORDINATE and clause.opener is not None
            if held is None or clause.index == held.index or clause.verbs is None or not joined:
                continue
            if sentence.low[clause.opener or 0] == "and" and not clause.verbs.negated:
                return True
        return False

    def _of_matter(self, found: Outcome) -> bool:
        """Whether the sentence names what the promise is about, or what stands around one that names nothing."""
        asked, table = self.asked, self.passage.wording.table
        if self.under or asked.matter:
            return self.under or not asked.matter.isdisjoint(table)
        around = [key for key, weight in asked.context.items() if weight >= _NEAR]
        if asked.pledge.names and not asked.thin and asked.acts.isdisjoint(self.passage.wording.acts):
            return False  # of a promise that names nothing but people only its act can be told
        return found.figure in self.linked or sum(key in table for key in around) >= min(2, len(around))

    def _is_rule(self) -> bool:
        """Whether a passage says what may or must be, of whoever it concerns: it tells of no event."""
        clauses = self.seen.sentence.clauses
        mains = [clause for clause in clauses if clause.kind in (Link.MAIN, Link.COORDINATE)]
        mains = mains or [clause for clause in clauses if clause.kind is not Link.RELATIVE]
        finite = [clause.verbs for clause in mains if clause.verbs is not None and clause.verbs.finite]
        return bool(finite) and all(verbs.modal in _RULES for verbs in finite)

    def _standing(self, found: Outcome | None) -> Outcome | None:
        """What a clause says of how things stand: as they were, or as they were to be."""
        if not self.near or not (self.under or self.asked.matter & self.passage.wording.table.keys()):
            return found
        for hit in self.seen.found.hits:
            says = hit.rule.says[0]
            if "negated" in self.seen.facts(hit.first) or self.seen.of_others(hit.first):
                continue
            if says == "standing" and (found is None or not found.decisive):
                its = "its" in self.seen.facts(hit.first)  # of what was promised, not of another thing beside it
                if its and not self.asked.commitment.negated and not self._results(hit):
                    return self._missed(hit.rule.id)
            elif says in ("done", "newly") and found is None and not self.asked.acts & _ENDING:
                return self._as(hit.rule.id, Event.REPORTED_ACHIEVED)
        return found

    def _results(self, hit: Hit) -> bool:
        """Whether the state that goes on is what the promise was to bring: "remains open" after a promise to open."""
        if self.asked.acts & _ENDING:
            return False
        own = {word.key for word in self.asked.wording.words}
        state = self.read[hit.first : hit.last]
        return any(word.key in own for word in state if word.low.isalpha()) or not _RESULTS.isdisjoint(
            word.low for word in self.read[max(0, hit.first - 1) : hit.last]
        )


_RESULTS = frozenset(("open", "complete", "ready", "live", "operational", "available", "in"))


def _plain(found: Iterable[Hit]) -> list[Hit]:
    """Statuses in words of their own: not by the verb of the promise, nor said of it as a promise."""
    return [hit for hit in found if {"deed", "pledge"}.isdisjoint(hit.rule.says)]


def _year(word: Word) -> int:
    """The year that a word is, 0 where it is none."""
    plain = word.low.rstrip(".,:")
    return int(plain) if len(plain) == 4 and plain.isdecimal() and plain[:2] in ("17", "18", "19", "20") else 0


def _resumed(read: Sequence[Word], window: tuple[int, int]) -> tuple[int, int]:
    """The window with the rest of its clause behind a relative one: "the room, which we share, opened in March"."""
    marks = [at for at in range(window[0], len(read)) if read[at].mark]
    for at, closing, end in zip(marks, marks[1:], [*marks[2:], len(read)], strict=False):
        commas = read[at].low == read[closing].low == ","
        if commas and at <= window[1] <= closing + 1 and read[at + 1].low in _RELATIVE:
            return window[0], end
    return window
