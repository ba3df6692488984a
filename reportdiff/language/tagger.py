"""Word classes: an averaged perceptron that reads from left to right, its weights as plain data beside it.

Theory of operation. A word whose class never varied in the text learned from is looked up. Any other asks a sum of
weights: of its form, ending and shape, of the words on either side, of what classes the next words can have, and of
the classes given to the two words before it. The weights of one feature for all classes are packed into one integer, a
field a class, so that adding two features is one addition whatever the number of classes.

Reference: M. Collins, "Discriminative training methods for hidden Markov models", 2002 (the averaged perceptron).
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

BITS = 16  # of the field that holds the score of one class
START = "^"  # the class before the first word
WEIGHTS = "weights.txt.gz"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"  # one stands for a tag
ZERO, MOST = 79, 46  # the character that stands for the weight 0, and how far to either side of it others go
MARKS = (":", "SYM", "NFP", "``", "''")  # what an unknown mark may be
NAMES = ("NNP", "NNPS", "NN", "NNS")  # what an unknown word in capitals may be
OPEN = ("NN", "NNS", "NNP", "JJ", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "RB", "CD")  # what an unknown word may be
_LONGEST = 24  # characters of a word that its features look at


def shape(word: str, first: bool) -> str:
    """What a word looks like: lower case, Capital, ALL CAPITALS, with digits, hyphens; if it opens the sentence."""
    if word.isalpha():
        if word.islower():
            return "x"
        if word.isupper() and len(word) > 1:
            return "A"
        if word[:1].isupper():
            return "f" if first else "X"
        return "m"
    mark = "-" if "-" in word[1:] else ""
    if any(map(str.isdecimal, word)):
        return "d" + mark if word[0].isdecimal() else "D" + mark
    if word[:1].isalpha():
        return ("f" if first else "X") + mark if word[0].isupper() else "x" + mark
    return "."


def own_features(form: str, low: str, look: str) -> tuple[str, ...]:
    """What a word says about its own class."""
    end = low[-3:]
    return ("w" + form, "s" + end, "S" + low[-4:], "e" + low[-2:], "p" + low[:3], "h" + look, "H" + look + end)


def before_features(low: str) -> tuple[str, ...]:
    """What the word before says."""
    return "b" + low, "y" + low[-3:]


def second_before_features(low: str) -> tuple[str, ...]:
    """What the word two before says."""
    return ("B" + low,)


def behind_features(low: str, kind: str) -> tuple[str, ...]:
    """What the word behind says, `kind` being what it may be."""
    return "n" + low, "z" + low[-3:], "k" + kind


def second_behind_features(low: str, kind: str) -> tuple[str, ...]:
    """What the word two behind says."""
    return "N" + low, "K" + kind


def joint_features(form: str, one: str, two: str, kind: str) -> tuple[str, ...]:
    """What the classes of the words before (`one`, before it `two`), the form and the word behind say together."""
    return "t" + one, "T" + two + one, "u" + one + form, "v" + one + kind, "x" + kind + form


class Lexicon:
    """Which classes each known form can have, by the letters that stand for classes."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self.kinds = kinds

    def form(self, word: str, first: bool) -> tuple[str, str, bool]:
        """The form under which a word is known, what it can be ("" unknown), and whether capitals count for nothing."""
        kinds = self.kinds
        kind = kinds.get(word)
        if word.islower():
            return word, kind or "", False
        if word == "A" and not first:
            return word, "", False  # an initial: "Cllr A Lane"
        if first and word[:1].isupper():
            low = word.lower()
            other = kinds.get(low)
            if other:
                if not kind or kind == other or not word[1:].islower():
                    return low, other, True
                return low, "".join(sorted({*kind, *other})), True
        if kind:
            return word, kind, False
        if len(word) > 3 and word.isupper():
            low = word.lower()
            if low in kinds:
                return low, kinds[low], True
        return word, "", False


Look = tuple[str, str, str, str]
END: Look = ("", "", "$", "$")


def looks(words: Sequence[str], lexicon: "Lexicon") -> list[Look]:
    """Of each word of a sentence its form, that in lower case, its shape, and what it can be."""
    words, opening = ready(words, lexicon)
    return [look_of(word, at < opening, lexicon) for at, word in enumerate(words)]


def ready(words: Sequence[str], lexicon: "Lexicon") -> tuple[Sequence[str], int]:
    """The words as they would stand in a sentence, headings in lower case, and how many of them open it."""
    if len(words) > 1 and not any(map(str.islower, words)):
        words = [_plain(word, lexicon) for word in words]
    return words, 1 + next((at for at, word in enumerate(words) if word[:1].isalnum()), len(words))


def look_of(word: str, first: bool, lexicon: "Lexicon") -> Look:
    """The form of a word, that in lower case, its shape, and what it can be."""
    form, kind, plain = lexicon.form(word, first)
    low = form if form.islower() else word.lower().replace("’", "'")
    look = "x" if plain else shape(word, first)
    return form, low, look, kind or unknown_kind(low, look)


def _plain(word: str, lexicon: "Lexicon") -> str:
    """A word of a heading or of a line in capitals as it would stand in a sentence; a known name keeps its capital."""
    known = lexicon.kinds.get(word)
    return word if known and word.istitle() and word.lower() not in lexicon.kinds else word.lower()


def unknown_kind(low: str, look: str) -> str:
    """What stands for the classes of a word that is not known: its shape and the end of it."""
    return "?" + look + low[-2:] if low[:1].isalpha() else "?" + look


class _Read(NamedTuple):
    """A word made ready: what it can be, its form, the candidates with the places of their scores, and what it adds to
    the scores of its own class, of the word behind it, two behind, before it, and two before."""

    kind: str
    form: str
    candidates: tuple[tuple[int, str], ...]
    own: int
    behind: int
    second_behind: int
    before: int
    second_before: int


class Model:
    """The weights, made ready to be asked: each word's part in a score is worked out once for a word of the lexicon."""

    def __init__(self, letters: dict[str, str], kinds: dict[str, str], weights: Mapping[str, int | str]) -> None:
        self._weights = dict(weights)  # as written, packed once they are asked for
        self._letters = letters
        self._lexicon = Lexicon(kinds)
        self._places = {letter: at * BITS for at, letter in enumerate(letters.values())}
        self._tag = {letter: tag for tag, letter in letters.items()}
        self._open = tuple([(self._places[letters[tag]], letters[tag]) for tag in OPEN if tag in letters])
        self._marks = tuple([(self._places[letters[tag]], letters[tag]) for tag in MARKS if tag in letters])
        self._names = tuple([(self._places[letters[tag]], letters[tag]) for tag in NAMES if tag in letters])
        self._steps = {
            (letter, chr(ZERO + weight)): weight << place
            for letter, place in self._places.items()
            for weight in range(-MOST, MOST + 1)
        }
        self._base = sum(1 << place + BITS - 1 for place in self._places.values())
        self._candidates = {
            kind: tuple([(self._places[letter], letter) for letter in kind]) for kind in {*kinds.values()}
        }
        self._strange = lru_cache(maxsize=2048)(self._read_of)
        self._known: tuple[dict[str, _Read], dict[str, _Read]] = ({}, {})  # inside a sentence, and at its head
        self._end = self._read_of(END)

    def _sum(self, features: Iterable[str], total: int = 0) -> int:
        """The packed weights of some features, added up; most features have none."""
        weights = self._weights
        for feature in features:
            weight = weights.get(feature)
            if weight is not None:
                total += weight if isinstance(weight, int) else self._pack(feature, weight)
        return total

    def _pack(self, feature: str, pairs: str) -> int:
        packed = self._weights[feature] = sum(map(self._steps.__getitem__, zip(pairs[::2], pairs[1::2], strict=True)))
        return packed

    def can_be(self, word: str, tag: str) -> bool:
        """Whether a known form can have this tag."""
        return self._letters.get(tag, "?") in self._lexicon.kinds.get(word, "")

    def knows(self, word: str) -> bool:
        """Whether a form is one of the lexicon."""
        return word in self._lexicon.kinds

    def _choice(self, kind: str) -> tuple[tuple[int, str], ...]:
        if kind[0] == "?":
            return {".": self._marks, "A": self._names}.get(kind[1]) or self._open
        return tuple([(self._places[letter], letter) for letter in kind if letter in self._places])

    def _read(self, word: str, first: bool) -> _Read:
        """What a word adds to scores, kept: all words of the lexicon, and of others those asked for last."""
        read = look_of(word, first, self._lexicon)
        if read[0] not in self._lexicon.kinds:
            return self._strange(read)
        made = self._known[first][word] = self._read_of(read)
        return made

    def _read_of(self, read: Look) -> _Read:
        form, low, look, kind = read
        return _Read(
            kind,
            form,
            self._candidates.get(kind) or self._choice(kind),
            self._sum(own_features(form, low, look), self._base),
            self._sum(before_features(low)),
            self._sum(second_before_features(low)),
            self._sum(behind_features(low, kind)),
            self._sum(second_behind_features(low, kind)),
        )

    def _reads(self, words: Sequence[str]) -> list[_Read]:
        words, opening = ready(words, self._lexicon)
        inside, ahead = self._known
        reads = [ahead.get(word) or self._read(word, True) for word in words[:opening]]
        reads += [inside.get(word) or self._read(word, False) for word in words[opening:]]
        return reads

    def tag(self, words: Sequence[str]) -> list[str]:
        """The class of each word of one sentence."""
        reads = self._reads(words)
        count = len(reads)
        reads += (self._end, self._end)  # behind the last word, and before the first: indexes -1 and -2 find them too
        one = two = START
        add, tags = self._sum, self._tag
        found = []
        for at in range(count):
            kind, form, candidates, total = reads[at][:4]
            if len(kind) == 1:
                two, one = one, kind
                found.append(tags[kind])
                continue
            after = reads[at + 1]
            total += after[6] + reads[at + 2][7] + reads[at - 1][4] + reads[at - 2][5]
            total = add(joint_features(form, one, two, after[0]), total)
            top, chosen = -1, kind
            for place, letter in candidates:
                score = total >> place & 0xFFFF
                if score > top:
                    top, chosen = score, letter
            two, one = one, chosen
            found.append(tags[chosen])
        return found


def load(text: str) -> Model:
    """The model in the text of a file of weights."""
    tags, kinds, names, weights = text.split("\n")[-4:]
    letters = tags.split(" ")
    lexicon = {}
    for line in kinds.split("\t"):
        kind, *words = line.split(" ")
        lexicon.update(dict.fromkeys(words, kind))
    return Model(
        dict(zip(letters[::2], letters[1::2], strict=True)),
        lexicon,
        dict(zip(names.split(" "), weights.split(" "), strict=True)),
    )


_GZIP = 31  # what zlib calls the form; the module gzip takes longer to import than the weights to read


@cache
def _model() -> Model:
    return load(zlib.decompress((Path(__file__).parent / "data" / WEIGHTS).read_bytes(), _GZIP).decode())


def tag(words: Sequence[str]) -> list[str]:
    """The Penn treebank tag of each word of one sentence, cut as `tokens` cuts it for the tagger.

    >>> tag("The Council will spend £ 2.4 m on roads .".split())
    ['DT', 'NNP', 'MD', 'VB', '$', 'CD', 'CD', 'IN', 'NNS', '.']
    """
    return _model().tag(words)


def is_verb_in_s(word: str) -> bool:
    """Whether a form in lower case can be the third person of a verb, and no plural noun: "compares", "becomes"."""
    return _model().can_be(word, "VBZ") and not _model().can_be(word, "NNS")


def is_base(word: str) -> bool:
    """Whether a form in lower case can be the base form of a verb."""
    return _model().can_be(word, "VB")


def is_known(word: str) -> bool:
    """Whether a word in lower case is one of those that the weights were learned from."""
    return _model().knows(word)
