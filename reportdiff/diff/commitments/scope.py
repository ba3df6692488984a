"""Lists in promises: which item is gone, which came."""

from collections.abc import Iterator
from itertools import takewhile

from ...changes import Event
from ...facts import Commitment
from ...language.vocabulary import derived_of
from ...patterns import regex
from .lexemes import ORDINARY, Word, weights, word_set, words

_TELLING = 0.6 * ORDINARY


def scope(was: Commitment, now: Commitment) -> Iterator[Event]:
    """Whether a list of what is promised lost an item, or gained one."""
    old, new = words(without_detail(was.quote)), words(without_detail(now.quote))
    share = _part(old), _part(new)
    if share == (False, True) or _like(new, old, lost_item(old, new)):
        yield Event.SCOPE_NARROWED
    elif share == (True, False) or _like(old, new, lost_item(new, old)):
        yield Event.SCOPE_WIDENED


_ALL, _SOME = frozenset(("all", "every", "each")), frozenset(("most", "some", "many", "several"))


def _part(read: tuple[Word, ...]) -> bool | None:
    """Whether a clause speaks of some of a kind and not of all: "most branches"; `None` where it says neither."""
    found = [at for at, word in enumerate(read) if word.low in _ALL or word.low in _SOME]
    after = read[found[0] + 1 : found[0] + 2] if len(found) == 1 else ()
    counts = after and not after[0].low[0].isdigit()  # "some 40 vans" are about as many
    return read[found[0]].low in _SOME if counts else None


_detail = regex(
    r", (?:chiefly|mainly|mostly|largely|principally|primarily|especially|particularly|notably|not least|above all"
    r"|starting|beginning|first of all|first) (?:in|at|on|for|from|with|between|along|among|because|where|to)\b"
    r"[^\d,;]*$"
)


def without_detail(quote: str) -> str:
    """A clause without the detail at its end: "pave the lanes, chiefly in the old town" promises lanes paved."""
    return _detail().sub("", quote) if ", " in quote else quote


def _like(part: tuple[Word, ...], whole: tuple[Word, ...], gone: frozenset[str]) -> bool:
    """Whether two clauses tell nearly the same but for the items that only one of them has."""
    if not gone:
        return False
    table, there = weights(part), weights(whole)
    both = sum(weight for key, weight in table.items() if key in there)
    rest = sum(weight for key, weight in there.items() if key not in gone)
    return both >= 0.75 * sum(table.values()) and both >= 0.7 * rest


def lost_item(whole: tuple[Word, ...], part: tuple[Word, ...]) -> frozenset[str]:
    """What an item of a list in `whole` tells of which `part` says nothing, while another item of that list recurs.

    Examples ("such as leave and expenses") are no list.

    >>> sorted(lost_item(words("a hub in Redditch and a hub in Evesham"), words("a hub in Redditch")))
    ['evesham']
    """
    there = weights(part).keys()
    for items in _listed(whole):
        everything = [set(item) for item in items]
        common = set.intersection(*everything)
        rest = [item - common for item in everything]
        gone = [item for item in rest if item and not item & there]
        if gone and any(item & there for item in rest):
            return frozenset().union(*gone)
    return frozenset()


@derived_of(8192)
def _listed(read: tuple[Word, ...]) -> tuple[list[dict[str, float]], ...]:
    """The lists of a clause, up to its examples: with what follows an item, then without."""
    read = tuple(takewhile(lambda word: word.low not in word_set("examples"), read))
    return (*_lists(read), *_lists(read, short=True), *_sorts(read))


def _sorts(read: tuple[Word, ...]) -> Iterator[list[dict[str, float]]]:
    """Sorts of one thing ("nursery, infant and junior pupils"): each item one word, the thing left out."""
    for items in _lists(read, sorts=True):
        if len(items) > 1 and all(len(item) == 1 for item in items):
            yield items


def _lists(read: tuple[Word, ...], short: bool = False, sorts: bool = False) -> Iterator[list[dict[str, float]]]:
    """Runs of items joined by commas and closed by "and" or its like, each with its telling words.

    `short`: an item ends before its first preposition ("a printer" of "a printer to every pupil"). `sorts`: an item
    is the one word before a comma or conjunction, and the last one the word behind.
    """
    items: list[list[Word]] = [[]]
    closed = False
    for word in (*read, None):
        if word is not None and word.low in (",", "and", "plus", "or"):
            items.append([])
            closed = closed or word.low != ","
        elif word is not None and not word.mark:
            items[-1].append(word)
        else:
            yield from _items(items, short, sorts) if closed else ()
            items, closed = [[]], False


def _items(items: list[list[Word]], short: bool, sorts: bool) -> Iterator[list[dict[str, float]]]:
    """The telling words of each item: of the first only its last ones, of the last only its first."""
    if sorts:
        ends = [items[0][-1:], *items[1:-1], items[-1][:1]]
        yield [{word.key: word.weight for word in item if word.weight > 0} for item in ends]
        return
    cut = [_before_verb(item, item is items[-1], short) for item in items]
    cut = [item for item in cut if any(word.weight >= _TELLING for word in item)]
    telling = [[word for word in item if word.weight >= _TELLING] for item in cut]
    if len(telling) > 1:
        run = len(list(takewhile(lambda word: word.weight > 0, reversed(cut[0]))))
        together = sum(word.weight >= _TELLING for word in cut[0][len(cut[0]) - run :])
        telling[0] = telling[0][-max(min(2, len(telling[1])), together) :]
        yield [{word.key: word.weight for word in item[:3]} for item in telling]


_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had"))


def _before_verb(item: list[Word], last: bool, short: bool) -> list[Word]:
    """The item without what follows the list: "Colne" of "Colne will be refurbished by June"."""
    for index, word in enumerate(item):
        if last and index and (word.tag == "MD" or word.low in _FINITE or (short and word.tag in ("IN", "TO"))):
            return item[:index]
    return item
