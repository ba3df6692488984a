"""Sentences to drafts of commitments: which clause commits, from where to where, and how strongly.

A sentence is looked at only if it holds a trigger word or a year. Its clauses are found; each asks the cue table; the
veto table may undo the answer or make it weak; participles and verbless clauses that give a figure of their own inherit
the future of the clause before them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ...facts import Claim, Force
from ...language.clauses import Clause, Form, Link, clauses
from ...language.sentences import stretches
from ...language.times.phrases import TimeKind, deadline_of, find_times
from ...language.wordclass import Words
from ..context import Context
from .actors import actor_of
from .coordination import acts_apart
from .cues import Hit, find
from .filters import denies, objection, of_state, runs_out
from .prefilter import base_verbs, cued, gate, names_later_year, orders

# Members of enums by names of their own: to read one off its class costs as much as a call.
_MODAL, _WILL = Form.MODAL, Form.WILL
_AND, _SUBORDINATE, _COMPLEMENT = Link.AND, Link.SUBORDINATE, Link.COMPLEMENT

_STRENGTH = (Force.WILL, Force.PLAN, Force.AIM, Force.HOPE)
_GONE = (Form.WAS, Form.PAST, Form.PAST_PERFECT)
_OTHERWISE = (*_GONE, Form.MODAL, Form.WILL)


class Draft(NamedTuple):
    """A commitment before it is described. Offsets are half-open places in the flow's text.

    `action` is where its verb phrase begins. `hint` is the kind its cue suggests, `sort` the sort of its actor, `weak`
    what speaks against it (see `filters`), `claim` what the sentence says of its progress up to its end,
    `when` words elsewhere that may hold its deadline.
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


def drafts(text: str, context: Context) -> Iterator[Draft]:
    """The drafts of one flow, in order."""
    triggers = gate(context.cues)
    for start, end in stretches(text):
        sentence = text[start:end]
        low, pieces = sentence.lower(), sentence.split(" ")
        led = cued(low, pieces, triggers)
        if low[-1] == "?" or not (led or orders(low) or names_later_year(low, context)):
            continue
        words = Words.unclassed(text, start, pieces)
        hits = find(words, "cues.tsv", context.cues)
        if hits or not led or orders(low) or names_later_year(low, context):
            words.classify()
            yield from _Sentence(words, hits, context).drafts()


class _Sentence:
    """One sentence with its clauses and cues, while drafts are made of it."""

    def __init__(self, words: Words, hits: list[Hit], context: Context) -> None:
        self.words = words
        self.context = context
        self.parts = clauses(words)
        self.hits = hits
        self.places = [hit.at for hit in hits]
        self.claims: list[tuple[int, Claim]] | None = None
        self.since = words.starts[0] if words.starts else 0

    def drafts(self) -> Iterator[Draft]:
        taken = -1
        if not self.parts:
            yield from self._labelled()
        for index, clause in enumerate(self.parts):
            if index <= taken:
                continue
            low = bisect_left(self.places, clause.first)
            own = self.hits[low : bisect_left(self.places, clause.last, low)]
            lead = next((hit for hit in own if _governs(hit, clause)), None) if own else None
            if lead and self._says_nothing(clause):
                continue
            if lead is not None:
                taken = self._reach(index, lead)
                yield from self._led(index, taken, lead)
            tails = [hit for hit in own if hit.rule.way == "tail"] if own else []
            for hit in tails:
                if hit.rule.id == "due-behind" and not self._ahead(hit):
                    continue
                if lead is not None and hit.rule.id in {"planned-for", "due-behind"}:
                    continue
                yield self._tail(index, hit)
            if lead is None and not tails:
                yield from self._dated(index)

    def _says_nothing(self, clause: Clause) -> bool:
        """Whether "will" has no verb: "and we shall." (but "we will:" leads a list)."""
        verb = clause.verb
        alone = verb.form is _WILL and verb.main == verb.first and verb.last >= clause.last - 1
        return alone and not self.words.raw[-1].startswith((":", "-", "–", "—"))

    def _led(self, index: int, last: int, lead: Hit) -> Iterator[Draft]:
        firm = lead.rule.id == "will" or lead.rule.way == "noun"  # "will ensure that prices fall", "our aim is that"
        asked = (index,) if firm else range(index, last + 1)
        against = [objection(self.words, self.parts, at, lead, self.context) for at in asked]
        if lead.rule.hint == "aim" and against[1:] == ["weak"] and not self._of_people(last):
            against.pop()  # "we hope that queues will become a rarity": a wish needs no test
        if "drop" in against:
            return
        draft = self._draft(index, last, lead, max(against))
        self.since = draft.end
        yield from self._split(self.parts[last], draft)

    def _of_people(self, index: int) -> bool:
        """Whether others than the reporting body are to act: "I hope that members will support"."""
        return actor_of(self.words, self.parts, index, self.context, grammatical=True)[1] in {"third", "reader"}

    def _reach(self, index: int, lead: Hit) -> int:
        """The last clause of one statement: "we expect that the bridge will open", "will save and will grow"."""
        clause = self.parts[index]
        for after in self.parts[index + 1 : index + 2]:
            near = lead.at >= clause.last - 4 or clause.verb.last >= clause.last
            if near and (after.link is _COMPLEMENT or self._asks(after)):
                return index + 1
            bare = after.link is _AND and after.subject[1] <= after.subject[0]
            if bare and after.verb.form is _WILL is clause.verb.form:
                return index if "0" in self.words.tags[clause.first : after.last] else index + 1
        return index

    def _asks(self, clause: Clause) -> bool:
        """Whether a clause is the object of the one before: "will review how the grants are paid"."""
        return self.words.raw[clause.first].lower() in {"how", "why", "whether", "where"}

    def _draft(self, index: int, last: int, lead: Hit, weak: str) -> Draft:
        words, clause, final = self.words, self.parts[index], self.parts[last]
        chain = self._chain(index, last, lead)
        force = max([hit.force for hit in chain], key=_STRENGTH.index) if len(chain) > 1 else lead.force
        hint = next((hit.rule.hint for hit in reversed(chain) if hit.rule.hint), "")
        actor, sort = actor_of(self.words, self.parts, last, self.context)
        if last > index and not sort:
            actor, sort = actor_of(self.words, self.parts, index, self.context)
        if lead.rule.way == "noun" and _ours().search(f"{actor} {words.text[lead.start : lead.end]}"):
            sort = "own"  # "our target remains", "it is our intention"
        start, end = self._extent(index, last)
        action = min(chain[-1].end, end)
        if chain[-1].rule.id == "will":
            action = min(words.starts[final.verb.main], end)
        rules = tuple([f"cue:{hit.rule.id}" for hit in chain])
        claim = self._claim(end)
        refused = words.tags[lead.at + 1 : lead.at + 3] == "xt"  # "pledge never to sell"
        negated = clause.verb.negated or final.verb.negated or refused or denies(self.words, final)
        return Draft(start, end, action, force, hint, rules, negated, actor, sort, weak, claim)

    def _claim(self, end: int) -> Claim | None:
        """What the sentence says of progress between the last commitment and the end of this one."""
        if self.claims is None:
            self.claims = [(hit.start, Claim(hit.rule.says)) for hit in find(self.words, "claims.tsv")]
        return next((claim for start, claim in self.claims if self.since <= start < end), None) if self.claims else None

    def _chain(self, index: int, last: int, lead: Hit) -> list[Hit]:
        """The cues that modify one another: "will be looking to", "we hope that it will"."""
        chain = [lead]
        low, high = bisect_right(self.places, lead.at), bisect_left(self.places, self.parts[last].last)
        for hit in self.hits[low : min(high, low + _CHAIN)]:
            inner = hit.rule.way == "noun" and lead.rule.way == "verb"  # "to keep the target range where it is"
            if hit.rule.way == "tail" or inner or hit.rule.hint.startswith("dated"):
                continue
            near = self.words.text[chain[-1].end : hit.start].count(" ") <= 3
            if near or (last > index and hit.at == self.parts[last].verb.first):
                chain.append(hit)
        return chain

    def _extent(self, index: int, last: int) -> tuple[int, int]:
        words, clause = self.words, self.parts[index]
        bare = clause.subject[1] <= clause.subject[0]
        first = clause.verb.first if clause.link is _AND and bare else clause.first
        while first < clause.verb.first and words.tags[first] in "cq,.":
            first += 1
        start, end = words.starts[first], self._trimmed(self.parts[last].last)
        before = self.parts[index - 1] if index else None
        if before and self._timely(before) and before.last + 2 > clause.first:
            start = words.starts[before.first]
        for after in self.parts[last + 1 : last + 2]:
            if self._timely(after):
                end = self._trimmed(after.last)
        return start, end

    def _timely(self, clause: Clause) -> bool:
        """Whether a clause says when or on what condition."""
        return clause.link is _SUBORDINATE and bool(
            _timely_word().match(self.words.text, self.words.starts[clause.first])
        )

    def _trimmed(self, last: int) -> int:
        words = self.words
        if words.raw[last - 2 : last] == ["of", "whom"]:
            last -= 2
        while last > 1 and words.tags[last - 1] in ".,;-c" and words.raw[last - 1] not in _KEPT:
            last -= 1
        return words.ends[last - 1]

    def _split(self, clause: Clause, draft: Draft) -> Iterator[Draft]:
        """The draft, and apart from it participles and verbless clauses that give a figure of their own."""
        words, tags = self.words, self.words.tags
        first, last = clause.verb.last, clause.last
        stops = [
            at for at in (range(first, last - 1) if "0" in tags[first:last] else ())
            if tags[at] in ",;" and (tags[at + 1] == "G" or words.raw[at + 1].lower() == "with")
            and words.raw[at + 1] not in _SINCE
        ]  # fmt: skip
        pieces = [(at, end) for at, end in zip(stops, [*stops[1:], last], strict=False) if "0" in tags[at:end]]
        whole = draft
        joined = acts_apart(words, clause, self.context.day)
        if joined:
            yield from self._apart(draft, joined)
            return
        if pieces:
            draft = draft._replace(end=self._trimmed(pieces[0][0]))
        yield draft
        for at, end in pieces:
            start = words.starts[at + 1]
            rules = (*whole.rules, "inherited")
            yield whole._replace(start=start, end=self._trimmed(end), action=start, rules=rules, actor="", sort="")

    def _apart(self, draft: Draft, joined: list[int]) -> Iterator[Draft]:
        """One draft for each of the acts that begin at some words."""
        ends = [*(self._trimmed(at) for at in joined), draft.end]
        yield draft._replace(end=ends[0])
        for at, end in zip(joined, ends[1:], strict=True):
            start = self.words.starts[at]
            yield draft._replace(start=start, end=end, action=start, rules=(*draft.rules, "joined"))

    def _ahead(self, hit: Hit) -> bool:
        """Whether the first time behind a cue is still to come: "due to end in April", not "due in March, was"."""
        text = self.words.text[hit.start : self.words.ends[-1]]
        return any(phrase.future for phrase in find_times(text, self.context.day)[:1])

    def _tail(self, index: int, hit: Hit) -> Draft:
        """A commitment that hangs on a clause about the past: "... with an aim to ensure that the Council moves"."""
        words = self.words
        start = hit.start
        while words.text[start] in " ,(":
            start += 1
        last = self.parts[index].last
        for after in self.parts[index + 1 :]:
            if after.link is not _COMPLEMENT or after.first > last + 1:
                break
            last = after.last
        end = max(hit.end, self._trimmed(last))
        rules = (f"cue:{hit.rule.id}",)
        return Draft(start, end, hit.end, hit.force, hit.rule.hint, rules, False, "", "", "", None)

    def _labelled(self) -> Iterator[Draft]:
        """A sentence without a verb behind a label: "TODO: port the driver"."""
        for hit in self.hits[:1]:
            if hit.rule.way == "label" and hit.start == self.words.starts[0]:
                end = self._trimmed(len(self.words.raw))
                rules = (f"cue:{hit.rule.id}",)
                yield Draft(hit.start, end, hit.end, hit.force, hit.rule.hint, rules, False, "we", "own", "", None)
                return
        yield from self._imperative()

    def _imperative(self) -> Iterator[Draft]:
        """A sentence without a subject that names a time to come: "Build 300 homes by March 2026"."""
        words, day = self.words, self.context.day
        if day is None or not words.raw or words.raw[0].lower() not in base_verbs() or words.tags[1:2] in ("i", "c"):
            return
        start, end = words.starts[0], self._trimmed(len(words.raw))
        for phrase in find_times(words.text[start:end], day):
            yearless = not any(sign.isdigit() for sign in phrase.text)  # "by January" of an order is the next one
            if phrase.kind in _UNTIL_WHEN and (phrase.future or phrase.period is None or yearless):
                yield Draft(start, end, start, Force.PLAN, "", ("later-date",), False, "", "own", "", None)
                return

    def _dated(self, index: int) -> Iterator[Draft]:
        """A clause without a cue that names a time after the report's own date."""
        words, clause, day = self.words, self.parts[index], self.context.day
        if day is None or clause.verb.form in _OTHERWISE or clause.link is _SUBORDINATE:
            return
        start, end = words.starts[clause.first], self._trimmed(clause.last)
        text = words.text[start:end]
        if not names_later_year(text, self.context) or not _to_come().search(text) or runs_out(words, clause):
            return
        subject, near = words.raw[slice(*clause.subject)], words.raw[clause.verb.first : clause.verb.last + 1]
        asking = not (_ASKING.isdisjoint(near) and _LAWS.isdisjoint(subject)) or "unlikely" in near
        foreseen = words.raw[clause.verb.main] == "forecast" and not _FORESEEN.isdisjoint(subject)
        if asking or foreseen or of_state(words, clause, self.context):
            return
        for phrase in find_times(text, day):
            due = deadline_of(phrase, day)
            if due and due.starts and phrase.future and _to_come().search(text, 0, phrase.start):
                actor, sort = actor_of(self.words, self.parts, index, self.context)
                action = words.starts[clause.verb.main]
                negated = clause.verb.negated
                rules, claim = ("later-date",), self._claim(end)
                yield Draft(start, end, action, Force.PLAN, "", rules, negated, actor, sort, "", claim)
                return


_UNTIL_WHEN = (TimeKind.BY, TimeKind.BEFORE)
_CHAIN = 12  # cues after the first that may modify it
_SINCE = frozenset({"starting", "beginning", "commencing", "ending", "finishing", "including"})
_FORESEEN = frozenset({"market", "markets", "demand", "Demand", "economy", "population", "inflation", "Inflation"})
_FORESEEN |= {"level", "levels", "sea", "traffic", "Traffic", "roll", "rainfall", "people", "pupils", "residents"}
_LAWS = frozenset({"treaty", "act", "Act", "law", "statute", "directive", "charter", "convention", "accord", "tenant"})
_ASKING = frozenset({"welcome", "wanted", "calling", "asking", "ask", "asks", "call", "calls", "asked", "invited"})
_ASKING |= {"recommended", "requested", "urged", "advised", "dropped", "abandoned", "rejected", "withdrawn", "shelved"}
_MODALS = frozenset({"would-like", "should", "must", "must-reach", "must-share", "must-all"})
_KEPT = frozenset({"%", "'", "’", '"', "”"})


def _governs(hit: Hit, clause: Clause) -> bool:
    """Whether a cue is the verb (or the noun before the verb) of a clause that speaks of now or later."""
    if hit.rule.way == "tail" or clause.verb.form in _GONE:
        return False
    if clause.verb.form is _MODAL and hit.rule.id not in _MODALS:
        return False
    if hit.rule.way == "noun":
        return hit.at <= clause.verb.last + 4
    return clause.verb.first <= hit.at <= clause.verb.last + 4


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(r"\b(?:our|my)\b", re.IGNORECASE)


@cache
def _timely_word() -> re.Pattern[str]:
    return re.compile(r"(?:if|when|once|before|until|unless|after|as soon as|provided|subject to)\b", re.IGNORECASE)


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(r" (?:for|to|towards) ")
