"""The one rule language: triggers, directions, scopes, stops, pseudo-triggers, and what a broken line prints."""

import pickle
import sys
from collections.abc import Sequence

import pytest

from reportdiff.errors import ReportdiffError
from reportdiff.language.loading import RuleError, compiled
from reportdiff.language.rules import Columns, Found

WORDS = "the total rose up to 40 but will not really be more than 50 but not 60"


def _columns(words: str, tags: str = "", clauses: Sequence[int] = ()) -> Columns:
    low = words.split()
    return Columns(low, [word.rstrip("s") for word in low], tags.split(), clauses)


def _match(lines: Sequence[str], words: str, tags: str = "", clauses: Sequence[int] = ()) -> Found:
    table = compiled("table", lines, stem=lambda word: word.rstrip("s"))
    return table.match(_columns(words, tags, clauses))


def _ids(found: Found) -> list[str]:
    return [hit.rule.id for hit in found.hits]


def test_a_rule_fires_on_its_words_and_says_what_it_says() -> None:
    found = _match(["more\tmore_than\tforward\tnext\tmore|fewer than"], "more than 50 seats")
    assert [(hit.rule.says, hit.first, hit.last) for hit in found.hits] == [(("more_than",), 0, 2)]


def test_next_reaches_the_word_that_touches_the_trigger_and_no_other() -> None:
    found = _match(["more\tmore_than\tforward\tnext\tmore than"], "more than 50 seats")
    assert [hit.rule.id for hit in found.over(2, 3)] == ["more"]
    assert found.over(3, 4) == []


def test_a_backward_rule_acts_on_what_stands_before_it() -> None:
    found = _match(["least\tat_least\tbackward\tnext\tor more"], "50 or more seats")
    assert _ids(found) == ["least"]
    assert found.over(0, 1)
    assert not found.over(3, 4)


@pytest.mark.parametrize(("scope", "reached"), [("2", True), ("1", False), ("sentence", True)])
def test_a_scope_is_a_number_of_words_or_a_whole(scope: str, reached: bool) -> None:
    found = _match([f"not\tno\tforward\t{scope}\tnot"], "not the bridge")
    assert bool(found.over(2, 3)) is reached


def test_the_scope_of_a_clause_ends_with_the_clause() -> None:
    found = _match(["not\tno\tboth\tclause\tnot"], "it is not open and we go", clauses=[0, 0, 0, 0, 1, 1, 1])
    assert found.over(0, 1)
    assert not found.over(5, 6)


def test_a_stop_ends_the_scope_and_is_named_in_the_explanation() -> None:
    lines = ["not\tno\tforward\tsentence\tnot", "but\tno\tstop\t-\tbut"]
    found = _match(lines, "not open but shut")
    assert found.over(1, 2)
    assert not found.over(3, 4)
    assert found.explained(_columns("not open but shut")) == ("not on “not”, stopped by but",)


def test_a_stop_of_other_rules_stops_nothing() -> None:
    found = _match(["not\tno\tforward\tsentence\tnot", "but\tyes\tstop\t-\tbut"], "not open but shut")
    assert found.over(3, 4)


def test_a_pseudo_trigger_cancels_the_rule_it_covers_and_is_named() -> None:
    lines = ["up\tat_most\tforward\tnext\tup to", "went\tat_most\tcancel\t-\trose|went up to"]
    found = _match(lines, "it rose up to 40 and up to 50")
    assert [hit.first for hit in found.hits] == [6]
    assert (
        found.explained(_columns("it rose up to 40 and up to 50"))[1]
        == "up on “up to” cancelled by went on “rose up to”"
    )


def test_a_pseudo_trigger_with_a_scope_cancels_whatever_it_reaches() -> None:
    lines = ["will\twill\tforward\tclause\twill", "if\twill\tcancel\tclause\tif"]
    assert _ids(_match(lines, "if it will", clauses=[0, 0, 0])) == []
    assert _ids(_match(lines, "if so it will", clauses=[0, 0, 1, 1])) == ["will"]


@pytest.mark.parametrize("named", ["*", "plan", "cue", "cue.plan"])
def test_a_pseudo_trigger_names_what_it_concerns_by_meaning_group_or_id(named: str) -> None:
    assert _ids(_match(["cue.plan\tplan\tforward\tclause\tplan", f"no\t{named}\tcancel\t-\tno plan"], "no plan")) == []


@pytest.mark.parametrize(
    ("trigger", "words", "tags"),
    [
        ("=plan", "two plans", ""),
        ("=plan:NN*", "two plans", "CD NNS"),
        ("will ~2:RB be", "will not really be", "MD RB RB VB"),
        ("is now? also? to", "is also to", ""),
        ("< to :VB", "to open", "TO VB"),
        ("opened >", "was opened", ""),
        ("open !:CD", "open soon", "VB RB"),
        ("!not open", "now open", ""),
    ],
)
def test_the_items_of_a_trigger(trigger: str, words: str, tags: str) -> None:
    assert _ids(_match([f"one\tx\there\t-\t{trigger}"], words, tags)) == ["one"]


@pytest.mark.parametrize(
    ("trigger", "words", "tags"),
    [
        ("=plan:V*", "two plans", "CD NNS"),
        ("will ~2:RB be", "will one two be", "MD CD CD VB"),
        ("will ~2 be", "will a b c be", ""),
        ("will ~ be", "will ; be", ""),
        ("< to :VB", "it to open", "PRP TO VB"),
        ("opened >", "opened it", ""),
        ("!not open", "not open", ""),
    ],
)
def test_what_the_items_of_a_trigger_leave_alone(trigger: str, words: str, tags: str) -> None:
    assert _ids(_match([f"one\tx\there\t-\t{trigger}"], words, tags)) == []


def test_brackets_set_the_trigger_apart_from_what_must_stand_beside_it() -> None:
    found = _match(["aim\taim\there\t-\tour :JJ? [ aim is ] to"], "our main aim is to win", "PRP$ JJ NN VBZ TO VB")
    assert [(hit.first, hit.last) for hit in found.hits] == [(2, 4)]


def test_sets_are_defined_above_and_may_hold_one_another() -> None:
    lines = ["@early\tjan feb", "@month\t@early mar", "in\tx\there\t-\tin @month"]
    assert _ids(_match(lines, "in feb")) == ["in"]


def test_conditions_ask_for_facts_of_the_clause() -> None:
    table = compiled("table", ["do\tx\there\t-\tdo\town|third -negated"], facts=["own", "third", "negated"])
    words = _columns("we do")
    assert table.match(words, lambda at: frozenset({"own"})).hits
    assert not table.match(words, lambda at: frozenset({"own", "negated"})).hits
    assert not table.match(words, lambda at: frozenset()).hits


def test_what_only_lowers_others_is_looked_for_where_another_fired() -> None:
    lines = ["will\twill\there\t-\twill", "if\tweak\tboth\tsentence\tif"]
    table = compiled("table", lines, lowering=["weak"])
    assert _ids(table.match(_columns("if it rains we will stay"))) == ["if", "will"]
    assert _ids(table.match(_columns("if it rains we stay"))) == []


def test_a_fact_that_cannot_hold_is_not_asked_for() -> None:
    asked: list[int] = []

    def facts(at: int) -> frozenset[str]:
        asked.append(at)
        return frozenset({"decided"})

    table = compiled(
        "table", ["do\twill\there\t-\tto\tdecided|told", "will\twill\there\t-\twill"], facts=["decided", "told"]
    )
    words = _columns("we will to go")
    assert _ids(table.match(words, facts, frozenset({"decided"}))) == ["will", "do"]
    asked.clear()
    assert _ids(table.match(words, facts, frozenset({"decided", "told"}))) == ["will"]
    assert asked == []


def test_the_words_of_a_trigger_are_looked_at_before_its_clause() -> None:
    table = compiled("table", ["do\twill\there\t-\tto do\town"], facts=["own"])
    assert _ids(table.match(_columns("we have to go"), lambda at: pytest.fail("parsed for nothing"))) == []


def test_of_several_rules_the_nearest_and_then_the_longest_comes_first() -> None:
    lines = ["than\tless\tforward\tnext\tless than", "little\tnearly\tforward\tnext\ta little less than"]
    assert [hit.rule.id for hit in _match(lines, "a little less than 40").over(4, 5)] == ["little", "than"]


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("a\tb", "a b"),
        ("x\ty\tsideways\tnext\tq", "sideways"),
        ("x\tz\there\tnext\tq", "z"),
        ("x\ty\there\tfar\tq", "far"),
        ("x\ty\there\t-\t~3", "~3"),
        ("x\ty\there\t-\ta ~40 b", "~40"),
        ("x\ty\there\t-\tThe cat", "The"),
        ("x\ty\there\t-\ta @nowhere", "@nowhere"),
        ("x\ty\there\t-\ta\tasleep", "asleep"),
        ("x\ty\there\t-\ta  b", "b"),
        ("@set", "@set"),
    ],
)
def test_a_broken_line_is_printed_with_a_marker_under_the_place(line: str, marked: str) -> None:
    with pytest.raises(ReportdiffError) as caught:
        compiled("own.tsv", ["# a comment", "", line], says=["y"], facts=["awake"])
    first, shown, marker = str(caught.value).split("\n")
    assert first.startswith("own.tsv, line 3: ")
    assert shown == "    " + line.replace("\t", " ")
    assert marker.strip("~^ ") == ""
    at = marker.index("^") + 1
    assert shown[:at].endswith(marked) or marked == "b"


def test_the_error_of_a_broken_line_crosses_process_borders() -> None:
    error = RuleError("own.tsv, line 1", "broken", "Mend it", "a b", "~^")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("words", [["a", "b"], ["will", "but", "if"]])
def test_matching_is_linear_in_the_text(words: list[str]) -> None:
    lines = [
        "gap\tx\tforward\tsentence\ta ~12 a ~12 a ~12 b",
        "will\twill\tboth\tclause\twill",
        "but\twill\tstop\t-\tbut",
        "if\twill\tcancel\t1\tif",
    ]
    table = compiled("table", lines)

    def count(size: int) -> int:
        calls = 0

        def counting(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(counting)
        table.match(Columns(words * size, clause_of=[0] * (len(words) * size)))
        sys.setprofile(None)
        return calls

    small, large = count(200), count(800)
    assert 200 < small < large < 4.5 * small
