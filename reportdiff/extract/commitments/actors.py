"""Who is to act: the subject of a clause, sorted by its head word."""

from ...facts import ActorKind
from ...language.clauses import Clause, Form, Link, Verb, clauses
from ...language.sentences import sentences
from ...language.vocabulary import derived, derived_of, rows
from ...language.wordclass import Words
from ..context import Context

# Members of enums by names of their own: to read one off its class costs as much as a call.
_UNKNOWN = ActorKind.UNKNOWN
_WILL, _PERFECT = Form.WILL, Form.PERFECT
_RELATIVE, _COMPLEMENT = Link.RELATIVE, Link.COMPLEMENT

_BEING = frozenset("en")  # "be" and "been"
_REACH = 400  # characters before a sentence in which the one before it is looked for
_CLAUSES = 8  # clauses back in which a missing subject or a pronoun's meaning is looked for
_KINDS = {"own": ActorKind.OWN, "third": ActorKind.THIRD_PARTY, "reader": ActorKind.THIRD_PARTY}
_OWNING = ("'s", "s'", "’s", "s’", "'S", "S'", "’S", "S’")
_BACK = frozenset({"it", "they", "he", "she"})
_SET = frozenset({"rate", "rates", "price", "prices", "cost"})
_STEERED = frozenset(  # what a body brings about itself: "response times", "running costs", but "hard times"
    {"response", "waiting", "turnaround", "repair", "handling", "processing", "handover", "delivery", "answering"}
    | {"capital", "running", "operating", "administrative", "overhead", "agency", "advertising", "marketing"}
)
_PRICED = frozenset({"tax", "duty", "levy", "relief", "VAT", "allowance", "a", "an", "permits", "tickets", "meals"})
_MOVING = frozenset({"interest", "exchange", "mortgage", "birth", "death", "market", "bank", "vacancy", "jobless"})
_MOVING |= {"mortality", "default", "real", "borrowing", "savings", "divorce", "infection", "failure", "occupancy"}
_PRONOUNS = frozenset({"anyone", "anybody", "everyone", "everybody", "someone", "nobody", "those", "whoever"})


@derived
def _heads() -> dict[str, str]:
    return {word: name for name, words in reversed(rows("actors.tsv")) for word in words.split(" ")}


def sort_of(words: Words, subject: tuple[int, int], context: Context) -> str:
    """`own`, `third`, `world`, `reader`, or "" where the head word says nothing."""
    first, last = subject
    head = last - 1
    for at in range(first, last):
        if words.tags[at] in "irRq(,;" and at > first:
            head = at - 1
            break
    if head < first:
        return ""
    table = _heads()
    raw = words.raw[head]
    if context.body and context.body.lower() in " ".join(words.raw[first:last]).lower():
        return "own"
    for owner in words.raw[first:head]:
        if owner.endswith(_OWNING) and table.get(owner.lower().replace("’", "'").rstrip("s'")) == "third":
            return "third"
    opening = words.raw[first].lower()
    if opening in _PRONOUNS:
        return table.get(opening, "")
    low = raw.lower().replace("’", "'")
    low = low.split("'", 1)[0] if low.endswith(("'ll", "'re", "'ve", "'m", "'d")) else low
    found = table.get(low, "")
    if found == "org":
        return "third"
    if found == "world" and (
        (low in _SET and _is_set(words, first, head, last))
        or (head > first and words.raw[head - 1].lower() in _STEERED)
    ):
        return ""
    if not found and raw.isupper() and raw.isalpha() and 1 < len(raw) < 7:
        return "third"
    return found


def _is_set(words: Words, first: int, head: int, last: int) -> bool:
    """Whether somebody sets a rate or price: "the rate of duty", "the hourly rate", "the price of a permit"."""
    if not _PRICED.isdisjoint(words.raw[head:last]):
        return True
    if not words.raw[head].startswith(("rate", "Rate")) or head - first < 1 + (words.tags[first] == "D"):
        return False  # "rates will stay high"
    table = _heads()
    others = (*words.raw[first:head], *words.raw[head + 1 : last])
    return not any(raw.lower() in _MOVING or table.get(raw.lower()) == "world" for raw in others)


def actor_kind(sort: str) -> ActorKind:
    """The public kind for a sort of subject."""
    return _KINDS.get(sort, _UNKNOWN)


def actor_of(
    words: Words, parts: tuple[Clause, ...], index: int, context: Context, grammatical: bool = False
) -> tuple[str, str]:
    """The words and the sort of who acts in a clause; nobody for a passive, unless its subject is wanted."""
    clause = parts[index]
    if not grammatical and passive(words, clause.verb):
        return "", ""
    if clause.link is _RELATIVE and index and _pointed(words, parts[index - 1], clause):
        first, last = parts[index - 1].verb.last, clause.first
        return words.text[words.starts[first] : words.ends[last - 1]], sort_of(words, (first, last), context)
    furthest = index - _CLAUSES
    while index > max(0, furthest) and clause.subject[1] <= clause.subject[0]:
        if clause.link is _RELATIVE:
            return "", ""
        index -= 1
        clause = parts[index]
        if clause.link is _COMPLEMENT and index and sort_of(words, clause.subject, context) == "world":
            index -= 1  # "the Committee judged that prices should rise and will review the path"
            clause = parts[index]
    first, last = clause.subject
    if last <= first or words.tags[first] in "rR":
        return "", ""
    if last - first == 1 and words.raw[first].lower().partition("'")[0].partition("’")[0] in _BACK:
        return words.raw[first], _meant(words, parts[max(0, index - _CLAUSES) : index], context)
    return words.text[words.starts[first] : words.ends[last - 1]], sort_of(words, clause.subject, context)


def _pointed(words: Words, before: Clause, clause: Clause) -> bool:
    """Whether the clause before points out who acts: "it is now the harbour trust that will dredge it"."""
    first = before.subject[0]
    told = words.raw[first] in ("It", "it") and before.verb.form is Form.BE
    return told and words.tags[before.verb.last : before.verb.last + 1] == "D" and before.verb.last < clause.first


def _meant(words: Words, before: tuple[Clause, ...], context: Context) -> str:
    """The sort of what "it" or "they" stands for: the subject before it, in this sentence or at the last one's head."""
    for clause in reversed(before):
        first, last = clause.subject
        if last > first and words.raw[first].lower() not in _BACK and words.tags[first] not in "rR":
            return sort_of(words, clause.subject, context)
    return _last_head(words.text[max(0, words.starts[0] - _REACH) : words.starts[0]], context.body)


@derived_of(64)
def _last_head(text: str, body: str | None) -> str:
    """The sort of the subject of a text's last sentence; kept without the context, which holds on to its report."""
    context = Context(body=body)
    for start, end in sentences(text)[-1:]:
        words = Words(text, start, end)
        for clause in clauses(words)[:1]:
            return sort_of(words, clause.subject, context)
    return ""


def passive(words: Words, verb: Verb) -> bool:
    """Whether a verb group says what is done, not who does it."""
    if verb.form in (_WILL, _PERFECT):
        return words.tags[verb.main] == "E" and not _BEING.isdisjoint(words.tags[verb.first : verb.last])
    if words.tags[verb.main] == "E" and "j" in words.tags[verb.first : verb.last]:
        return True
    to = words.tags.find("te", verb.first, verb.last + 3)
    return to >= 0 and words.tags[to + 2 : to + 3] in ("E", "a")
