"""A sentence, read once."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from reportdiff.language.chunks import FIGURE, TIME
from reportdiff.language.sentence import Sentence, Sentences, Unit

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


def test_nothing_is_cut_before_it_is_asked_for() -> None:
    flow = Sentences("One came. Two went. Three stayed.")
    assert flow[1].words == ("Two", "went", ".")
    assert list(flow._made) == [1]
    assert "tags" not in vars(flow[1])
    assert flow.holding(11) is flow[1]


def test_many_threads_read_the_same() -> None:
    text = "It was reported that the homes which we built last year had been sold, and that two would open."
    sentences = [_of(text) for _ in range(40)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda sentence: (sentence.tags, sentence.phrases, sentence.clauses), sentences * 4))
    assert all(one == found[0] for one in found)
