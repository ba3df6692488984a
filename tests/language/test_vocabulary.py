import subprocess
import sys

import pytest

from reportdiff.errors import ReportdiffError
from reportdiff.language.memo import Kept
from reportdiff.language.vocabulary import extend, rows

UNITS = """
import reportdiff
from reportdiff.language.vocabulary import extend
text = "The boilers used 40 kitherms of gas."
before = [f.unit for f in reportdiff.read_text(text).figures]
extend("units.tsv", [("kitherms", "therms", "1000", "any", "")])
(figure,) = reportdiff.read_text(text).figures
print(before, figure.unit, figure.value)
"""
CUES = """
import reportdiff
from reportdiff.language.vocabulary import extend
text = "Our moonshot for 2027 remains forty new clinics."
before = len(reportdiff.read_text(text).commitments)
extend("cues.tsv", [("moonshot", "moonshot", "(?:our|the) ", "", "aim", "target", "noun")])
(made,) = reportdiff.read_text(text).commitments
print(before, made.rules)
"""
COMMON_CUES = """
import reportdiff
from reportdiff.language.vocabulary import extend
words = ("level", "step", "asks")
extend("cues.tsv", [(word, word, "(?:our|the) ", "", "aim", "target", "noun") for word in words])
print(*[len(reportdiff.read_text(f"Our {word} remains a library in every village.").commitments) for word in words])
"""


def run(code: str) -> str:
    """What a program of its own prints: the vocabulary of this process stays as it is."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_program_can_add_a_unit() -> None:
    assert run(UNITS) == "['kitherms'] therms 40000"


def test_a_program_can_add_a_cue() -> None:
    before, _, rules = run(CUES).partition(" ")
    assert before == "0"
    assert "moonshot" in rules


def test_a_cue_added_by_a_program_may_be_a_word_that_is_too_common_by_itself() -> None:
    assert run(COMMON_CUES) == "1 1 1"


def test_a_vocabulary_that_does_not_exist_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ReportdiffError, match=r"no vocabulary 'unit\.tsv'.*units\.tsv"):
        extend("unit.tsv", [])


def test_a_row_with_too_few_columns_is_refused() -> None:
    count = len(rows("units.tsv"))
    with pytest.raises(ReportdiffError, match="fewer than"):
        extend("units.tsv", [("therms",)])
    assert len(rows("units.tsv")) == count


def test_every_vocabulary_says_where_it_comes_from() -> None:
    from reportdiff.language import vocabulary

    for path in sorted(path for folder in vocabulary._FOLDERS for path in folder.iterdir() if path.suffix != ".gz"):
        head = path.read_text(encoding="utf-8").split("\n\n")[0]
        comment = " ".join(line for line in head.splitlines() if line.startswith("#"))
        assert "wn " in comment or "ource" in comment, path.name


def test_what_is_kept_of_words_is_asked_once_bounded_and_forgotten_on_request() -> None:
    """A word costs one call however often it is asked for, no text can fill the memory, and `extend` can start anew."""
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = Kept(size, 2)
    assert [kept[word] for word in ("one", "three", "one", "three")] == [3, 5, 3, 5]
    assert asked == ["one", "three"]
    assert (kept["seventeen"], len(kept)) == (9, 1)
    kept.cache_clear()
    assert not kept


CLASSES = """
import reportdiff
from reportdiff.language.vocabulary import extend
from reportdiff.language.wordclass import Words
text = "They frobnicate it."
before = Words(text, 0, len(text)).tags
extend("word_classes.tsv", [("V", "frobnicate")])
print(before, Words(text, 0, len(text)).tags)
"""


def test_a_word_read_before_is_read_anew_with_the_vocabulary_that_a_program_adds() -> None:
    before, after = run(CLASSES).split()
    assert before != after
