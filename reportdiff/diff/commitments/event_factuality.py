"""How a sentence tells of a deed: as done, by a verb or a noun, as denied, as to come, or by what it is used for."""

from collections.abc import Sequence

from .profiles import Topic
from .status import Said
from .weighted_lexemes import ACT, DETERMINERS, ORDINARY, Word, word_set

_REACH = 14
"""How many words may stand between a deed, said as a noun, and what became of it."""

_LATE = 9
"""How many words may stand between "not" and the "until" that limits it."""

_BEHIND = frozenset(("IN", "CC", "TO", ","))
_LEADS = DETERMINERS | {"IN", "CC"}
_BEFORE = frozenset(("was", "were", "not", "never"))
_BE = frozenset(("be", "been", "being", "is", "are", "was", "were"))
_PAST = frozenset(("did", "was", "were", "could", "had"))

_SHOWN_BY = {
    "sold": frozenset(("sell", "award", "let")),
    "settled": frozenset(("move", "transfer", "relocate")),
    "used": frozenset(
        (
            "open",
            "establish",
            "build",
            "begin",
            "install",
            "implement",
            "offer",
            "run",
            "renew",
            "replace",
            "convert",
            "buy",
        )
    ),
    "recruited": frozenset(("recruit",)),
    "published": frozenset(("publish", "draft", "agree", "online")),
    "gone": frozenset(("end", "close", "demolish", "replace")),
    "bought": frozenset(("buy", "replace", "recruit", "install")),
}
"""What shows that a deed is done, whatever its words: a thing in use was opened, somebody in post was recruited."""

_BRINGING = frozenset(
    ("open", "establish", "build", "begin", "install", "implement", "offer", "run", "buy", "recruit", "follow", "send")
)
"""Deeds by which something comes to be that was not there."""

_INCEPTIVE = frozenset(("open", "offer", "run", "begin"))
"""Deeds that are done as soon as they have begun; to build or to repair goes on."""


def to_come(read: Sequence[Word], one: Said) -> bool:
    """Whether a status stands under "will" or "to": nothing has happened yet, unless it is given up."""
    if one.status in ("abandoned", "delayed", "ahead", "on_track", "forward"):
        return False
    before = [word.low for word in read[max(0, one.first - 4) : one.first]]
    return any(low in word_set("ahead") for low in before) or before[-1:] == ["to"] or before[-2:] == ["to", "be"]


def void(asked: Topic, read: Sequence[Word], one: Said) -> bool:
    """Whether words of giving up say the contrary: "was not dropped", or a promise to keep that was decided on."""
    if one.rule == "abandon.decide-keep":
        return "hold" in asked.acts
    if one.rule == "forward.extended":
        return asked.acts.isdisjoint(("end", "close"))
    if one.rule == "used.effect" and asked.pledge.head not in {
        word.key for word in read[max(0, one.first - 6) : one.first]
    }:
        return True  # "the council has cut the money for the pump"
    if one.status in _SHOWN_BY:
        return asked.acts.isdisjoint(_SHOWN_BY[one.status])
    if one.status == "happened":
        return deed(asked, read, max(0, one.first - _REACH), one.first) is None
    if one.rule == "abandon.absorbed":
        return not asked.acts.isdisjoint(("merge", "move", "join"))
    if one.rule == "abandon.gave-up":
        beside = {word.key for word in read[one.last - 1 : one.last + 6]}
        return beside.isdisjoint(asked.own) and beside.isdisjoint(("idea", "plan"))
    if one.rule == "missed.still-there":
        return "hold" in asked.acts
    if one.rule == "achieved.met" and one.last - one.first == 1 and read[one.first].low == "met":
        passive = any(word.low in _BE for word in read[max(0, one.first - 3) : one.first])
        return not passive and (one.last >= len(read) or read[one.last].tag in _BEHIND)
    if one.rule == "delayed.wait":
        return any(word.key == "noun:wait" for word in asked.wording.words)
    before = {word.low for word in read[max(0, one.first - 4) : one.first]}
    return one.rule == "abandon.verb" and not before.isdisjoint(("not", "never", "n't"))


def done(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> str:
    """The rule by which a verb of the promise is told as done, or ""."""
    acts = asked.acts | {"open"} if "begin" in asked.acts else asked.acts
    for at in range(*window):
        word = read[at]
        if not (acts & word.acts or word.key in acts):
            continue
        before = [one.low for one in read[max(0, at - 4) : at]]
        if any(low in word_set("ahead") for low in before) or before[-1:] == ["to"] or "being" in before[-2:]:
            continue
        if before[-2:] == ["to", "be"]:
            continue
        if word.past and _finite(read, at) and not _turned(asked, read, at) and not _for_a_time(read, at):
            return "achieved.verb"
        if word.ing and read[at + 1 : at + 2] and read[at + 1].low == "of":
            continue  # "cleaning of the wards has been promised": a noun
        if word.ing and (not before or before[-1] in word_set("gerund") or before[-1].endswith("ly")):
            return "achieved.gerund"
    return "achieved.not-until" if put_off(asked, read, window) else ""


def _turned(asked: Topic, read: Sequence[Word], at: int) -> bool:
    """Whether what the deed was to be done to does it to something else: "the quarry sold 40 tonnes of sand"."""
    if any(word.low in _BE for word in read[max(0, at - 3) : at]):
        return False
    before = any(word.key == asked.pledge.head for word in read[max(0, at - 4) : at])
    after = []
    for word in read[at + 1 : at + 8]:
        if not word.low[0].isalnum() or ((word.tag == "IN" or word.low in ("was", "were")) and word.low != "of"):
            break
        after.append(word)
    return before and any(word.weight >= ORDINARY and word.key not in asked.own for word in after)


def _for_a_time(read: Sequence[Word], at: int) -> bool:
    """Whether a deed held for a while only: "was closed for two weeks"."""
    after = [word.low for word in read[at + 1 : at + 6]]
    return after[:1] == ["for"] and not word_set("spans").isdisjoint(after)


def elsewhere(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether the subject is somebody or something else, in so many words: "other employers have introduced it"."""
    mine = {word.low for word in asked.wording.words}
    for at in range(window[0], window[1] - 1):
        if read[at].past or read[at].low in word_set("auxiliary"):
            return False
        if read[at].low in word_set("elsewhere") and (at == window[0] or read[at - 1].low in ("the", "a", "of")):
            return read[at].low not in mine and read[at + 1].key not in asked.own and read[at + 1].low.isalpha()
    return False


def foreign(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether what is told is told of something else that has to do with the promise: "a petition for a tree strategy".

    The subject is neither what was promised nor the deed, and what was promised stands in a phrase behind it only.
    """
    first = window[0]
    verbs = [at for at in range(first + 1, window[1]) if read[at].past or read[at].low in word_set("auxiliary")]
    if not verbs or asked.thin:
        return False
    subject = read[first : verbs[0]]
    joints = [at for at, word in enumerate(subject) if word.low in word_set("joints")]
    if not joints or not joints[0]:
        return False
    heads = [word for word in subject[: joints[0]] if word.weight >= ACT]
    if not heads or any(_mine(asked, word) for word in subject[: joints[0]]):
        return False
    about = any(word.key in asked.own and word.weight >= ORDINARY for word in subject[joints[0] :])
    after = any(word.key in asked.own and word.weight >= ORDINARY for word in read[verbs[0] : window[1]])
    return about and not after


def _mine(asked: Topic, word: Word) -> bool:
    deeds = bool(asked.acts & word.acts) or word.key in asked.acts or word.low in word_set("works")
    return deeds or word.key in asked.own or word.low in word_set("every")


def undone(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether a verb of the promise is denied: "we did not clear the backlog"."""
    for at in range(*window):
        if asked.acts & read[at].acts or read[at].key in asked.acts:
            before = [one.low for one in read[max(0, at - 4) : at]]
            denied = any(low in ("not", "never") or low.endswith("n't") for low in before)
            if denied and any(low.startswith(("did", "could")) for low in before):
                return not put_off(asked, read, window)
    return False


def put_off(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether a deed was not done until some time, and so was done then: "did not open until March"."""
    for at in range(*window):
        if read[at].low in ("not", "never") or read[at].low.endswith("n't"):
            after = read[at + 1 : min(len(read), at + _LATE)]
            ends = [index for index, word in enumerate(after) if word.low in ("until", "till", "before")]
            past = read[at].low.startswith(("did", "was", "were", "could")) or (at and read[at - 1].low in _PAST)
            deeds = (
                [word for word in after[: ends[0]] if asked.acts & word.acts or word.key in asked.acts] if ends else []
            )
            return bool(deeds) and bool(past) and not any(word.key == "expect" for word in after)
    return False


def deed(asked: Topic, read: Sequence[Word], first: int, last: int) -> Word | None:
    """The noun among some words that names the deed of the promise: "the sale of the quarry", "opening of the hall"."""
    for at in range(first, last):
        word = read[at]
        if word.past or not (asked.acts & word.acts or word.key in asked.acts):
            continue
        before = read[at - 1].low if at else ""
        if before == "to" or before in word_set("ahead") or before in word_set("auxiliary"):
            continue
        led = at > 0 and (read[at - 1].tag in _LEADS or before in _BEFORE)
        noun = not before or not before[0].isalnum() or led
        if (
            noun
            or word.low.endswith(("ing", "ion", "ment", "al", "ure"))
            or (read[at + 1 : at + 2] and read[at + 1].low == "of")
        ):
            return word
    return None


def given_up_doing(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether what was to be stopped is denied: "will stop serving meat", "has served no meat"."""
    if "end" not in asked.acts:
        return False
    promised = asked.wording.words
    ends = [at for at, word in enumerate(promised) if "end" in word.acts and promised[at + 1 : at + 2]]
    doing = {promised[at + 1].key for at in ends if promised[at + 1].ing}
    inside = read[window[0] : window[1]]
    told_of = any(word.key in doing and not word.ing for word in inside)
    return told_of and any(word.low in ("no", "not", "never") or word.low.endswith("n't") for word in inside)


def since(asked: Topic, read: Sequence[Word], window: tuple[int, int], year: int) -> bool:
    """Whether something has gone on since a time after the promise, of a thing that was only to be had.

    "Children have been climbing on the frame since August": it is there. Of what was to be renewed it must be the new
    one: "the new lift has carried visitors since May", not "the roof has leaked since May".
    """
    inside = read[max(0, window[0] - _REACH) : min(len(read), window[1] + _REACH)]
    place = next((at for at, word in enumerate(inside[:-1]) if word.low == "since"), 0)
    after = inside[place + 1 : place + 4]
    if not place or not (after[0].low in word_set("whens") or after[0].low in ("the", "early", "late")):
        return False
    if any(0 < year_of(word) < year for word in after):
        return False
    before = inside[:place]
    perfect = [at for at, word in enumerate(before[:-1]) if word.low in ("has", "have")]
    if not perfect or not {word.low for word in before}.isdisjoint(word_set("idle") | word_set("denial")):
        return False
    acts = asked.acts | asked.pledge.wording.acts
    fresh = any(word.low == "new" for word in before) and not acts.isdisjoint(("renew", "replace", "repair", "convert"))
    return fresh or not asked.acts or not acts.isdisjoint(_BRINGING)


def year_of(word: Word) -> int:
    """The year that a word is, 0 where it is none."""
    plain = word.low.rstrip(".,:")
    return int(plain) if len(plain) == 4 and plain.isdecimal() and plain[:2] in ("17", "18", "19", "20") else 0


def level(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether what was to be held is said not to have changed: "the precept did not go up", "dues are as they were"."""
    if "hold" not in asked.acts and not asked.commitment.negated:
        return False
    inside = read[window[0] : window[1]]
    lows = [word.low for word in inside]
    denied = any(low in ("not", "no") or low.endswith("n't") for low in lows)
    same = any(one in ("what", "as") and last in ("was", "were") for one, last in zip(lows, lows[2:], strict=False))
    return same or (denied and any(word.acts & {"increase", "reduce"} for word in inside))


def begun(asked: Topic, read: Sequence[Word], one: Said) -> bool:
    """Whether what has begun is done: what was to begin, and what is done as soon as it starts ("opening began")."""
    if "begin" in asked.acts:
        return True
    if one.rule != "progress.begun" or asked.acts.isdisjoint(_INCEPTIVE | {"establish", "recruit"}):
        return False
    before = read[max(0, one.first - _REACH) : one.first]
    if not {word.low for word in before}.isdisjoint(word_set("works")):
        return False
    named = deed(asked, read, max(0, one.first - _REACH), one.first)
    return named is None or not asked.acts.isdisjoint(_INCEPTIVE)


def stopped(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether the deed itself, said as a noun, was ended: "we stopped the rewrite of the service"."""
    if not asked.acts.isdisjoint(("end", "close")):
        return False
    for at in range(*window):
        if read[at].past and read[at].low in ("stopped", "halted", "ended", "ceased"):
            named = deed(asked, read, at + 1, min(len(read), at + 4))
            passive = at and read[at - 1].low in word_set("auxiliary")
            if named or (passive and deed(asked, read, max(0, at - _REACH), at)):
                return True
    return False


def _finite(read: Sequence[Word], at: int) -> bool:
    """Whether a past form tells of something done and is no mere attribute ("a fitted kitchen")."""
    return (
        at == 0 or read[at - 1].tag not in DETERMINERS or any(read[i].low in word_set("auxiliary") for i in range(at))
    )


def told(read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether the window tells of something that happened."""
    inside = read[window[0] : window[1]]
    if any(word.low in word_set("ahead") for word in inside):
        return False
    return any(word.past for word in inside) and any(word.low in word_set("auxiliary") or word.past for word in inside)


def part_only(read: Sequence[Word], window: tuple[int, int], every: bool = False) -> bool:
    """Whether only a part is spoken of: "half of the registers", and where `every` one was meant "most bridges"."""
    for at in range(window[0], window[1] - 1):
        low = read[at].low
        counts = read[at + 1].low == "of" or (every and low in ("most", "some", "several", "many", "half"))
        if counts and low in word_set("parts") and (not at or read[at - 1].low != "as"):
            return True
    return False


def verdict_on(read: Sequence[Word], window: tuple[int, int]) -> str:
    """What a sentence about the target or promise itself says of it: "the target that ... was not met"."""
    goals = word_set("pledges")
    at = next((at for at in range(max(0, window[0] - 3), window[1]) if read[at].low in goals), None)
    if at is None or (read[at + 1 : at + 2] and read[at + 1].low not in ("that", "to", "of", "for")):
        return ""
    verdicts = [place for place in range(at + 1, len(read)) if read[place].low in word_set("verdicts")]
    last = next((place for place in reversed(verdicts) if _suffered(read, place)), None)
    if last is None:
        return ""
    lows = [word.low for word in read[max(at, last - 4) : last]]
    if not word_set("ahead").isdisjoint(lows):
        return ""
    denied = not word_set("denial").isdisjoint(lows) or any(low.endswith("n't") for low in lows)
    return "broken" if denied is (read[last].low not in word_set("broken")) else "kept"


def _suffered(read: Sequence[Word], at: int) -> bool:
    """Whether a verb says what has been done to the subject before it: "was met", "has not been kept"."""
    return any(word.low in ("was", "were", "been", "is") for word in read[max(0, at - 3) : at])


def softened(asked: Topic, read: Sequence[Word], window: tuple[int, int]) -> bool:
    """Whether what was promised may now only be: "the Committee may raise the rate"."""
    places = [at for at in range(*window) if read[at].low in ("may", "might") and at]
    near = [word for at in places for word in read[at + 1 : at + 3]]
    return any(not word.past and (word.acts & asked.acts or word.key in asked.acts) for word in near)
