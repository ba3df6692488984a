"""Cutting a tagged sentence into segments: clauses, and phrases that carry a figure of their own."""

import re
from collections.abc import Sequence
from functools import cache

from .tags import TO, A, C, F, G, H, M, N, P, R, S, T, Tag, V, X
from .vocabulary import listed

_HARD = frozenset(";:–—()[]")


def segments(low: tuple[str, ...], tags: tuple[Tag, ...], inside: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Half-open word ranges that tile a sentence; no border falls where `inside` says that a figure goes on."""
    cuts = [0]
    introduces, line = listed("introduces"), "".join(tags)
    marks = [match.start() for match in _opening().finditer(line)]
    spots = {at + 1 if line[at] == "X" else at for at in marks}
    if not introduces.isdisjoint(low):
        spots.update([at for at, word in enumerate(low) if word in introduces and line[at] in "NP"])
    for at in sorted(spots):
        if 0 < at < len(tags) and not inside[at] and _cuts(at, tags, low, cuts[-1]):
            cuts.append(at)
    return tuple(zip(cuts, [*cuts[1:], len(tags)], strict=True))


@cache
def _opening() -> re.Pattern[str]:
    """Where a segment may begin, on the line of tags: words that join or subordinate, or right behind a mark."""
    return re.compile("[SGICX]|P(?=S)")


def _cuts(at: int, tags: tuple[Tag, ...], low: tuple[str, ...], start: int) -> bool:
    """Whether a segment begins at word `at`."""
    tag, word = tags[at], low[at]
    if tags[at - 1] is X and low[at - 1] in _HARD:
        return not _remark(at - 1, tags, low)
    if tags[at - 1] is X and low[at - 1] == ",":
        return not _lists(at, tags)
    if tag is S:
        return (word != "that" or tags[at - 1] in (N, X, F)) and not (at > start and tags[at - 1] is P)
    if F in tags[start:at] and ((tag is G and tags[at - 1] not in (P, C)) or (tag is TO and _figure_ahead(at, tags))):
        return True
    if tag is P and at + 1 < len(tags) and tags[at + 1] is S and low[at + 1] in {"which", "whom", "whose"}:
        return True
    if word in listed("introduces") and tag in (P, G, N) and _figure_ahead(at, tags):
        if word == "worth" and (tags[at - 1] is A or F not in tags[start:at]):
            return False
        return word not in {"up", "down", "with"} or tags[at - 1] is X or (word == "with" and F in tags[start:at])
    return tag is C and _brings_its_own(at, tags, start)


def _remark(at: int, tags: tuple[Tag, ...], low: tuple[str, ...]) -> bool:
    """Whether a bracket only holds a name or a short remark, without figure or verb: "(BDUK)"."""
    if low[at] not in "()":
        return False
    step = 1 if low[at] == "(" else -1
    place = at + step
    while 0 <= place < len(tags) and abs(place - at) < 8:
        if tags[place] in (F, V, A, M, T):
            return False
        if low[place] in "()":
            return True
        place += step
    return False


def _lists(at: int, tags: tuple[Tag, ...]) -> bool:
    """Whether the words behind a comma only go on with a list of nouns: no figure or verb before the next comma."""
    for tag in tags[at:]:
        if tag is X:
            return True
        if tag in (F, H, V, G, A, M, S, T, TO, R):
            return False
    return False


def _figure_ahead(at: int, tags: tuple[Tag, ...]) -> bool:
    for tag in tags[at + 1 : at + 8]:
        if tag is F:
            return True
        if tag in (X, V, A, M, S):
            return False
    return False


def _brings_its_own(at: int, tags: tuple[Tag, ...], start: int) -> bool:
    """Whether what follows a conjunction has a finite verb, or a figure where the segment before has one too."""
    before = tags[start:at]
    if not (V in before or F in before or A in before or M in before or G in before):
        return False
    if tags[at + 1 : at + 2] == (V,) and (tags[at - 1] is V or (at > 1 and tags[at - 2] is A)):
        return False  # "recycled or composted"
    figure = False
    for tag in tags[at + 1 :]:
        if tag in (X, S, C):
            break
        if tag in (V, A, M):
            return True
        figure = figure or tag is F
    return figure and F in before
