"""Which words of a sentence say what is measured: nouns and full verbs, not those that only count or link."""

from .lexicon import listed
from .tags import G, N, Tag, V
from .verbs import Verb

_SKIPPED_KINDS = frozenset({"up", "down", "level", "move", "want", "say", "have"})


def content(low: tuple[str, ...], tags: tuple[Tag, ...], verbs: tuple[Verb | None, ...]) -> tuple[bool, ...]:
    """For each word of a sentence, whether it may stand in a label."""
    vague, degree = listed("vague"), listed("degree")
    found = []
    last = len(tags) - 1
    for at, tag in enumerate(tags):
        verb = verbs[at]
        if tag is N:
            word = low[at]
            said = not word[0].isdigit()
            if word in degree:
                said = False
            elif word in vague:
                said = (at > 0 and tags[at - 1] is N) or (at < last and _names(tags[at + 1], verbs[at + 1]))
            found.append(said)
        else:
            found.append(verb is not None and (tag is V or tag is G) and verb.kind not in _SKIPPED_KINDS)
    return tuple(found)


def _names(tag: Tag, verb: Verb | None) -> bool:
    """Whether what follows makes a name of a word that says little alone: "average wait", "time taken"."""
    if tag is N:
        return True
    return tag is V and verb is not None and verb.kind == "do" and "n" in verb.forms and "p" not in verb.forms
