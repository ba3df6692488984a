"""Pairing sections and paragraphs of two reports."""

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from constructed import report_of

import reportdiff
from reportdiff.align import align, align_sentences
from reportdiff.align.copies import anchored, exact
from reportdiff.align.lexicon import Lexicon, Texts
from reportdiff.align.order import steady, told
from reportdiff.align.overlap import Overlap
from reportdiff.align.pairing import Pairing
from reportdiff.diff.wording.paragraphs import compare_paragraphs, compare_sections

CASES = Path(__file__).parent / "cases" / "sections.cases"


def cases() -> Iterator[tuple[str, str, str, list[str]]]:
    for case in re.split(r"^## ", CASES.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, rest = case.split("\n", 1)
        texts, expected = rest.split("\n----\n")
        old, new = texts.split("\n====\n")
        yield name, old, new, sorted(expected.strip().splitlines())


@pytest.mark.parametrize(("old", "new", "expected"), [pytest.param(*c[1:], id=c[0]) for c in cases()])
def test_sections_become_what_a_reader_says(old: str, new: str, expected: list[str]) -> None:
    before, after = report_of(old), report_of(new)
    lines = []
    for change in compare_sections(before, after, align(before, after)):
        ours, theirs = (" + ".join(s.title for s in side) for side in (change.old, change.new))
        lines.append(f"{'* ' if change.moved else ''}{ours} -> {theirs}".strip())
    assert sorted(lines) == expected


def test_sections_of_the_gold_pair_become_what_the_annotator_says(shared: Path) -> None:
    old, new = (reportdiff.read(shared / "gold" / f"worcestershire-{day}.txt") for day in ("2014-05-15", "2015-05-14"))
    found = {
        (tuple(s.title for s in c.old), tuple(s.title for s in c.new)): c.moved
        for c in compare_sections(old, new, align(old, new))
    }
    assert found[("Legal & Democratic Services",), ("Legal & Democratic Services",)]
    assert not found[("Digital Council", "Customer Services"), ("Digital Council and Customers",)]
    assert (("The FutureFit Programme",), ()) in found


def test_a_paragraph_is_found_by_its_rare_words_in_another_order() -> None:
    old = report_of("Ferry tickets cost more.\n\nThe quarry reopened in June.\n\nOtters came back to the brook.")
    new = report_of("Otters have come back to a second brook.\n\nTickets for the ferry cost less.\n\nNothing else.")
    found = {(p.old, p.new) for p in align(old, new).paragraphs}
    assert {((0,), (1,)), ((2,), (0,)), ((1,), ()), ((), (2,))} == found


def test_pairings_say_what_spoke_for_them() -> None:
    old = report_of("Roads\n\nThe Council mended twelve roads. It mended no bridges this year.\n\nAll is well.")
    new = report_of("Roads\n\nThe Council mended twelve roads. It mended two bridges at last.\n\nAll is well.")
    alignment = align(old, new)
    assert [p.reasons for p in alignment.paragraphs] == [("same sentences",), ("same words",)]
    assert alignment.sections[0].reasons[0] == "same heading"
    assert all(0 <= p.score <= 1 for p in (*alignment.sections, *alignment.paragraphs))


def test_an_own_measure_of_likeness_finds_what_words_do_not() -> None:
    old = report_of("Physicians are scarce.\n\nThe roof leaks badly.")
    new = report_of("The roof leaks badly.\n\nToo few doctors around here are scarce.")
    asked: list[tuple[str, str]] = []

    def likeness(left: str, right: str) -> float:
        asked.append((left, right))
        return 0.9

    found = {(p.old, p.new): p.score for p in align(old, new, similarity=likeness).paragraphs}
    assert found[(0,), (1,)] == 0.9
    assert asked == [("Physicians are scarce.", "Too few doctors around here are scarce.")]


@pytest.mark.parametrize("texts", [("", ""), ("", "One thing.\n\nTwo."), ("Heading", "Another"), ("…", "?!")])
def test_empty_and_wordless_reports_are_paired_without_trouble(texts: tuple[str, str]) -> None:
    old, new = map(report_of, texts)
    alignment = align(old, new)
    assert sorted(i for p in alignment.paragraphs for i in p.old) == list(range(len(old.paragraphs)))
    assert sorted(j for p in alignment.sections for j in p.new) == list(range(len(new.sections)))


def test_of_two_like_paragraphs_the_one_in_its_place_stays() -> None:
    assert exact(list("axbxc"), list("abxc")) == {0: 0, 2: 1, 3: 2, 4: 3}
    assert exact(list("aaa"), list("aa")) == {0: 0, 1: 1}
    assert exact(["", "a"], ["", "a"]) == {1: 1}


def test_whole_sentences_pair_items_unless_they_lead_to_several() -> None:
    long = ["the first thing was done in the spring", "a second thing was left for the autumn"]
    old = [". ".join(long), "nothing of the kind was ever written here"]
    assert [(i, j) for _, i, j in anchored(old, [long[1] + ". more", "x"], range(2), range(2))] == [(0, 0)]
    assert anchored(old, [long[0], long[1]], range(2), range(2)) == []


def test_the_longest_run_stays_and_of_equals_the_heavier() -> None:
    assert steady([(1, 1), (2, 1), (0, 1)]) == {0, 1}
    assert steady([(1, 5), (0, 9)]) == {1}
    assert steady([]) == set()


def test_what_was_dropped_is_told_after_what_precedes_it() -> None:
    pairings = [Pairing((o,) if o >= 0 else (), (n,) if n >= 0 else (), False, 1, ()) for o, n in
                [(0, -1), (1, 1), (2, -1), (3, 0), (-1, 2)]]  # fmt: skip
    assert [(p.old, p.new, p.moved) for p in told(pairings, [9, 9, 1, 1])] == [
        ((0,), (), False),
        ((3,), (0,), True),
        ((1,), (1,), False),
        ((2,), (), False),
        ((), (2,), False),
    ]


def test_terms_are_stems_numbers_and_the_parts_of_compounds() -> None:
    lexicon = Lexicon()
    assert lexicon.bag("Roads, road") == lexicon.bag("the ROAD’s")
    assert lexicon.bag("1,072 likes") & lexicon.bag("of 1,072.")
    assert lexicon.bag("fibre-based") == lexicon.bag("based on fibre")
    assert not lexicon.bag("of the and … - 'a'")


def test_rare_terms_weigh_more_than_common_ones() -> None:
    texts = Texts(["otter bridge", "bridge road", "bridge quarry", "bridge"], Lexicon())
    bags = [texts.words(at) for at in range(4)]
    evidence = Overlap.of(bags, bags)
    assert evidence.score(0, 0) == 1.0
    assert evidence.score(0, 1) < 0.5
    (otter,) = bags[0] - bags[3]
    (bridge,) = bags[3]
    assert evidence.weights[otter] > evidence.weights[bridge]


def test_a_split_with_a_word_changed_is_still_a_split() -> None:
    old = report_of("The ferry sailed on forty days. The quarry closed in June after a flood.\n\nThe end of it all.")
    new = report_of("The ferry sailed on forty days.\n\nThe quarry closed in May after a flood.\n\nThe end of it all.")
    changes = compare_paragraphs(old, new, align(old, new))
    assert [c.relation.value for c in changes] == ["split", "kept"]


@pytest.mark.usefixtures("timed")
def test_long_reports_take_time_in_proportion_to_their_length() -> None:

    def seconds(count: int) -> float:
        text = "\n\n".join(
            f"{n}. The team of ward {n * 7919 % 10007} met {n % 97} times in {n % 13} rooms." for n in range(count)
        )
        old, new = report_of(text), report_of(text.replace("met 1", "sat 1"))
        start = time.process_time()
        align(old, new)
        return time.process_time() - start

    seconds(300)
    assert seconds(4000) < 40 * max(0.004, seconds(400))


def test_sentences_are_paired_in_another_order_and_reworded() -> None:
    old = "Otters came back to the brook. The quarry closed in June. Nobody minded."
    new = "In May the quarry was closed at last. Otters have come back to the brook. All were glad of it."
    found = [(p.old, p.new, p.moved) for p in align_sentences(old, new)]
    assert sorted((o, n) for o, n, _ in found) == [((), (2,)), ((0,), (1,)), ((1,), (0,)), ((2,), ())]
    assert sum(moved for *_, moved in found) == 1


def test_no_sentences_make_no_pairings() -> None:
    assert align_sentences("", "") == ()
    assert [(p.old, p.new) for p in align_sentences("", "One is here.")] == [((), (0,))]


def test_pairs_and_words_are_the_same_under_any_hash_seed() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_align import cases, report_of, align, compare_paragraphs\n"
        "for _, old, new, _ in cases():\n"
        "    ours, theirs = report_of(old), report_of(new)\n"
        "    found = align(ours, theirs)\n"
        "    print(found, compare_paragraphs(ours, theirs, found))\n"
    )
    folders = [str(Path(__file__).parent), str(Path(reportdiff.__file__).parent.parent)]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, *folders],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000


def numbered_words(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices("bdfgklmnprstvz", k=1) + chance.choices("aeiou") + [f"q{chance.randrange(10**6)}"])
            .translate(str.maketrans("0123456789", "abcdefghij")) for _ in range(count)]  # fmt: skip


def reworded(words: list[str], seed: int, every: int) -> list[str]:
    fresh = numbered_words(seed, len(words))
    return [fresh[at] if at % every == 0 else word for at, word in enumerate(words)]


def long_pair(whole: list[str], left: list[str], moved: list[str]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Pairings where paragraph 20 of 80 becomes `left` in its place, if any, and `moved` near the end."""
    others = [numbered_words(at, 30) for at in range(80)]
    old = [*others[:20], whole, *others[20:]]
    new = [*others[:20], *([left] if left else []), *others[20:70], moved, *others[70:]]
    ours, theirs = (report_of("\n\n".join(f"The {' '.join(words)}." for words in side)) for side in (old, new))
    return {(p.old, p.new) for p in align(ours, theirs).paragraphs if 20 in p.old}


def test_what_stands_where_a_moved_paragraph_stood_is_its_other_half() -> None:
    whole = numbered_words(500, 60)
    left = [*reworded(whole[40:], 502, 2), *numbered_words(503, 5), *whole[40:44]]
    assert long_pair(whole, left, reworded(whole[:40], 501, 4)) == {((20,), (20, 71))}
    assert long_pair(whole, numbered_words(504, 20), reworded(whole[:40], 501, 4)) == {((20,), (71,))}


def test_a_moved_paragraph_of_common_words_is_found_though_every_other_word_changed() -> None:
    chance, words = random.Random(7), numbered_words(1, 200)
    others, dropped, added = ([chance.choices(words, k=30) for _ in range(count)] for count in (80, 20, 20))
    whole = chance.choices(words, k=40)
    changed = [chance.choice(words) if at % 2 else word for at, word in enumerate(whole)]
    old, new = [*others[:20], whole, *others[20:], *dropped], [*others[:70], changed, *others[70:], *added]
    ours, theirs = (report_of("\n\n".join(f"The {' '.join(words)}." for words in side)) for side in (old, new))
    found = {(p.old, p.new) for p in align(ours, theirs).paragraphs if p.old and p.new}
    assert found == {((at + (at >= 20),), (at + (at >= 70),)) for at in range(80)} | {((20,), (70,))}


@pytest.mark.parametrize("pattern", ["aa", "aaaaaa", "ababab", "abcabc", "aabbcc", "abbbbc"])
def test_of_repeated_sentences_one_taken_out_is_one_deletion_and_none_is_lost(pattern: str) -> None:
    spoken = {"a": "The ferry sails again.", "b": "It rains in the hills.", "c": "Nobody was there to see it."}
    for gone in range(len(pattern)):
        left = pattern[:gone] + pattern[gone + 1 :]
        old, new = (" ".join(spoken[letter] for letter in side) for side in (pattern, left))
        pairings = align_sentences(old, new)
        assert sorted(i for p in pairings for i in p.old) == list(range(len(pattern)))
        assert sorted(j for p in pairings for j in p.new) == list(range(len(left)))
        assert sum(bool(p.old and p.new) for p in pairings) == len(left)
        ours, theirs = report_of(old), report_of(new)
        (change,) = compare_paragraphs(ours, theirs, align(ours, theirs))
        assert "".join(op.old for op in change.wording) == old
        assert "".join(op.new for op in change.wording) == new
        (edit,) = (op for op in change.wording if op.old != op.new)
        assert (edit.old.strip(), edit.new) == (spoken[pattern[gone]], "")


def test_sections_of_one_heading_of_their_own_are_paired_before_those_that_share_words() -> None:
    rest = "# Releases\n\nThe summer release came out.\n\n# Plans\n\nThe plan is a smaller kernel.\n\n"
    old = reportdiff.read_text(
        rest + "# Contributor diversity\n\nToo many user groups to list, with few turning to contributor status. "
        "Maintainers are active in work with the board to change the policy on signing off.\n\n"
        "Harbour teams move closer to maintainer status.\n\n# Maintainer diversity\n\nTeams are getting up to speed."
    )
    new = reportdiff.read_text(
        rest + "# Maintainer diversity\n\nNobody joined the board this time. Two helpers are close to "
        "maintainer status.\n\nThe board can change the policy on signing off.\n\n"
        "# Contributor diversity\n\nThe lake continues. Some groups turned to cores."
    )
    pairs = {(old.sections[i].title, new.sections[j].title) for (i,), (j,), *_ in align(old, new).sections}
    assert all(was == now for was, now in pairs)


def test_a_heading_that_another_section_took_over_does_not_hold_its_text_back() -> None:
    told = "The crews mended ninety potholes by the airfield, and inspectors photographed every defect at dawn."
    old = reportdiff.read_text(f"# Roads\n\n{told}\n\n# Lamps\n\nTen lamps by the mill were lit.")
    new = reportdiff.read_text(f"# Highways\n\n{told}\n\n# Roads\n\nA ferry began to run to the isle.")
    pairs = {(pair.old, pair.new) for pair in align(old, new).sections}
    assert ((0,), (0,)) in pairs


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Coastal Harbour Forum", "Coastal Harbour Forum (CHF)", True),
        ("Board of River Trustees", "Board of River Trustees (BRT)", True),
        ("Coastal Harbour Forum", "Coastal Harbour Forum (BRT)", False),
    ],
)
def test_initials_of_a_heading_in_brackets_are_no_other_heading(old: str, new: str, same: bool) -> None:
    texts = ("Six boats were moved to the north quay in spring.", "Two wardens have since joined the patrol at night.")
    before, after = (
        reportdiff.read_text(f"# {title}\n\n{text}\n\n# Lighthouse\n\nThe lamp was lit.\n", name="a.md")
        for title, text in zip((old, new), texts, strict=True)
    )
    found = {change.relation.value for change in reportdiff.compare(before, after).sections}
    assert ("renamed" in found, "dropped" in found) == (same, not same)
