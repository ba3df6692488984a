"""What holds of the clause in which a word stands: the facts that the conditions of `data/promises.tsv` speak of."""

from collections.abc import Callable
from itertools import pairwise

from attrs import evolve

from ...language.chunks import Mood, Phrase, Tense
from ...language.sentence import Sentence, lazy
from ...language.syntax import Clause, Frame, Link, Stance, says, stances
from ...language.vocabulary import derived
from ..context import Context
from .actors import CLASSES, classes_of, is_ours, is_person, is_state, is_titled, is_unknown_name, sort_of

# What rules may ask for, a line each: when (`now` also what was so in a frame of the past), the verb's form, its voice,
# how the clause hangs, in what frame it stands, and whom it speaks of.
_NAMES = """future now past untensed
finite conditional modal subjunctive imperative infinitive
passive negated perfect progressive ahead denied
main coordinate relative condition reason time comparison
framed reported told decided instructed motion embedded while supposed
own third world reader outsider unsorted person whoever ours kinds we i first of state bare
figure minutes action head named"""
FACTS = (*_NAMES.split(), *CLASSES)
_FIRST = frozenset(("we", "i"))
BACK = frozenset(("it", "they", "he", "she"))
_NO_ACTORS = frozenset(("this", "that", "these", "those", "which", "there", "here"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nothing"))
_WHOEVER = frozenset(("anyone", "anybody", "those", "whoever", "whichever"))
_ASKING = frozenset(("why", "how", "what", "whether", "who", "when", "if"))
_DIRECTING = frozenset(("instruct", "direct", "task", "authorise", "authorize", "delegate", "mandate"))
_PROMISING = frozenset(("promise", "pledge", "vow", "commit", "undertake"))
_BODIES = frozenset(("council", "committee", "board", "cabinet", "panel", "authority", "we", "us"))
_TELLING = frozenset(("tell", "inform", "advise", "assure", "notify"))
_MOODS = {
    Mood.CONDITIONAL: ("conditional", "finite"),
    Mood.MODAL: ("modal", "finite"),
    Mood.INDICATIVE: ("finite",),
    Mood.SUBJUNCTIVE: ("subjunctive",),
    Mood.IMPERATIVE: ("imperative",),
    Mood.INFINITIVE: ("infinitive",),
    Mood.PARTICIPLE: (),
    Mood.GERUND: (),
}
_TIMES = {Tense.FUTURE: "future", Tense.PRESENT: "now", Tense.PAST: "past", Tense.NONE: "untensed"}
_LINKED = ("main", "coordinate", "relative", "condition", "reason", "time", "comparison")
_LINKS = {link: str(link) for link in Link if link in _LINKED}


_LED = (("TO",), ("MD",))
_VERBS = frozenset(("is", "are", "was", "were", "has", "have", "had"))


@derived
def _framing() -> dict[str, frozenset[str]]:
    """The words of which one must stand in a sentence that decides, or that asks somebody to act."""
    named = (*stances().items(), *says().items())
    resolved, asked = ({word for word, own in named if own is wanted} for wanted in (Stance.RESOLVED, Stance.ASKED))
    return {"decided": frozenset({*resolved, "propose", "second"}), "instructed": frozenset(asked)}


class Facts:
    """The facts of one sentence; each clause's are worked out once."""

    def __init__(self, sentence: Sentence, context: Context, before: Callable[[], Sentence | None]) -> None:
        self.sentence: Sentence = sentence
        self.context: Context = context
        self._before: Callable[[], Sentence | None] = before
        self._known: dict[int, frozenset[str]] = {}
        self._at: dict[int, frozenset[str]] = {}
        self._subjects: dict[int, Phrase | None] = {}
        self._heads: dict[int, frozenset[str]] = {}

    @lazy
    def before_it(self) -> Sentence | None:
        """The sentence before."""
        return self._before()

    @lazy
    def absent(self) -> frozenset[str]:
        """Facts that hold nowhere in the sentence, as its words tell before it is parsed."""
        sentence, low = self.sentence, self.sentence.low
        found = [] if self.context.minutes else ["minutes"]
        if "FIGURE" not in sentence.tags:
            found.append("figure")
        if "to" not in low or not (self.context.minutes or self._may_act()):
            found.append("action")
        if "be" not in low:
            found.append("motion")
        if not any(tag == "VB" and self.sentence.tags[at - 1 : at] not in _LED for at, tag in enumerate(sentence.tags)):
            found.append("imperative")
        found += [fact for fact, words in _framing().items() if words.isdisjoint(sentence.lemmas)]
        return frozenset(found)

    def _may_act(self) -> bool:
        """Whether no verb stands between a "to" and the mark before it, or the start: "Work is to" is no action."""
        open_ = True
        for word, tag in zip(self.sentence.low, self.sentence.tags, strict=True):
            if word == "to" and open_:
                return True
            open_ = _is_apart(word) or (open_ and tag not in ("MD", "VBD") and word not in _VERBS)
        return False

    def of(self, token: int) -> frozenset[str]:
        """What holds of the clause of a token, and whether the token is its subject's head."""
        found = self._at.get(token)
        if found is None:
            found = self._at[token] = self._of(token)
        return found

    def _of(self, token: int) -> frozenset[str]:
        clause = self.clause_of(token)
        if clause is None:
            return frozenset()
        known = self._known.get(clause.index)
        if known is None:
            self._known[clause.index] = frozenset()  # of two clauses that frame each other the first is asked once
            known = self._known[clause.index] = frozenset(self._facts(clause))
        subject = self.subject(clause)
        if subject is None or subject.head != token:
            return known
        if clause.index not in self._heads:
            self._heads[clause.index] = known | {"head"}
        return self._heads[clause.index]

    def clause_of(self, token: int) -> Clause | None:
        """The clause that holds a word; for a word before any clause the one that follows."""
        clause = self.sentence.clause_at(token)
        return clause or next((one for one in self.sentence.clauses if one.first > token), None)

    def subject(self, clause: Clause) -> Phrase | None:
        """Who or what a clause speaks of: its printed subject, or the phrase that an infinitive or relative needs."""
        if clause.index not in self._subjects:
            self._subjects[clause.index] = self._subject(clause)
        return self._subjects[clause.index]

    def _subject(self, clause: Clause) -> Phrase | None:
        if clause.subject is not None and not self._is_relative_word(clause.subject):
            return self.sentence.phrase_at(clause.subject.head) or clause.subject
        if clause.kind is Link.RELATIVE:
            return self._phrase_before(clause.first)
        resumed = self._resumed(clause)
        if resumed is not None:
            return resumed
        if clause.subject is None and clause.verbs is not None and clause.verbs.finite:
            return self._phrase_before(clause.verbs.first)
        if clause.kind in (Link.INFINITIVE, Link.COORDINATE) and clause.verbs is not None:
            here = self._phrase_before(clause.verbs.first) if clause.kind is Link.INFINITIVE else None
            parent = self._parent(clause)
            if here is not None and (
                parent is None or parent.verbs is None or here in parent.objects or self._alone(here)
            ):
                return here
            return self.subject(parent) if parent is not None and parent.index < clause.index else None
        return None

    def _resumed(self, clause: Clause) -> Phrase | None:
        """The subject of a clause that goes on behind a relative one: "the Group, which was formed in 2010, will"."""
        if clause.kind is not Link.COORDINATE or clause.subject is not None or self.sentence.low[clause.first] != ",":
            return None
        for other in reversed(self.sentence.clauses[: clause.index]):
            if other.kind is Link.RELATIVE and other.last <= clause.first + 1 and other.first > 0:
                return self._phrase_before(other.first)
        return None

    def _is_relative_word(self, phrase: Phrase) -> bool:
        return self.sentence.low[phrase.head] in ("which", "who", "that")

    def _parent(self, clause: Clause) -> Clause | None:
        return None if clause.parent is None else self.sentence.clauses[clause.parent]

    def _phrase_before(self, token: int) -> Phrase | None:
        """The noun phrase that ends right before a token, a comma, preposition or relative word passed over."""
        at = token - 1
        while at >= 0 and self.sentence.low[at] in (",", "for", "in", "by", "with", "not", "also", "now"):
            at -= 1
        phrase = self.sentence.phrase_at(at) if at >= 0 else None
        if phrase is None and at >= 0 and is_unknown_name(self.sentence, at):
            return Phrase(at, at + 1, at)
        if phrase is None:
            return None
        mistaken = self.sentence.low[phrase.head] in _MISTAKEN and phrase.head > phrase.first
        if mistaken and self.sentence.low[phrase.last : phrase.last + 1] == ("to",):
            return evolve(phrase, last=phrase.head, head=phrase.head - 1)  # "the fire service hopes to"
        for other in self.sentence.phrases:  # "the owner of the field": the head is what counts
            if other.first < phrase.first and other.end == phrase.last:
                return other
        return phrase

    def _alone(self, phrase: Phrase) -> bool:
        """Whether a noun phrase opens the sentence, or what stands behind a mark in it."""
        return phrase.first == 0 or _is_apart(self.sentence.low[phrase.first - 1])

    def sort(self, clause: Clause) -> str:
        """The sort of a clause's subject."""
        phrase = self.subject(clause)
        return "" if phrase is None else sort_of(self.sentence, phrase, self.context)

    def actor(self, clause: Clause, grammatical: bool = False) -> tuple[str, str]:
        """The words and the sort of who acts in a clause; nobody for a passive, unless its subject is wanted."""
        if clause.verbs is not None and clause.verbs.passive and not grammatical:
            return "", ""
        said = self.of(clause.first)
        phrase = self._actor_before(clause.verbs.first) if clause.verbs and "action" in said else self.subject(clause)
        if phrase is None:
            return "", "own" if "decided" in said or "imperative" in said else ""
        words = self.sentence.said(phrase.first, phrase.end)
        if self.sentence.low[phrase.head] in _NO_ACTORS or self.sentence.tags[phrase.head] == "TIME":
            return "", ""
        if self.sentence.low[phrase.head] in BACK:
            return words, self._meant(phrase)
        return words, sort_of(self.sentence, phrase, self.context)

    def _meant(self, pronoun: Phrase) -> str:
        """The sort of what "it" or "they" stands for: the subject before it, here or at the last sentence's head."""
        for sentence, last in ((self.sentence, pronoun.first), (self.before_it, None)):
            if sentence is None:
                continue
            for clause in sorted(sentence.clauses, key=lambda clause: -clause.index if last else clause.index):
                phrase = clause.subject
                if phrase is None or (last is not None and phrase.first >= last) or sentence.low[phrase.head] in BACK:
                    continue
                return sort_of(sentence, phrase, self.context)
        return ""

    def denied(self, clause: Clause) -> bool:
        """Whether the subject or what there will be denies: "no library will close", "there will be no cuts"."""
        low, phrase = self.sentence.low, self.subject(clause)
        if phrase is None:
            return False
        if low[phrase.first] == "there" and clause.verbs is not None:
            return low[clause.verbs.last : clause.verbs.last + 1] == ("no",)
        if clause.verbs is not None and "longer" in low[clause.verbs.first : clause.verbs.last]:
            return True
        before = low[phrase.first - 1] if phrase.first else ""
        return before == "not" or not _NOBODY.isdisjoint(low[phrase.first : phrase.head + 1])

    def before(self, clause: Clause) -> int | None:
        """Where a candidate begins that takes words before its clause: who is to act, or who was asked to."""
        said = self.of(clause.first)
        parent = self._parent(clause)
        if "action" in said and "motion" not in said and clause.verbs is not None:
            phrase = self._thing_before(clause) or self._actor_before(clause.verbs.first)
            return None if phrase is None else phrase.first
        if parent and parent.first == 0 and parent.verbs and parent.verbs.mood is Mood.IMPERATIVE:
            return 0 if clause.kind is Link.COORDINATE and clause.opener is None else None  # "Work on it will end"
        if clause.verbs is None or "infinitive" not in said:
            return None
        if "motion" in said:
            that, phrase = self._that(clause), self._phrase_before(clause.verbs.first)
            if that is not None or phrase is not None:
                return that + 1 if that is not None else phrase.first if phrase is not None else None
        if parent is not None and parent.subject is not None and ("instructed" in said or "decided" in said):
            led = "," in self.sentence.low[parent.first : parent.subject.first]  # "As it was late, it was agreed"
            return parent.subject.first if led else parent.first
        return None

    def _facts(self, clause: Clause) -> list[str]:
        found = [_LINKS[clause.kind]] if clause.kind in _LINKS else []
        low, verbs = self.sentence.low, clause.verbs
        if clause.kind is Link.TIME and verbs is not None and "," in low[clause.first : verbs.first]:
            found = ["main"]  # "in judging when to stop, the Committee will"
        if clause.opener is not None and low[clause.opener] == "while":
            found.append("while")
        if ("now", "that") in pairwise(low[max(0, clause.first - 1) : clause.first + 2]):
            found.append("reason")  # "now that the Government has agreed"
        if self.context.minutes:
            found.append("minutes")
        if "FIGURE" in self.sentence.tags[clause.first : clause.last]:
            found.append("figure")
        if any(other.kind is Link.CONDITION for other in self.sentence.clauses):
            found.append("supposed")
        found += self._framing(clause)
        if verbs is not None:
            found += self._verbal(clause, "reported" in found)
        return found + self._of_subject(clause)

    def _verbal(self, clause: Clause, reported: bool) -> list[str]:
        verbs = clause.verbs
        assert verbs is not None
        found = [_TIMES[clause.time], *_MOODS[verbs.mood]]
        if clause.time is Tense.PAST and (reported or self._minuted(clause)):
            found += ["now"] if reported else ["now", "reported"]
        states = (verbs.passive, verbs.negated, verbs.perfect, verbs.progressive, verbs.ahead)
        found += [name for name, holds in zip(_STATES, states, strict=True) if holds]
        if verbs.mood is Mood.IMPERATIVE and any(
            one.verbs is not None and one.verbs.finite and one.time is not Tense.NONE for one in self.sentence.clauses
        ):
            found.remove("imperative")  # "Work on the pool will be finished"
        if verbs.mood is Mood.INFINITIVE and self._is_action(clause):
            found.append("action")
        return found

    def _minuted(self, clause: Clause) -> bool:
        """Whether a clause of minutes tells in the past, by no frame, what somebody means to do: "was looking to"."""
        return self.context.minutes and clause.frame is None and clause.verbs is not None and not clause.verbs.perfect

    def _of_subject(self, clause: Clause) -> list[str]:
        phrase = self.subject(clause)
        if phrase is None:
            return ["bare"]
        sentence = self.sentence
        head = sentence.low[phrase.head]
        printed = sentence.words[phrase.head]
        named = ["named"] if sentence.tags[phrase.head] == "NNP" or printed[1:].lower() != printed[1:] else []
        back = head in ("it", "they")
        sort = (self._meant(phrase) or "unsorted") if back and not self.context.minutes else ""
        if back and self.context.minutes and self._meant(phrase) == "own":
            sort = "own"
        found = [sort or sort_of(sentence, phrase, self.context), *classes_of(sentence, phrase), *named]
        if not found[0]:
            found[0] = "person" if is_person(sentence, phrase, self.context.minutes) else "unsorted"
        if is_ours(sentence, phrase):
            found.append("ours")
        if head in _FIRST:
            found += ["first", "we" if head == "we" else "i"]
        if phrase.hangs:
            found.append("of")
        if is_state(sentence, phrase):
            found.append("state")
        if self.denied(clause):
            found.append("denied")
        after = sentence.low[phrase.last : phrase.last + 1]
        if sentence.low[phrase.first] in _WHOEVER or (
            after and after[0] in ("who", "whose") and not is_ours(sentence, phrase)
        ):
            found.append("whoever")
        plain = phrase.determiner is None and phrase.quantity is None and phrase.possessor is None
        initials = sentence.words[phrase.head].isupper()
        if plain and not initials and sentence.tags[phrase.head] == "NNS" and phrase.last - phrase.first < 3:
            found.append("kinds")
        return found

    def _is_action(self, clause: Clause) -> bool:
        """Whether an infinitive is an action of minutes: "The Clerk to write", "Cheque to be made out"."""
        sentence = self.sentence
        framed = clause.frame is not None and clause.frame.past
        if clause.verbs is None or framed or sentence.low[clause.verbs.first] != "to":
            return False
        thing = self._thing_before(clause)
        phrase = thing or self._actor_before(clause.verbs.first)
        if phrase is None or (sentence.low[-1] != "." and sentence.text[sentence.start : sentence.end].isupper()):
            return False
        person = is_person(sentence, phrase, self.context.minutes)
        parent = self._parent(clause)
        apart = person or thing is not None or sentence.low[phrase.first - 1 : phrase.first] == ("but",)
        if parent is not None and parent.verbs is not None and parent.verbs.finite and not apart:
            return False
        acts = person or sort_of(sentence, phrase, self.context) == "own"
        if len(sentence) < _WHOLE and sentence.low[-1] not in (".", ";"):
            return acts and self.context.minutes  # "Payments to be made" is a heading
        return self.context.minutes or acts or (clause.verbs.passive and sentence.low[-1] == ".")

    def _actor_before(self, token: int) -> Phrase | None:
        """The noun phrase that leads what ends before a token, apart from all before it: "Minutes of May to be put".

        In running minutes a name may stand behind other words: "the gate is stuck KL to mend it".
        """
        sentence, at = self.sentence, token - 1
        linking = ("IN", "CC") if sentence.low[token + 1 : token + 2] == ("be",) else ("CC",)
        while at > 0 and sentence.tags[at] == "RB":
            at -= 1
        phrase: Phrase | None = None
        nearest: Phrase | None = None
        while at >= 0:
            here = sentence.phrase_at(at)
            if here is None:
                break
            phrase, at, nearest = here, here.first - 1, nearest or here
            linked = at >= 0 and (sentence.tags[at] in linking or sentence.low[at] in ("/", "&"))
            if not linked or sentence.low[at] == "but":
                break
            at -= 1
        if phrase is None and at >= 0 and is_unknown_name(sentence, at):
            phrase, at = Phrase(at, at + 1, at), at - 1
        if phrase is None or not sentence.words[phrase.head][:1].isalpha() or sentence.tags[phrase.head][:3] == "PRP":
            return None  # "3.0 To approve the accounts" is an item of the agenda
        led = at == 0 or (at > 0 and _is_apart(sentence.low[at - 1]))
        if led and "IN" in linking and sentence.tags[at] in ("VBG", "VBN"):
            phrase, at = evolve(phrase, first=at), at - 1  # "Remaining items to be sold"
        return phrase if at < 0 or _is_apart(sentence.low[at]) else self._name_at_end(nearest or phrase)

    def _thing_before(self, clause: Clause) -> Phrase | None:
        """What minutes say "to be done" to, from the mark before it: no verb stands there but one that is a noun too.

        "Guest seats to be marked off": notes leave out the "is", and the word before "to" passes for a verb; one that
        leads up to an infinitive is one ("the wall needs to be painted"). What is "likely to be" is no thing.
        """
        sentence, verbs = self.sentence, clause.verbs
        if not self.context.minutes or verbs is None or not verbs.passive or sentence.low[verbs.first] != "to":
            return None
        first = last = verbs.first
        while first > 0 and not _is_apart(sentence.low[first - 1]):
            first -= 1
        tags = sentence.tags[first:last]
        if not tags or tags[-1][:2] in ("JJ", "RB") or tags[0][:3] in _NO_THING or (first and "CC" in tags):
            return None
        for at in range(first, last):
            low, lemma, tag = sentence.low[at], sentence.lemmas[at], sentence.tags[at]
            frames = lemma in _LEADING or (at > first and lemma in stances())  # "Report to be sent"
            verb = tag[:2] == "VB" and (frames or (tag == "VBD" and lemma != low))
            if verb or low in _VERBS or tag in ("MD", "TO", "WP"):
                return None
        return Phrase(first, last, last - 1)

    def _name_at_end(self, phrase: Phrase) -> Phrase | None:
        """The name with which a phrase of running minutes ends, unless a verb or preposition governs it."""
        sentence, first = self.sentence, phrase.last
        while first > phrase.first and sentence.tags[first - 1] == "NNP":
            first -= 1
        before = sentence.tags[first - 1][:2] if first else ""
        if not self.context.minutes or first == phrase.last or before in ("VB", "IN", "TO", "MD", "PO", "DT", "NNP"):
            return None
        return Phrase(first, phrase.last, phrase.head)

    def _framing(self, clause: Clause) -> list[str]:
        """In what frame a clause stands, and whether it is the reporting body's own."""
        found: list[str] = []
        if clause.opener is not None and clause.kind is Link.COMPLEMENT and self.sentence.low[clause.opener] in _ASKING:
            parent = self._parent(clause)
            verbs = None if parent is None else parent.verbs
            if verbs is None or verbs.lemma != "be" or clause.first > verbs.last + 1:  # "the question is how"
                found.append("embedded")
        opens = self.sentence.low[clause.first] if clause.first < len(self.sentence) else ""
        bare = clause.verbs is not None and self.sentence.low[clause.verbs.first] == "be"
        if bare and (opens == "that" or self._that(clause) is not None or self._is_moved(clause)):
            found.append("motion")
        if clause.frame is not None:
            framing = None if clause.frame.clause is None else self.sentence.clauses[clause.frame.clause]
            return [*found, "framed", *self._framed(clause, clause.frame, framing)]
        return found

    def _is_moved(self, clause: Clause) -> bool:
        """Whether minutes write a decision down without "that": "This was agreed, and the wall be painted"."""
        resolved = clause.frame is None or clause.frame.stance is Stance.RESOLVED
        verbs = clause.verbs
        moved = self.context.minutes and resolved and verbs is not None and verbs.passive
        return moved and verbs is not None and self._phrase_before(verbs.first) is not None

    def _framed(self, clause: Clause, frame: Frame, framing: Clause | None) -> list[str]:
        """What a frame makes of what stands in it: a decision, an order, reported or the words of others."""
        verbs = None if framing is None else framing.verbs
        speaker = "" if framing is None else self.sort(framing)
        lemma = "" if verbs is None else verbs.lemma
        passive, perfect = verbs is not None and verbs.passive, verbs is not None and verbs.perfect
        impersonal = framing is None or framing.subject is None or self._is_it(framing.subject)
        minutes, first = self.context.minutes, framing is not None and self._is_first(framing)
        before = framing is not None and perfect and framing.time is Tense.PAST
        known = not (before and minutes) or (framing is not None and self._is_present(framing))
        ours = impersonal or (known and (speaker == "own" or (minutes and speaker in ("", "reader"))))
        reported = frame.past and ours and (minutes or not (first or before))
        if frame.stance is Stance.RESOLVED or self._is_seconded(lemma):
            if self._is_earlier(framing, clause) or not self._is_direct(clause, framing):
                return []
            kept = first and not minutes and lemma in _PROMISING  # "I promised to" tells of an old promise
            decided = frame.past and not kept and (minutes or not before) and (impersonal or not passive)
            return ["decided"] if decided and (first or ours) else ["reported"] if reported else []
        if frame.stance is Stance.ASKED:
            asks = clause.opener is not None and self.sentence.low[clause.opener] in ("if", "whether")
            asked = minutes and lemma in ("ask", "request") and (passive or not self._is_body(clause))
            orders = (lemma in _DIRECTING or asked) and not asks and not (perfect and (passive or minutes))
            return ["instructed"] if frame.past and orders and self._is_direct(clause, framing) else []
        if frame.stance is Stance.HOPED:
            others = framing is not None and speaker in ("third", "reader") and "state" not in self.of(framing.first)
            return ["told"] if others else ["reported"] if frame.past and minutes else []
        heard = passive and lemma in _TELLING
        if (heard and not minutes) or not ours:
            return ["told"]
        return ["reported"] if reported else []

    def _is_present(self, framing: Clause) -> bool:
        """Whether somebody of the meeting speaks, not a body of which it heard: "the county had said"."""
        phrase = self.subject(framing)
        return phrase is not None and is_titled(self.sentence, phrase)

    def _is_seconded(self, lemma: str) -> bool:
        """Whether what was proposed was agreed to in the same sentence."""
        low = self.sentence.low
        return lemma in ("propose", "second") and ("seconded" in low or "agreed" in low)

    def _is_earlier(self, framing: Clause | None, clause: Clause) -> bool:
        """Whether a decision is told of an earlier meeting: "agreed at the last meeting that"."""
        said = "" if framing is None else self.sentence.said(framing.first, clause.first)
        return "last meeting" in said or "previous meeting" in said

    def _is_direct(self, clause: Clause, framing: Clause | None) -> bool:
        """Whether a clause is what was decided, and no infinitive that hangs deeper: "a quote to be sent"."""
        if clause.kind not in (Link.INFINITIVE, Link.PURPOSE) or framing is None or clause.parent is None:
            return True
        parent = self.sentence.clauses[clause.parent]
        if framing.verbs is not None and clause.first < framing.verbs.first:
            return False  # "To save money, the Council agreed"
        return parent is framing or (parent.kind is not Link.INFINITIVE and parent.verbs is None)

    def _is_body(self, clause: Clause) -> bool:
        """Whether the one who is asked to act is the body itself, asked by somebody at its meeting."""
        infinitive = clause.verbs is not None and clause.kind is Link.INFINITIVE
        phrase = self._phrase_before(clause.verbs.first) if clause.verbs and infinitive else self.subject(clause)
        return phrase is not None and self.sentence.low[phrase.head] in _BODIES

    def _that(self, clause: Clause) -> int | None:
        """The "that" of a motion whose subject holds an infinitive: "that a target to recycle half be approved"."""
        if clause.verbs is None or clause.kind is not Link.INFINITIVE:
            return None
        for at in range(clause.verbs.first - 1, -1, -1):
            if self.sentence.low[at] == ";" or self.sentence.tags[at] in ("VBD", "VBZ", "VBP", "MD"):
                return None
            if self.sentence.low[at] == "that":
                return at
        return None

    def _is_it(self, phrase: Phrase) -> bool:
        return self.sentence.low[phrase.head] in ("it", "there")

    def _is_first(self, clause: Clause) -> bool:
        return clause.subject is not None and self.sentence.low[clause.subject.head] in _FIRST


_MISTAKEN = frozenset(("plans", "hopes", "aims", "wants", "expects"))
_LEADING = frozenset(("need", "seem", "appear", "tend", "remain", "like", "ought"))  # and every verb of a frame
_NO_THING = ("IN", "CC", "PRP", "WDT", "EX")
_WHOLE = 6  # words of an action that does not end like a sentence
_STATES = ("passive", "negated", "perfect", "progressive", "ahead")


def _is_apart(word: str) -> bool:
    """Whether a word sets apart what stands behind it: a mark of any kind, the bullet of a list too, or "but"."""
    return word == "but" or not any(letter.isalnum() or letter in "/&%" for letter in word)
