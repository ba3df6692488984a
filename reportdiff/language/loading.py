"""Rule tables, checked line by line: a broken one is an error that prints the line with a marker under the place."""

from collections.abc import Callable, Iterable
from typing import Final

from attrs import define

from ..errors import ReportdiffError
from .rules import CLAUSE, SENTENCE, Acts, Item, Rule, Rules

MOST_ITEMS: Final = 16  # items of one trigger: a longer one is no rule about English
MOST_GAP: Final = 12  # words that a gap may pass over


@define(eq=False)
class RuleError(ReportdiffError):
    """A broken line of a table. `line` is the line, `marker` points to the place; `str()` shows both as well."""

    line: str = ""
    marker: str = ""

    def __reduce__(self) -> tuple[type["RuleError"], tuple[str, ...]]:
        """Errors cross process borders."""
        return type(self), (self.name, self.problem, self.remedy, self.line, self.marker)

    def __str__(self) -> str:
        """The problem and the remedy, the line, and the marker below it."""
        shown = "".join(char if char.isprintable() else " " for char in self.line)
        return f"{self.name}: {self.problem}. {self.remedy}\n    {shown}\n    {self.marker}"


class _Broken(Exception):
    """What is wrong with a line, and where: half-open offsets in it."""

    def __init__(self, problem: str, start: int, end: int) -> None:
        super().__init__(problem)
        self.problem, self.start, self.end = problem, start, end


def compiled(
    name: str,
    lines: Iterable[str],
    *,
    says: Iterable[str] | None = None,
    facts: Iterable[str] = (),
    stem: Callable[[str], str] = str,
    lowering: Iterable[str] = (),
) -> Rules:
    """The rules of a table given as lines.

    `says` are the words that its rules may say (`None`: any), `facts` those that conditions may ask for, `stem` gives
    the stem under which a word of "=word" is found, `lowering` are those of `says` that only lower what others say.
    `ReportdiffError` for the first broken line: its message holds the line, with a marker below the place.

    >>> from reportdiff.language.rules import Columns
    >>> table = compiled("bounds", ["more.than\\tmore_than\\tforward\\tnext\\tmore than"])
    >>> [hit.rule.says for hit in table.match(Columns("more than 40".split())).over(2, 3)]
    [('more_than',)]
    """
    known = None if says is None else frozenset(says)
    asked = frozenset(facts)
    sets: dict[str, frozenset[str]] = {}
    rules: list[Rule] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                _define(line, sets)
            else:
                rules.append(_rule(line, known, asked, sets, stem))
        except _Broken as broken:
            raise _error(name, number, line, broken) from None
    return Rules(name, rules, lowering)


def _error(name: str, number: int, line: str, broken: _Broken) -> RuleError:
    marker = " " * broken.start + "~" * max(0, broken.end - broken.start - 1) + "^"
    remedy = "Correct the line (docs/rules.md says how)"
    place = f"{name}, line {number}" if number else name
    return RuleError(place, broken.problem, remedy, line.replace("\t", " "), marker)


def refused(name: str, line: str, word: str, problem: str) -> RuleError:
    """The error for a line that can be read but does not fit its table, with a mark below a word of it."""
    at = line.index("\t") + 1 + line[line.index("\t") + 1 :].index(word)
    return _error(name, 0, line, _Broken(problem, at, at + len(word)))


def _define(line: str, sets: dict[str, frozenset[str]]) -> None:
    head, tab, words = line.partition("\t")
    if not tab or not words.split() or not head[1:].replace("-", "").isalnum():
        raise _Broken("a set is '@name', a tab, and its words", 0, len(head))
    sets[head[1:]] = frozenset(word for word in words.replace("|", " ").split() if word[0] != "@")
    for word in words.split():
        if word[0] == "@":
            if word[1:] not in sets:
                at = line.index(word)
                raise _Broken(f"there is no set {word}", at, at + len(word))
            sets[head[1:]] |= sets[word[1:]]


def _rule(
    line: str,
    known: frozenset[str] | None,
    facts: frozenset[str],
    sets: dict[str, frozenset[str]],
    stem: Callable[[str], str],
) -> Rule:
    fields = line.split("\t")
    if not 5 <= len(fields) <= 6:
        raise _Broken("a rule has five or six fields: id, says, acts, scope, trigger, where", 0, len(line))
    places = [0]
    for text in fields:
        places.append(places[-1] + len(text) + 1)
    name, says, acts, scope, trigger = fields[:5]
    if not name or " " in name:
        raise _Broken("an id is one word", 0, len(name))
    if acts not in _ACTS:
        raise _Broken(f"it acts {', '.join(_ACTS)}", places[2], places[2] + len(acts))
    words = tuple(says.split())
    if known is not None and acts not in ("cancel", "stop"):
        for word in words:
            if word not in known:
                raise _Broken(f"rules of this table say {', '.join(sorted(known))}", places[1], places[1] + len(says))
    if not words:
        raise _Broken("it says nothing", places[1], places[1] + 1)
    if acts == "stop":
        scope = "-"
    reach = _reach_of(scope, places[3])
    items, opens, closes = _trigger(trigger, places[4], sets, stem)
    where = _where(fields[5], places[5], facts) if len(fields) > 5 else ()
    return Rule(name, words, _ACTS[acts], reach, items, where, opens, closes, _anchor(items, trigger, places[4]))


_ACTS: Final = {one.value: one for one in Acts}
_SCOPES: Final = {"-": 0, "next": 1, "clause": CLAUSE, "sentence": SENTENCE}


def _reach_of(scope: str, start: int) -> int:
    if scope in _SCOPES:
        return _SCOPES[scope]
    if scope.isdecimal() and len(scope) < 4:
        return int(scope)
    raise _Broken("its scope is next, clause, sentence, - or a number of words", start, start + len(scope))


def _where(text: str, start: int, known: frozenset[str]) -> tuple[tuple[bool, frozenset[str]], ...]:
    found = []
    for word in text.split():
        names = frozenset(word.removeprefix("-").split("|"))
        if not names <= known:
            at = start + text.index(word)
            raise _Broken(f"conditions of this table are {', '.join(sorted(known)) or 'none'}", at, at + len(word))
        found.append((not word.startswith("-"), names))
    return tuple(found)


def _trigger(
    text: str, start: int, sets: dict[str, frozenset[str]], stem: Callable[[str], str]
) -> tuple[tuple[Item, ...], int, int]:
    """The items of a trigger, and between which of them its proper words stand."""
    items: list[Item] = []
    opens, closes = 0, -1
    at = start
    for piece in text.split(" "):
        if piece == "[":
            opens = len(items)
        elif piece == "]":
            closes = len(items)
        elif not piece:
            raise _Broken("one blank stands between two items", at, at + 1)
        else:
            items.append(_item(piece, at, sets, stem))
        at += len(piece) + 1
    if len(items) > MOST_ITEMS:
        raise _Broken(f"a trigger has at most {MOST_ITEMS} items", start, start + len(text))
    if ("[" in text.split(" ")) != ("]" in text.split(" ")):
        raise _Broken("brackets come in pairs", start, start + len(text))
    closes = len(items) if closes < 0 else closes
    if opens >= closes:
        raise _Broken("nothing stands between the brackets", start, start + len(text))
    return tuple(items), opens, closes


def _item(piece: str, at: int, sets: dict[str, frozenset[str]], stem: Callable[[str], str]) -> Item:
    if piece in ("<", ">"):
        return Item(edge=piece)
    if piece[0] == "~" or (piece[0] == "_" and piece[1:].isdecimal()):
        return _gap(piece, at)
    negated, body = piece[0] == "!" and len(piece) > 1, piece
    body = body[1:] if negated else body
    optional = body[-1] == "?" and len(body) > 1
    body = body[:-1] if optional else body
    choices, colon, tags = body.rpartition(":") if ":" in body[:-1] or body[0] == ":" else (body, "", "")
    if body in (":", "|"):
        choices, colon, tags = body, "", ""
    words: set[str] = set()
    stems: set[str] = set()
    either = bool(colon) and choices.endswith("|")  # "on|by|:NNP": one of the words, or a word of the class
    choices = choices.rstrip("|") if len(choices) > 1 else choices
    for word in choices.split("|") if choices and choices != "|" else filter(None, [choices]):
        if word[:1] == "@":
            if word[1:] not in sets:
                raise _Broken(f"there is no set {word} above", at, at + len(piece))
            words |= sets[word[1:]]
        elif word[:1] == "=" and len(word) > 1:
            stems.add(stem(word[1:]))
        elif not word or word != word.lower():
            raise _Broken("words are written in lower case, with | between them", at, at + len(piece))
        else:
            words.add(word)
    classes = tuple(tags.split("|")) if colon else ()
    if colon and not all(one.rstrip("*") for one in classes):
        raise _Broken("a class is missing behind the colon", at, at + len(piece))
    return Item(frozenset(words), frozenset(stems), classes, negated, optional, either=either)


def _gap(piece: str, at: int) -> Item:
    count, colon, tags = piece[1:].partition(":")
    most = int(count) if count.isdecimal() and len(count) < 3 else 3
    if (count and not count.isdecimal()) or not 0 < most <= MOST_GAP or (colon and not tags):
        raise _Broken(f"a gap is ~, ~N or ~N:CLASS, of at most {MOST_GAP} words", at, at + len(piece))
    return Item(tags=tuple(tags.split("|")) if colon else (), most=most, plain=piece[0] == "_")


_FREQUENT_WORDS: Final = (
    "a an and are as at be by for from had has have in is it its of on or our that the this to was we were will with"
)
_FREQUENT: Final = frozenset(_FREQUENT_WORDS.split())


def _anchor(items: tuple[Item, ...], text: str, start: int) -> int:
    """The item by which a rule is found: that with the fewest plain words or stems, a class failing both."""
    ranked = []
    for at, item in enumerate(items):
        if item.negated or item.optional or item.most or item.edge or item.either:
            continue
        kind = 2 if not (item.words or item.stems) else 1 if not _FREQUENT.isdisjoint(item.words) else 0
        ranked.append((kind, len(item.words) + len(item.stems), -at, at))
    if not ranked:
        raise _Broken("one item must be a word, a stem or a class that has to stand there", start, start + len(text))
    return min(ranked)[3]
