"""Words that say something by rule: tables of trigger words with what must stand before and after them.

One look-up a word finds the rules that could apply, so a text costs the same however many rules there are. The tables
are data/cues.tsv (what commits) and data/claims.tsv (how it goes); data/vetoes.tsv undoes the former.
"""

import re
from functools import cache

from attrs import define, frozen

from ...errors import ReportdiffError
from ...facts import Force
from ...language.vocabulary import derived, rows
from ...language.wordclass import Words

_NAMED = (
    ("{be}", r"\b(?:am|is|are|be|'re|’re|'m|’m)(?: not| \w+ly| also| now| still| already| hard)*"),
    (
        "{verb}",
        r"(?<!our )(?<!the )(?<!an )(?<!a )(?<!its )(?<!this )(?<!these )(?<!their )(?<!['’]s )(?<!s['’] )(?<!no )",
    ),
)
_FORCES = {force.value: force for force in Force}
_BEFORE = 48  # characters before a trigger that its rule may look at


@frozen
class Rule:
    """A trigger's rule: `before` must match what leads up to the trigger, `after` what follows its end.

    `says` is the force of a cue, a claim, or what a veto does. A cue has a `hint` at the kind of commitment, or "", and
    a `way`, where it works: `verb` (the clause's own verb), `noun`, `tail` or `label`.
    """

    id: str
    before: str
    after: str
    says: str
    hint: str = ""
    way: str = ""


@define  # not frozen: making one would cost four times as much
class Hit:
    """A rule met in a sentence: its trigger is word `at`; `start`-`end` are the offsets of all its words."""

    rule: Rule
    at: int
    start: int
    end: int

    @property
    def force(self) -> Force:
        """How strongly a cue binds."""
        return _FORCES[self.rule.says]


Rows = tuple[tuple[str, ...], ...]


def checked(cues: Rows) -> Rows:
    """A caller's cues as they are, or `ReportdiffError` for a row that is not like those of data/cues.tsv."""
    ways = {"verb", "noun", "tail", "label"}
    for row in cues:
        name = row[0] if row else ""
        if len(row) != 7 or not row[1] or row[4] not in [force.value for force in Force] or row[6] not in ways:
            raise ReportdiffError(
                name, "not a cue", "Give id, words, before, after, force, kind and way (see cues.tsv)"
            )
        try:
            _pattern(row[2]), _pattern(row[3])
        except re.error as error:
            raise ReportdiffError(name, f"not a regular expression: {error}", "Correct the pattern") from None
    return cues


@derived
def _triggers(table: str, more: Rows = ()) -> dict[str, tuple[Rule, ...]]:
    """The rules of a table (none if it is "") by trigger word; `more` come first."""
    return _by_word((*checked(more), *(rows(table) if table else ())))


@derived
def _vetoes(place: str) -> dict[str, tuple[Rule, ...]]:
    return _by_word(tuple(row for row in rows("vetoes.tsv") if row[5] == place))


def _by_word(table: Rows) -> dict[str, tuple[Rule, ...]]:
    """Rules by trigger word, in every case and with either apostrophe."""
    found: dict[str, list[Rule]] = {}
    for name, words, before, after, *says in table:
        rule = Rule(name, before and f"(?:{before})$", after, *says)
        for word in words.split(" "):
            for form in dict.fromkeys((word, word.capitalize(), word.upper())):
                for spelt in dict.fromkeys((form, form.replace("'", "’"))):
                    found.setdefault(spelt, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    for name, meaning in _NAMED:
        pattern = pattern.replace(name, meaning)
    return re.compile(pattern, re.IGNORECASE)


@derived
def _spelt(table: str, more: Rows = ()) -> frozenset[str]:
    """The trigger words of a table as they may be spelt: a set tells fastest that a sentence holds none of them."""
    return frozenset(_triggers(table, more))


@derived
def trigger_words(table: str, more: Rows = ()) -> frozenset[str]:
    """Every word that can set off a rule of a table or of `more`, in lower case with straight apostrophes."""
    return frozenset(word.lower().replace("’", "'") for word in _triggers(table, more))


def find(words: Words, table: str, more: Rows = ()) -> list[Hit]:
    """The rules of a table that a sentence meets, in order; the first rule that applies wins a word, `more` first."""
    found: list[Hit] = []
    rules = _triggers(table, more)
    if _spelt(table, more).isdisjoint(words.raw):
        return found
    for at, raw in enumerate(words.raw):
        if raw in rules:
            for rule in rules[raw]:
                hit = _match(rule, words, at, len(words.raw))
                if hit is not None:
                    found.append(hit)
                    break
    return found


def _match(rule: Rule, words: Words, at: int, last: int) -> Hit | None:
    """The rule met by word `at`, looking no further than the words before `last`."""
    text, start, raw = words.text, words.starts[at], words.raw
    end = start + len(raw[at])
    if rule.after:
        after = _pattern(rule.after).match(text, end, words.starts[last - 1] + len(raw[last - 1]))
        if after is None:
            return None
        end = after.end()
    if rule.before:
        before = text[max(words.starts[0], start - _BEFORE) : start]
        found = _pattern(rule.before).search(before)
        if found is None:
            return None
        start -= len(before) - found.start()
    return Hit(rule, at, start, end)


@derived
def _followed(place: str, word: str) -> re.Pattern[str]:
    """What may follow a trigger by any of its vetoes of a place: one look instead of one for each."""
    return _pattern("|".join([f"(?:{rule.after})" for rule in _vetoes(place)[word]]))


def veto(place: str, words: Words, at: int, last: int) -> str:
    """What the first veto that the verb at word `at` meets does to a commitment (`drop`, `weak`, `general` or "").

    Adverbs before the verb are passed over: "will also need".
    """
    rules = _vetoes(place)
    while at < last:
        raw = words.raw[at]
        if raw in rules and not _followed(place, raw).match(words.text, words.ends[at], words.ends[last - 1]):
            raw = ""
        for rule in rules.get(raw, ()):
            if _match(rule, words, at, last):
                return rule.says
        if words.tags[at] != "a" and words.raw[at] != "all":
            break
        at += 1
    return ""


@derived
def _roaming() -> dict[str, tuple[str, ...]]:
    """The places of the vetoes that are looked for anywhere in a sentence or a part of it, by trigger word."""
    names = "subject copula clause sentence whole intent others officials lasting unsure state by-state"
    places = names.split(" ")
    words = dict.fromkeys(word for place in places for word in _vetoes(place))
    return {word: tuple(place for place in places if word in _vetoes(place)) for word in words}


@derived
def _roaming_words() -> frozenset[str]:
    return frozenset(_roaming())


def places_of(words: Words) -> frozenset[str]:
    """The places where a veto could be met in a sentence, of those that are looked for anywhere."""
    table = _roaming()
    return frozenset([place for word in _roaming_words().intersection(words.raw) for place in table[word]])


def vetoed(place: str, words: Words, first: int, last: int) -> str:
    """What the first veto met anywhere from word `first` up to `last` does to a commitment."""
    rules = _vetoes(place)
    if rules.keys().isdisjoint(words.raw[first:last]):
        return ""
    for at in range(first, last):
        for rule in rules.get(words.raw[at], ()):
            if _match(rule, words, at, last):
                return rule.says
    return ""
