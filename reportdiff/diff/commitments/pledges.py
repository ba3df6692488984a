"""A clause that promises, taken by itself: its telling words, what is to be done, and whether it names its subject."""

from attrs import frozen

from ...extract.commitments.actors import is_titled
from ...facts import ActorKind
from ...language.chunks import Verbs
from ...language.sentence import Sentence
from ...language.stems import lemma
from ...language.syntax import Clause, Link, stances
from ...language.vocabulary import derived_of
from .lexemes import ACT, DETERMINERS, NAME, Word, Wording, weights, word_set, wording, words

_FULL = 0.9
"""A clause whose own words weigh less ("we will cut that to 25 days") is understood from the words around it."""

_ADJUNCT = 0.75
"""What a word of a phrase behind the object tells ("on the stock exchange")."""

LEAST = 0.7
"""Words that weigh less than this together say too little, unless the topic itself weighs hardly more."""


@frozen(eq=False, repr=False)
class Pledge:
    """A clause as weighted keys (`own`), the names among them, and the classes of what is to be done (`acts`).

    `thin`: the clause itself names hardly anything. `head` is the key of the noun that the act is done to ("plan" in
    "publish a crime plan"), `actor` holds the keys of a third party's name, `matter` those of what it is about: content
    words that name no person.
    """

    wording: Wording
    own: dict[str, float]
    names: tuple[str, ...]
    thin: bool
    acts: frozenset[str]
    head: str
    actor: frozenset[str]
    matter: frozenset[str]


@derived_of(8192)
def pledge(quote: str, actor: str, kind: ActorKind) -> Pledge:
    """The clause `quote`, whose actor is `actor`."""
    text = wording(quote)
    read, clause = text.words, _clause(text.sentence)
    actor = actor or _subject(text.sentence, clause)
    person = _is_name(text.sentence, actor)
    named = frozenset(weights(words(actor))) if person or kind is not ActorKind.UNKNOWN else frozenset()
    other = kind is ActorKind.THIRD_PARTY or person
    main = _main(clause, read, 0)
    own = _own(read, main, named, other)
    if other and sum(weight for weight in own.values() if weight > ACT) < _FULL:
        own, other = _own(read, main, frozenset(), False), False  # little else is said: it is about who is to act
    heavy = sum(weight for weight in own.values() if weight > ACT)
    thin = heavy < _FULL and (_points(read) or sum(own.values()) < LEAST)
    thin = thin or (heavy < 2 * _FULL and stands_in(read))
    names = tuple(key for key, weight in own.items() if weight >= NAME)
    matter = _matter(text, clause) - (named if person else frozenset())
    joined = _joined(text.sentence, clause)
    head = _head(joined, read)
    return Pledge(text, own, names, thin, _acts(joined, read, head), head, named if other else frozenset(), matter)


def _subject(sentence: Sentence, clause: Clause | None) -> str:
    """The words of who is to act, where the clause has them and suffers nothing itself."""
    if clause is None or clause.subject is None or clause.verbs is None or clause.verbs.passive:
        return ""
    return sentence.text[sentence.starts[clause.subject.first] : sentence.ends[clause.subject.last - 1]]


def _is_name(sentence: Sentence, actor: str) -> bool:
    """Whether an actor is named: "Ann Hill", "AH", "Broadway Roofing", and not "The Council" or "Residents"."""
    told = [word for word in actor.split() if word[0].isalpha()]
    if not told or not all(word[0].isupper() for word in told) or words(actor)[0].tag in DETERMINERS:
        return False
    at = sentence.text.find(actor)
    token = sentence.token_at(at) if at >= 0 else None
    initials = sum(letter.isupper() for letter in told[0]) > 1
    return len(told) > 1 or initials or (token is not None and sentence.tags[token] == "NNP")


def _matter(text: Wording, clause: Clause | None) -> frozenset[str]:
    """The keys of the content words of a clause but its verb and the people in it."""
    tags = text.sentence.tags
    low = text.sentence.low
    named = [one for one in text.sentence.phrases if "NNP" in tags[one.first : one.last] and low[one.first] not in _ANY]
    titled = [one for one in named if is_titled(text.sentence, one)]
    beside = {at for one in titled for at in range(one.first, one.last)}
    main = _main(clause, text.words, len(text.words))
    beside.add(main)
    if main < len(text.words) and "contact" in text.words[main].acts:
        behind = [one for one in text.sentence.phrases if one.first > main]
        to_whom = len(behind) > 1 or any(tags[one.head].startswith("NNP") for one in behind)
        beside |= set(range(behind[0].first, behind[0].last)) if to_whom else set()  # "write to Highways": to whom
    words = [word for at, word in enumerate(text.words) if at not in beside]
    return frozenset(
        word.key
        for word in words
        if word.weight >= _CONTENT and (not word.key.startswith("verb:") or word.tag.startswith("NN"))
    )


_ANY = frozenset(("a", "an"))  # "a Director" is to be found first, and is nobody yet

_CONTENT = 0.6
"""What a word must weigh to say what a promise is about."""


def _points(read: tuple[Word, ...]) -> bool:
    """Whether a clause points to something named elsewhere."""
    return any(word.low in word_set("pointers") for word in read)


def stands_in(read: tuple[Word, ...]) -> bool:
    """Whether a pronoun is what the clause is about: its subject, or the object right behind its verb."""
    for index, word in enumerate(read):
        if word.low == "it" and "that" in [after.low for after in read[index + 1 : index + 5]]:
            continue  # "it is hoped that": stands for nothing
        if word.low in word_set("stand_ins") and (index < 3 or read[index - 1].acts or read[index - 1].weight == ACT):
            return True
    return False


def _own(read: tuple[Word, ...], main: int, actor: frozenset[str], other: bool) -> dict[str, float]:
    """Weights of the clause: a purpose or a relative clause behind its verb tells half, the actor little."""
    spare = 0.25 if other else 0.5
    table: dict[str, float] = {}
    said, factor = 0.0, 1.0
    for index, word in enumerate(read):
        if said >= 1.0 and index > main and _behind(read, index):
            factor = 0.3
        elif said >= 1.0 and factor == 1.0 and word.low in word_set("adjuncts"):
            factor = _ADJUNCT
        if word.weight > 0:
            weight = word.weight * factor * (spare if word.key in actor and (other or word.weight < 0.5) else 1.0)
            said += word.weight if word.weight > ACT else 0.0
            table[word.key] = max(table.get(word.key, 0.0), weight)
    return table


def _behind(read: tuple[Word, ...], index: int) -> bool:
    """Whether a purpose, a relative clause or a participle begins at a word."""
    word, after = read[index], read[index + 1] if index + 1 < len(read) else None
    if word.low == "to":
        return _is_act(read, index + 1)
    return word.low in word_set("behind") or (word.low == "," and after is not None and (after.past or after.ing))


def _is_act(read: tuple[Word, ...], index: int) -> bool:
    return index < len(read) and (bool(read[index].acts) or read[index].weight == ACT)


_ASIDE = frozenset((Link.RELATIVE, Link.CONDITION, Link.TIME, Link.REASON, Link.CONCESSION, Link.COMPARISON))


def _clause(sentence: Sentence) -> Clause | None:
    """The clause that says what is to be done: what is aimed at, planned or agreed, and not the aiming at it."""
    verbal = [clause for clause in sentence.clauses if clause.verbs is not None and not _names(sentence, clause.verbs)]
    framing = {_framing(sentence, clause) for clause in verbal}
    framing |= {clause.parent for clause in verbal if _carries(sentence, clause)}
    found = [clause for clause in verbal if clause.index not in framing]
    return min(found, key=_depth, default=None)


def _names(sentence: Sentence, verbs: Verbs) -> bool:
    """Whether a name was taken for a verb: "sent to Ann"."""
    return verbs.main > verbs.first and sentence.words[verbs.main].istitle()


def _framing(sentence: Sentence, clause: Clause) -> int | None:
    """The clause whose verb is the frame of another; "permission to use it" is framed by a noun."""
    at = clause.frame.clause if clause.frame is not None else None
    verbs = None if at is None else sentence.clauses[at].verbs
    inside = verbs is not None and clause.frame is not None and verbs.first <= clause.frame.token < verbs.last
    return at if inside else None


def _depth(clause: Clause) -> int:
    """How far a clause is from saying what a sentence says: "permission to use the hall will be sought"."""
    return 2 if clause.kind in _ASIDE else int(clause.kind not in (Link.MAIN, Link.COORDINATE))


def _carries(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause stands right behind the verb of its parent, which only says how sure it is: "aim to reduce"."""
    verbs = None if clause.parent is None else sentence.clauses[clause.parent].verbs
    if verbs is None or verbs.last not in (clause.first, clause.first + 1):
        return False
    return clause.kind is Link.INFINITIVE or (clause.kind is Link.GERUND and verbs.lemma in stances())


def _main(clause: Clause | None, read: tuple[Word, ...], none: int) -> int:
    """The word that says what is to be done; `none` where there is none."""
    if clause is None or clause.verbs is None:
        return none
    at = clause.verbs.main  # a verb taken for a noun leaves the modal alone: "will plant"
    return at + 1 if read[at].tag == "MD" and at + 1 < len(read) else at


def _joined(sentence: Sentence, clause: Clause | None) -> list[Clause]:
    """A clause and the one joined to it that does something to the same thing: "to be drafted and sent"."""
    if clause is None or clause.verbs is None:
        return []
    mine = [clause]
    over = sentence.clauses[clause.parent] if clause.kind is Link.INFINITIVE and clause.parent is not None else None
    if over is not None and over.verbs is not None and over.verbs.modal and over.verbs.lemma not in stances():
        return [clause, over]  # "will meet to discuss a plan" is done when they have met
    for other in sentence.clauses if clause.verbs.passive or not clause.objects else ():
        if other.kind is Link.COORDINATE and other.first == mine[-1].last and other.verbs is not None:
            mine.append(other)
    return mine


def _acts(clauses: list[Clause], read: tuple[Word, ...], head: str) -> frozenset[str]:
    """Classes of the acts that are promised; an unknown verb is its own class."""
    found: frozenset[str] = frozenset()
    for clause in clauses:
        verb = read[_main(clause, read, 0)]
        light = lemma(verb.low, verb.tag) in word_set("light_verbs")  # "carry out a survey": to survey
        named = [word.acts | {head} for word in read if light and word.key == head]
        deed = frozenset().union(*named)
        if verb.acts or verb.weight > 0:
            found |= (verb.acts or frozenset({verb.key})) | deed
    return found or next((word.acts for word in read if word.acts), frozenset())


def _head(clauses: list[Clause], read: tuple[Word, ...]) -> str:
    """The key of the noun that the act is done to: its object, or the subject that suffers it."""
    phrase = None
    for clause in clauses:
        suffers = clause.subject if clause.verbs is not None and clause.verbs.passive else None
        phrase = phrase or (clause.objects[0] if clause.objects else suffers)
    if phrase is not None and read[phrase.head].weight > 0:
        return read[phrase.head].key
    return next((word.key for word in read if word.weight > ACT), "")
