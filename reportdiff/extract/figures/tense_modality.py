"""Whether the words that govern a figure speak of the past, the present, or what is to come."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from ...language.grammar import Sentence
from ...language.lexicon import listed
from ...language.tags import TO, A, B, C, H, M, N, P, S, Tag, V, X
from ...language.verbs import Verb, verbs


class Outlook(StrEnum):
    """How a verb group places what it says."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    MUST = "must"
    WANTED = "wanted"


# Members of enums by names of their own: to read one off its class costs as much as a call.
_PAST, _PRESENT, _TO_COME, _RULE, _WANTED = tuple(Outlook)


class Group(NamedTuple):
    """A verb group: half-open word range, its main verb's word, how it places what it says."""

    first: int
    last: int
    main: int
    outlook: Outlook
    perfect: bool = False


_FUTURE = frozenset({"will", "shall", "'ll", "won't", "would", "ll"})
_OPEN = frozenset({"should", "ought", "could", "might"})
_MUST = frozenset({"must", "cannot"})
_ASIDE = frozenset({"as", "if", "than", "when", "where"})  # "as planned", "if needed", "than expected"
_WAS = frozenset({"was", "were", "had", "did"})
_KEEPING = frozenset({"continue", "remain", "need", "begin", "start"})  # "we continue to expect"
_LETTING = frozenset({"let", "help", "make"})  # "will let us take on"
_HELPING = _FUTURE | _OPEN | _MUST | _WAS | {"has", "have"}
_BE_TO = frozenset({"is", "are", "was", "were", "has", "have", "had"})


@cache
def _stretch() -> re.Pattern[str]:
    """A verb group on the line of tags; adverbs and times may stand inside it, and none goes on from a full verb."""
    return re.compile("[AMVI](?:[MVI]|(?<!V)A|[BT]+(?=[VI])|(?<!V)[BT]+(?=A))*")


def groups(sentence: Sentence) -> tuple[Group, ...]:
    """The verb groups of a sentence, in order."""
    found: list[Group] = []
    line, low, stretch = sentence.line, sentence.low, _stretch()
    for begin, border in sentence.segments:
        for match in stretch.finditer(line, begin, border):
            first, last = match.span()
            to = line.find("I", first + 1, last)
            while (
                to > 0
            ):  # "expects | to save": two groups unless the infinitive only goes on with "is", "plans", "able"
                if line[to - 1] not in "VB" and low[to - 1] not in _BE_TO:
                    found.append(_group(sentence, first, to, found[-1] if found else None))
                    first = to
                to = line.find("I", to + 1, last)
            found.append(_group(sentence, first, last, found[-1] if found else None))
    return tuple(found)


def _group(sentence: Sentence, first: int, last: int, before: Group | None) -> Group:
    if last - first == 1 and sentence.tags[first] is V and sentence.low[first] not in _HELPING:
        return Group(first, last, first, _of_lone(sentence, first, before))
    words, tags = sentence.low[first:last], sentence.tags[first:last]
    main = last - 1
    while main > first and sentence.tags[main] is not V:
        main -= 1
    main = main if sentence.tags[main] is V else last - 1
    perfect = words[0] in {"has", "have"} and tags[-1] is V and TO not in tags
    return Group(first, last, main, _outlook(sentence, first, last, words, tags, before), perfect)


def _of_lone(sentence: Sentence, first: int, before: Group | None) -> Outlook:
    """How a full verb by itself places what it says: most groups are one, so they are told without further ado."""
    if first and sentence.low[first - 1] in _ASIDE:
        return _PRESENT
    if before is not None and _goes_on_with(sentence, first, before):
        return before.outlook
    verb = sentence.verbs[first]
    if verb is None:
        return _PRESENT
    if verb.base == "mean" and sentence.low[first + 1 : first + 2] == ("to",):
        return _WANTED  # "we mean to double that"
    if verb.kind == "want":
        return _of_wanting(sentence, first, verb)
    if verb.base in listed("proposes") and _leads_gerund(sentence, first):
        return _WANTED
    return _PAST if "p" in verb.forms and "b" not in verb.forms else _PRESENT


def _of_wanting(sentence: Sentence, first: int, verb: Verb) -> Outlook:
    """What is wanted is to come; what was needed has been, and what some commit is done."""
    if verb.base == "need" and "p" in verb.forms:
        return _PAST
    if verb.base == "commit" and sentence.line[first + 1 : first + 2] in ("F", "H"):
        return _PAST if "p" in verb.forms else _PRESENT
    return _WANTED


def _leads_gerund(sentence: Sentence, first: int) -> bool:
    """Whether a verb is said of doing something: "suggests moving 40 posts"."""
    verb = verbs().get(sentence.low[first + 1]) if first + 1 < len(sentence.low) else None
    return verb is not None and "g" in verb.forms


def _outlook(
    sentence: Sentence, first: int, last: int, words: tuple[str, ...], tags: tuple[Tag, ...], before: Group | None
) -> Outlook:
    if tags[0] is TO:
        return _of_infinitive(sentence, first, before)
    if not _MUST.isdisjoint(words):
        return _RULE
    if len(words) == 1 and first > 0 and sentence.low[first - 1] in _ASIDE:
        return _PRESENT
    if "would" in words and "have" in words:
        return _PAST  # "it would have been 1,000": not to come, and never was
    if not _FUTURE.isdisjoint(words):
        return _TO_COME
    if "going" in words and tags[-1] is V and TO in tags:
        return _TO_COME
    if len(words) == 1 and _goes_on_with(sentence, first, before) and before is not None:
        return before.outlook
    if not _OPEN.isdisjoint(words):
        return _PAST if words[0] == "could" and _compares(sentence, first) else _WANTED
    if words[0] in {"may", "can"}:
        return _PRESENT
    return _before_to(words, tags) or _of_verbs(sentence, first, last, words, tags)


def _before_to(words: tuple[str, ...], tags: tuple[Tag, ...]) -> Outlook | None:
    """What a form of "be" or "have" before "to" says."""
    if words[0] in {"is", "are"} and (TO in tags[1:2] or ("set" in words and TO in tags)):
        return _TO_COME  # "is to open", "is set to reach"
    if words[0] in {"was", "were"} and tags[1:3] in {(TO, V), (TO, A)}:
        return _WANTED  # "the plan was to open six", "the station was to be finished in May"
    return _WANTED if TO in tags[1:2] and words[0] in {"has", "have"} else None


def _of_verbs(sentence: Sentence, first: int, last: int, words: tuple[str, ...], tags: tuple[Tag, ...]) -> Outlook:
    """What the verbs themselves say, without an auxiliary that decides."""
    said = list(filter(None, sentence.verbs[first:last]))
    if said and said[0].base == "mean" and TO in tags:
        return _WANTED
    if said and (said[0].kind == "want" or (said[0].base in _KEEPING and said[-1].kind == "want")):
        return _PAST if said[0].base == "need" and not _WAS.isdisjoint(words) else _WANTED
    if not _WAS.isdisjoint(words) or (said and "p" in said[0].forms and "b" not in said[0].forms):
        return _PAST
    return _PRESENT


def _goes_on_with(sentence: Sentence, first: int, before: Group | None) -> bool:
    """Whether a lone verb shares the "will" of the verb before it: "will open two, enlarge five and move one"."""
    if before is None or before.outlook not in (_TO_COME, _WANTED, _RULE):
        return False
    verb = sentence.verbs[first]
    if first < 1 or verb is None or _is_aside(sentence, first, before):
        return False
    led = sentence.verbs[before.main]
    if led is not None and led.base in _LETTING and "b" in verb.forms and first - before.last < 4:
        return X not in sentence.tags[before.last : first]
    if sentence.tags[first - 1] is C:
        passive = before.outlook is not _WANTED or "be" in sentence.low[before.first : before.last]
        return "b" in verb.forms or ("n" in verb.forms and passive)
    return sentence.low[first - 1] == "," and "b" in verb.forms and sentence.tags[before.last - 1] is V


def _is_aside(sentence: Sentence, first: int, before: Group) -> bool:
    """Whether the verb before is the last word of a comparison ("more than the old one could and burns"), or stands in
    a clause that ", and" has closed: "twice what the old one could carry, and costs £3"."""
    if sentence.verbs[before.main] is None and before.last < len(sentence.low):
        return sentence.tags[before.main] is M and sentence.tags[before.last] in (C, X)
    if sentence.tags[first - 1] is not C or sentence.low[first - 2] != ",":
        return False
    return _compares(sentence, before.first)


def _compares(sentence: Sentence, first: int) -> bool:
    """Whether a verb group at word `first` stands in a comparison: "twice what the old one could carry"."""
    begin = sentence.segments[sentence.segment_of(first)][0]
    return any(sentence.low[at] in _COMPARED and sentence.tags[at] is not H for at in range(begin, first))


_COMPARED = frozenset({"what", "than"})


def _of_infinitive(sentence: Sentence, first: int, before: Group | None) -> Outlook:
    """An infinitive looks ahead behind a plan or a verb of wanting; else it shares the view of the verb before it."""
    near = sentence.low[max(0, first - 4) : first]
    if near and (near[-1] in listed("pending") or near[-1] in listed("plan")):
        return _WANTED
    if before is None:
        return _WANTED
    if before.outlook in (_TO_COME, _WANTED):
        return before.outlook
    between = sentence.low[before.last : first]
    verb = sentence.verbs[before.main]
    if verb is not None and (verb.kind == "want" or verb.base in listed("directs")):
        return _WANTED
    if any(word in listed("plan") or word in listed("pending") for word in between):
        return _WANTED
    return before.outlook


def governing(sentence: Sentence, found: tuple[Group, ...], first: int, last: int) -> Group | None:
    """The verb group that governs some words: in their segment the one before, else behind, else an earlier one."""
    begin, end = sentence.segments[sentence.segment_of(first)]
    own = [group for group in found if begin <= group.first < end] if found else []
    ahead = [group for group in own if group.last <= first]
    if own and not ahead and sentence.tags[own[0].first] is TO and "G" in sentence.line[begin:first]:
        own = []  # "taking 29 days to turn each one round"
    if ahead and ahead[-1] is not own[-1] and sentence.low[first - 1] == "that":
        return own[len(ahead)]  # "it is laid down that at least five shall be present"
    if ahead:
        return ahead[-1] if not _reduced(sentence, ahead[-1], own) else own[-1]
    if own:
        return own[1] if len(own) > 1 and _reduced(sentence, own[0], own) else own[0]
    earlier = [group for group in found if group.last <= first]
    if earlier and sentence.tags[begin] in (P, TO, B):
        earlier = _around_aside(sentence, earlier, begin)
    if earlier or not found:
        return earlier[-1] if earlier else None
    begin, end = sentence.segments[sentence.segment_of(found[0].first)]
    beside = [group for group in found if begin <= group.first < end]
    return beside[-1] if sentence.tags[begin] is S else beside[0]  # "the £19m that we planned to save | has been saved"


def _around_aside(sentence: Sentence, earlier: list[Group], begin: int) -> list[Group]:
    """The verb groups before a clause between commas: "to raise coverage, which has slipped, to 80%"."""
    aside = sentence.segment_of(begin - 1) if begin > 1 and sentence.low[begin - 1] == "," else 0
    first = sentence.segments[aside][0]
    if not aside or sentence.tags[first] is not S or sentence.low[first - 1] != ",":
        return earlier
    return [group for group in earlier if group.last <= first] or earlier


def _reduced(sentence: Sentence, group: Group, own: list[Group]) -> bool:
    """Whether a verb only describes the noun before it ("homes built last year were"): a full verb stands behind it."""
    if group is own[-1] or group.last - group.first > 1 or sentence.line[group.last : group.last + 1] in ("R", "S"):
        return False
    verb = sentence.verbs[group.main]
    behind = own[-1]
    return (
        verb is not None
        and "n" in verb.forms
        and sentence.tags[behind.first] in (A, M)
        and _noun_before(sentence, group)
    )


def _noun_before(sentence: Sentence, group: Group) -> bool:
    return group.first > 0 and sentence.tags[group.first - 1] in (N, P)
