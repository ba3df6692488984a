"""How well phrases and clauses are found: `python tests/bench/grammar.py FILES [--show MEASURE] [--limit SENTENCES]`.

The files have a line a word, `word TAB tag TAB head TAB dependency` (ClearNLP names), an empty line after a sentence.
The words of each sentence are read by the library with its own classes; precision and recall are counted by words: the
heads of noun phrases, the full verbs of finite clauses, the pairs of verb and subject, verb and object, negated and
passive verbs, and the verbs of relative, adverbial and complement clauses, adverbial ones by the word that opens them.
"""

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportdiff.language.chunks import Phrase
from reportdiff.language.sentence import Sentence
from reportdiff.language.syntax import Link
from reportdiff.language.tokens import TAILS

FINITE = {"VBZ", "VBP", "VBD", "MD"}
ADVERBIAL = {Link.CONDITION, Link.REASON, Link.TIME, Link.PURPOSE, Link.CONCESSION, Link.COMPARISON}
NAMES = ("heads", "finite", "subject", "object", "negated", "passive", "relative", "adverbial", "complement")


class Word(NamedTuple):
    """A word of the reference."""

    word: str
    tag: str
    head: int
    dep: str


def read(path: Path) -> Iterator[list[Word]]:
    """The sentences of a file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    found: list[Word] = []
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) > 3:
            found.append(Word(cells[0], cells[1], int(cells[2]), cells[3]))
        elif not line and found:
            yield found
            found = []


def joined(words: list[Word]) -> str:
    """The words with blanks between them, but for what an apostrophe joins."""
    text = ""
    for word in words:
        blank = " " if text and word.word.lower().replace("’", "'") not in TAILS else ""
        text += blank + word.word
    return text


def reference(words: list[Word]) -> dict[str, set[tuple[int, ...]]]:
    """What the annotation says, by measure."""
    below: dict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        below[word.head].append(at)

    def has(at: int, *deps: str) -> bool:
        return any(words[child].dep in deps for child in below[at])

    found: dict[str, set[tuple[int, ...]]] = {name: set() for name in NAMES}
    for at, word in enumerate(words):
        if word.tag[:2] in ("NN", "PR") and word.tag != "PRP$" and _heads_a_phrase(words, at):
            found["heads"].add((at,))
        if word.tag[:2] not in ("VB", "MD"):
            continue
        helped = [child for child in below[at] if words[child].dep in ("aux", "auxpass")]
        finite = word.tag in FINITE if not helped else any(words[child].tag in FINITE for child in helped)
        if word.dep in ("aux", "auxpass", "amod", "compound"):
            continue
        if has(at, "neg") or any(words[child].word.lower() == "cannot" for child in (at, at - 1, *helped)):
            found["negated"].add((at,))
        if has(at, "auxpass"):
            found["passive"].add((at,))
        for child in below[at]:
            if words[child].dep in ("dobj", "attr", "dative", "oprd") and words[child].tag[:2] in ("NN", "PR"):
                found["object"] |= {(at, other) for other in (child, *_joined_to(words, child))}
        if finite:
            _clause(words, at, below[at], found)
    return found


def _clause(words: list[Word], at: int, below: list[int], found: dict[str, set[tuple[int, ...]]]) -> None:
    """What the annotation says of one finite clause, by its verb and the words below that."""
    found["finite"].add((at,))
    for child in below:
        if words[child].dep in ("nsubj", "nsubjpass"):
            found["subject"].add((at, child))
        elif words[child].dep == "mark" and words[at].dep == "advcl" and words[child - 1].dep != "mark":
            found["adverbial"].add((at, child))
    if words[at].dep == "relcl":
        found["relative"].add((at,))
    elif words[at].dep in ("ccomp", "acl") and any(words[child].dep == "mark" for child in below):
        found["complement"].add((at,))


def _joined_to(words: list[Word], at: int) -> list[int]:
    """The nouns that "and", "or" or a list joins to one."""
    found: list[int] = []
    for other in range(at + 1, len(words)):
        if words[other].dep == "conj" and words[other].head in (at, *found) and words[other].tag[:2] in ("NN", "PR"):
            found.append(other)
    return found


def _heads_a_phrase(words: list[Word], at: int) -> bool:
    word = words[at]
    while word.dep == "conj" and word.head >= 0:
        word = words[word.head]
    return word.dep in (
        "nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "dative", "appos", "oprd", "conj", "npadvmod", "expl"
    )  # fmt: skip


def said(sentence: Sentence) -> dict[str, set[tuple[int, ...]]]:
    """What the library says, by measure."""
    found: dict[str, set[tuple[int, ...]]] = {name: set() for name in NAMES}
    tags = sentence.tags
    nouns = {phrase.head for phrase in sentence.phrases if tags[phrase.head][:2] in ("NN", "PR", "EX")}
    found["heads"] = {(head,) for head in nouns}
    for clause in sentence.clauses:
        verbs = clause.verbs
        if verbs is None:
            continue
        main = verbs.main
        if verbs.negated:
            found["negated"].add((main,))
        if verbs.passive and verbs.first < main:
            found["passive"].add((main,))
        found["object"] |= {(main, phrase.head) for phrase in clause.objects if phrase.head in nouns}
        if not verbs.finite or tags[verbs.first] not in FINITE:
            continue  # "and close the depot" shares the auxiliary of the verb before: the annotation calls it bare
        if verbs.ahead and "going" not in sentence.low[verbs.first : main]:
            main = verbs.first  # "is to open": in the annotation "is" is the verb
        found["finite"].add((main,))
        parent = sentence.clauses[clause.parent] if clause.parent is not None else None
        subject: Phrase | None = clause.subject
        if subject is not None and tags[subject.head] != "EX" and (parent is None or parent.subject != subject):
            found["subject"].add((main, subject.head))
        if subject is None and clause.opener is not None and tags[clause.opener] in ("WDT", "WP"):
            found["subject"].add((main, clause.opener))
        if clause.kind is Link.RELATIVE:
            found["relative"].add((main,))
        elif clause.kind is Link.COMPLEMENT and clause.opener is not None and tags[clause.opener] in ("IN", "WDT"):
            found["complement"].add((main,))
        elif clause.kind in ADVERBIAL and clause.opener is not None and tags[clause.opener] == "IN":
            found["adverbial"].add((main, clause.opener))
    return found


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", choices=NAMES, help="print what differs by this measure")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    right: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    skipped = 0
    for words in [words for path in given.files for words in read(path)][: given.limit]:
        text = joined(words)
        sentence = Sentence(text, 0, len(text))
        if len(sentence) != len(words):
            skipped += 1
            continue
        truth, ours = reference(words), said(sentence)
        for name in NAMES:
            right[name] += len(truth[name] & ours[name])
            claimed[name] += len(ours[name])
            wanted[name] += len(truth[name])
        if given.show and truth[given.show] != ours[given.show]:
            print(text)
            for mark, places in (("-", truth), ("+", ours)):
                other = ours if mark == "-" else truth
                for place in sorted(places[given.show] - other[given.show]):
                    print("  ", mark, " ".join(f"{words[at].word}[{at}]" for at in place))
    for name in NAMES:
        p, r = right[name] / max(1, claimed[name]), right[name] / max(1, wanted[name])
        print(f"{name:12} P {p:.3f}  R {r:.3f}  F {2 * p * r / max(1e-9, p + r):.3f}  of {wanted[name]:,}")
    if skipped:
        print(f"{skipped} sentences cut otherwise, left out")


if __name__ == "__main__":
    main()
