"""The annotated sets in tests/gold, each with its bar: one table for the tests and the accuracy page."""

from pathlib import Path
from typing import NamedTuple

GOLD = Path(__file__).parent / "gold"
_NEW = "../../fixtures/worcestershire-2015-05-14.txt"
_OLD = "worcestershire/worcestershire-2014-05-15.txt"
_REPORT = {"f1": 0.97, "bound": 0.95, "role": 0.92, "per": 0.93, "when": 0.93, "label_f1": 0.60}
_SENTENCES = {**_REPORT, "label_f1": 0.75}
_ELSEWHERE = {"f1": 0.94, "bound": 0.93, "role": 0.85, "label_f1": 0.55}
_SENTENCES_ELSEWHERE = {**_ELSEWHERE, "role": 0.88, "label_f1": 0.70}
_FAR = {**_ELSEWHERE, "f1": 0.92, "role": 0.80}
_COMMITMENTS = {"f1": 0.88, "recall_target_plan": 0.97, "deadline": 0.9}


class GoldSet(NamedTuple):
    """One run of the scorer: its command, its files (in `GOLD`), the least each measure may be, files of negatives."""

    name: str
    command: str
    files: tuple[str, ...]
    bars: dict[str, float]
    negatives: str = ""


def _pair(folder: str) -> tuple[str, str]:
    return f"{folder}/pair_old_constructed.txt", f"{folder}/pair_new_constructed.txt"


def _constructed(folder: str) -> tuple[GoldSet, ...]:
    old, new = _pair(folder)
    figures = (f"{folder}/pair_old_figures.jsonl", f"{folder}/pair_new_figures.jsonl")
    report = f"{folder}/report_constructed.txt"
    return (
        GoldSet("Figures of a report", "figures", (report, f"{folder}/report_figures.jsonl"), _ELSEWHERE),
        GoldSet("Figures of another report", "figures", (new, figures[1]), _ELSEWHERE),
        GoldSet(
            "Commitments of a report",
            "commitments",
            (report, f"{folder}/report_commitments.jsonl"),
            {"f1": 0.80},
            f"{folder}/report_negatives.jsonl",
        ),
        GoldSet(
            "Metrics found again",
            "links",
            (old, new, f"{folder}/pair_links.jsonl", *figures),
            {"f1": 0.85, "precision": 0.94, "relation": 0.92},
        ),
        GoldSet("Sections found again", "sections", (old, new, f"{folder}/pair_sections.jsonl"), {"f1": 0.90}),
        GoldSet("What became of commitments", "events", (old, new, f"{folder}/pair_events.jsonl"), {"f1": 0.60}),
    )


def _second(folder: str) -> tuple[GoldSet, ...]:
    """The sets of the second time that somebody wrote some without having seen the rules."""
    at = f"{folder}/second"
    old, new = _pair(at)
    olds, news = f"{at}/pair_old_figures.jsonl", f"{at}/pair_new_figures.jsonl"
    report = (f"{at}/report_constructed.txt", f"{at}/report_commitments.jsonl")
    return (
        GoldSet("Figures in single sentences, second", "sentences", (f"{at}/figures.jsonl",), _SENTENCES_ELSEWHERE),
        GoldSet("Figures of the older of a pair", "figures", (old, olds), _FAR),
        GoldSet("Figures of the newer of a pair", "figures", (new, news), _FAR),
        GoldSet("Commitments of a report, second", "commitments", report, {"f1": 0.80}, f"{at}/report_negatives.jsonl"),
        GoldSet(
            "Metrics found again, second",
            "links",
            (old, new, f"{at}/pair_links.jsonl", olds, news),
            {"f1": 0.85, "precision": 0.94, "relation": 0.92},
        ),
        GoldSet("Sections found again, second", "sections", (old, new, f"{at}/pair_sections.jsonl"), {"f1": 0.65}),
        GoldSet("What became of commitments, second", "events", (old, new, f"{at}/pair_events.jsonl"), {"f1": 0.80}),
        GoldSet(
            "What became of commitments, single pairs, second", "cases", (f"{at}/tracking.jsonl",), {"exact": 0.80}
        ),
    )


def _kind(who: str, name: str) -> GoldSet:
    at = f"apart/kinds/{name}"
    return GoldSet(f"Figures of {who}", "figures", (f"{at}_constructed.txt", f"{at}_figures.jsonl"), _ELSEWHERE)


def _events(who: str, letter: str, old: str, new: str) -> GoldSet:
    texts = (f"seen/constructed_pair_{letter}_{day}.txt" for day in (old, new))
    files = (*texts, f"seen/pair_{letter}_events.jsonl")
    return GoldSet(f"What became of commitments, {who}", "events", files, {"f1": 0.75})


APART = (
    GoldSet("Figures in single sentences", "sentences", ("apart/figures.jsonl",), _SENTENCES_ELSEWHERE),
    *_constructed("apart"),
    GoldSet("What became of commitments, single pairs", "cases", ("apart/tracking.jsonl",), {"exact": 0.80}),
    *_second("apart"),
    _kind("another council's cabinet member", "council"),
    _kind("a ministry", "ministry"),
    _kind("a central bank", "bank"),
    _kind("an engineering team", "team"),
    _kind("a parish council", "parish"),
    _kind("a budget speech", "budget"),
    GoldSet("Figures in sentences of these six", "sentences", ("apart/kinds/sentences.jsonl",), _SENTENCES_ELSEWHERE),
)
"""Never tuned on: nobody who writes rules looks at what goes wrong here."""

SEEN = (
    GoldSet("Figures of the real report of 2015", "figures", (_NEW, "worcestershire/seed_figures.jsonl"), _REPORT),
    GoldSet("Figures of the real report of 2014", "figures", (_OLD, "worcestershire/2014_figures.jsonl"), _REPORT),
    GoldSet("Figures in single sentences", "sentences", ("worcestershire/figure_cases.jsonl",), _SENTENCES),
    GoldSet("Figures in single sentences, set 1", "sentences", ("seen/figures_1.jsonl",), _SENTENCES_ELSEWHERE),
    GoldSet("Figures in single sentences, set 2", "sentences", ("seen/figures_2.jsonl",), _SENTENCES_ELSEWHERE),
    GoldSet(
        "Commitments of the real report of 2015",
        "commitments",
        (_NEW, "worcestershire/seed_commitments.jsonl"),
        _COMMITMENTS,
        "worcestershire/seed_hard_negatives.jsonl",
    ),
    GoldSet(
        "Commitments of the real report of 2014",
        "commitments",
        (_OLD, "worcestershire/2014_commitments.jsonl"),
        _COMMITMENTS,
    ),
    GoldSet(
        "Metrics found again, 2014 to 2015",
        "links",
        (
            _OLD,
            _NEW,
            "worcestershire/pair_2014_2015_links.jsonl",
            "worcestershire/2014_figures.jsonl",
            "worcestershire/seed_figures.jsonl",
        ),
        {"f1": 0.90, "precision": 0.97, "relation": 0.95},
    ),
    GoldSet(
        "Sections found again, 2014 to 2015",
        "sections",
        (_OLD, _NEW, "worcestershire/pair_2014_2015_sections.jsonl"),
        {"f1": 0.95},
    ),
    GoldSet(
        "What became of commitments, 2014 to 2015",
        "events",
        (_OLD, _NEW, "worcestershire/pair_2014_2015_events.jsonl"),
        {"exact": 0.75, "f1": 0.85},
    ),
    GoldSet(
        "What became of commitments, single pairs", "cases", ("worcestershire/tracking_cases.jsonl",), {"exact": 0.90}
    ),
    GoldSet("What became of commitments, set 1", "cases", ("seen/tracking_1.jsonl",), {"exact": 0.80}),
    GoldSet("What became of commitments, set 2", "cases", ("seen/tracking_2.jsonl",), {"exact": 0.80}),
    GoldSet("What became of commitments, set 3", "cases", ("seen/tracking_3.jsonl",), {"exact": 0.80}),
    *_constructed("seen"),
    *_second("seen"),
    GoldSet(
        "Figures of an engineering team's report",
        "figures",
        ("seen/second/figures_constructed.txt", "seen/second/report_figures.jsonl"),
        _FAR,
    ),
    GoldSet(
        "Figures of a budget statement",
        "figures",
        ("seen/second/budget_constructed.txt", "seen/second/budget_figures.jsonl"),
        _FAR,
    ),
    _events("fire authority", "c", "2019-06-20", "2020-06-18"),
    _events("engineering team", "d", "2022-04-04", "2022-07-04"),
    _events("school trust", "e", "2018-12-12", "2019-12-11"),
)
"""Looked at while rules were written: these show that nothing gets worse, not what a new report will meet."""


def arguments(gold: GoldSet) -> list[str]:
    """The scorer's arguments for a set."""
    given = [gold.command, *(str(GOLD / name) for name in gold.files), "--json"]
    return [*given, "--negatives", str(GOLD / gold.negatives)] if gold.negatives else given
