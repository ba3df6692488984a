"""Who is to act: the subject of a clause, sorted by its head word."""

from ...facts import ActorKind
from ...language.chunks import Phrase
from ...language.sentence import Sentence
from ...language.tagger import is_known
from ...language.vocabulary import derived, rows
from ..context import Context

_KINDS = {"own": ActorKind.OWN, "third": ActorKind.THIRD_PARTY, "reader": ActorKind.THIRD_PARTY}
_OURS = frozenset(("our", "its", "my"))
_KIN = frozenset(("of", "the", "and", "county", "city", "north", "south", "east", "west"))
_INITIALS = 4  # letters of a word that stand for a name and for no body
_PERSONAL = frozenset(("he", "she", "they"))


# What a subject may be that is no actor: facts of their own in the rules.
CLASSES = ("document", "thanks", "invited", "meeting", "notion")
_LISTS = frozenset(("set", "steered", "titles", "state", "moving", *CLASSES))
_KNOWN = frozenset(("the", "our", "this", "next", "my", "its"))
_HERE = frozenset(("this", "these", "my", "following", "present", "'s"))


@derived
def _sorts() -> dict[str, dict[str, str]]:
    """Sort of each head word, and the word lists of data/actors.tsv that are no sorts of actors, by name."""
    found: dict[str, dict[str, str]] = {}
    for name, words in rows("actors.tsv"):
        table = found.setdefault(name if name in _LISTS else "heads", {})
        for word in words.split(" "):
            table.setdefault(word, name)
    return found


def actor_kind(sort: str) -> ActorKind:
    """The public kind for a sort of subject."""
    return _KINDS.get(sort, ActorKind.UNKNOWN)


def is_ours(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is called the reporting body's: "our contractor", "the Council's contractor"."""
    if phrase.determiner is not None and sentence.low[phrase.determiner] in _OURS:
        return True
    return sentence.low[phrase.first] in _OURS


def sort_of(sentence: Sentence, phrase: Phrase, context: Context) -> str:
    """`own`, `third`, `world`, `reader`, or "" where the head word says nothing."""
    low, heads = sentence.low, _sorts()["heads"]
    said = low[phrase.first : phrase.last]
    if context.body and context.body.lower() in sentence.said(phrase.first, phrase.end).lower():
        return "own"
    if context.body and low[phrase.head] in context.body.lower().split() and low[phrase.head] not in _KIN:
        return "own"
    if "former" in said or "previous" in said:
        return "third"
    if phrase.possessor is not None and not is_ours(sentence, phrase):
        owner = next((heads[word] for word in low[slice(*phrase.possessor)] if word in heads), "")
        if owner == "third":
            return "third"
    head = low[phrase.head]
    if context.minutes and heads.get(head) == "reader" and sentence.tags[phrase.head] == "NNS":
        return "own" if "public" not in low[phrase.first : phrase.end] else "reader"
    if said[0] in ("those", "anyone", "anybody", "everyone", "everybody", "someone", "nobody", "whoever"):
        return heads.get(said[0], "")
    found = heads.get(head, "")
    if found == "org":
        return "third"
    if found == "company":
        return "own" if context.minutes and not context.body else ""
    if found == "world" and _is_steered(sentence, phrase):
        return ""
    if context.minutes and found in ("", "own") and is_person(sentence, phrase, True):
        return "own"
    printed = sentence.words[phrase.head]
    if not found and printed.isupper() and printed.isalpha() and 1 < len(printed) < 7:
        return ""
    return found


def classes_of(sentence: Sentence, phrase: Phrase) -> list[str]:
    """The classes of things that a phrase names: a document or thanks, which promise nothing, a meeting."""
    head, tables = sentence.low[phrase.head], _sorts()
    here = not _HERE.isdisjoint(sentence.low[phrase.first : phrase.last])
    known = sentence.low[phrase.first] in _KNOWN or sentence.tags[phrase.head] == "NNP"
    shown = {"document": here, "meeting": known}  # "some further meetings" are still to be called
    return [name for name in CLASSES if head in tables[name] and shown.get(name, True)]


def is_state(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase names the government or a part of it."""
    return sentence.low[phrase.head] in _sorts()["state"]


def is_person(sentence: Sentence, phrase: Phrase, minutes: bool = False) -> bool:
    """Whether a phrase names somebody at the meeting: a title, initials, a name, "he"."""
    printed = sentence.words[phrase.head]
    alone = minutes and phrase.first == phrase.head and (printed.istitle() or len(printed) < _INITIALS)
    if is_titled(sentence, phrase) or (alone and is_unknown_name(sentence, phrase.head)):
        return True
    first = phrase.first + (sentence.tags[phrase.first] == "DT" and phrase.last - phrase.first > 1)
    named = sentence.tags[phrase.head] == "NNP" and sentence.tags[first] == "NNP" and phrase.last - first < 4
    return named or sentence.low[phrase.head] in _PERSONAL


def is_unknown_name(sentence: Sentence, token: int) -> bool:
    """Whether a word must be a name, whatever its class was guessed to be: initials, or an unknown word."""
    word = sentence.words[token]
    return word.isalpha() and word[0].isupper() and (word.isupper() or not is_known(word.lower()))


def is_titled(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase holds a title or office: "Cllr Moss", "the Clerk"."""
    return not _sorts()["titles"].keys().isdisjoint(sentence.low[phrase.first : phrase.last])


def _is_steered(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether what usually goes its own way is brought about here: "response times", "the price of a permit"."""
    low, tables = sentence.low, _sorts()
    if not tables["steered"].keys().isdisjoint(low[phrase.first : phrase.head]):
        return True
    if low[phrase.head] not in ("rate", "rates", "price", "prices", "cost"):
        return False
    beside = low[phrase.first : phrase.head]
    named = len(beside) > 1 and low[phrase.head].startswith("rate") and tables["moving"].keys().isdisjoint(beside)
    return named or not tables["set"].keys().isdisjoint(low[phrase.first : phrase.end])
