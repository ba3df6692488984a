"""The words by which a figure is found again: what it measures, in words of its own text."""

import json
from datetime import date
from pathlib import Path

import pytest
from readings import cases, found, likeness

from reportdiff.extract.context import Context
from reportdiff.extract.figures.sentence_reader import extract_figures
from reportdiff.language.verbs import verbs
from reportdiff.model import Paragraph
from reportdiff.source import Flow, Source, Span


def labels(text: str, day: date = date(2022, 5, 26)) -> list[str]:
    source = Source("test", text)
    whole = Span(0, len(text))
    return [
        " ".join(figure.terms)
        for figure in extract_figures([Paragraph(None, whole, Flow.of(source, [whole]))], Context(day))
    ]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("roles.cases", 0.81),
        ("genres.cases", 0.78),
        ("fragments.cases", 0.72),
        ("labels.cases", 0.72),
        ("more.cases", 0.65),
    ],
)
def test_labels_say_what_the_cases_say(name: str, least: float) -> None:
    scores = [
        likeness(want.label, read.label) for case in cases(name) for want, read in found(case) if read is not None
    ]
    assert sum(scores) / len(scores) >= least


def test_labels_of_the_gold_sentences(shared: Path) -> None:
    scores = []
    for line in (shared / "gold" / "figure_cases.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        source = Source("gold", gold["text"])
        whole = Span(0, len(gold["text"]))
        context = Context(date.fromisoformat(gold["report_date"]))
        read = extract_figures([Paragraph(None, whole, Flow.of(source, [whole]))], context)
        for want in gold["figures"]:
            over = [figure for figure in read if figure.span.start < want["end"] and want["start"] < figure.span.end]
            if over and not want.get("optional"):
                scores.append(likeness(want["label"], " ".join(over[0].terms)))
    assert sum(scores) / len(scores) >= 0.8


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Council collected £3m in parking income.", ["collected parking income"]),
        ("Energy costs were £19 million higher than in 2021.", ["Energy costs"]),
        ("We aim to generate 60% of our electricity by 2027, up from 37% today.", ["generate electricity"] * 2),
    ],
)
def test_a_label_names_what_is_measured_and_no_more(text: str, wanted: list[str]) -> None:
    have = labels(text)
    assert len(have) == len(wanted)
    for want, one in zip(wanted, have, strict=True):
        assert likeness(want, one) >= 0.8, (want, one)


def test_what_is_said_of_it_is_named_from_the_sentence_before() -> None:
    first, second = labels("On average a case took 64 weeks. That is too long and we will bring it down to 26 weeks.")
    assert second == first


def test_what_says_nothing_of_its_own_has_the_words_of_the_figure_before_in_its_sentence() -> None:
    first, second = labels("43% of household waste was recycled in 2022, and our target is 50% by 2025.")
    assert second == first
    assert "waste" in first


def test_words_that_are_handed_on_do_not_heap_up() -> None:
    every = labels("It was agreed that £5 be paid. " * 40)
    assert max(len(words.split()) for words in every) <= 12


def test_a_time_of_telling_does_not_date_what_is_told() -> None:
    source = Source("test", "Last year I promised that we would plant 200 trees.")
    whole = Span(0, len(source.text))
    (figure,) = extract_figures([Paragraph(None, whole, Flow.of(source, [whole]))], Context(date(2022, 5, 26)))
    assert figure.when is None


def test_nothing_is_named_from_another_paragraph() -> None:
    text = "Parking fines brought in £3m.\n\nIt will be £4m next year."
    source = Source("test", text)
    spans = [Span(0, 29), Span(31, len(text))]
    one, two = extract_figures([Paragraph(None, s, Flow.of(source, [s])) for s in spans], Context(date(2022, 5, 26)))
    assert "Parking" in one.label
    assert "Parking" not in two.label


def test_labels_are_compact() -> None:
    for name in ("roles.cases", "labels.cases"):
        for case in cases(name):
            assert all(len(label.split()) <= 20 for label in labels(case.text, case.day))


def test_no_label_is_empty_where_words_stand_beside_the_figure() -> None:
    for name in ("roles.cases", "labels.cases", "fragments.cases"):
        for case in cases(name):
            assert all(labels(case.text, case.day)), case.text


def test_a_label_holds_no_digits_of_other_figures() -> None:
    for label in labels("The fund paid £1.1m to 340 households, 28% more than in 2020."):
        assert not any(char.isdigit() for char in label)


def test_every_spelling_of_a_verb_is_known() -> None:
    known = verbs()
    for base, spellings in {"cut": "cut cuts cutting", "carry": "carried carries", "rise": "rose risen rising"}.items():
        assert all(known[word].base == base for word in spellings.split())


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("An error came to light when two lists were merged.", [True]),
        ("One of them has now done this work for forty winters.", [True]),
        ("These are my top ten achievements.", [True]),
        ("The nine sites recorded 612,000 visits.", [True, False]),
        ("Seven complaints were upheld.", [False]),
        ("2 lists were merged.", [False]),
        ("We opened two libraries in 2021.", [False]),
        ("We will open two libraries.", [False]),
        ("Two more libraries were opened.", [False]),
        ("Work stopped for five months.", [False]),
        ("Two per cent of staff are apprentices.", [False]),
    ],
)
def test_a_small_count_in_words_that_states_no_measure_is_minor(text: str, minor: list[bool]) -> None:
    source = Source("test", text)
    whole = Span(0, len(text))
    read = extract_figures([Paragraph(None, whole, Flow.of(source, [whole]))], Context(date(2022, 5, 26)))
    assert [figure.minor for figure in read] == minor
