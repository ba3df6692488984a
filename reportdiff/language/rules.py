"""The one rule language: what words say, how far that reaches, what stops it and what cancels it.

The form is that of NegEx and ConText, which clinical text has been read with for twenty years: a *trigger*, a
*direction* in which it acts, a *scope* that ends at a *stop*, and *pseudo-triggers* that cancel it. A table is a
tab-separated file, one rule a line:

    id <TAB> says <TAB> acts <TAB> scope <TAB> trigger [<TAB> where]

`acts` is `forward` (on what follows the trigger), `backward` (on what stands before it), `both`, `here` (on its own
words alone), `cancel` (a pseudo-trigger: rules whose trigger lies in its scope do not count) or `stop` (their scope
ends where it stands). `says` is a word or several that the room which owns the table understands; for `cancel` and
`stop` it is what they concern: rules that say one of these words, or whose id is or begins so before the dot, or `*`.
`scope` is `next` (the word that touches the trigger), a number of words, `clause`, `sentence`, or `-` (the trigger's
own words). A pseudo-trigger cancels what its scope touches.

`trigger` is a row of items, each one word:

    word  a|b      as written, in lower case           @name     a word of a set: a line "@name <TAB> words" above
    =deliver       any form of the word (by its stem)  :VB :V*   a word class, or all classes that begin so
    =plan:V*       both                                on|:NNP   one of them
    !x             any word that is not x
    x?             may be missing                      ~3 ~2:RB  up to three words of any kind, up to two of a class
    _3             up to three words, no marks
    < >            the clause begins, ends here        [ ]       the trigger proper; the rest must only stand there

`where` is a row of facts that must hold at the trigger's first word ("finite", "passive", "own"), with "-" before
those that must not, and `a|b` for one of several. The room that owns the table says which facts there are.

Every pattern is looked for from its rarest plain word, gaps are bounded, so the work is linear in the text. A table is
checked when it is loaded (`loading`): a broken line is a `RuleError` that prints the line and marks the place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import repeat
from typing import Final, NamedTuple, Protocol

from attrs import field, frozen


class Acts(StrEnum):
    """In which direction a rule acts, or what it does to others."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"
    HERE = "here"
    CANCEL = "cancel"
    STOP = "stop"


class Words(Protocol):
    """What rules are matched against: columns of one sentence, all of one length.

    `low` are the words in lower case, `stems` their stems, `tags` their classes; `clause_of[i]` numbers the clause of
    word `i`. A room that has no clauses gives zeros.
    """

    @property
    def low(self) -> Sequence[str]:
        """The words in lower case."""

    @property
    def stems(self) -> Sequence[str]:
        """The stem of each word."""

    @property
    def tags(self) -> Sequence[str]:
        """The class of each word."""

    @property
    def clause_of(self) -> Sequence[int]:
        """The number of the clause in which each word stands."""


@frozen
class Columns:
    """Plain columns, for sentences that nobody has parsed; classes and clauses may be left out."""

    low: Sequence[str]
    stems: Sequence[str] = field(default=())
    tags: Sequence[str] = field(default=())
    clause_of: Sequence[int] = field(default=())


class Item(NamedTuple):
    """One place of a trigger: what the word there must be, or a gap of up to `most` words."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    negated: bool = False
    optional: bool = False
    most: int = 0
    edge: str = ""  # "<" or ">": no word, but a border of the clause
    either: bool = False  # words or classes, not both
    plain: bool = False  # a gap that no mark may stand in

    @property
    def lone(self) -> bool:
        """Whether it is one word that has to stand there."""
        return not (self.optional or self.most or self.edge)

    def test(self) -> "Test":
        """Whether a word is what this place asks for, as a function of the sentence and the word's number."""
        words, stems, negated = self.words, self.stems, self.negated
        exact = frozenset(tag for tag in self.tags if tag[-1] != "*")
        begun = tuple([tag[:-1] for tag in self.tags if tag[-1] == "*"])
        worded = bool(words or stems)

        def holds(text: "_View", at: int) -> bool:
            found = True
            if worded:
                found = text.low[at] in words or (bool(stems) and text.stems[at] in stems)
            if self.tags and (found is not self.either or not worded):
                found = text.tags[at] in exact or text.tags[at].startswith(begun)
            return found is not negated

        if negated or (worded and self.tags) or (words and stems):
            return holds
        if words:
            return lambda text, at: text.low[at] in words
        if stems:
            return lambda text, at: text.stems[at] in stems
        if begun:
            return lambda text, at: text.tags[at] in exact or text.tags[at].startswith(begun)
        return (lambda text, at: text.tags[at] in exact) if exact else (lambda _, at: True)


@frozen(eq=False)
class Rule:
    """One line of a table. `says` are its words, `scope` its reach in words (-1: the clause, -2: the sentence)."""

    id: str
    says: tuple[str, ...]
    acts: Acts
    scope: int
    trigger: tuple[Item, ...]
    where: tuple[tuple[bool, frozenset[str]], ...] = ()  # wanted or not, one of these
    opens: int = 0  # the trigger proper begins at this item
    closes: int = 0  # and ends before this one
    anchor: int = 0  # the item by which the rule is found
    needs: tuple[tuple[frozenset[str], frozenset[str]], ...] = field(init=False, default=())
    tests: "tuple[Test, ...]" = field(init=False, default=())
    lone: bool = field(init=False, default=False)  # each of its items is one word

    def __attrs_post_init__(self) -> None:
        """Note the words or stems of which the sentence must hold one besides those at the anchor."""
        needs = [
            (item.words, item.stems)
            for at, item in enumerate(self.trigger)
            if at != self.anchor and (item.words or item.stems) and item.lone and not (item.negated or item.either)
        ]
        object.__setattr__(self, "needs", tuple(needs))
        object.__setattr__(self, "lone", all(item.lone for item in self.trigger))

    def compiled(self) -> "tuple[Test, ...]":
        """The tests of its places, made when it is first looked for: most rules never are."""
        tests = self.tests or tuple([item.test() for item in self.trigger])
        object.__setattr__(self, "tests", tests)
        return tests

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether what it asks for is among the facts of a word."""
        for wanted, names in self.where:  # noqa: SIM110 - `all` of a generator takes three times as long
            if wanted is facts.isdisjoint(names):
                return False
        return True

    @property
    def group(self) -> str:
        """What its id begins with, before the dot."""
        return self.id.partition(".")[0]

    def concerns(self, other: "Rule") -> bool:
        """Whether this pseudo-trigger or stop speaks of another rule."""
        return any(word in ("*", other.id, other.group) or word in other.says for word in self.says)


CLAUSE: Final = -1
SENTENCE: Final = -2


class Hit(NamedTuple):
    """A rule that fired: its trigger is words `first <= i < last`, it acts on words `low <= i < high`.

    `anchor` is the word it was found by, `stopped` the id of the rule that cut its scope, or "". All its words, those
    that must only stand beside the trigger too, are `begins <= i < ends`.
    """

    rule: Rule
    first: int
    last: int
    low: int
    high: int
    anchor: int
    stopped: str = ""
    begins: int = 0
    ends: int = 0

    def covers(self, first: int, last: int) -> bool:
        """Whether words `first <= i < last` lie in its scope (its own words may)."""
        return self.low <= first and last <= self.high


class Cancelled(NamedTuple):
    """A rule that would have fired, and the one that cancelled it."""

    hit: Hit
    by: Hit


@frozen
class Found:
    """What a table says of a sentence: the rules that fired, in order of their words, and those that were cancelled."""

    hits: tuple[Hit, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()

    def over(self, first: int, last: int) -> list[Hit]:
        """The rules that act on words `first <= i < last`: nearest first, of equals the longest, then table order."""
        found = [hit for hit in self.hits if hit.covers(first, last)]
        return sorted(found, key=lambda hit: (max(first - hit.last, hit.first - last, 0), hit.first - hit.last))

    def explained(self, text: Words) -> tuple[str, ...]:
        """A line for each rule: its id, the words it fired on, and the rule that stopped or cancelled it."""
        lines = [
            f"{hit.rule.id} on “{_said(text, hit)}”" + (f", stopped by {hit.stopped}" if hit.stopped else "")
            for hit in self.hits
        ]
        lines += [
            f"{hit.rule.id} on “{_said(text, hit)}” cancelled by {by.rule.id} on “{_said(text, by)}”"
            for hit, by in self.cancelled
        ]
        return tuple(lines)


_NOTHING = Found()


def _said(text: Words, hit: Hit) -> str:
    return " ".join(text.low[hit.begins : hit.ends])


Facts = Callable[[int], frozenset[str]]


class _ByTag(dict[str, tuple[tuple[Rule, ...], tuple[Rule, ...]]]):
    """The rules found by a class: those that ask for facts where it stands, and the others."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules

    def __missing__(self, tag: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        column = _View(Columns((tag,), (tag,), (tag,)))
        met = [rule for rule in self.rules if rule.compiled()[rule.anchor](column, 0)]
        asking = tuple([rule for rule in met if rule.where and rule.opens == rule.anchor])
        found = self[tag] = asking, tuple([rule for rule in met if rule not in asking])
        return found


_MOST_KEPT = 4096  # sets of facts of which an index knows what they allow
_NO_RULES: tuple[tuple[Rule, ...], tuple[Rule, ...]] = (), ()


class _Index:
    """Some rules by the words, stems or classes by which they are found."""

    __slots__ = ("_allowed", "_tagged", "stems", "words")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.words: dict[str, list[Rule]] = {}
        self.stems: dict[str, list[Rule]] = {}
        self._allowed: dict[tuple[str, frozenset[str]], list[Rule]] = {}
        tagged: list[Rule] = []
        for rule in rules:
            item = rule.trigger[rule.anchor]
            for word in sorted(item.words):
                self.words.setdefault(word, []).append(rule)
            for stem in sorted(item.stems):
                self.stems.setdefault(stem, []).append(rule)
            if not item.words and not item.stems:
                tagged.append(rule)
        self._tagged = _ByTag(tagged)

    def _asking(self, tag: str, facts: frozenset[str]) -> list[Rule]:
        """The rules that are found by a class and ask for nothing but some of these facts."""
        found = self._allowed.get((tag, facts))
        if found is None:
            if len(self._allowed) >= _MOST_KEPT:
                self._allowed.clear()
            found = self._allowed[tag, facts] = [rule for rule in self._tagged[tag][0] if rule.holds(facts)]
        return found

    def fired(self, text: "_View", facts: Facts, parsed: bool = False) -> list[Hit]:
        """Every rule met in a sentence.

        Facts want the sentence parsed: they are asked last, but first once it is `parsed`.
        """
        found: list[Hit] = []
        tagged = map(self._tagged.__getitem__, text.tags) if self._tagged.rules and text.tags else repeat(_NO_RULES)
        based = map(self.stems.get, text.stems) if self.stems else repeat(None)
        columns = zip(map(self.words.get, text.low), based, tagged, strict=False)
        for at, (worded, stemmed, (asking, others)) in enumerate(columns):
            if not (worded or stemmed or asking or others):
                continue
            rules: Sequence[Rule] = worded or ()
            if stemmed:
                rules = [*rules, *(rule for rule in stemmed if rule not in rules)]
            if asking and parsed:  # what holds in a clause is the same for all its words
                found += filter(None, [_at(rule, text, at) for rule in self._asking(text.tags[at], facts(at))])
                asking = ()
            for rule in (*rules, *others, *asking):
                early = parsed and rule.opens == rule.anchor
                if (rule.needs and _lacks(rule, text)) or (early and rule.where and not rule.holds(facts(at))):
                    continue
                hit = _at(rule, text, at)
                if hit is not None and rule.where and not early:
                    parsed = True
                    hit = hit if rule.holds(facts(hit.first)) else None
                if hit is not None:
                    found.append(hit)
        return found


def _lacks(rule: Rule, text: "_View") -> bool:
    """Whether a sentence holds none of some words and stems that a rule needs: most rules end here."""
    for words, stems in rule.needs:  # noqa: SIM110 - `any` of a generator takes three times as long
        if words.isdisjoint(text.words) and stems.isdisjoint(text.bases):
            return True
    return False


def _no_facts(_: int) -> frozenset[str]:
    return frozenset()


class Rules:
    """A compiled table. `match` gives what fires in a sentence; it looks at each word once.

    `lowering` are words that only lower what others say: a rule that says nothing else is looked for only where
    another has fired.
    """

    __slots__ = ("_acting", "_guarding", "_lowering", "_without", "name", "rules")

    def __init__(self, name: str, rules: Sequence[Rule], lowering: Iterable[str] = ()) -> None:
        self.name: str = name
        self.rules: tuple[Rule, ...] = tuple(rules)
        lowers = frozenset(lowering)
        acting = [rule for rule in rules if rule.acts not in _GUARDING]
        self._acting = tuple([rule for rule in acting if not lowers.issuperset(rule.says)])
        self._lowering = _Index(rule for rule in acting if lowers.issuperset(rule.says))
        self._guarding = _Index(rule for rule in rules if rule.acts in _GUARDING)
        self._without: dict[frozenset[str], _Index] = {}

    def _index(self, absent: frozenset[str]) -> _Index:
        """The rules that say something, without those that ask for a fact which cannot hold."""
        index = self._without.get(absent)
        if index is None:
            met = [rule for rule in self._acting if not any(wanted and names <= absent for wanted, names in rule.where)]
            index = self._without[absent] = _Index(met)
        return index

    def match(self, text: Words, facts: Facts | None = None, absent: frozenset[str] = frozenset()) -> Found:
        """What fires in a sentence. `facts(i)` gives what holds where word `i` stands.

        `absent` are facts of which the room knows, before it has parsed anything, that they hold nowhere in the
        sentence; it should give the same few sets again and again, for each of them an index is kept.
        """
        view, asked = _View(text), facts or _no_facts
        fired = self._index(absent).fired(view, asked)
        if not fired:
            return _NOTHING
        fired += self._lowering.fired(view, asked, True)
        fired.sort(key=lambda hit: (hit.first, -hit.last))
        places: dict[Rule, list[Hit]] = {}
        for hit in self._guarding.fired(view, asked, True):
            places.setdefault(hit.rule, []).append(hit)
        guards = [_Guard(rule, at) for rule, at in places.items()]
        cancels = [guard for guard in guards if guard.rule.acts is Acts.CANCEL]
        stops = [guard for guard in guards if guard.rule.acts is Acts.STOP]
        hits: list[Hit] = []
        cancelled: list[Cancelled] = []
        for hit in fired:
            by = next(filter(None, (guard.cancels(hit) for guard in cancels)), None)
            if by is not None:
                cancelled.append(Cancelled(hit, by))
                continue
            for stop in stops:
                hit = stop.stops(hit)
            hits.append(hit)
        return Found(tuple(hits), tuple(cancelled))


_GUARDING = (Acts.CANCEL, Acts.STOP)


class _View:
    """The columns of a sentence, and which words and stems it holds; clauses are asked for where a rule asks."""

    __slots__ = ("_ends", "_firsts", "_text", "bases", "count", "low", "stems", "tags", "words")

    def __init__(self, text: Words) -> None:
        self._text = text
        self.low, self.stems, self.tags = text.low, text.stems, text.tags
        self.words, self.bases = frozenset(self.low), frozenset(self.stems)
        self.count = len(self.low)
        self._firsts: dict[int, int] | None = None
        self._ends: dict[int, int] = {}

    def is_border(self, at: int) -> bool:
        """Whether a clause begins or ends before word `at`."""
        of = () if at <= 0 or at >= self.count else self._text.clause_of
        return not 0 < at < self.count or bool(of and of[at - 1] != of[at])

    def around(self, at: int) -> tuple[int, int]:
        """The half-open stretch from the first to the last word of the clause of word `at`."""
        of = self._text.clause_of
        if not of:
            return 0, self.count
        if self._firsts is None:
            self._firsts = {}
            for place, clause in enumerate(of):
                self._firsts.setdefault(clause, place)
                self._ends[clause] = place + 1
        return self._firsts[of[at]], self._ends[of[at]]


Test = Callable[[_View, int], bool]


def _at(rule: Rule, text: _View, at: int) -> Hit | None:
    """The rule met with its anchor at word `at`."""
    anchor, tests = rule.anchor, rule.tests or rule.compiled()
    if rule.lone:
        begins = at - anchor
        if begins < 0 or begins + len(tests) > text.count:
            return None
        for place, test in enumerate(tests, begins):
            if not test(text, place):
                return None
        first, last, ends = begins + rule.opens, begins + rule.closes, begins + len(tests)
    else:
        if not tests[anchor](text, at):
            return None
        ahead = _reach(rule, range(anchor + 1, len(tests)), text, at + 1, 1)
        behind = _reach(rule, range(anchor - 1, -1, -1), text, at - 1, -1) if ahead is not None else None
        if ahead is None or behind is None:
            return None
        # where the items' edges lie: behind gives them from the anchor to the left, ahead to the right
        edges = [*(place + 1 for place in reversed(behind)), at, *ahead]
        first, last, begins, ends = edges[rule.opens], edges[rule.closes], edges[0], edges[-1]
    low, high = _scope(rule, text, first, last, first)
    return Hit(rule, first, last, low, high, at, "", begins, ends)


def _reach(rule: Rule, items: range, text: _View, start: int, step: int) -> list[int] | None:
    """Where each of some items ends, taking them one after another from word `start` in one direction.

    Of several ways the one with the longest match of the earlier items that lets the later ones match is taken. Each
    item is tried from every place once, so the work is bounded by items times the gaps' lengths.
    """
    if not items:
        return [start] if step > 0 else []
    trail: list[dict[int, int]] = []  # for each item: place reached -> place it was reached from
    reached: dict[int, int] = {start: start}
    for number in items:
        item, test = rule.trigger[number], rule.tests[number]
        after: dict[int, int] = {}
        for at in sorted(reached, reverse=step > 0) if len(reached) > 1 else reached:
            for to in _steps(item, test, text, at, step):
                after.setdefault(to, at)
        if not after:
            return None
        trail.append(after)
        reached = after
    place = max(reached) if step > 0 else min(reached)
    places = [place]
    for after in reversed(trail):
        place = after[place]
        places.append(place)
    places.reverse()
    return places if step > 0 else places[1:]


def _steps(item: Item, test: Test, text: _View, at: int, step: int) -> Sequence[int]:
    """The places behind an item that begins at word `at`."""
    if item.edge:
        return (at,) if text.is_border(at if step > 0 else at + 1) else ()
    if item.most:
        end = at
        for _ in range(min(item.most, text.count - at if step > 0 else at + 1)):
            word = text.low[end]
            if word == ";" or not test(text, end) or (item.plain and not word[0].isalnum()):
                break
            end += step
        return range(at, end + step, step)
    met = 0 <= at < text.count and test(text, at)
    if item.optional:
        return (at + step, at) if met else (at,)
    return (at + step,) if met else ()


def _scope(rule: Rule, text: _View, first: int, last: int, at: int) -> tuple[int, int]:
    acts, reach = rule.acts, rule.scope
    if acts is Acts.HERE or not reach:
        return first, last
    if reach > 0:
        low, high = max(0, first - reach), min(text.count, last + reach)
    else:
        low, high = text.around(at) if reach == CLAUSE else (0, text.count)
        low, high = min(low, first), max(high, last)
    if acts is Acts.FORWARD:
        low = first
    elif acts is Acts.BACKWARD:
        high = last
    return low, high


class _Guard:
    """All places where one pseudo-trigger or stop stands, in order, so that one look-up tells what it does to a hit."""

    __slots__ = ("_firsts", "_hits", "rule")

    def __init__(self, rule: Rule, hits: list[Hit]) -> None:
        self.rule = rule
        self._hits = hits
        self._firsts = [hit.low if rule.scope else hit.first for hit in hits]

    def cancels(self, hit: Hit) -> Hit | None:
        """The pseudo-trigger that takes a rule away: its scope, or itself if it has none, touches the trigger."""
        if not self.rule.concerns(hit.rule):
            return None
        if self.rule.scope:  # of one rule, those that begin before the hit ends: the last one reaches furthest
            at = bisect_left(self._firsts, hit.last) - 1
            return self._hits[at] if at >= 0 and self._hits[at].high > hit.first else None
        at = bisect_left(self._firsts, hit.last) - 1
        return self._hits[at] if at >= 0 and self._hits[at].last > hit.first else None

    def stops(self, hit: Hit) -> Hit:
        """The rule with its scope cut at the nearest stops on either side."""
        if not self.rule.concerns(hit.rule):
            return hit
        low, high, by = hit.low, hit.high, hit.stopped
        at = bisect_left(self._firsts, hit.last)
        if at < len(self._hits) and self._hits[at].first < high:
            high, by = self._hits[at].first, self.rule.id
        at = bisect_right(self._firsts, hit.first) - 1
        if at >= 0 and low < self._hits[at].last <= hit.first:
            low, by = self._hits[at].last, self.rule.id
        return hit._replace(low=low, high=high, stopped=by)
