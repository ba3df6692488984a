"""Sections of two reports, paired by what their paragraphs became, by their words and by those of their headings.

Sections of one report are all a little alike. What counts is how much more two sections have in common than either has
with the other sections: a retitled section is found by that, a rewritten one by its heading. What is left over joins a
pair as part of a split or a merge where the same evidence speaks for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from attrs import define, field

from ..matching.evidence import Evidence, weights
from ..model import Report, Section
from .copies import exact
from .lexicon import Bag, Lexicon, Texts, plain, spelled
from .overlap import FEW, Overlap
from .pairing import Pairing
from .paragraphs import Work
from .residuals import residuals, told

_W = weights("sections")


@define(repr=False, eq=False)
class _Groups:
    """Sections that belong together, as lists of old and of new indexes, one side of which has one member."""

    members: list[tuple[list[int], list[int]]] = field(factory=list)
    of_old: dict[int, int] = field(factory=dict)
    of_new: dict[int, int] = field(factory=dict)

    def start(self, i: int, j: int) -> None:
        """A new group of one section each."""
        self.of_old[i] = self.of_new[j] = len(self.members)
        self.members.append(([i], [j]))

    def takes(self, i: int, j: int) -> bool:
        """Whether one of two sections is in a group that the other can join."""
        if i in self.of_old:
            return j not in self.of_new and len(self.members[self.of_old[i]][0]) == 1
        return j in self.of_new and len(self.members[self.of_new[j]][1]) == 1

    def add(self, i: int, j: int) -> None:
        """Let the one of two sections that is in no group join that of the other."""
        at = self.of_old[i] if i in self.of_old else self.of_new[j]
        side, own = (1, j) if i in self.of_old else (0, i)
        self.members[at][side].append(own)
        self.of_old[i] = self.of_new[j] = at


@define(repr=False, eq=False)
class _Scores:
    """What speaks for each pair of sections, by the old and the new index."""

    old_titles: list[Bag]
    new_titles: list[Bag]
    content: dict[tuple[int, int], float]
    evidence: dict[tuple[int, int], Evidence]
    named: set[tuple[int, int]]

    def completes(self, groups: _Groups, i: int, j: int) -> bool:
        """Whether paragraphs are mostly shared, or the free heading says what the other says beyond its group's."""
        if self.content.get((i, j), 0.0) >= _W["settled"]:
            return True
        if i in groups.of_old:
            _, beside = groups.members[groups.of_old[i]]
            rest, own = self.old_titles[i].difference(*(self.new_titles[k] for k in beside)), self.new_titles[j]
        else:
            beside, _ = groups.members[groups.of_new[j]]
            rest, own = self.new_titles[j].difference(*(self.old_titles[k] for k in beside)), self.old_titles[i]
        return 2 * len(rest & own) >= max(1, len(rest))


def pair_sections(
    old: Report, new: Report, work: Work, old_texts: Texts, new_texts: Texts, lexicon: Lexicon
) -> list[Pairing]:
    """Pairings of `old.sections` and `new.sections` that use every index once, in no order.

    `work` holds the pairs of paragraphs known so far, the texts are those of the paragraphs.
    """
    scores = _scores(old, new, work, old_texts, new_texts, lexicon)
    total = {key: evidence.weight for key, evidence in scores.evidence.items()}
    ranked = sorted(total, key=lambda key: (key not in scores.named, -total[key], sum(key), key))
    ranked = [key for key in ranked if total[key] >= _W["least"]]
    groups = _Groups()
    for i, j in ranked:
        if i not in groups.of_old and j not in groups.of_new:
            groups.start(i, j)
    for i, j in ranked:
        if groups.takes(i, j) and total[i, j] + _W["completes"] * scores.completes(groups, i, j) >= _W["part"]:
            groups.add(i, j)
    _complete(groups, (old.sections, new.sections), (old_texts, new_texts), lexicon)
    found = [_pairing(scores, sorted(ours), sorted(theirs)) for ours, theirs in groups.members]
    alone = ("nothing like it",)
    found += [Pairing((i,), (), False, 0.0, alone) for i in range(len(old.sections)) if i not in groups.of_old]
    found += [Pairing((), (j,), False, 0.0, alone) for j in range(len(new.sections)) if j not in groups.of_new]
    return found


def _complete(
    groups: _Groups,
    sections: tuple[Sequence[Section], Sequence[Section]],
    texts: tuple[Texts, Texts],
    lexicon: Lexicon,
) -> None:
    """Let sections in no group join one whose other side says what is left out there."""
    old, new = sections
    free = (
        [i for i in range(len(old)) if i not in groups.of_old],
        [j for j in range(len(new)) if j not in groups.of_new],
    )
    if max(len(old), len(new)) > FEW or free == ([], []):
        return
    splits = {i: groups.members[at][1] for i, at in groups.of_old.items() if len(groups.members[at][0]) == 1}
    merges = {j: groups.members[at][0] for j, at in groups.of_new.items() if len(groups.members[at][1]) == 1}
    was, now = told(old, texts[0]), told(new, texts[1])
    found = [(share, i, j) for share, i, j in residuals(was, now, splits, free[1], lexicon)]
    found += [(share, i, j) for share, j, i in residuals(now, was, merges, free[0], lexicon)]
    for share, i, j in sorted(found, key=lambda one: (-one[0], one[1:])):
        if (i in groups.of_old) is (j in groups.of_new) or not groups.takes(i, j):
            continue
        ours, theirs = groups.members[groups.of_old[i] if i in groups.of_old else groups.of_new[j]]
        if share >= _W["taken up by a namesake"] or old[ours[0]].title != new[theirs[0]].title:
            groups.add(i, j)


def _pairing(scores: _Scores, ours: list[int], theirs: list[int]) -> Pairing:
    found = [scores.evidence[i, j] for i in ours for j in theirs if (i, j) in scores.evidence]
    best = max(found, key=lambda evidence: evidence.weight, default=Evidence())
    reasons = dict.fromkeys(chain.from_iterable(evidence.reasons for evidence in found))
    return Pairing(tuple(ours), tuple(theirs), False, min(1.0, best.weight), tuple(reasons))


def _scores(old: Report, new: Report, work: Work, old_texts: Texts, new_texts: Texts, lexicon: Lexicon) -> _Scores:
    content = _carried(old.sections, new.sections, work.forth)
    old_titles = [lexicon.bag(section.title) for section in old.sections]
    new_titles = [lexicon.bag(section.title) for section in new.sections]
    heading = _likeness(Overlap.of(old_titles, new_titles))
    heading.update(dict.fromkeys(_titled(old.sections, new.sections), 1.0))
    plainly = work.carried() > _W["settled"] or max(len(old.sections), len(new.sections)) > FEW
    settled = [key for key, share in content.items() if share >= _W["settled"] and plainly]
    ours = _gathered(old.sections, old_texts, {i for i, _ in settled})
    theirs = _gathered(new.sections, new_texts, {j for _, j in settled})
    words = _beyond(_likeness(Overlap.of(ours, theirs)), len(ours), len(theirs))
    evidence = {
        key: Evidence(
            (
                ("same heading" if heading.get(key) == 1.0 else "like heading", _W["heading"] * heading.get(key, 0.0)),
                ("shared paragraphs", _W["paragraphs"] * content.get(key, 0.0)),
                ("shared words", _W["words"] * words.get(key, 0.0)),
            )
        )
        for key in sorted({*heading, *content, *words})
    }
    same = {i: j for i, j in work.forth.items() if work.scores[i] >= _W["settled"]}
    named = _named(old.sections, new.sections, _carried(old.sections, new.sections, same))
    return _Scores(old_titles, new_titles, content, evidence, named)


def _likeness(evidence: Overlap) -> dict[tuple[int, int], float]:
    found = evidence.candidates(range(len(evidence.old)), range(len(evidence.new)), _W["faint"])
    return {(i, j): score for score, i, j in found}


def _beyond(likeness: Mapping[tuple[int, int], float], old: int, new: int) -> dict[tuple[int, int], float]:
    """How much more alike each two are than either is to the others on average."""
    of_old, of_new = [0.0] * old, [0.0] * new
    for (i, j), score in likeness.items():
        of_old[i] += score
        of_new[j] += score
    more: dict[tuple[int, int], float] = {}
    for (i, j), score in likeness.items():
        usual = (of_old[i] - score) / max(1, new - 1) + (of_new[j] - score) / max(1, old - 1)
        more[i, j] = score - usual / 2
    return more


def _titled(old: Sequence[Section], new: Sequence[Section]) -> Iterable[tuple[int, int]]:
    ours, theirs = ([plain(spelled(section.title)) or " " for section in side] for side in (old, new))
    return exact(ours, theirs).items()


def _named(
    old: Sequence[Section], new: Sequence[Section], content: Mapping[tuple[int, int], float]
) -> set[tuple[int, int]]:
    """The pairs of one heading that no other section of either report has, and whose text went nowhere else."""
    often = [Counter(plain(spelled(section.title)) for section in side) for side in (old, new)]
    settled = [key for key, share in content.items() if share >= _W["settled"]]
    gone = ({i: (i, j) for i, j in settled}, {j: (i, j) for i, j in settled})
    return {
        (i, j)
        for i, j in _titled(old, new)
        if (title := plain(spelled(old[i].title)))
        and often[0][title] == often[1][title] == 1
        and {gone[0].get(i, (i, j)), gone[1].get(j, (i, j))} == {(i, j)}
    }


def _gathered(sections: Sequence[Section], texts: Texts, settled: set[int]) -> list[Bag]:
    """The terms of each section, its heading's and its paragraphs'; none for settled ones."""
    return [frozenset() if at in settled else bag for at, bag in enumerate(texts.of(sections))]


def _carried(old: Sequence[Section], new: Sequence[Section], forth: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """The share of paragraphs that each two sections have in common: of both, and of the shorter, on average."""
    home_old = [at for at, section in enumerate(old) for _ in section.paragraphs]
    home_new = [at for at, section in enumerate(new) for _ in section.paragraphs]
    both: defaultdict[tuple[int, int], int] = defaultdict(int)
    for i, j in forth.items():
        both[home_old[i], home_new[j]] += 1
    shares = {}
    for (a, b), count in both.items():
        ours, theirs = len(old[a].paragraphs), len(new[b].paragraphs)
        shares[a, b] = count / (ours + theirs) + count / (2 * min(ours, theirs))
    return shares
