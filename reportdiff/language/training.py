"""Learn the tagger's weights from annotated text: `python -m reportdiff.language.training FILES -o WEIGHTS`.

A file has a line a word, `word TAB tag` and whatever columns follow, and an empty line after each sentence; a line
without a tab that begins with `#` is a comment (`# source NAME ...` is counted into the head of the weights). It may be
compressed with gzip. The same files in the same order give the same weights, byte for byte: the order of learning comes
from a fixed seed, sums are whole numbers, and everything written is sorted.
"""

import argparse
import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO, cast

from . import tagger
from .vocabulary import table

SEED = 7
EPOCHS = 5
_FIELD, _WIDE = 32, 64  # bits of the field of a class in a weight, and in the sum that averages it
_KNOWN = 2  # times a form must occur to be known
_SURE = 3  # times a form must occur, always with one class, to be looked up
_RARE = 0.004  # share of a form's occurrences below which a class counts as a slip of the annotation
_FEATURE = 3  # times a feature must occur to be learned
_STEP = 0.6  # weights are written as multiples of this
_LEAST = 1.2  # weights nearer to nothing than this are left out

Sentence = tuple[list[str], list[str]]


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def read(path: Path, sources: Counter[str]) -> Iterator[Sentence]:
    """The sentences of a file, each as its words and their tags; words are counted by source."""
    words: list[str] = []
    tags: list[str] = []
    source = path.name
    with _opened(path) as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 1:
                words.append(cells[0])
                tags.append(cells[1])
                sources[source] += 1
            elif cells[0].startswith("# source "):
                source = cells[0].split()[2]
            elif not cells[0] and words:
                yield words, tags
                words, tags = [], []
    if words:
        yield words, tags


def lexicon(data: Sequence[Sentence], letters: dict[str, str]) -> dict[str, str]:
    """What each form can be, as letters in order; a capital at the head of a sentence tells nothing."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    words = {letters[tag] for tag in tagger.OPEN if tag in letters}
    for said, tags in data:
        capitals = not any(word.islower() for word in said)
        for at, (word, tag) in enumerate(zip(said, tags, strict=True)):
            form = word.lower() if (at == 0 or capitals) and word[:1].isupper() and word[1:].islower() else word
            if form != word and tag in ("NNP", "NNPS"):
                form = word
            seen[form][letters[tag]] += 1
    kinds = {}
    for form, counts in seen.items():
        total = sum(counts.values())
        if total < _KNOWN:
            continue
        kept = [letter for letter, count in counts.items() if count > total * _RARE]
        if not any(map(str.isalnum, form)):
            kept = [letter for letter in kept if letter not in words] or kept
        if len(kept) > 1 or total >= _SURE:
            kinds[form] = "".join(sorted(kept))
    return kinds


class Learner:
    """The perceptron while it learns: packed weights by feature number, and their sums for the average."""

    def __init__(self, letters: Sequence[str]) -> None:
        self.places: dict[str, int] = {letter: at for at, letter in enumerate(letters)}
        self.now: list[int] = []
        self.summed: list[int] = []
        self.steps: list[int] = [(1 << _FIELD * at) for at in range(len(letters))]
        self.wide: list[int] = [(1 << _WIDE * at) for at in range(len(letters))]
        self.base: int = sum(1 << _FIELD * at + _FIELD - 1 for at in range(len(letters)))
        self.clock = 1

    def new(self) -> int:
        """A feature that has no weight yet."""
        self.now.append(0)
        self.summed.append(0)
        return len(self.now) - 1

    def best(self, features: Iterable[int], candidates: Sequence[int]) -> int:
        """The candidate with the highest score; the first of equals."""
        total = sum(map(self.now.__getitem__, features), self.base)
        top, chosen = -1, candidates[0]
        for place in candidates:
            score = total >> _FIELD * place & 0xFFFFFFFF
            if score > top:
                top, chosen = score, place
        return chosen

    def correct(self, features: Iterable[int], right: int, wrong: int) -> None:
        """Move the weights of these features from a wrong class to the right one."""
        step = self.steps[right] - self.steps[wrong]
        wide = self.clock * (self.wide[right] - self.wide[wrong])
        for feature in features:
            self.now[feature] += step
            self.summed[feature] += wide

    def averaged(self, feature: int) -> dict[int, int]:
        """The weight of a feature for each class, averaged over all decisions, times the number of decisions."""
        last = _fields(self.now[feature], _FIELD, len(self.steps))
        taken = _fields(self.summed[feature], _WIDE, len(self.steps))
        return {
            at: weight * self.clock - off
            for at, (weight, off) in enumerate(zip(last, taken, strict=True))
            if weight or off
        }


def _fields(packed: int, bits: int, count: int) -> list[int]:
    """The signed numbers packed into an integer."""
    half, found = 1 << bits - 1, []
    for _ in range(count):
        field = (packed + half & (1 << bits) - 1) - half
        found.append(field)
        packed = packed - field >> bits
    return found


class Course:
    """The text to learn from, each word that has to be decided with the numbers of its features."""

    def __init__(self, data: Sequence[Sentence], letters: dict[str, str], kinds: dict[str, str]) -> None:
        self.letters: list[str] = sorted(letters.values())
        self.learner: Learner = Learner(self.letters)
        self.words: tagger.Lexicon = tagger.Lexicon(kinds)
        self.open: list[int] = [self.learner.places[letters[tag]] for tag in tagger.OPEN if tag in letters]
        self.marks: list[int] = [
            self.learner.places[letters[tag]] for tag in tagger.MARKS if tag in letters
        ] or self.open
        self.names: list[int] = [
            self.learner.places[letters[tag]] for tag in tagger.NAMES if tag in letters
        ] or self.open
        counts: Counter[str] = Counter()
        for sentence in data:
            for static, _ in self._static(sentence[0]):
                counts.update(static)
        self.numbers: dict[str, int] = {name: self.learner.new() for name in sorted(counts) if counts[name] >= _FEATURE}
        self.joint: dict[str, int] = {}
        self.sentences: list[tuple[list[tuple[tuple[int, ...], tuple[str, str, list[int]]]], list[int]]] = [
            (
                [
                    (tuple([self.numbers[name] for name in static if name in self.numbers]), decided)
                    for static, decided in self._static(words)
                ],
                [self.learner.places[letters[tag]] for tag in tags],
            )
            for words, tags in data
        ]

    def _static(self, words: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, str, list[int]]]]:
        """Of each word the features that hang on no class, and its form, the kind behind it and what it can be."""
        reads = tagger.looks(words, self.words)
        for at, (form, low, look, kind) in enumerate(reads):
            if kind[0] == "?":
                candidates = {".": self.marks, "A": self.names}.get(kind[1], self.open)
            else:
                candidates = [self.learner.places[letter] for letter in kind]
            if len(candidates) == 1:
                yield (), (form, "", candidates)
                continue
            behind = reads[at + 1] if at + 1 < len(reads) else tagger.END
            second = reads[at + 2] if at + 2 < len(reads) else tagger.END
            before = reads[at - 1] if at else tagger.END
            other = reads[at - 2] if at > 1 else tagger.END
            static = (
                *tagger.own_features(form, low, look),
                *tagger.before_features(before[1]),
                *tagger.second_before_features(other[1]),
                *tagger.behind_features(behind[1], behind[3]),
                *tagger.second_behind_features(second[1], second[3]),
            )
            yield static, (form, behind[3], candidates)

    def study(self, order: Sequence[int], progress: bool = False) -> tuple[int, int]:
        """Read the sentences in this order and learn from each slip: how many slips, of how many decisions."""
        learner, letters, joint = self.learner, self.letters, self.joint
        slips = decisions = 0
        for number in order:
            words, right = self.sentences[number]
            one = two = tagger.START
            for (static, (form, behind, candidates)), truth in zip(words, right, strict=True):
                chosen = candidates[0]
                if len(candidates) > 1:
                    names = tagger.joint_features(form, one, two, behind)
                    features = [*static]
                    for name in names:
                        found = joint.get(name)
                        if found is None:
                            found = joint[name] = learner.new()
                        features.append(found)
                    chosen = learner.best(features, candidates)
                    decisions += 1
                    learner.clock += 1
                    if chosen != truth and (truth in candidates or len(candidates) == len(self.open)):
                        slips += 1
                        learner.correct(features, truth, chosen)
                two, one = one, letters[chosen]
        return slips, decisions

    def weights(self) -> dict[str, dict[str, float]]:
        """What was learned: feature -> letter of a class -> weight."""
        found = {}
        for features in (self.numbers, self.joint):
            for name, number in features.items():
                if self.learner.now[number] or self.learner.summed[number]:
                    averaged = self.learner.averaged(number)
                    found[name] = {self.letters[at]: value / self.learner.clock for at, value in averaged.items()}
        return found


def learn(data: Sequence[Sentence], epochs: int = EPOCHS) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The letter of each tag, what each form can be, and the weights of each feature as they are written down."""
    tags = sorted({tag for _, tagged in data for tag in tagged})
    letters = dict(zip(tags, tagger.LETTERS, strict=False))
    kinds = lexicon(data, letters)
    course = Course(data, letters, kinds)
    order, shuffle = list(range(len(data))), random.Random(SEED).shuffle
    for epoch in range(epochs):
        shuffle(order)
        slips, decisions = course.study(order)
        print(f"epoch {epoch + 1}: {slips:,} slips in {decisions:,} decisions", file=sys.stderr)
    written = {name: _written(weights) for name, weights in course.weights().items()}
    return letters, kinds, {name: pairs for name, pairs in sorted(written.items()) if pairs}


def _written(weights: Mapping[str, float]) -> str:
    """The weights of a feature as pairs of characters: the letter of a class, and a multiple of the step."""
    most = tagger.MOST
    return "".join(
        letter + chr(tagger.ZERO + max(-most, min(most, round(weight / _STEP))))
        for letter, weight in sorted(weights.items())
        if abs(weight) >= _LEAST
    )


def compressed(head: Sequence[str], learned: tuple[dict[str, str], dict[str, str], dict[str, str]]) -> bytes:
    """The file of weights: comment lines, tags with their letters, words by what they can be, features, weights."""
    letters, kinds, weights = learned
    words: dict[str, list[str]] = defaultdict(list)
    for word, kind in sorted(kinds.items()):
        words[kind].append(word)
    lines = [f"# {line}" for line in head]
    lines.append(" ".join(f"{tag} {letter}" for tag, letter in letters.items()))
    lines.append("\t".join(f"{kind} {' '.join(words[kind])}" for kind in sorted(words)))
    lines += [" ".join(weights), " ".join(weights.values())]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def head(sources: Mapping[str, int], licences: Mapping[str, str], command: str) -> list[str]:
    """What the file of weights says about itself."""
    lines = [
        "Weights of reportdiff's word classes (language/tagger.py): plain data, no program.",
        f"Made by: {command}",
        f"Seed {SEED}, {EPOCHS} rounds, {sum(sources.values()):,} words of:",
    ]
    for name, count in sorted(sources.items()):
        lines.append(f"{name}, {count:,} words: {licences.get(name, 'licence not stated')}")
    return lines


def licences() -> dict[str, str]:
    """The licence of each known source, from `data/sources.tsv`."""
    return table("sources.tsv")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files named on the command line and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m reportdiff.language.training", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args(arguments)
    sources: Counter[str] = Counter()
    data = [sentence for path in given.files for sentence in read(path, sources)]
    named = " ".join([path.name for path in given.files])
    command = f"python -m reportdiff.language.training {named} -o {given.output.name}"
    given.output.write_bytes(compressed(head(sources, licences(), command), learn(data)))


if __name__ == "__main__":
    main()
