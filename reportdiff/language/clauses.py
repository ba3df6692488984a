"""Clauses of a sentence, each with its finite verb and its subject.

Theory: every finite verb group has its clause, and the border between two neighbouring groups is the nearest mark,
relative, subordinator or conjunction to the left of the second one's subject. Word classes come from a closed list, so
that "attended by 250" (a participle) and "we attended" are told apart by what stands beside them; a doubtful verb is
dropped when no border separates it from a sure one.
"""

import re
from enum import StrEnum
from functools import cache

from attrs import define

from .wordclass import Words


class Link(StrEnum):
    """How a clause hangs on the one before it."""

    MAIN = "main"
    AND = "and"
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    COMPLEMENT = "complement"


class Form(StrEnum):
    """What the finite verb group of a clause looks like."""

    WILL = "will"
    MODAL = "modal"
    PERFECT = "perfect"
    PAST_PERFECT = "past_perfect"
    BE = "be"
    WAS = "was"
    DO = "do"
    PRESENT = "present"
    PAST = "past"


# Members of enums by names of their own: to read one off its class costs as much as a call.
_PRESENT, _PAST = Form.PRESENT, Form.PAST
_SUBORDINATE, _MAIN, _COMPLEMENT, _AND = Link.SUBORDINATE, Link.MAIN, Link.COMPLEMENT, Link.AND
_RELATIVE = Link.RELATIVE


@define  # not frozen: making one would cost four times as much
class Verb:
    """A finite verb group: words `first <= i < last` with its main verb, which is word `main`."""

    first: int
    last: int
    main: int
    form: Form
    negated: bool
    sure: bool


@define
class Clause:
    """Words `first <= i < last` of a sentence. `subject` is a half-open range of words, empty where none is printed."""

    first: int
    last: int
    link: Link
    verb: Verb
    subject: tuple[int, int]


_NOT = frozenset({"n't", "n’t"})


@cache
def _groups() -> re.Pattern[str]:
    # The first character is taken before its branch is chosen, so that the search passes over all others quickly.
    return re.compile(
        r"[wWmMhHkbBpdVvyFE](?:(?<=[wW])(?P<will>[xa]*(?:h[xa]*)?(?:[en][xa]*)?(?:j[xa]*)?)"
        r"|(?<=[mM])(?P<modal>[xa]*(?:h[xa]*)?(?:[en][xa]*)?(?:j[xa]*)?)"
        r"|(?<=[hH])(?<!t.)(?P<perfect>[xa]*(?:n[xa]*)?(?:j[xa]*)?(?=[EF]))"
        r"|(?<=k)(?P<past_perfect>[xa]*(?:n[xa]*)?(?:j[xa]*)?(?=[EF]))"
        r"|(?<=[bB])(?P<be>[xa]*(?:j[xa]*)?)"
        r"|(?<=p)(?P<was>[xa]*(?:j[xa]*)?)"
        r"|(?<=d)(?P<do>[xa]*)"
        r"|(?P<present>(?<=V)(?<![Ditmwd]V)(?![vVbhwmp])|(?<=uv)|(?<=uav)|(?<=uaav)|(?<=[uN]xxv)|(?<=uxv)|(?<=Nv)(?=t)"
        r"|(?<=Nav)(?=t)|(?<=[Nu]y)|(?<=[Nu]ay)|(?<=c[vy])(?=t)|(?<=[hH])(?<!t.))"
        r"|(?P<past>(?<=k)|(?<=F)(?<![eDi].)|(?<=[Nu0)rR]E)|(?<=cE)(?=[uD])|(?<=[Nu]aE)))"
    )


_FORMS = {form.value: form for form in Form}


def verbs(words: Words) -> list[Verb]:
    """The finite verb groups of a sentence, in order."""
    found: list[Verb] = []
    tags = words.tags
    ends = (words.starts[0], words.ends[-1]) if words.raw else (0, 0)
    contracted = words.text.find("n't", *ends) >= 0 or words.text.find("n’t", *ends) >= 0
    for match in _groups().finditer(tags):
        form = _FORMS[match.lastgroup or ""]
        first, last = match.span()
        if found and first < found[-1].last:
            continue
        lexical = form in (_PRESENT, _PAST)
        main = first if lexical else last
        sure = True
        if form is _PAST and tags[first] == "E":
            sure = first > 0 and tags[first - 1] in "urR"
            paired = tags[first - 1 : first] == "c" and found and tags[found[-1].main] == "E"  # "trained and equipped"
            if paired or words.raw[last : last + 1] == ["by"]:
                continue
        if form is _PAST and "than" in words.raw[max(0, first - 2) : first]:
            continue  # "later than first thought", "than we hoped"
        if form is _PRESENT and tags[first] == "v" and words.raw[first - 1].endswith(("'s", "’s", "s'", "s’")):
            continue
        if not lexical and main < len(tags) and tags[main] in "EGFNvVyhkd":
            last = main + 1
        elif not lexical:
            main = last - 1
        negated = (
            "x" in tags[first:last]
            or tags[first - 1 : first] == "x"
            or (contracted and not _NOT.isdisjoint([raw[-3:] for raw in words.raw[first:last]]))
        )
        found.append(Verb(first, last, main, form, negated, sure))
    return found


def clauses(words: Words) -> tuple[Clause, ...]:
    """The clauses of one sentence, in the order of their verbs; nested ones overlap the clause around them."""
    groups = verbs(words)
    tags = words.tags
    parts: list[tuple[int, Link, Verb, tuple[int, int] | None]] = []
    pending: tuple[int, int] | None = None
    for index, verb in enumerate(groups):
        since = parts[-1][2].last if parts else 0
        cut = _border(tags, since, verb.first)
        told = cut is not None and index + 1 < len(groups) and tags[cut[0]] in "qrR"
        outer = _around(tags, since, cut, verb, groups[index + 1]) if told else None
        if outer and cut:
            pending = (outer[0], cut[0])
            parts.append((cut[0], Link.RELATIVE, verb, None))
            continue
        if not parts:
            if cut and cut[0] > 0 and cut[1] in (_RELATIVE, _SUBORDINATE) and index + 1 < len(groups):
                pending = (0, cut[0])
                parts.append((cut[0], cut[1], verb, None))
            else:
                own = cut is not None and cut[0] > 0  # "if the bid succeeds we will": an unknown verb before
                opening = _SUBORDINATE if tags[:1] == "s" and not own else _MAIN
                parts.append(_first(tags, cut, verb) or (0, opening, verb, None))
            continue
        bare = cut is not None and cut[0] < verb.first and not tags[cut[0] : verb.first].strip("xac,;")
        if pending and (cut is None or (bare and cut[1] is _MAIN)):
            parts.append((pending[0], _MAIN, verb, pending))
            pending = None
            continue
        if cut is None and not (verb.sure and parts[-1][2].sure):
            if verb.sure:
                start, link, _, head = parts.pop()
                parts.append((start, link, verb, head))
            continue
        at, link = cut or (_bare_subject(tags, since, verb.first), _COMPLEMENT)
        parts.append((at, link, verb, None))
    return tuple(_finish(tags, parts))


def _around(tags: str, since: int, cut: tuple[int, Link] | None, verb: Verb, after: Verb) -> tuple[int, Link] | None:
    """Where the clause around a relative one begins: "the target that we have set is 70%"."""
    if cut is None or cut[1] not in (_COMPLEMENT, Link.RELATIVE) or cut[0] <= since:
        return None
    if tags[cut[0] - 1] != "N" or _border(tags, verb.last, after.first) is not None:
        return None
    outer = _border(tags, since, cut[0]) if since else (0, _MAIN)
    if outer is None or outer[1] not in (_MAIN, _AND) or set("vVyFq") & set(tags[outer[0] : cut[0]]):
        return None
    at = outer[0]
    while tags[at] in "c,;-(":
        at += 1
    return at, outer[1]


def _first(
    tags: str, cut: tuple[int, Link] | None, verb: Verb
) -> tuple[int, Link, Verb, tuple[int, int] | None] | None:
    """The first clause where a verb that is not known stands before it: "we employ 58 and will have 75"."""
    apart = cut is not None and cut[1] is _MAIN and tags[cut[0] - 1 : cut[0]] == ";"
    if cut is not None and (apart or (cut[1] is _MAIN and _whole(tags, cut[0], verb.first))):
        return cut[0], _MAIN, verb, None
    if cut is None or cut[1] is not _AND or cut[0] == 0:
        return None
    after = tags[cut[0] + 1]
    if after in "uW":
        return cut[0], _AND, verb, None
    if cut[0] + 1 + len(tags[cut[0] + 1 : verb.first].lstrip("xa")) == cut[0] + 1:
        head = _opening_noun().match(tags)
        return cut[0], _AND, verb, (0, head.end()) if head else None
    return None


def _whole(tags: str, comma: int, verb: int) -> bool:
    """Whether what stands before a comma is a clause with an unknown verb: "60 nurses arrive in June, 80 are due"."""
    before, after = tags[:comma], tags[comma + 1 : verb].rstrip("xa")
    return (
        before[:1] in ("u", "D") and "i" in before and not set(",c(") & set(before + after) and after[:1] in ("D", "u")
    )


def _finish(tags: str, parts: list[tuple[int, Link, Verb, tuple[int, int] | None]]) -> list[Clause]:
    found = []
    for index, (start, link, verb, head) in enumerate(parts):
        last = len(tags)
        for at, _, after, _ in parts[index + 1 : index + 2]:
            last = at if at > verb.first else after.first  # the clause around a relative one goes on behind it
        for at, _, _, around in parts[index + 2 : index + 3]:
            last = at if around and verb.first < at < last else last  # its subject stands before the relative one
        while last > verb.last and tags[last - 1] in "c,;.-(":
            last -= 1
        first = start
        while first < verb.first and tags[first] in ",;-":
            first += 1
        fused = (verb.first, verb.first + 1) if tags[verb.first] in "WBHM" else None  # "we'll"
        found.append(Clause(first, last, link, verb, fused or head or _subject(tags, first, verb.first)))
    return found


@cache
def _opening_noun() -> re.Pattern[str]:
    return re.compile(r"u|D?[N0]")


@cache
def _next_phrase() -> re.Pattern[str]:
    """Where a noun phrase with an article stands right behind another."""
    return re.compile(r"[N0]D")


def _subject(tags: str, first: int, verb: int) -> tuple[int, int]:
    """The words of the subject: what is left of a clause's opening without conjunctions and adverbials."""
    last = verb
    while last > first and tags[last - 1] in "ax,":
        last -= 1
    if last > first and tags[last - 1] == "u":
        return last - 1, last
    opening = first
    while first < last and tags[first] in "csqa,;-.":
        first += 1
    comma = tags.rfind(",", first, last)
    adverbial = tags[opening:first].strip("cq,;-.") or tags[first : first + 1] in ("i", "G", "t")
    if comma >= 0 and (adverbial or (tags[comma + 1] in "Du" and tags[first] not in "Du")):
        first = comma + 1
    elif first < last and tags[first] == "i":
        after = _next_phrase().search(tags, first, last)
        first = after.start() + 1 if after else first
    return first, last


def _bare_subject(tags: str, since: int, verb: int) -> int:
    """Where the subject of a verb begins that no mark sets off: "every time frost is forecast"."""
    at = verb
    while at > since and tags[at - 1] in "xa":
        at -= 1
    while at > since and tags[at - 1] in "N0GEi" and tags[at - 1 : at + 1] not in ("ND", "0D", "GD"):
        at -= 1
    if at > since and tags[at - 1] == "D":
        at -= 1
    if at == since and tags[at] == "t":  # "what they continue to show is humbling"
        return min(since + 2, verb)
    return at


def _border(tags: str, since: int, verb: int) -> tuple[int, Link] | None:
    """Where the clause of the verb at `verb` begins, looking left from it to the end of the verb before."""
    spare = None
    at = verb - 1
    while at >= since and tags[at] in "xa":
        at -= 1
    near = at
    while at >= since:
        tag = tags[at]
        if tag in ";(-":
            return at + 1, _MAIN
        if tag == "r" or (tag == "R" and at == near):  # "those who miss it will": one subject
            return (at - 1 if at > since and tags[at - 1] == "i" else at), _RELATIVE
        if tag == "q" and (at == near or tags[at + 1 : at + 2] in ("u", "D", "N", "G", "i", "0")):
            if at > since and tags[at - 1] == "s":  # "so that"
                return at - 1, _SUBORDINATE
            return at, _RELATIVE if at == near else _COMPLEMENT
        if tag == "s":
            while at > since and tags[at - 1] == "s":
                at -= 1
            return at - 2 if at - 2 >= since and tags[at - 2 : at] == "sa" else at, _SUBORDINATE  # "as soon as"
        if tag == "c":
            if at == near or tags[at + 1] in "uDWB" or (at > since and tags[at - 1] == ","):
                return at, _AND
            spare = spare or (at, _AND)
        elif tag == "," and (at == near or tags[at + 1] in "uDWBN0"):
            if tags[since] == "q":  # "expects that, with gradual steps, activity will grow"
                return since, _COMPLEMENT
            return at, _MAIN
        elif tag in "uWB" and at == near and not (at > since and tags[at - 1] in "csrRq,;-("):
            led = tags.rfind("ci", max(since, at - 6), at)  # "and from January it will"
            return (led, _AND) if led >= 0 else (at, _COMPLEMENT)
        at -= 1
    return spare
