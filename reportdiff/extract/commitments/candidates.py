"""Sentences to candidates: which clause commits, from where to where, and how strongly.

Theory of operation. A sentence is looked at only if it holds a word by which a rule of `data/promises.tsv` is found.
Its clauses are read; the rules say which of them commit and what speaks against it. The rules of one statement ("we
hope that the bridge will open") are one candidate, as strong as the weakest of them. A candidate reaches over the
clauses that hang on it; participles that give a figure of their own, and acts with days of their own, stand beside it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import islice
from typing import NamedTuple

from ...facts import Claim, Force
from ...language.chunks import Tense
from ...language.loading import compiled
from ...language.rules import Acts, Found, Hit, Rules
from ...language.sentence import Sentence, Unit
from ...language.stems import stem
from ...language.syntax import Clause, Link
from ...language.times.phrases import TimeKind, deadline_of, find_times
from ...language.tokens import stretches
from ...language.vocabulary import current, derived, rows
from ...patterns import regex
from ..context import Context
from .clause_facts import BACK, FACTS, Facts

_STRENGTH = (Force.WILL, Force.PLAN, Force.AIM, Force.HOPE)
_MEANINGS = "target ongoing wish dated own dated|own tested tail label subject own-act"
_SAYS = (*(force.value for force in Force), *_MEANINGS.split(" "))
_LOWERING = ("weak", "general")


class Draft(NamedTuple):
    """A candidate before it is described. Offsets are half-open places in the flow's text.

    `action` is where its verb phrase begins. `hint` is the kind its rule suggests, `sort` the sort of its actor;
    `needs` must hold for it to count ("dated", "own", "tested"), `weak` is what speaks against it, `claim` what the
    sentence says of its progress, `when` words elsewhere that may hold its deadline.
    """

    start: int
    end: int
    action: int
    force: Force
    hint: str
    rules: tuple[str, ...]
    negated: bool
    actor: str
    sort: str
    weak: str
    claim: Claim | None
    when: str = ""
    needs: str = ""


@derived
def rules() -> Rules:
    """What commits and what speaks against it."""
    lines = current().lines("promises.tsv")
    return compiled("promises.tsv", lines, says=(*_SAYS, *_LOWERING), facts=FACTS, stem=stem, lowering=_LOWERING)


@derived
def claims() -> Rules:
    """What words claim of progress."""
    return compiled("claims.tsv", current().lines("claims.tsv"), says=[claim.value for claim in Claim], stem=stem)


class _Gate(NamedTuple):
    """Words, and stems, of which a sentence must hold one to be looked at; some say something only beside a time."""

    words: frozenset[str]
    stems: frozenset[str]
    dated: frozenset[str]
    verbs: frozenset[str]


@derived
def _gate() -> _Gate:
    sure = [rule for rule in rules().rules if rule.acts is Acts.HERE and "dated" not in rule.says]
    dated = [rule for rule in rules().rules if rule.acts is Acts.HERE and "dated" in rule.says]
    items = [rule.trigger[rule.anchor] for rule in sure]
    frames = frozenset(
        stem(word) for name, verbs, *_ in rows("frames.tsv") if name in _BINDING for word in verbs.split(" ")
    )
    return _Gate(
        frozenset(word for item in items for word in item.words) - _COMMON,
        frozenset(stem for item in items for stem in item.stems) | frames,
        frozenset(word for rule in dated for word in rule.trigger[rule.anchor].words) - _COMMON,
        frozenset(row[0] for row in rows("verbs.tsv")),
    )


_BINDING = ("resolved", "asked")


def drafts(text: str, context: Context, figures: Sequence[tuple[int, int]] = ()) -> Iterator[Draft]:
    """The candidates of one flow, in order; `figures` are the stretches of its figures."""
    before: Callable[[], Sentence | None] = partial(_same, None)
    for opens, end in stretches(text, _LONGEST):
        start = _behind_topic(text, opens, end) if context.minutes else opens
        made = partial(_sentence, text, start, end, context, figures)
        if text[end - 1] != "?" and _worth(text[start:end], context):
            sentence = made()
            for draft in _Reading(sentence, context, before).drafts():
                pointing = draft.start == start and sentence.low[0] in _POINTING
                yield draft._replace(start=opens) if pointing else draft
            before = partial(_same, sentence)
        else:
            before = made


def _same(sentence: Sentence | None) -> Sentence | None:
    return sentence


def _sentence(text: str, start: int, end: int, context: Context, figures: Sequence[tuple[int, int]]) -> Sentence:
    return Sentence(text, start, end, units(text, start, end, context, figures))


def _behind_topic(text: str, start: int, end: int) -> int:
    """Where a sentence of minutes begins behind the topic that it bears: "Back gate – the Clerk will order a lock"."""
    found = _topic().match(text, start, end)
    return start if found is None or not _VERBS.isdisjoint(found.group().lower().split()) else found.end()


_POINTING = frozenset(("it", "this", "that", "these", "those", "they"))
_VERBS = frozenset(("will", "is", "are", "was", "were", "has", "have", "had", "to", "be", "should", "would", "and"))


_topic = regex(r"(?:[^\s.,:;?!–—]+ ){1,5}[–—-] (?=[A-Z])")


def units(
    text: str, start: int, end: int, context: Context, figures: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int, Unit], ...]:
    """The figures and the times of a sentence: each is one word of it."""
    low, high = bisect_left(figures, (start, 0)), bisect_left(figures, (end, 0))
    found = [(first, last, Unit.FIGURE) for first, last in figures[low:high] if last <= end]
    for phrase in find_times(text[start:end], context.day):
        first, last = start + phrase.core, start + phrase.start + len(phrase.text)
        adverb = text[first:last].isalpha() and text[first:last].islower() and text[first:last] not in _DAYS
        if first < last and not adverb and all(last <= begin or stop <= first for begin, stop, _ in found):
            found.append((first, last, Unit.TIME))
    return tuple(sorted(found))


_LONGEST = 800  # characters of a sentence that are read as one: what is longer is a list or no text
_COMMON_WORDS = "to be is are was were am have has had that on in for of as with at by this the a an our its"
_COMMON = frozenset(_COMMON_WORDS.split(" "))


_word = regex(r"[a-z]+")


def _worth(sentence: str, context: Context) -> bool:
    """Whether a sentence may commit somebody: a quick look at its words before the slow one at its grammar."""
    low = sentence.lower()
    gate, held = _gate(), frozenset(_word().findall(low))
    if not gate.words.isdisjoint(held) or any(map(low.__contains__, _PHRASES)) or low.startswith(("that ", "to ")):
        return True
    if not gate.stems.isdisjoint(map(stem, held)):
        return True
    if _time_sign().search(low) and (
        not gate.dated.isdisjoint(held)
        or low.partition(" ")[0] in gate.verbs
        or any(word.endswith("ing") for word in held)
    ):
        return True
    if context.minutes and _name_to().search(sentence):
        return True
    return any(_AUXILIARIES.isdisjoint(found[1].split()) for found in _to_do().finditer(low))


_PHRASES = ("'ll ", "’ll ", "n't ", "n’t ", " to be ", " is to ", " are to ", " was to ", " were to ")
_AUXILIARIES_WORDS = "is are was were has have had do does did can may might it there we i"
_AUXILIARIES = frozenset(_AUXILIARIES_WORDS.split(" "))


@cache
def _time_sign() -> re.Pattern[str]:
    parts = "day|week|month|year|ember|ary|ober|april|august|may|june|july|march"
    return re.compile(rf"\d|next|spring|summer|autumn|winter|easter|christmas|(?:{parts})\b")


_name_to = regex(r"\b[A-Z][\w.’'-]*(?: [a-z]{2,6})? to [a-z]|^To be ")
"""A name that is "to do" something."""
_to_do = regex(r"(?:^|[.,:;)•–—-] )(?=([^.,:;()•–—]{0,60}?)\bto )")
"""Who is "to do" something: what stands before "to" at the head of a sentence or behind a mark."""


class _Reading:
    """One sentence while candidates are made of it."""

    def __init__(self, sentence: Sentence, context: Context, before: Callable[[], Sentence | None]) -> None:
        self.sentence, self.context = sentence, context
        self.facts = Facts(sentence, context, before)
        self.since = sentence.start
        self.led: frozenset[int] = frozenset()

    @cached_property
    def _claims(self) -> list[tuple[int, Claim]]:
        found = claims().match(self.sentence).hits
        return [(self.sentence.starts[hit.first], Claim(hit.rule.says[0])) for hit in found]

    def drafts(self) -> Iterator[Draft]:
        """The candidates in order."""
        sentence = self.sentence
        found = self._found()
        cues = [hit for hit in found.hits if hit.rule.says[0] not in _LOWERING and not self._is_named_will(hit.first)]
        lower = [hit for hit in found.hits if hit.rule.says[0] in _LOWERING]
        label = next((hit for hit in cues if "label" in hit.rule.says), None)
        if label is not None:
            yield from self._labelled(label)
            return
        led: dict[int, list[Hit]] = {}
        for hit in cues:
            at = None if "tail" in hit.rule.says else self._leader(hit, led)
            if at is not None:
                led.setdefault(at, []).append(hit)
        self.led = frozenset(led)
        found_here: list[Draft] = []
        for at, hits in sorted(led.items()):
            if self._says_nothing(sentence.clauses[at]):
                continue
            against = [hit for hit in lower if hit.covers(hits[0].first, hits[0].last)]
            weak = max((hit.rule.says[0] for hit in against), key=_LOWERING.index, default="")
            gone = [one for one in found.cancelled if self.facts.clause_of(one.hit.first) is sentence.clauses[at]]
            why = Found((*hits, *against), tuple(gone)).explained(sentence)
            found_here += self._split(at, self._draft(at, hits, weak)._replace(rules=why))
        for draft in (self._tail(hit) for hit in cues if "tail" in hit.rule.says):
            if not any(other.start <= draft.start < draft.end <= other.end for other in found_here):
                found_here.append(draft)
        yield from sorted(found_here, key=lambda draft: draft.start)

    def _found(self) -> Found:
        """What the rules say; the same of all sentences that say the same, behind the same one if it is pointed to."""
        sentence, facts = self.sentence, self.facts
        before = None if BACK.isdisjoint(sentence.low) else facts.before_it
        given = (self.context, None if before is None else before.wording)
        return sentence.kept("promises", given, lambda: rules().match(sentence, facts.of, facts.absent))

    def _is_named_will(self, at: int) -> bool:
        """Whether "Will" is a person's name: printed with a capital inside a sentence, before another name."""
        words = self.sentence.words
        return words[at] == "Will" and at > 0 and words[at - 1][0].isalpha() and words[at + 1 : at + 2] > ("A",)

    def _says_nothing(self, clause: Clause) -> bool:
        """Whether "will" has no verb: "and we shall." (but "we will:" leads a list)."""
        verbs, tags = clause.verbs, self.sentence.tags
        rest = tags[verbs.last : clause.last - 1] if verbs is not None else ()
        alone = verbs is not None and tags[verbs.main] == "MD" and all(tag == "RB" for tag in rest)
        return alone and self.sentence.text[self.sentence.end - 1] not in ":-–—"

    def _leader(self, hit: Hit, led: dict[int, list[Hit]]) -> int | None:
        """The clause that a cue belongs to: its own, or one around it that commits already by what it leads up to."""
        clause = self.facts.clause_of(hit.first)
        if clause is None:
            return None
        if "own-act" in hit.rule.says:  # "KL to write, MN to pay"
            return clause.index
        around: Clause | None = clause
        while around is not None:
            if around.index in led:
                return around.index
            joined = around.kind in (Link.COMPLEMENT, Link.INFINITIVE, Link.PARTICIPLE)
            around = self.sentence.clauses[around.parent] if joined and around.parent is not None else None
        return clause.index

    def _draft(self, at: int, hits: list[Hit], weak: str) -> Draft:
        sentence, clause = self.sentence, self.sentence.clauses[at]
        hits = [hit for hit in hits if _NEEDS.isdisjoint(hit.rule.says)] or hits
        forces = [Force(hit.rule.says[0]) for hit in hits]
        hint = next((word for hit in reversed(hits) for word in hit.rule.says if word in _HINTS), "")
        needs = next((word for word in hits[0].rule.says if word in _NEEDS), "")
        final = clause if "own-act" in hits[-1].rule.says else self._acting(clause, hits[-1])
        actor, sort = self.facts.actor(final, any("subject" in hit.rule.says for hit in hits))
        if not sort and final is not clause:
            actor, sort = self.facts.actor(clause)
        noun = sentence.tags[hits[0].first][:2] == "NN"
        if noun and not _OURS.isdisjoint(sentence.low[max(0, hits[0].first - 4) : hits[0].last]):
            sort = "own"  # "our target remains", "it is our intention"
        first, last = self._extent(clause)
        action = self._action(final, hits[-1])
        start, end = sentence.starts[first], sentence.ends[last - 1]
        negated = (
            "longer" in sentence.low[first:last]
            or any(one.verbs is not None and one.verbs.negated for one in (clause, final))
            or self.facts.denied(clause)
        )
        claim = next((claim for place, claim in self._claims if self.since <= place < end), None)
        self.since = self.since if needs else end  # what may be none takes no claim from the next
        force = max(forces, key=_STRENGTH.index)
        return Draft(start, end, min(action, end), force, hint, (), negated, actor, sort, weak, claim, "", needs)

    def _acting(self, clause: Clause, cue: Hit) -> Clause:
        """The clause that says what is to be done: the last complement or infinitive that a cue leads up to."""
        acting = clause
        for other in self.sentence.clauses[clause.index + 1 :]:
            if other.parent == acting.index and other.kind in (Link.COMPLEMENT, Link.INFINITIVE) and other.verbs:
                if other.verbs.first <= cue.last + 8 and (cue.first <= other.first or cue.anchor >= other.first):
                    acting = other
                else:
                    break
        return acting

    def _action(self, clause: Clause, cue: Hit) -> int:
        verbs = clause.verbs
        if verbs is None:
            return self.sentence.starts[min(cue.last, len(self.sentence) - 1)]
        return self.sentence.starts[verbs.main]

    def _extent(self, clause: Clause) -> tuple[int, int]:
        """The words of a candidate: its clause without the word that opens it, and marks taken off its end."""
        sentence = self.sentence
        first, last = clause.first, clause.last
        own = clause.subject is not None and clause.subject.first >= first
        if clause.verbs is not None and sentence.tags[clause.verbs.main] == "MD":
            last = max(last, len(sentence))  # "will, subject to approval, buy", "we will: repair the roof"
        if clause.verbs is not None and clause.kind is Link.COORDINATE and not own:
            first = clause.verbs.first
        last = self._joined(clause, last)
        before = self.facts.before(clause)
        if before is not None:
            first = before
        elif clause.opener is None or clause.kind is not Link.COORDINATE:
            while first > 0 and sentence.clause_of[first - 1] < 0:  # "By April 2020 we will", "The service plans to"
                first -= 1
            mark = first if sentence.low[first] == "," else first - 1
            if mark > 1 and sentence.low[mark] == "," and sentence.tags[mark - 1] == "TIME":
                led = mark - 1 - (sentence.tags[mark - 2] == "IN")  # "and in May, the Council will"
                first = led if led == 0 or sentence.tags[led - 1] in _MARKS else first
        first, last = self._without_reasons(clause, self._led_by_act(clause, first), last)
        for other in self.led:
            begins = self.facts.before(sentence.clauses[other]) if other > clause.index else None
            if begins is not None and first < begins < last:
                last = begins
        while first < last - 1 and (sentence.tags[first] in _MARKS or sentence.low[first] in _OPENING):
            first += 1
        return first, self._trimmed(first, max(last, first + 1))

    def _led_by_act(self, clause: Clause, first: int) -> int:
        """Where a clause begins that says what the body's own act will bring: "we have let a contract which will"."""
        if clause.kind is not Link.RELATIVE or clause.parent is None or self.sentence.low[clause.first - 1] == ",":
            return first
        act = self.sentence.clauses[clause.parent]
        while act.parent is not None and (act.verbs is None or not act.verbs.finite):
            act = self.sentence.clauses[act.parent]
        facts = self.facts.of(act.verbs.main) if act.verbs is not None else frozenset()
        return act.first if {"own", "perfect", "now"} <= facts and "passive" not in facts else first

    def _without_reasons(self, clause: Clause, first: int, last: int) -> tuple[int, int]:
        """A stretch without the clauses that say why, though or what for: conditions and times stay."""
        low = self.sentence.low
        begins = clause.verbs.last if clause.verbs is not None else first
        for at in range(begins, last - 1):
            if low[at : at + 2] in (("now", "that"), ("so", "that")):
                last = at
                break
        for other in self.sentence.clauses:
            verbs = other.verbs
            if verbs is None or not verbs.finite or other.parent != clause.index:
                continue
            since = low[other.first] in ("since", "now", "so", "because", "as") and other.kind is not Link.CONDITION
            if not since and other.kind not in (Link.REASON, Link.CONCESSION):
                continue
            if clause.verbs is not None and other.last <= clause.verbs.first:
                first = max(first, other.last)
            elif clause.verbs is not None and other.first >= clause.verbs.last:
                last = min(last, other.first)
        return first, last

    def _joined(self, clause: Clause, last: int) -> int:
        """The end of a clause with what is coordinated with it under one auxiliary; a relative with a cue is apart."""
        for other in self.sentence.clauses[clause.index + 1 :]:
            apart = other.index in self.led and other.kind is Link.RELATIVE
            if apart and clause.first < other.first <= last <= other.last + 1:
                return other.first
            shared = other.kind is Link.COORDINATE and other.verbs is not None and other.index not in self.led
            if shared and other.verbs and other.opener is not None and other.first <= last + 1:
                bare = other.verbs.first == other.verbs.main or not other.verbs.finite
                if bare and (other.subject is None or other.subject.first < clause.last):
                    last = max(last, other.last)
        return last

    def _trimmed(self, first: int, last: int) -> int:
        sentence = self.sentence
        while last > first + 1 and sentence.tags[last - 1] in _MARKS and sentence.low[last - 1] not in _KEPT:
            last -= 1
        return last

    def _split(self, at: int, draft: Draft) -> Iterator[Draft]:
        """The candidate, and apart from it participles that give a figure of their own, and acts with own dates."""
        sentence, clause = self.sentence, self.sentence.clauses[at]
        pieces = [
            other.first
            for other in sentence.clauses[at + 1 :]
            if other.first < clause.last
            and other.kind in (Link.PARTICIPLE, Link.GERUND)
            and other.verbs is not None
            and not other.verbs.passive
            and sentence.low[other.first - 1] in (",", ";")
            and "FIGURE" in sentence.tags[other.first : other.last]
            and sentence.low[other.first] not in _SINCE
        ]
        withs = [
            at
            for at in range(clause.verbs.last if clause.verbs else clause.first, clause.last)
            if sentence.low[at] == "with" and sentence.low[at - 1] in (",", ";") and self._gives_figure(at, clause.last)
        ]
        acts = [] if pieces or withs else self._acts_apart(clause)
        pieces = sorted({*pieces, *withs})
        starts = pieces or acts
        if not starts:
            yield draft
            return
        ends = [*starts[1:], max(self._joined(clause, clause.last), starts[-1] + 1)]
        yield draft._replace(end=sentence.ends[self._trimmed(clause.first, starts[0]) - 1])
        mark = "inherited" if pieces else "joined"
        for first, last in zip(starts, ends, strict=True):
            start, end = sentence.starts[first], sentence.ends[self._trimmed(first, last) - 1]
            piece = draft._replace(start=start, end=end, action=start, rules=(*draft.rules, mark))
            yield piece._replace(actor="", sort="") if pieces else piece

    def _gives_figure(self, first: int, last: int) -> bool:
        """Whether a phrase gives a figure before the next mark: "with 90% of homes able to"."""
        tags = self.sentence.tags
        end = next((at for at in range(first + 1, last) if tags[at] in (",", ":")), last)
        return "FIGURE" in tags[first:end]

    def _acts_apart(self, clause: Clause) -> list[int]:
        """Where further acts of a clause begin, if those before and behind have days of their own."""
        sentence, found = self.sentence, list[int]()
        if clause.verbs is None:
            return found
        first, reach = clause.verbs.first, self._joined(clause, clause.last)
        for other in sentence.clauses[clause.index + 1 :]:
            same = other.kind is Link.COORDINATE and other.verbs is not None and other.first <= reach
            if not same or other.verbs is None or other.index in self.led or other.verbs.first != other.verbs.main:
                continue
            if self._dated(first, other.first) and self._dated(other.verbs.first, other.last):
                found.append(other.verbs.first)
                first = other.verbs.first
        return found

    def _dated(self, first: int, last: int) -> bool:
        text, day = self.sentence.said(first, last), self.context.day
        return any(phrase.kind in _UNTIL_WHEN or deadline_of(phrase, day) for phrase in find_times(text, day))

    def _tail(self, hit: Hit) -> Draft:
        """A commitment that hangs on a clause about the past: "... with an aim to ensure that the Council moves"."""
        sentence = self.sentence
        clause = sentence.clause_at(hit.anchor)
        last = clause.last if clause is not None else len(sentence)
        last = self._trimmed(hit.first, max(last, hit.last))
        hint = next((word for word in hit.rule.says if word in _HINTS), "")
        needs = "dated" if "dated" in hit.rule.says else ""
        start, end = sentence.starts[hit.first], sentence.ends[last - 1]
        force = Force(hit.rule.says[0])
        names = Found((hit,)).explained(sentence)
        action = min(sentence.ends[hit.last - 1], end)
        return Draft(start, end, action, force, hint, names, False, "", "", "", None, "", needs)

    def _labelled(self, hit: Hit) -> Iterator[Draft]:
        """What stands behind a label: "TODO: port the driver", "Objective: to see fewer falls"."""
        sentence = self.sentence
        first = next(at for at in range(hit.last, len(sentence)) if sentence.low[at] == ":") + 1
        behind = (one for one in sentence.clauses if one.first >= first and one.verbs is not None)
        told = any(one.time is Tense.PAST and one.verbs and one.verbs.finite for one in islice(behind, 1))
        if first < len(sentence) and not told:
            last = self._trimmed(first, len(sentence))
            start, end = sentence.starts[first], sentence.ends[last - 1]
            hint = next((word for word in hit.rule.says if word in _HINTS), "")
            names = Found((hit,)).explained(sentence)
            yield Draft(start, end, start, Force(hit.rule.says[0]), hint, names, False, "", "own", "", None)


_DAYS = ("today", "tomorrow", "yesterday", "tonight")  # other single words of time stay adverbs
_OURS = frozenset(("our", "my"))
_NEEDS = frozenset(("dated", "own", "dated|own", "tested"))
_HINTS = ("target", "ongoing", "wish")
_MARKS = frozenset((",", ":", ".", "CC", "-LRB-", "-RRB-", "HYPH", "``", "''"))
_OPENING = frozenset(("that", "and", "but", "or", "so"))
_KEPT = frozenset(("%", "'", '"', "”", ")"))
_SINCE = frozenset(("starting", "beginning", "commencing", "ending", "finishing", "including", "following"))
_UNTIL_WHEN = (TimeKind.BY, TimeKind.BEFORE)
