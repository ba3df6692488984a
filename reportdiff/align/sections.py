"""Sections of two reports, paired by what their paragraphs became, by their words and by those of their headings.

Sections of one report are all a little alike. What counts is how much more two sections have in common than either has
with the other sections: a retitled section is found by that, a rewritten one by its heading. What is left over joins a
pair as part of a split or a merge where the same evidence speaks for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from attrs import define, field

from ..model import Report, Section
from .copies import exact
from .evidence import FEW, Evidence
from .leavings import leavings, told
from .lexicon import Bag, Lexicon, Texts, plain
from .pairing import Pairing
from .paragraphs import Work

FAINT = 0.02
"""Words that have less in common than this are not looked at."""
HEADING, CONTENT, WORDS = 0.6, 0.6, 5.0
"""What headings alike, paragraphs in common and words beyond the usual count for."""
LEAST = 0.36
"""The least score of a pair."""
PART = 0.45
"""The least score of a further section that makes a split or a merge of a pair."""
COMPLETES = 0.2
"""What it counts for if a part shares its paragraphs, or the headings of the parts make up the heading of the whole."""
KEPT = 0.18
"""The least share of a section that takes up what one left out whose heading was kept: those seldom split."""
SETTLED = 0.5
"""From this share of paragraphs in common on, edited copies and long reports do without looking at the words."""


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
    heading: dict[tuple[int, int], float]
    content: dict[tuple[int, int], float]
    words: dict[tuple[int, int], float]
    total: dict[tuple[int, int], float] = field(factory=dict)

    def completes(self, groups: _Groups, i: int, j: int) -> bool:
        """Whether paragraphs are mostly shared, or the free heading says what the other says beyond its group's."""
        if self.content.get((i, j), 0.0) >= SETTLED:
            return True
        if i in groups.of_old:
            _, beside = groups.members[groups.of_old[i]]
            rest, own = self.old_titles[i].difference(*(self.new_titles[k] for k in beside)), self.new_titles[j]
        else:
            beside, _ = groups.members[groups.of_new[j]]
            rest, own = self.new_titles[j].difference(*(self.old_titles[k] for k in beside)), self.old_titles[i]
        return 2 * len(rest & own) >= max(1, len(rest))

    def reasons(self, i: int, j: int) -> tuple[str, ...]:
        """The evidence in words."""
        key = i, j
        heading = self.heading.get(key, 0.0)
        said = [
            (heading == 1.0, "same heading"),
            (0 < heading < 1, "like heading"),
            (self.content.get(key, 0.0) > 0, "shared paragraphs"),
            (self.words.get(key, 0.0) > 0, "shared words"),
        ]
        return tuple(reason for holds, reason in said if holds)


def pair_sections(
    old: Report, new: Report, work: Work, old_texts: Texts, new_texts: Texts, lexicon: Lexicon
) -> list[Pairing]:
    """Pairings of `old.sections` and `new.sections` that use every index once, in no order.

    `work` holds the pairs of paragraphs known so far, the texts are those of the paragraphs.
    """
    scores = _scores(old, new, work, old_texts, new_texts, lexicon)
    ranked = sorted(scores.total, key=lambda key: (-scores.total[key], sum(key), key))
    ranked = [key for key in ranked if scores.total[key] >= LEAST]
    groups = _Groups()
    for i, j in ranked:
        if i not in groups.of_old and j not in groups.of_new:
            groups.start(i, j)
    for i, j in ranked:
        if groups.takes(i, j) and scores.total[i, j] + COMPLETES * scores.completes(groups, i, j) >= PART:
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
    found = [(share, i, j) for share, i, j in leavings(was, now, splits, free[1], lexicon)]
    found += [(share, i, j) for share, j, i in leavings(now, was, merges, free[0], lexicon)]
    for share, i, j in sorted(found, key=lambda one: (-one[0], one[1:])):
        if (i in groups.of_old) is (j in groups.of_new) or not groups.takes(i, j):
            continue
        ours, theirs = groups.members[groups.of_old[i] if i in groups.of_old else groups.of_new[j]]
        if share >= KEPT or old[ours[0]].title != new[theirs[0]].title:
            groups.add(i, j)


def _pairing(scores: _Scores, ours: list[int], theirs: list[int]) -> Pairing:
    keys = [(i, j) for i in ours for j in theirs]
    score = min(1.0, max(scores.total.get(key, 0.0) for key in keys))
    reasons = dict.fromkeys(reason for i, j in keys for reason in scores.reasons(i, j))
    return Pairing(tuple(ours), tuple(theirs), False, score, tuple(reasons))


def _scores(old: Report, new: Report, work: Work, old_texts: Texts, new_texts: Texts, lexicon: Lexicon) -> _Scores:
    content = _carried(old.sections, new.sections, work.forth)
    old_titles = [lexicon.bag(section.title) for section in old.sections]
    new_titles = [lexicon.bag(section.title) for section in new.sections]
    heading = _likeness(Evidence.of(old_titles, new_titles))
    heading.update(dict.fromkeys(_titled(old.sections, new.sections), 1.0))
    plainly = work.carried() > SETTLED or max(len(old.sections), len(new.sections)) > FEW
    settled = [key for key, share in content.items() if share >= SETTLED and plainly]
    ours = _gathered(old.sections, old_titles, old_texts, {i for i, _ in settled})
    theirs = _gathered(new.sections, new_titles, new_texts, {j for _, j in settled})
    words = _beyond(_likeness(Evidence.of(ours, theirs)), len(ours), len(theirs))
    scores = _Scores(old_titles, new_titles, heading, content, words)
    for key in sorted({*heading, *content, *words}):
        scores.total[key] = (
            HEADING * heading.get(key, 0.0) + CONTENT * content.get(key, 0.0) + WORDS * words.get(key, 0.0)
        )
    return scores


def _likeness(evidence: Evidence) -> dict[tuple[int, int], float]:
    found = evidence.candidates(range(len(evidence.old)), range(len(evidence.new)), FAINT)
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
    return exact([plain(s.title) or " " for s in old], [plain(s.title) or " " for s in new]).items()


def _gathered(sections: Sequence[Section], titles: Sequence[Bag], texts: Texts, settled: set[int]) -> list[Bag]:
    """The terms of each section, its heading's and its paragraphs'; none for settled ones."""
    ends = list(accumulate(len(section.paragraphs) for section in sections))
    return [
        frozenset() if at in settled else titles[at].union(*map(texts.words, range(end - len(part.paragraphs), end)))
        for at, (part, end) in enumerate(zip(sections, ends, strict=True))
    ]


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
