"""Who is to act: the subject of a clause, sorted by its head word."""

from functools import cache

from ..facts import ActorKind
from .context import Context
from .vocabulary import rows
from .wordclass import Words


@cache
def _heads() -> dict[str, str]:
    return {word: name for name, words in reversed(rows("actors.tsv")) for word in words.split(" ")}


def sort_of(words: Words, subject: tuple[int, int], context: Context) -> str:
    """`own`, `third`, `world`, `reader`, or "" where the head word says nothing."""
    first, last = subject
    head = last - 1
    for at in range(first, last):
        if words.tags[at] in "irq(,;" and at > first:
            head = at - 1
            break
    if head < first:
        return ""
    table = _heads()
    raw = words.raw[head]
    phrase = " ".join(words.raw[first:last]).lower()
    if context.body and context.body.lower() in phrase:
        return "own"
    for at in range(first, head):
        owner = words.raw[at].lower().replace("’", "'")
        if owner.endswith(("'s", "s'")) and table.get(owner.rstrip("s'")) == "third":
            return "third"
    low = raw.lower().replace("’", "'")
    low = low.split("'", 1)[0] if low.endswith(("'ll", "'re", "'ve", "'m")) else low
    found = table.get(low, "")
    if found == "org":
        return "third"
    if not found and raw.isupper() and raw.isalpha() and 1 < len(raw) < 7:
        return "third"
    return found


def actor_kind(sort: str) -> ActorKind:
    """The public kind for a sort of subject."""
    return {"own": ActorKind.OWN, "third": ActorKind.THIRD_PARTY, "reader": ActorKind.THIRD_PARTY}.get(
        sort, ActorKind.UNKNOWN
    )
