"""What a sentence says of a promise: the rules of `data/verdicts.tsv` read beside that promise.

A sentence is asked about one promise at a time. Its words that name the act or the object of the promise stand in the
rules as =ACT, =DEED (the act as a noun: "the sale of the quarry") and =OWN; conditions speak of the clause in which a
rule fires and of what was promised. So "did not open until March", "remains open" and "went ahead" mean for each
promise what they mean for it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from ...facts import Commitment
from ...language.chunks import Mood, Phrase, Tense
from ...language.loading import compiled
from ...language.rules import Columns, Found, Hit, Rules
from ...language.sentence import Sentence
from ...language.stems import stem
from ...language.syntax import Clause, Link
from ...language.vocabulary import current, derived
from ...model import Cell, Report
from ...source import Span
from .lexemes import DETERMINERS, ORDINARY, Word, word_set
from .profiles import Topic
from .retrieval import Passage, labelled

ORDER = ("abandoned", "short", "missed", "delayed", "forward", "ahead", "on_track", "progress", "achieved")
"""Statuses, what weighs most first: "has been delayed" is stronger than "has been completed" beside it."""

_PENDING = frozenset(("abandoned", "delayed", "forward", "ahead", "on_track"))
"""What may be said of the future too."""

_SAYS = frozenset(
    (
        *(*ORDER, "log", "carried", "weak", "begun", "late", "met", "deed", "pledge", "denying"),
        *("intended", "unreal", "standing", "done", "newly"),
    )
)


_SHOWN = {
    "brings": (
        *("open", "establish", "build", "begin", "install", "implement"),
        *("offer", "run", "renew", "replace", "convert", "buy"),
    ),
    "recruits": ("recruit",),
    "publishes": ("publish", "draft", "agree", "online"),
    "ends": ("end", "close", "demolish", "replace"),
    "buys": ("buy", "replace", "recruit", "install"),
    "sells": ("sell", "award", "let"),
    "moves": ("move", "transfer", "relocate"),
    "merges": ("merge", "move", "join"),
    "holds": ("hold",),
    "begins": ("begin",),
    "inceptive": ("open", "offer", "run", "begin"),
}
"""What a promise is to do, by the classes of its act: a thing in use was opened, somebody in post was recruited."""

FACTS = (
    *_SHOWN,
    "waits",
    "future",
    "negated",
    "passive",
    "past",
    "comparison",
    "we",
    "told",
    "others",
    "pledged",
    "verbless",
    "its",
)
_UNREAL = (Mood.MODAL, Mood.CONDITIONAL, Mood.SUBJUNCTIVE, Mood.IMPERATIVE, Mood.INFINITIVE)
_ASKING = frozenset(("how", "whether", "why", "if"))  # what is asked is not told
_LEADS = DETERMINERS | {"IN", "CC"}
_NOUNS = ("ing", "ion", "ment", "al", "ure")
_BESIDE = 60  # characters behind an action in which its status begins
_LISTED = 12  # paragraphs of a list that one line may lead
_MARKS = " .;:|–—-([*_"


@derived
def _rules() -> Rules:
    return compiled("verdicts.tsv", current().lines("verdicts.tsv"), says=_SAYS, facts=FACTS, stem=_stem)


def _stem(word: str) -> str:
    return word if word.isupper() else stem(word)


class Seen:
    """A sentence of the new report, as it is seen from one promise of the old one."""

    def __init__(self, asked: Topic, passage: Passage) -> None:
        self.asked: Topic = asked
        self.read: Sequence[Word] = passage.wording.words
        self.sentence: Sentence = passage.wording.sentence
        self.low: Sequence[str] = self.sentence.low
        self.tags: Sequence[str] = self.sentence.tags
        self.clause_of: Sequence[int] = self.sentence.clause_of
        self._facts: dict[int, frozenset[str]] = {}

    @cached_property
    def stems(self) -> Sequence[str]:
        """What each word is to the promise; the stem of any other."""
        roles = [self._role(at) for at in range(len(self.read))]
        return tuple(role or plain for role, plain in zip(roles, self.sentence.stems, strict=True))

    def _role(self, at: int) -> str:
        word = self.read[at]
        if self.is_act(word):
            return "DEED" if self._is_deed(at) else "ACT"
        return "OWN" if word.key in self.asked.own and word.weight >= ORDINARY else ""

    def is_act(self, word: Word) -> bool:
        """Whether a word names the act of the promise."""
        acts = self.asked.acts
        opens = "begin" in acts and "open" in word.acts  # "the inquiry will begin", "it opened"
        return opens or not acts.isdisjoint(word.acts) or word.key in acts

    def _is_deed(self, at: int) -> bool:
        """Whether a word names the act as a noun: "the sale of the quarry", "opening of the hall"."""
        word, before = self.read[at], self.low[at - 1] if at else ""
        if word.past or before == "to" or before in word_set("ahead") or before in word_set("auxiliary"):
            return False
        if self.tags[at] == "VBG" and self.low[at + 1 : at + 2] != ("of",) and self.tags[at - 1] not in DETERMINERS:
            return False
        led = not before or not before[0].isalnum() or self.tags[at - 1] in _LEADS
        return led or word.low.endswith(_NOUNS) or self.low[at + 1 : at + 2] == ("of",)

    @cached_property
    def found(self) -> Found:
        """What the rules say of it."""
        return _rules().match(self, self.facts)

    @cached_property
    def promised(self) -> frozenset[str]:
        """What the promise is to do, and whether the sentence is a mere item of a list."""
        acts = self.asked.acts
        found = [name for name, classes in _SHOWN.items() if not acts.isdisjoint(classes)]
        if any(word.key == "noun:wait" for word in self.asked.wording.words):
            found.append("waits")
        verbal = any(clause.verbs is not None and clause.verbs.finite for clause in self.sentence.clauses)
        return frozenset(found if verbal else [*found, "verbless"])

    def facts(self, at: int) -> frozenset[str]:
        """What holds at a word: of its clause, and of the promise."""
        index = self.clause_of[at]
        if index not in self._facts:
            clause = self.sentence.clauses[index] if index >= 0 else None
            self._facts[index] = self.promised | frozenset(_facts(self.sentence, clause)) | self._its(clause)
        if not self.read[at].past:
            return self._facts[index]
        found = {"told"} if self._finite(at) else set()
        return self._facts[index] | (found | {"others"} if self.of_others(at) else found)

    def _its(self, clause: Clause | None) -> frozenset[str]:
        """Whether the subject of a clause is what was promised, and not what hangs on it: "interviews for a head"."""
        head = self.read[clause.subject.head] if clause is not None and clause.subject is not None else None
        its = head is None or self._is_mine(head) or self.is_act(head) or head.weight < ORDINARY
        return frozenset({"its"} if its else ())

    def _finite(self, at: int) -> bool:
        """Whether a past form tells of something done and does not describe: "with updated data"."""
        if self.sentence.phrase_at(at) is not None or self._wished(self.sentence.clause_at(at)):
            return False
        before = self.low[:at]
        return not at or self.tags[at - 1] not in DETERMINERS or not word_set("auxiliary").isdisjoint(before)

    def _wished(self, clause: Clause | None) -> bool:
        """Whether a clause without a finite verb stands under what may be: "he would like it transferred"."""
        while clause is not None and clause.parent is not None and not (clause.verbs and clause.verbs.finite):
            clause = self.sentence.clauses[clause.parent]
            if clause.verbs is not None and clause.verbs.mood in _UNREAL and clause.verbs.modal != "could":
                return True
        return False

    def said(self, first: int, last: int, only: Iterable[str] = ORDER) -> list[Hit]:
        """The statuses that words `first <= i < last` speak of, without those of what is still to come."""
        wanted = frozenset(only)
        return [
            hit
            for hit in self.found.hits
            if first <= hit.first
            and hit.last <= last
            and hit.rule.says[0] in wanted
            and (hit.rule.says[0] in _PENDING or not self.to_come(hit.first))
        ]

    def to_come(self, at: int) -> bool:
        """Whether what a word says has not happened: it stands under "will" or "to"."""
        return "future" in self.facts(at)

    def of_others(self, at: int) -> bool:
        """Whether a verb tells of something else: what it is done to, or who suffers it, is not the promise's.

        Of a passive the words behind the verb may name it too: "Ann Lee was appointed as our first chaplain".
        """
        clause = self.sentence.clause_at(at)
        if clause is None or clause.verbs is None or not clause.verbs.first <= at < clause.verbs.last:
            return False
        if not clause.verbs.passive and "contact" in self.asked.acts and self._is_head(clause.subject):
            return True  # "to contact the county" is not done where the county writes
        suffers = clause.verbs.passive or not clause.objects
        if suffers and any(map(self._is_mine, self.read[at + 1 : clause.last])):
            return False
        objects = [self._before(at) or clause.subject] if suffers else list(clause.objects)
        if suffers and not clause.verbs.passive and objects[0] is not None and self._acts(objects[0]):
            behind = [one for one in self.sentence.phrases if clause.verbs.last <= one.first < clause.last]
            objects = [one for one in behind if self.clause_of[one.head] == clause.index]
        return bool(objects) and all(phrase is not None and self._foreign(phrase) for phrase in objects)

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a noun phrase names who was to act."""
        actor = self.asked.pledge.actor
        return bool(actor) and any(word.key in actor for word in self.read[phrase.first : phrase.end])

    def _before(self, at: int) -> Phrase | None:
        """The noun phrase right before a verb, behind a mark: "shelf painted, new table ordered"."""
        first = at
        while first and self.tags[first - 1][:2] in ("RB", "VB"):
            first -= 1
        phrase = self.sentence.phrase_at(first - 1) if first else None
        return phrase if phrase is not None and phrase.first and self.read[phrase.first - 1].mark else None

    def _is_head(self, phrase: Phrase | None) -> bool:
        """Whether a noun phrase names what the act of the promise is to be done to."""
        head = self.asked.pledge.head
        return phrase is not None and any(word.key == head for word in self.read[phrase.first : phrase.end])

    def _is_mine(self, word: Word) -> bool:
        """Whether a word names what the promise, or what stands around one that names little, is about."""
        own = word.key in self.asked.own or (self.asked.thin and word.key in self.asked.context)
        return own and word.weight >= ORDINARY

    def elsewhere(self, first: int, last: int) -> bool:
        """Whether the subject of some words is somebody else's, in so many words: "other employers have introduced"."""
        clauses = {self.clause_of[at] for at in range(first, last)} - {-1}
        for phrase in [self.sentence.clauses[index].subject for index in sorted(clauses)]:
            whole = phrase and self.sentence.phrase_at(phrase.head)
            for at in range(whole.first, whole.end - 1) if whole else ():
                theirs = self.low[at] in word_set("elsewhere") and self.read[at + 1].key not in self.asked.own
                if theirs and all(word.low != self.low[at] for word in self.asked.wording.words):
                    return True
        return False

    def _foreign(self, phrase: Phrase) -> bool:
        """Whether a noun phrase names something, and nothing of the promise."""
        whole = self.sentence.phrase_at(phrase.head) or phrase  # with what hangs on it
        inside = self.read[whole.first : whole.end]
        heavy = any(word.weight >= ORDINARY for word in inside)
        return heavy and not any(self._is_mine(word) or self.is_act(word) for word in inside)


def _facts(sentence: Sentence, clause: Clause | None) -> Iterable[str]:
    verbs = clause.verbs if clause is not None else None
    if clause is None or verbs is None:
        return
    unreal = verbs.mood in _UNREAL and verbs.modal != "could"  # "could not be met" tells what happened
    asks = clause.kind is Link.COMPLEMENT and clause.opener is not None and sentence.low[clause.opener] in _ASKING
    if unreal or asks or verbs.ahead or clause.time is Tense.FUTURE or clause.kind is Link.CONDITION:
        yield "future"
    if verbs.negated:
        yield "negated"
    if verbs.passive:
        yield "passive"
    if clause.time is Tense.PAST:
        yield "past"
    if clause.kind is Link.COMPARISON:
        yield "comparison"
    head = sentence.low[clause.subject.head] if clause.subject is not None else ""
    if head in ("we", "i"):
        yield "we"
    if head in word_set("pledges"):
        yield "pledged"


def statuses(sentence: Sentence) -> tuple[Hit, ...]:
    """The statuses that a sentence speaks of, whatever the promise."""

    def facts(at: int) -> frozenset[str]:
        return frozenset(_facts(sentence, sentence.clause_at(at)))

    return tuple(hit for hit in _rules().match(sentence, facts).hits if hit.rule.says[0] in ORDER)


def strongest(found: Iterable[Hit]) -> Hit | None:
    """The status that counts where several are spoken of."""
    return min(found, key=lambda hit: (ORDER.index(hit.rule.says[0]), hit.first), default=None)


def status_of(report: Report, made: Commitment) -> str:
    """What the status beside an action says ("achieved", "progress", "carried", "abandoned", "delayed"), else "".

    A log lists what was to be done with a word for how it stands ("Completed", "Carried forward"): in another cell of
    its row, behind it, in the paragraph below, or as the heading or the line with a colon that it is listed under.
    """
    paragraph = report.paragraph_at(made.span)
    if paragraph is None:
        return ""
    _, end = paragraph.flow.place(made.span)
    behind = paragraph.flow.text[end : end + _BESIDE]
    if behind.strip(_MARKS) and not is_action(made):
        return _logged(behind) if behind[0] in ".;" else ""
    said = [report.quote(cell.span) for cell in _row(report, made)]
    if not said:
        at = bisect_left(report.paragraphs, paragraph.span.start, key=lambda other: other.span.start)
        if not behind.strip(_MARKS) and at + 1 < len(report.paragraphs):
            behind = report.paragraphs[at + 1].flow.text[:_BESIDE]
        section = report.section_at(made.span)
        above = [other.flow.text for other in report.paragraphs[max(0, at - _LISTED) : at]]
        lead = next((text for text in reversed(above) if text.endswith(":") and len(text) <= _BESIDE), "")
        said = [behind, lead, section.title if section is not None else ""]
    return next(filter(None, map(_logged, said)), "")


LoggedItem = tuple[frozenset[str], str, Span]


def logged_items(report: Report) -> tuple[LoggedItem, ...]:
    """The items of which a log says how they stand ("Bus shelter – done"): name, status, place."""
    texts = [(paragraph.flow.text, paragraph.span) for paragraph in report.paragraphs]
    texts += [(section.title, section.heading) for section in report.sections if section.heading is not None]
    read = [(*labelled(text), span) for text, span in texts]
    told = [(name, _logged(rest[:_BESIDE]), span) for name, rest, span in read if name and rest]
    return tuple([one for one in told if one[1]])


def _row(report: Report, made: Commitment) -> list[Cell]:
    """The cells of the row that an action stands in, but its own, last first."""
    table = next((table for table in report.tables if table.span.start <= made.span.start < table.span.end), None)
    cells = table.cells if table is not None else ()
    row = next((cell.row for cell in reversed(cells) if cell.span.start <= made.span.start), None)
    return [cell for cell in reversed(cells) if cell.row == row and len(report.quote(cell.span)) <= _BESIDE]


def _logged(text: str) -> str:
    """The status that opens some words, else ""."""
    said = Sentence(text.strip(_MARKS), 0, len(text.strip(_MARKS)))
    hits = _rules().match(Columns(said.low, said.stems, said.tags)).hits  # one clause: the status opens it
    return next((hit.rule.says[1] for hit in hits if hit.rule.says[0] == "log"), "")


def is_action(made: Commitment) -> bool:
    """Whether a promise is written as an action, without a finite verb: "The Clerk to contact the owner"."""
    sentence = Sentence(made.quote, 0, len(made.quote))
    verbs = [clause.verbs for clause in sentence.clauses[:1] if clause.verbs is not None]
    return all(one.mood in (Mood.INFINITIVE, Mood.IMPERATIVE, Mood.PARTICIPLE) for one in verbs)
