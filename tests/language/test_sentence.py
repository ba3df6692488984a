"""A sentence, read once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.chunks import FIGURE, TIME
from reportdiff.language.sentence import Sentence, Unit, once

_SOME = (
    "the we Council will not be opened open opening to that which if RESOLVED , . ; : ( ) and by of 40 £5m was had "
    "homes noted is going has improved's n't — council's because before"
)
_WORDS = st.sampled_from(_SOME.split(" "))
_TEXTS = st.text() | st.lists(_WORDS, max_size=30).map(" ".join)


def _of(text: str) -> Sentence:
    return Sentence(text, 0, len(text))


@given(_TEXTS)
def test_any_text_is_read_and_its_ranges_lie_within_it(text: str) -> None:
    read = _of(text)
    size = len(read)
    assert size == len(read.tags) == len(read.low) == len(read.stems) == len(read.lemmas) == len(read.clause_of)
    assert all(0 <= phrase.first <= phrase.head < phrase.last <= size for phrase in read.phrases)
    assert all(one.last <= other.first for one, other in zip(read.phrases, read.phrases[1:], strict=False))
    for clause in read.clauses:
        assert 0 <= clause.first <= clause.last <= size
        assert clause.parent is None or read.clauses[clause.parent].index != clause.index
        if clause.verbs is not None:
            assert clause.first <= clause.verbs.first <= clause.verbs.main < clause.verbs.last <= clause.last


def test_a_sentence_said_again_with_another_number_is_not_parsed_again() -> None:
    said = "The crew painted {} benches, which the wardens had mended."
    one, other = (Sentence(text, 0, len(text), [(17, 19, Unit.FIGURE)]) for text in (said.format(31), said.format(78)))
    assert one.clauses is other.clauses
    assert one.low[3] != other.low[3]
    words = said.format("seven")
    assert Sentence(words, 0, len(words), [(17, 22, Unit.FIGURE)]).clauses is not one.clauses


def test_what_is_made_of_a_wording_is_made_again_only_where_something_else_is_given() -> None:
    made = [_of("Nothing but slate was laid.").kept("roof", given, list[str]) for given in "aabb"]
    assert made[0] is made[1]
    assert made[1] is not made[2]
    assert made[2] is made[3]
    assert _of("Nothing but tiles were laid.").kept("roof", "b", list[str]) is not made[2]


@given(_TEXTS)
def test_tokens_and_blanks_tile_a_sentence(text: str) -> None:
    read = _of(text)
    at = 0
    for start, end in zip(read.starts, read.ends, strict=True):
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()


def test_what_the_caller_knows_to_be_one_thing_is_one_token() -> None:
    text = "We spent £2.39 million on roads in the year to March 2014."
    money, time = text.index("£"), text.index("the year")
    units = ((money, money + 13, Unit.FIGURE), (time, len(text) - 1, Unit.TIME))
    read = Sentence(text, 0, len(text), units)
    assert read.words == ("We", "spent", "£2.39 million", "on", "roads", "in", "the year to March 2014", ".")
    assert read.tags[2] == FIGURE
    assert read.tags[6] == TIME
    assert read.token_at(money + 5) == 2


def test_phrases_say_what_hangs_on_them() -> None:
    read = _of("The decision to close the pool of the town, which opened in 1990, was noted by members elected in May.")
    hangs = {
        read.words[phrase.head]: [(hang.kind.value, read.said(hang.first, hang.last)) for hang in phrase.hangs]
        for phrase in read.phrases
    }
    assert hangs["decision"] == [("infinitive", "to close the pool of the town, which opened in 1990,")]
    assert hangs["pool"] == [("of", "of the town")]
    assert hangs["town"] == [("relative", "which opened in 1990,")]
    assert hangs["members"] == [("participle", "elected in May")]
    pool = next(phrase for phrase in read.phrases if read.words[phrase.head] == "pool")
    assert read.said(pool.first, pool.end) == "the pool of the town"


@pytest.mark.parametrize(
    ("text", "determiner", "quantity", "possessor"),
    [
        ("The Council's four new depots opened.", "The", "four", "The Council's"),
        ("No homes were sold.", "No", None, None),
        ("Some 40 people came.", "Some", "40", None),
    ],
)
def test_phrases_know_their_determiner_quantity_and_possessor(
    text: str, determiner: str | None, quantity: str | None, possessor: str | None
) -> None:
    read = _of(text)
    phrase = read.phrases[0]
    assert (read.words[phrase.determiner] if phrase.determiner is not None else None) == determiner
    assert (read.words[phrase.quantity] if phrase.quantity is not None else None) == quantity
    assert (read.said(*phrase.possessor) if phrase.possessor else None) == possessor


def test_nothing_is_worked_out_before_it_is_asked_for() -> None:
    read = _of("Kestrels nested under the eaves.")
    assert "wording" not in vars(read)
    assert read.low[0] == "kestrels"
    assert "wording" not in vars(read)
    assert len(read.tags) == 6
    assert "read" not in vars(read.wording)


def test_many_threads_read_the_same() -> None:
    text = "It was reported that the homes which we built last year had been sold, and that two would open."
    sentences = [_of(text) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda sentence: (sentence.tags, sentence.phrases, sentence.clauses), sentences * 4))
    assert all(one == found[0] for one in found)


def test_the_name_of_a_host_is_one_word() -> None:
    assert "www.village.example" in _of("They looked at www.village.example to find out more.").words
    assert "GOV.UK" in _of("The guide on GOV.UK was read.").words


def test_a_title_with_a_point_is_part_of_the_name_behind_it() -> None:
    clause = _of("Cllr. Moss was asked to write.").clauses[0]
    assert clause.subject is not None
    assert (clause.subject.first, clause.subject.last) == (0, 3)


def test_what_is_asked_again_of_one_object_is_worked_out_once_and_of_another_anew() -> None:
    asked: list[tuple[int, bool]] = []

    class Walk:
        @once
        def end(self, start: int, far: bool) -> int:
            asked.append((start, far))
            return start + 10 * far

    one = Walk()
    assert [one.end(1, False), one.end(1, True), one.end(1, False)] == [1, 11, 1]
    assert asked == [(1, False), (1, True)]
    assert Walk().end(1, False) == 1
    assert len(asked) == 3, "nothing outlives its object"
