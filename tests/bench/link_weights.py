"""Learn what each reason for pairing two figures counts: link_weights.py [--write] [--show] FOLDER [FOLDER ...].

A folder holds, for each pair of reports NAME, `NAME-old.txt`, `NAME-new.txt`, and in the form of `shared/gold`
`NAME_links.jsonl` (figures that measure one thing), `NAME-old_figures.jsonl` and `NAME-new_figures.jsonl` (what counts;
without them all does). A table PAIRS.tsv may date them and name their bodies
(columns pair, date_old, date_new, body). Figures that no chain of
links joins are wrong pairs.

Printed are the weights, how often each reason speaks, and how the library links with weights learnt without the body in
question. `--write` puts the weights into `matching/weights.tsv`; what speaks in less than three pairs of 100 is set
by hand and stays. `--show` prints every pair of figures that is made wrongly or not made.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np

from reportdiff.align import align
from reportdiff.align.pairing import Alignment
from reportdiff.diff.figures.changes import compare_figures
from reportdiff.diff.figures.linking import Linking
from reportdiff.diff.figures.points import points
from reportdiff.diff.figures.reasons import _AGAINST, AHEAD, Judge, compared
from reportdiff.facts import Figure
from reportdiff.matching import evidence
from reportdiff.model import Report
from reportdiff.reading import read

Pair: TypeAlias = tuple[int, int]
BEHIND = "something else is likelier"
DOUBT = "doubt"
LEADS = (AHEAD, BEHIND)
ROUNDS = 4
"""How often the lead over rivals is worked out again from the weights just learned."""
FOLDS = 12
RARE = 0.03


class Text(NamedTuple):
    """A pair of reports, the reasons of every pair of figures that may be one thing, and which are."""

    name: str
    body: str
    old: Report
    new: Report
    alignment: Alignment
    judge: Judge
    lanes: tuple[dict[Pair, dict[str, float]], ...]
    places: tuple[dict[Figure, int], dict[Figure, int]]
    roots: dict[tuple[int, int], int]
    wanted: frozenset[Pair]

    def is_one(self, old: Figure, new: Figure) -> bool | None:
        """Whether two figures are one thing; None where nobody has judged it."""
        first, second = self.places[0].get(old), self.places[1].get(new)
        if first is None or second is None:
            return None
        return self.roots.get((0, first), -1) == self.roots.get((1, second), -2)


def judged(folder: Path) -> Iterator[Text]:
    """The pairs of reports of a folder."""
    table = folder / "PAIRS.tsv"
    days = {row["pair"]: row for row in csv.DictReader(table.open(), delimiter="\t")} if table.exists() else {}
    for file in sorted(folder.rglob("*_links.jsonl")):
        name = file.name.removesuffix("_links.jsonl")
        dated = [days.get(name, {}).get(f"date_{side}") for side in ("old", "new")]
        old, new = (
            read(file.parent / f"{name}-{side}.txt", date=date.fromisoformat(day) if day else None)
            for side, day in zip(("old", "new"), dated, strict=True)
        )
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        parent: dict[tuple[int, int], tuple[int, int]] = {}

        def root(node: tuple[int, int], parent: dict[tuple[int, int], tuple[int, int]] = parent) -> tuple[int, int]:
            while parent.setdefault(node, node) != node:
                node = parent[node]
            return node

        for row in rows:
            parent[root((0, row["old"][0]))] = root((1, row["new"][0]))
        roots = {node: hash(root(node)) for node in list(parent)}
        places = (
            _annotated(old, file.parent / f"{name}-old_figures.jsonl"),
            _annotated(new, file.parent / f"{name}-new_figures.jsonl"),
        )
        known = [set(side.values()) for side in places]
        wanted = frozenset(
            (row["old"][0], row["new"][0])
            for row in rows
            if not row.get("optional") and row["old"][0] in known[0] and row["new"][0] in known[1]
        )
        alignment = align(old, new)
        work = Linking(points(old), points(new), alignment, (old.date, new.date))
        work.links()
        judge, lanes = work.judge, (work.level, *work.across.values())
        reasons = tuple({pair: judge.reasons(*pair) for pair in lane} for lane in lanes)
        body = days.get(name, {}).get("body") or name
        yield Text(name, body, old, new, alignment, judge, reasons, places, roots, wanted)


def _annotated(report: Report, file: Path) -> dict[Figure, int]:
    """Where each figure of a report that counts stands in its annotation."""
    if not file.exists():
        return {figure: figure.span.start for figure in report.figures}
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    found: dict[Figure, int] = {}
    for figure in report.figures:
        span = figure.span
        over = [(min(span.end, row["end"]) - max(span.start, row["start"]), row) for row in rows]
        best: tuple[int, dict[str, Any]] = max(over, key=lambda one: one[0], default=(0, {}))
        if best[0] > 0 and not best[1].get("optional"):
            found[figure] = best[1]["start"]
    return found


Row: TypeAlias = tuple[dict[str, float], bool]


def rows_of(texts: list[Text], table: Mapping[str, float]) -> list[Row]:
    """The reasons of every judged pair, with the lead over its best rival as the weights have it now."""
    rows: list[Row] = []
    for text in texts:
        for lane in text.lanes:
            leads = compared({pair: text.judge.weigh(*pair) for pair in lane})
            for pair, reasons in lane.items():
                right = text.is_one(text.judge.old[pair[0]].figure, text.judge.new[pair[1]].figure)
                if right is not None and reasons:
                    said = dict(reasons)
                    for reason in LEADS:
                        said[reason] = min(1.0, abs(leads[pair].of(reason)) / table[reason])
                    rows.append((said, right))
    return rows


def learnt(rows: list[Row], names: list[str], fixed: Mapping[str, float], ridge: float = 1.0) -> list[float]:
    """Weights from 0 up for the named reasons, and the doubt, by Newton's method; `fixed` weights stay."""
    size = len(names) + 1
    signs = [-1.0 if name in _AGAINST else 1.0 for name in names]
    table = np.array(
        [[sign * said.get(name, 0.0) for sign, name in zip(signs, names, strict=True)] + [-1.0] for said, _ in rows]
    )
    given = np.array(
        [sum((-1 if name in _AGAINST else 1) * fixed[name] * said.get(name, 0.0) for name in fixed) for said, _ in rows]
    )
    right = np.array([float(good) for _, good in rows])
    found, penalty = np.zeros(size), np.array([ridge] * (size - 1) + [1e-6])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(table @ found + given, -30, 30)))
        slope = table.T @ (chance - right) + penalty * found
        free = (found > 0) | (slope < 0)
        free[-1] = True
        bend = (table[:, free].T * (chance * (1 - chance))) @ table[:, free] + np.diag(penalty[free])
        found[free] -= np.linalg.solve(bend, slope[free])
        found[:-1] = np.maximum(found[:-1], 0.0)
    return [float(weight) for weight in found]


def learn(texts: list[Text], table: dict[str, float]) -> Counter[str]:
    """Put weights learnt from `texts` into the table; how often each reason spoke is given back, "" for all pairs."""
    fires: Counter[str] = Counter()
    for _ in range(ROUNDS):
        rows = rows_of(texts, table)
        fires = Counter(reason for said, _ in rows for reason, strength in said.items() if strength)
        fires[""] = len(rows)
        names = sorted(name for name in fires if name and (fires[name] >= RARE * len(rows) or name in LEADS))
        fixed = {name: table[name] for name in fires if name and name not in names}
        for name, value in zip((*names, DOUBT), learnt(rows, names, fixed), strict=True):
            table[name] = max(value, 0.001)
    return fires


def outcome(text: Text, show: bool) -> tuple[Counter[str], list[tuple[float, bool]]]:
    """How the library links a pair of reports with the weights as they are."""
    counts: Counter[str] = Counter()
    scores: list[tuple[float, bool]] = []
    together: set[Pair] = set()
    for change in compare_figures(text.old, text.new, text.alignment, polarity={}):
        for first in change.old_points:
            for second in change.new_points:
                if text.is_one(first, second):
                    together.add((text.places[0][first], text.places[1][second]))
        for link in change.links:
            good = text.is_one(link.old, link.new)
            if good is None:
                continue
            sort = "certain" if change.certain else "unsure"
            counts.update((sort, f"{sort} right") if good else (sort,))
            counts[f"{link.relation.value} {'right' if good else 'wrong'}"] += 1
            scores.append((change.score, good))
            if show and not good:
                print(f"wrong ({sort} {change.score:.2f})\n{quoted(text.old, link.old)}\n{quoted(text.new, link.new)}")
    counts["wanted"], counts["found"] = len(text.wanted), len(text.wanted & together)
    for pair in sorted(text.wanted - together) if show else ():
        ends = [
            next(figure for figure, at in places.items() if at == start)
            for places, start in zip(text.places, pair, strict=True)
        ]
        print(f"missed\n{quoted(text.old, ends[0])}\n{quoted(text.new, ends[1])}")
    return counts, scores


def quoted(report: Report, figure: Figure) -> str:
    """A figure with what stands around it."""
    start, end = figure.span.start, figure.span.end
    whole = report.source.text
    return "    " + " ".join(f"{whole[max(0, start - 90) : start]}«{whole[start:end]}»{whole[end : end + 60]}".split())


def auc(scores: list[tuple[float, bool]]) -> float:
    """How often a right pair scores above a wrong one."""
    good, bad = ([score for score, right in scores if right is sort] for sort in (True, False))
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / max(1, len(good) * len(bad))


def say(name: str, counts: Counter[str], scores: list[tuple[float, bool]]) -> None:
    """One line of what came out."""
    sure, all_made, good = counts["certain"], counts["certain"] + counts["unsure"], counts["certain right"]
    right = good + counts["unsure right"]
    print(
        f"{name}: right {right} of {all_made} ({right / max(1, all_made):.3f}),"
        f" certain {good} of {sure} ({good / max(1, sure):.3f}), certain of the right {good / max(1, right):.2f},"
        f" found {counts['found']} of {counts['wanted']} ({counts['found'] / max(1, counts['wanted']):.3f}),"
        f" restated {counts['restated right']} right {counts['restated wrong']} wrong, AUC {auc(scores):.3f}"
    )


def main() -> None:
    options = [one for one in sys.argv[1:] if one.startswith("--")]
    texts = [found for folder in sys.argv[1:] if folder not in options for found in judged(Path(folder))]
    table = cast("dict[str, float]", evidence.weights("figures"))
    began = dict(table)
    bodies = sorted({text.body for text in texts})
    if "--kept" not in options:
        fires = learn(texts, table)
        fitted = dict(table)
    total: Counter[str] = Counter()
    sets: dict[str, Counter[str]] = {}
    scores: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        inside = [text for text in texts if bodies.index(text.body) % FOLDS == fold]
        if "--kept" not in options:
            table.update(fitted)
            learn([text for text in texts if bodies.index(text.body) % FOLDS != fold], table)
        for text in inside:
            if "--show" in options:
                print(f"== {text.name}")
            counts, scored = outcome(text, "--show" in options)
            total, scores = total + counts, scores + scored
            sets[text.name.split("-")[0]] = sets.get(text.name.split("-")[0], Counter()) + counts
    for name, counts in sets.items():
        say(name, counts, [])
    say("all", total, scores)
    if "--kept" in options:
        return
    for name in sorted(fires, key=lambda name: -fires[name]):
        if name:
            print(f"{name}\t{began.get(name, 0.0):.2f}\t{fitted[name]:.2f}\t{fires[name]} of {fires['']}")
    print(f"{DOUBT}\t{began[DOUBT]:.2f}\t{fitted[DOUBT]:.2f}")
    if "--write" in options:
        write(fitted, fires)


def write(fitted: Mapping[str, float], fires: Counter[str]) -> None:
    """Put the weights into the table of the library."""
    file = Path(evidence.__file__).with_name("weights.tsv")
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 6 and fields[0] == "figures" and (fields[1] in fires or fields[1] == DOUBT):
            fields[3] = f"{round(fitted[fields[1]] * 20) / 20:g}"
        lines.append("\t".join(fields))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
