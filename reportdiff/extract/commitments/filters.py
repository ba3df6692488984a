"""What speaks against a commitment: a clause with a cue may be a forecast, a general truth or courtesy.

The words are in data/vetoes.tsv; here is where in a clause each is looked for. The answer is `drop`, `weak` (a figure
or a date makes it a commitment all the same), `general` (only a date does) or "".
"""

from collections.abc import Iterator

from ...language.clauses import Clause, Form, Link
from ...language.wordclass import Words
from ..context import Context
from .actors import actor_of, passive, sort_of
from .cues import Hit, places_of, veto, vetoed

# Members of enums by names of their own: to read one off its class costs as much as a call.
_WILL = Form.WILL
_COMPLEMENT, _SUBORDINATE = Link.COMPLEMENT, Link.SUBORDINATE

_BEFORE = 40  # words before a clause that may speak against it
_CONTINUING = frozenset({"continue", "continues", "continuing"})
_LEADING = frozenset({"want", "wish", "like", "hope", "propose", "intend"}) | _CONTINUING
_EXPECTING = frozenset({"expect", "expect-number", "anticipate", "hope", "hoping"})
_OWN_ONLY = frozenset({"doing", "encouraging", "expect-number"})
_HOPING = frozenset({"aim", "aiming", "hope", "hoping", "seek", "seeking", "looking", "look-to", "try", "trying"})
_INTENDING = _HOPING | {"plan", "planning", "intend", "propose", "prepare", "targeting"} | _EXPECTING
_ENDING = frozenset({"end", "ends", "run", "runs", "terminate", "terminates", "last", "lasts", "expires", "matures"})
_GAINING = frozenset({"receive", "get", "have", "benefit", "be", "see", "pay"})
_GAINING |= {"save", "enjoy", "gain", "lose", "keep", "able"}
_GOVERNING = frozenset(
    {"Government", "government", "state", "State", "Parliament", "Congress", "legislature", "ministers", "Ministers"}
)
_OFFICIAL = frozenset({"issue", "publish", "announce", "inspect", "consult", "decide"})
_OFFICIAL |= {"legislate", "visit", "complete", "collect", "accredit", "return", "hear", "rule"}
_OBLIGED = frozenset({"required", "obliged", "compelled", "expected", "bound", "forced"})
_GIVING = frozenset({"pay", "fund", "give", "provide", "contribute", "meet", "support", "match", "lend", "grant"})
_WITHIN = frozenset({"below", "under", "above", "over", "at", "no", "less", "fewer", "within"})
_COUNTED = frozenset({"first", "second", "third", "latter", "last"})  # "the third is to be replaced"
_SUFFERED = frozenset({"lose", "pay", "wait", "go", "leave", "miss", "sleep", "travel"})
_OWN_MEASURES = frozenset({"rate", "rates", "cost", "costs", "time", "times", "spending", "sickness", "turnover"})
_OF_THINGS = frozenset(
    {"due", "must", "must-reach", "must-share", "nobody-is-to", "is-to-do", "is-to-be"}
)  # "waiting times must fall to 18 weeks"
_ROLES = frozenset({"officer", "manager", "director", "clerk", "chair", "warden", "doctor", "governor", "panel"})
_WHOEVER = frozenset({"anyone", "anybody", "those", "whoever", "any"})
_ANYBODY = frozenset({"a", "an", "any", "you", "no", "somebody", "someone", "anyone", "users", "people"})
_WE = frozenset({"We", "we", "I"})
_FRESH = frozenset({"new", "further", "second", "third", "additional", "dedicated", "joint", "single"})
_FORESEEING = frozenset(
    {"warns", "warn", "predicts", "predict", "argues", "argue", "fears", "reckons", "suggests", "report", "reports"}
)
_SAYING = frozenset(
    {"said", "told", "argued", "claimed", "suggested", "thought", "believed", "asked", "felt", "feared"}
    | {"indicated", "signalled", "hinted", "threatened", "warned"}
)


def objection(words: Words, parts: tuple[Clause, ...], index: int, lead: Hit, context: Context) -> str:
    """What speaks most strongly against the commitment that a cue leads in clause `index`."""
    clause = parts[index]
    first, last = clause.subject
    subject = words.text[words.starts[first] : words.ends[last - 1]] if last > first else ""
    sort = actor_of(words, parts, index, context, grammatical=True)[1]
    if _of_others(words, parts, index, lead, sort, context):
        return "drop"
    found = [veto(place, words, at, clause.last) for place, at in _places(words, clause, subject, sort)]
    if "drop" in found:
        return "drop"
    here = places_of(words)
    if here:
        found.extend(_anywhere(words, parts, index, lead, here))
        found.append(_intent(words, clause, lead, subject, context))
        if "lasting" in here and runs_out(words, clause):
            return "drop"
        if ("others" in here or "officials" in here) and _act_of_others(words, clause, context):
            return "drop"
        found.append(of_state(words, clause, context))
    found.append(_generic(words, parts, index, subject, sort))
    if subject == "I" and clause.verb.negated and clause.verb.form is not _WILL:
        found.append("weak")  # "I do not propose to repeat"
    if lead.rule.id == "must":
        found.append("weak")  # "waste must fall by a half", but "costs must fall"
    if (sort == "reader" and (not passive(words, clause.verb) or subject in {"You", "you"})) or (
        lead.rule.id in _OWN_ONLY and sort != "own"
    ):
        found.append("general")
    if "need" in found:  # "customers will need a password", but "by 2025 nobody will have to wait"
        found.append("weak" if denies(words, clause) else "drop")
    for effect in ("drop", "general", "weak"):
        if effect in found:
            return effect
    return ""


def _anywhere(words: Words, parts: tuple[Clause, ...], index: int, lead: Hit, here: frozenset[str]) -> Iterator[str]:
    """What the vetoes do that may stand anywhere in the sentence, in a clause or in its subject."""
    for place in _ROAMING:
        if place in here:
            yield vetoed(place, words, *_stretch(place, words, parts, index, lead))


_ROAMING = ("subject", "clause", "copula", "sentence", "whole", "unsure")


def _stretch(place: str, words: Words, parts: tuple[Clause, ...], index: int, lead: Hit) -> tuple[int, int]:
    """The words among which a veto of a place counts."""
    clause = parts[index]
    if place == "subject":
        return clause.subject
    if place == "clause":
        return clause.first, clause.last
    if place == "copula":
        counted = lead.rule.id == "is-to-be" and words.raw[clause.subject[1] - 1] in _COUNTED
        return clause.subject if lead.rule.id.startswith("is-to") and not counted else (0, 0)
    if place == "sentence":
        return max(0, clause.first - _BEFORE), clause.last
    if place == "whole":
        return (clause.first, len(words.raw)) if words.raw[clause.subject[0]] not in _WE else (0, 0)
    return parts[index - 1].first if index else 0, clause.verb.first


def denies(words: Words, clause: Clause) -> bool:
    """Whether the subject or what there will be denies: "no library will close", "there will be no cuts"."""
    (first, last), raw = clause.subject, words.raw
    if last <= first:
        return False
    if raw[clause.first].lower() == "not":
        return True  # "not a single tram will"
    none = raw[clause.verb.last : clause.verb.last + 1] == ["no"]
    nobody = not {"nobody", "none", "neither", "Nobody", "None", "Neither"}.isdisjoint(raw[first:last])
    return nobody or raw[first].lower() == "no" or (none and raw[first].lower() == "there")


def _intent(words: Words, clause: Clause, lead: Hit, subject: str, context: Context) -> str:
    """What others plan or hope for themselves is no promise; what they will do may be one."""
    if lead.rule.id in {"planned", "likely"}:
        return vetoed("officials", words, *clause.subject)  # "the Department for Transport is expected to publish"
    if lead.rule.id not in _INTENDING or (context.body and context.body.lower() in subject.lower()):
        return ""
    return vetoed("intent", words, *clause.subject)


def _gain(words: Words, main: int) -> bool:
    """Whether the verb says what somebody gets: "will receive", "will have single sign-on"."""
    return words.raw[main] in _GAINING or (words.raw[main - 1] == "have" and words.tags[main] != "E")


def _act_of_others(words: Words, clause: Clause, context: Context) -> bool:
    """Whether those act who owe the reporting body nothing: "our rivals will merge", but "customers will receive"."""
    if clause.verb.form is not _WILL or passive(words, clause.verb) or _gain(words, clause.verb.main):
        return False
    body = context.body.lower() if context.body else ""
    head = words.raw[clause.subject[1] - 1].lower() if clause.subject[1] > clause.subject[0] else ""
    if body and (
        head in body.split() or body in words.text[words.starts[clause.first] : words.ends[clause.verb.first]].lower()
    ):
        return False
    if words.raw[clause.verb.main] in _OFFICIAL and vetoed("officials", words, *clause.subject):
        return True
    return bool(vetoed("others", words, *clause.subject))


def of_state(words: Words, clause: Clause, context: Context) -> str:
    """What the government does by itself is no promise of others: "the Treasury will appoint", "set by ministers"."""
    main = clause.verb.main
    if passive(words, clause.verb):
        obliged = words.raw[main] in _OBLIGED and words.raw[clause.subject[1] - 1].endswith("s")
        against = "drop" if obliged else vetoed("by-state", words, main, clause.last)
    elif words.raw[main] in _GIVING or not _GIVING.isdisjoint(words.raw[clause.verb.last : clause.verb.last + 4]):
        against = ""
    else:
        against = vetoed("state", words, *clause.subject)
    return against if against and context.outside() else ""


def runs_out(words: Words, clause: Clause) -> bool:
    """Whether it is said how long a contract or the like lasts: that was promised when it was made."""
    main = clause.verb.main
    renewed = words.raw[main : main + 3] == ["comes", "up", "for"]
    lasting = renewed or words.raw[main] in _ENDING or words.raw[main + 1 : main + 4] == ["to", "an", "end"]
    return lasting and bool(vetoed("lasting", words, *clause.subject))


def _of_others(words: Words, parts: tuple[Clause, ...], index: int, lead: Hit, sort: str, context: Context) -> bool:
    """Whether the clause speaks for the world, the reader, a reason or somebody's past words."""
    clause = parts[index]
    rule = lead.rule
    if sort == "world" and rule.way != "noun" and rule.id not in _OF_THINGS and not passive(words, clause.verb):
        spared = denies(words, clause) and veto("will", words, clause.verb.first + 1, clause.last) == "need"
        spared = spared or (denies(words, clause) and words.raw[clause.verb.main] in _SUFFERED)
        spared = spared or (
            denies(words, clause) and " than " in words.text[words.starts[clause.first] : words.ends[clause.last - 1]]
        )
        return not (spared or _kept_within(words, clause))  # "nobody will need to wait", but "nobody will forget"
    if clause.link is _COMPLEMENT and index and _said(words, parts[index - 1]):
        return True  # "the Minister said that", "I do not wish to suggest that"
    if clause.link is _COMPLEMENT and sort == "third" and lead.rule.id in _INTENDING and index:
        return True  # "members noted that the Government plans to"
    if clause.link is _SUBORDINATE and lead.rule.hint.startswith("dated"):
        return True  # "before it comes into force in April"
    led = parts[index - 1].verb if index and words.raw[clause.first] in {"why", "how"} else None
    follows = led is not None and led.form is Form.BE and led.last == clause.first  # "that is why we will"
    reason = clause.link is _SUBORDINATE and clause.verb.form is _WILL and not follows
    if reason and veto("subordinate", words, clause.first, clause.first + 1):
        return True
    return lead.rule.id in _EXPECTING and _forecast(words, lead, context)


def _kept_within(words: Words, clause: Clause) -> bool:
    """Whether a rate or cost of one's own is to be kept within a number: "the failure rate will be below 2%"."""
    first, last = clause.verb.last, min(clause.verb.last + 4, clause.last)
    bound = words.raw[first : first + 1] and words.raw[first] in _WITHIN and "0" in words.tags[first:last]
    return (
        bool(bound)
        and words.raw[clause.subject[1] - 1] in _OWN_MEASURES
        and not vetoed("economy", words, *clause.subject)
    )


def _places(words: Words, clause: Clause, subject: str, sort: str) -> list[tuple[str, int]]:
    """Where each place of the veto table is in this clause: the word at which it begins."""
    main = clause.verb.main
    final = _led_up_to(words, main, clause.last)
    places = [("verb", main), ("infinitive", final)]
    if subject in {"I", "I'd", "I’d"} or (subject in {"we", "We"} and clause.verb.negated):
        places.append(("spoken", final))
    if words.raw[main].lower() in _CONTINUING and words.raw[main + 1 : main + 2] == ["to"]:
        places.append(("continued", main + 2))
    if clause.verb.form is _WILL:
        after = clause.verb.first + 1
        places.append(("will", after))
        if sort != "own" or subject[-1:] == "s":  # "officers will often be the first"
            places.append(("general", after))
            places.extend(_of_a_kind(words, clause, after))
        if subject.lower() in {"i", "i'll", "i’ll"}:
            places.append(("first", after))
    elif sort != "own":
        places.append(("other", main))
    return places


def _of_a_kind(words: Words, clause: Clause, after: int) -> Iterator[tuple[str, int]]:
    """Places that count where a clause speaks of things of a kind: "older pipes will leak", "a short visit will"."""
    first, last = clause.subject
    if last <= first or passive(words, clause.verb):
        return
    yield "quantity", first
    bare = words.tags[first] in "NG" or words.raw[first] in {"a", "an", "A", "An"}
    if bare and _FRESH.isdisjoint(words.raw[first:last]):
        yield "generic", after


def _led_up_to(words: Words, at: int, last: int) -> int:
    """The verb that those like "want to" lead up to: "we would like also to thank"."""
    while at + 1 < last and words.raw[at].lower() in _LEADING:
        after = at + 1
        while after < last and words.tags[after] in "at":
            after += 1
        if "t" not in words.tags[at:after] or after == last:
            break
        at = after
    return at


def _forecast(words: Words, lead: Hit, context: Context) -> bool:
    """Whether what is expected is a thing of the world: "we expect demand to rise"."""
    first = lead.at + 1
    stops = "tw0i" if lead.rule.id == "expect-number" else "tw"
    verb = next((at for at in range(first, min(first + 9, len(words.tags))) if words.tags[at] in stops), 0)
    if verb > first and not _GOVERNING.isdisjoint(words.raw[first:verb]):
        return True  # "we expect the Government to announce": its own act
    return verb > first and sort_of(words, (first, verb), context) == "world"


def _generic(words: Words, parts: tuple[Clause, ...], index: int, subject: str, sort: str) -> str:
    """A rule of the form "if the flag is set it prints", or a bare plural for people in general."""
    clause = parts[index]
    first, last = clause.subject
    for part in parts[max(0, index - 1) : index + 2]:
        conditional = words.raw[part.first].lower() in {"if", "when", "unless", "whenever", "where"}
        if words.raw[part.first].lower() == "where" and part is clause:
            continue  # "where possible they will"
        if (
            (sort != "own" or words.raw[last - 1] in _ROLES)
            and conditional
            and (part is clause or part.link is _SUBORDINATE)
        ):
            anybody = part.first + 1 < part.last and words.raw[part.first + 1].lower() in _ANYBODY
            each = last > first and words.raw[first].lower() in {"each", "every"}
            late = words.raw[part.first].lower() in {"when", "where"} and part.first > clause.first
            if late and not (anybody or each):
                continue  # "will follow when time allows"
            kind = last > first and words.raw[first].lower() in _ANYBODY  # "a vote will be lost if"
            tested = "0" in words.tags[clause.first : clause.last] and not anybody and not kind
            return "weak" if tested else "general"
    if last <= first:
        whose = words.tags[:1] == "N" and words.raw[1:2] == ["whose"] and clause.verb.form is _WILL
        return "general" if whose else ""  # "customers whose orders are late will be told"
    if clause.verb.form is _WILL and (words.raw[first].lower() in _WHOEVER or _such_as(words, first, last)):
        whoever = words.raw[first].lower() in _WHOEVER
        return "weak" if whoever and passive(words, clause.verb) else "general"
    if words.raw[first].lower() in {"a", "an", "any"} and "if" in words.raw[clause.verb.last : clause.last]:
        return "general"
    if words.tags[first] not in "NG" or subject.isupper():
        return ""
    if passive(words, clause.verb):
        return ""
    people = sort != "own" and subject[-1:] == "s" and words.raw[first][1:].islower() and last - first == 1
    return "weak" if people or (sort == "third" and _plural(words, first, last)) else ""


def _such_as(words: Words, first: int, last: int) -> bool:
    """Whether a subject is a kind of persons told by what they do: "applicants who fail", "shops which pay late"."""
    told = words.tags[first + 1 : first + 2] in ("R", "r", "E", "q") and last > first + 2
    if words.raw[first] in {"A", "a", "An", "an"}:
        past = words.tags[first + 3 : first + 4] in ("p", "k", "h")  # "a grant that was won will pay for"
        return words.tags[first + 2 : first + 3] in ("R", "r", "q") and not past
    several = words.raw[first].endswith("s") or words.raw[first].lower() in {"people", "children", "staff"}
    return told and words.tags[first] == "N" and several


def _plural(words: Words, first: int, last: int) -> bool:
    """Whether a subject without an article is a plural of a common noun: "users who pin it", "residents"."""
    head = next((at for at in range(first + 1, last) if words.tags[at] in "irRq(,;"), last) - 1
    return words.raw[head].endswith("s") and words.raw[head][1:].islower()


def _said(words: Words, clause: Clause) -> bool:
    """Whether a clause reports words, or denies them."""
    verb = clause.verb
    main = words.raw[verb.main].lower()
    others = verb.form is Form.PERFECT and words.raw[clause.subject[0]] not in _WE
    if others or verb.form in (Form.PAST, Form.WAS, Form.PAST_PERFECT):
        return main in _SAYING
    if verb.form is Form.PRESENT:
        return main in _FORESEEING
    return verb.negated and bool(veto("spoken", words, _led_up_to(words, verb.main, clause.last), clause.last))
