"""Clauses and their frames, by cases: `cases/clauses.cases` explains its form."""

from pathlib import Path
from sys import setprofile
from types import FrameType

from scored import keeps_its_floor

from reportdiff.language.chunks import Mood
from reportdiff.language.sentence import Sentence
from reportdiff.language.syntax import Clause

CASES = Path(__file__).parent.parent / "cases" / "clauses.cases"


def _told(sentence: Sentence, clause: Clause) -> str:
    """A clause as the cases write it."""
    verbs, subject = clause.verbs, clause.subject
    words = [str(clause.index), clause.kind.value]
    if clause.parent is not None:
        words.append(f"of {clause.parent}")
    words.append("|")
    words.append(sentence.said(subject.first, subject.last) if subject else "-")
    words.append("|")
    if verbs is None:
        return " ".join([*words, "-"])
    words += [verbs.lemma, clause.time.value]
    words += [verbs.mood.value] if verbs.mood is not Mood.INDICATIVE else []
    names = ("passive", "negated", "perfect", "progressive", "ahead")
    words += [name for name in names if getattr(verbs, name)]
    if clause.objects:
        words += ["|", "; ".join([sentence.said(phrase.first, phrase.last) for phrase in clause.objects])]
    words += ["|", "in", clause.frame.stance.value, "past" * clause.frame.past] if clause.frame else []
    return " ".join(words).rstrip()


def read(text: str) -> list[str]:
    """Every clause of a sentence, a line each."""
    sentence = Sentence(text, 0, len(text))
    return [_told(sentence, clause) for clause in sentence.clauses]


def test_clauses_are_read_as_the_cases_say() -> None:
    faults = []
    for case in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, text, *expected = case.strip().split("\n")
        found = read(text)
        faults.append((name, "" if found == expected else f"{text} gives {found}"))
    keeps_its_floor(CASES.name, faults)


def _calls(text: str) -> int:
    """How many functions are called to read a sentence."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    setprofile(called)
    try:
        read(text)
    finally:
        setprofile(None)
    return count


def test_a_sentence_twice_as_long_is_twice_the_work() -> None:
    for piece in (
        "we opened two hubs that help firms if they ask, ",
        "it was said that ",
        "homes built in May and ",
        "to ",
    ):
        read(piece)
        assert _calls(piece * 200) < 2.2 * _calls(piece * 100)
