"""Laws of every output over any texts: nothing fails, every link leads somewhere, both texts are shown whole."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportdiff as rd
from reportdiff.comparing import ReportDiff
from reportdiff.render.comparison import comparable
from reportdiff.render.escape import html

_VOCABULARY = (
    "the|Council|will resurface|140 miles|of road|by March 2024|£2.39m|8.6%|from 41 to 27 days|more than|"
    "24,000 premises|we aim to|reach|half|up to 50%|in 2025|.|,|;|(|)|“|”|'|-|<b>|&|\x00|\u202e|\xad|#|*|_|1.|(a)|•|"
)
WORDS = st.sampled_from(_VOCABULARY.split("|"))
LINES = st.lists(WORDS, max_size=25).map(" ".join)
TEXTS = st.lists(LINES, max_size=12).map("\n\n".join)


class Page(HTMLParser):
    """Ids, links and the words of each side's paragraphs."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []
        self.links += [told["href"]] if "href" in told else []
        if tag not in ("meta", "rect"):
            self.open.append(f"{tag} {told.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag != "rect":
            assert self.open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(name in ("span vh", "script ", "style ") for name in self.open):
            self.words.append(data)


def check(diff: ReportDiff) -> None:
    """The laws of one comparison's outputs."""
    page = Page(diff.to_html())
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    both = comparable(diff)  # else the page shows neither text: nothing of it may look new
    for side, report in (("o", diff.old), ("n", diff.new)) if both else ():
        assert [f"{side}{at}" in page.ids for at in range(len(report.paragraphs))] == [True] * len(report.paragraphs)
        assert all(f"{side}-f{at}" in page.ids for at in range(len(report.figures)))
    shown = "".join("".join(page.words).split())
    for part in (*diff.old.paragraphs, *diff.new.paragraphs) if both else ():
        assert "".join(Page(html(part.flow.text)).words[:1]).replace(" ", "") in shown
    for written in (diff.to_text(), str(diff), repr(diff), diff.to_markdown(), diff._repr_html_()):
        written.encode("utf-8")
    assert ReportDiff.from_dict(diff.to_dict()).to_dict() == diff.to_dict()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", diff.to_text())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_shown(old: str, new: str) -> None:
    check(rd.compare(rd.read_text(old), rd.read_text(new)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.randoms(use_true_random=False))
def test_a_text_and_its_shuffled_self_can_be_shown(old: str, random: Any) -> None:
    parts = old.split("\n\n")
    random.shuffle(parts)
    check(rd.compare(rd.read_text(old), rd.read_text("\n\n".join(parts))))


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Successive reports of one series."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".docx", ".odt"))
    yield from pairwise(files)


def test_real_reports_can_be_shown(shared: Path) -> None:
    for folder in sorted(path for path in (shared / "corpus").iterdir() if path.is_dir()):
        for old, new in list(pairs(folder))[:2]:
            check(rd.compare(rd.read(old), rd.read(new)))


@pytest.mark.parametrize("step", [-1, 1])
def test_the_constructed_reports_can_be_shown_either_way_round(step: int) -> None:
    from reportdiff import demo

    old, new = demo.reports()[-2:][::step]
    check(rd.compare(rd.read(old), rd.read(new)))
