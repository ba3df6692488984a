"""Which words of a sentence say what is measured: nouns and full verbs, not those that only count or link."""

from .lexicon import listed
from .memo import Kept
from .tags import G, N, Tag, V
from .verbs import Verb

_SKIPPED_KINDS = frozenset({"up", "down", "level", "move", "want", "say", "have"})


def content(low: tuple[str, ...], tags: tuple[Tag, ...], verbs: tuple[Verb | None, ...]) -> tuple[bool, ...]:
    """For each word of a sentence, whether it may stand in a label."""
    found = [False] * len(tags)
    last = len(tags) - 1
    for at, tag in enumerate(tags):
        if tag is N:
            said = _SAID[low[at]]
            if said is None:
                said = (at > 0 and tags[at - 1] is N) or (at < last and _names(tags[at + 1], verbs[at + 1]))
            found[at] = said
        elif tag is V or tag is G:
            verb = verbs[at]
            found[at] = verb is not None and verb.kind not in _SKIPPED_KINDS
    return tuple(found)


def _says(word: str) -> bool | None:
    """Whether a noun says by itself what is measured; `None` where its neighbours decide."""
    if word[0].isdigit() or word in listed("degree"):
        return False
    return None if word in listed("vague") else True


_SAID = Kept(_says)


def _names(tag: Tag, verb: Verb | None) -> bool:
    """Whether what follows makes a name of a word that says little alone: "average wait", "time taken"."""
    if tag is N:
        return True
    return tag is V and verb is not None and verb.kind == "do" and "n" in verb.forms and "p" not in verb.forms
